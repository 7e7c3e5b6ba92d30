"""What a layout finds in a document, and the parts that several layouts find in the same way."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .dates import DATE, find_date
from .doubts import Doubt
from .errors import ReadingError
from .languages import ADDRESS, DOC_LINE, EDITION_LINE, FURNITURE, Wording
from .lines import Block, Document, Line
from .parsed import ParsedMention, Passage, ReadingWarning
from .personal_names import HONORIFICS, is_family_word
from .signatories import WORD_CHARACTER, Entry, entries_between, looks_like_list, parted_at_groups
from .vocabulary import find_group

# A long entry is wrapped in a narrow column, into three lines at the most.
MOST_LINES_OF_AN_ENTRY = 3
RUNNING_HEAD_REST = re.compile(r"(?:[|–-]?\s*(?:Written declaration|Déclaration écrite))?", re.IGNORECASE)
DOC_NUMBER = re.compile(r"\bDoc(?:ument)?\.?\s*(?:No\.?\s*|n[°ºo]\s*)?(\d{3,6})\b", re.IGNORECASE)
ORDINAL = re.compile(
    r"\b0?([1-9]\d?)\s*(?:st|nd|rd|th|e|[eè]me|re|[eè]re|nde?)\s+(?:edition|[ée]dition)\b", re.IGNORECASE
)
FIRST_TABLED = re.compile(
    r"originally tabled(?: on)?|(?:initialement|d['’]abord) d[ée]pos[ée]e?(?: le)?", re.IGNORECASE
)
PARTICULAR = re.compile(
    rf"{DOC_NUMBER.pattern}|{ORDINAL.pattern}|{FIRST_TABLED.pattern}|\b(?:rev(?:ised)?|prov(?:isional)?|du|of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """The particulars at the top: `date` is the day the declaration was tabled, `edition_date` this edition's."""

    doc: str
    date: date
    edition: int
    edition_date: date


@dataclass(frozen=True, slots=True)
class Parts:
    """A document taken apart. `total` is the printed number of signatures with its start and end.

    `understood` are the lines and blocks that give none of these and are known all the same: the particulars at the
    top, the line that heads the list, the legend of groups. A line that is in nothing of all this was not read.
    `mentions` are the people named where the layout lists them; None where they are to be found in the paragraphs.
    """

    head: Head
    title: Passage
    paragraphs: tuple[Passage, ...]
    entries: tuple[Entry, ...]
    understood: tuple[Block | Line, ...]
    total: tuple[int, int, int] | None = None
    doubts: tuple[ReadingWarning, ...] = ()
    mentions: tuple[ParsedMention, ...] | None = None


def read_head(texts: Sequence[str]) -> Head:
    """The particulars that the lines of a head give, in whatever order. Raises ReadingError for a lacking date."""
    doc, day, tabled, edition = "", None, None, 1
    for text in texts:
        numbered = DOC_NUMBER.search(text)
        doc = doc or (numbered[1] if numbered else "")
        ordinal = ORDINAL.search(text)
        edition = int(ordinal[1]) if ordinal else edition
        found = find_date(text)
        if found and FIRST_TABLED.search(text):
            tabled = tabled or found
        else:
            day = day or found
    if day is None and tabled is None:
        raise ReadingError("it has no date at its top, such as “11 April 2019”; add it below the document's number.")
    return Head(doc, tabled or day, edition, day or tabled)


def title_of(document: Document, blocks: Sequence[Block | Line]) -> Passage:
    """The title that stands in `blocks`. Raises ReadingError where there are none."""
    if not blocks:
        raise ReadingError("it has no title beside its number; add the title.")
    return document.passage(blocks)


def paragraphs_of(document: Document, blocks: Sequence[Block], wording: Wording) -> tuple[Passage, ...]:
    """The declaration's own words in `blocks`: what is neither furniture nor a sentence that all documents carry.

    Raises ReadingError where nothing is left.
    """
    kept = [block for block in blocks if not is_furniture(block) and not wording.standing.fullmatch(block.text)]
    if not kept:
        raise ReadingError("it has no text beside its title and signatories; it may have been cut short.")
    return tuple(document.passage([block]) for block in kept)


def is_furniture(block: Block | Line) -> bool:
    """Whether a block or a line is what layouts carry beside the document: a page number, a menu, an address."""
    if isinstance(block, Block) and len(block.lines) > 1:
        return all(is_furniture(line) for line in block.lines)
    return any(pattern.fullmatch(block.text) for pattern in (FURNITURE, ADDRESS)) or _is_running_head(block.text)


def unread_lines(document: Document, parts: Parts) -> list[ReadingWarning]:
    """A warning for each line of the document that no part of it claims, furniture and standing sentences aside."""
    claimed = [parts.title, *parts.paragraphs, *parts.entries, *parts.understood, document.numbered.block]
    spans = sorted((part.start, part.end) for part in claimed)
    if parts.total:
        spans = sorted([*spans, parts.total[1:]])
    doubts, reach, following = [], 0, 0
    for block in document.blocks:
        for line in block.lines:
            while following < len(spans) and spans[following][0] < line.end:
                reach = max(reach, spans[following][1])
                following += 1
            says_nothing = not WORD_CHARACTER.search(line.text)
            if (
                reach <= line.start
                and not says_nothing
                and not is_furniture(line)
                and not _is_standing(document, block)
            ):
                message = f"This was not understood: “{shortened(line.text)}”."
                doubts.append(Doubt.UNREAD_LINE.at(line.start, line.end, message))
    return doubts + _unread_particulars(document)


def _is_standing(document: Document, block: Block) -> bool:
    return document.numbered.wording.standing.fullmatch(block.text) is not None


def _unread_particulars(document: Document) -> list[ReadingWarning]:
    """A warning where the number's line says more than the document's number, its date and its edition."""
    numbered = document.numbered
    rest = re.sub(r"[\W_]+", "", PARTICULAR.sub("", DATE.sub("", numbered.rest)))
    if not rest:
        return []
    message = f"Not all of this was understood: “{shortened(numbered.block.text)}”."
    return [Doubt.UNREAD_LINE.at(numbered.block.start, numbered.block.end, message)]


def semicolon_list(document: Document, first: int, after: int = 0) -> tuple[list[Entry], int]:
    """The list of signatories that the web pages print as one paragraph, parted by semicolons.

    It starts in the block `first`, behind `after` of its characters, and may have been torn over several blocks.
    Lists copied from a web page may have bullets instead, or lines. Returns the entries and the index of the first
    block behind the list. Raises ReadingError where the document
    ends with it: these pages have their text behind.
    """
    blocks = document.blocks
    start, last = blocks[first].start + after, first
    while last + 1 < len(blocks) and _goes_on(document, start, blocks[last], blocks[last + 1]):
        last += 1
    stretch = document.text[start : blocks[last].end]
    if ";" in stretch:
        entries = entries_between(document.text, start, blocks[last].end, ";")
    elif stretch.count("•") > 1:
        entries = entries_between(document.text, start, blocks[last].end, "•")
    else:
        entries = entries_by_line(document.text, _lines_behind(document, start, blocks[first : last + 1]))
    if entries and last + 1 == len(blocks):
        raise ReadingError(
            f"it ends within its list of signatories, behind “{shortened(entries[-1].printed)}”;"
            " give the whole document."
        )
    return entries, last + 1


def wrapped_entries(text: str, lines: Sequence[Line]) -> tuple[list[Entry], int]:
    """The entry, or what is more on its lines, that the first line starts, and how many lines it takes.

    Long entries are wrapped in narrow columns. None is read where the lines do not come to a country.
    """
    for count in range(1, min(len(lines), MOST_LINES_OF_AN_ENTRY) + 1):
        entry = Entry.of(text, lines[0].start, lines[count - 1].end)
        if entry and entry.is_whole:
            if _is_group_alone(entry, lines[count:]):
                count += 1
                entry = Entry.of(text, lines[0].start, lines[count - 1].end)
            return parted_at_groups(text, entry), count
        if not lines[count:] or not _entry_goes_on(lines[count - 1], lines[count]):
            break
    return [], 1


def _lines_behind(document: Document, start: int, blocks: Sequence[Block]) -> list[Line]:
    """The lines of the blocks from `start` on, which stands in the first of them."""
    lines = [line for block in blocks for line in block.lines if line.end > start]
    head = document.text[start : lines[0].end].strip() if lines else ""
    return [Line(head, lines[0].end - len(head), lines[0].end), *lines[1:]] if head else lines[1:]


def entries_by_line(text: str, lines: Sequence[Line]) -> list[Entry]:
    """The entries that stand on the lines, one or more lines each; other lines are passed over."""
    entries, at = [], 0
    while at < len(lines):
        found, taken = wrapped_entries(text, lines[at : at + MOST_LINES_OF_AN_ENTRY + 1])
        entries += found
        at += taken
    return entries


def _is_group_alone(entry: Entry, following: Sequence[Line]) -> bool:
    """Whether the line behind an entry that lacks its group is that group."""
    return bool(following) and entry.country_at == len(entry.parts) - 1 and bool(find_group(following[0].text))


def _entry_goes_on(line: Line, following: Line) -> bool:
    """Whether the entry that was begun on `line` may go on with the line after it, which is no entry's start."""
    if HONORIFICS.match(following.text):
        return False
    starts_with_family_name = is_family_word(following.text.split()[0].strip(","))
    if "," not in line.text and all(map(is_family_word, line.text.split())):
        return True
    return not starts_with_family_name or find_group(following.text) is not None


def doubts_on_end(document: Document, entries: Sequence[Entry]) -> list[ReadingWarning]:
    """A warning where a semicolon list ends in the middle of an entry, or with a semicolon."""
    if not entries:
        return []
    last = entries[-1]
    follows = document.text[last.end :].lstrip()[:1]
    if last.is_whole and follows != ";":
        return []
    message = f"The list of signatories seems to have been cut, behind “{shortened(last.printed)}”."
    return [Doubt.TRUNCATED_LIST.at(last.start, last.end, message)]


def _goes_on(document: Document, start: int, block: Block, following: Block) -> bool:
    """Whether a list that has come to `block` takes the following block too."""
    so_far = document.text[start : block.end].rstrip()
    if not so_far:
        return True
    return (so_far.endswith(";") or ";" not in so_far) and looks_like_list(following.text)


def _is_running_head(text: str) -> bool:
    """Whether a line repeats the document's number and kind, as the pages of a printed document do."""
    match = DOC_LINE.fullmatch(text)
    return bool(match and RUNNING_HEAD_REST.fullmatch(match["rest"])) or bool(EDITION_LINE.fullmatch(text))


def shortened(text: str) -> str:
    """`text` short enough to be quoted in a message."""
    return text if len(text) <= 80 else f"{text[:79]}…"
