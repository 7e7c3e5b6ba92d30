"""What a layout finds in a document, and the parts that several layouts find in the same way."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .dates import find_date
from .doubts import Doubt
from .errors import ReadingError
from .languages import ADDRESS, DOC_LINE, EDITION_LINE, FURNITURE, Wording
from .lines import Block, Document, Line
from .parsed import Passage, ReadingWarning
from .signatories import Entry, entries_between, looks_like_list


@dataclass(frozen=True, slots=True)
class Head:
    """The particulars at the top: `date` is the day the declaration was tabled, `edition_date` this edition's."""

    doc: str
    date: date
    edition: int
    edition_date: date


@dataclass(frozen=True, slots=True)
class Parts:
    """A document taken apart. `total` is the printed number of signatures with its start and end."""

    head: Head
    title: Passage
    paragraphs: tuple[Passage, ...]
    entries: tuple[Entry, ...]
    total: tuple[int, int, int] | None
    doubts: tuple[ReadingWarning, ...]


def read_head(texts: Sequence[str]) -> Head:
    """The particulars that the lines of a head give, in whatever order. Raises ReadingError for a lacking date."""
    doc, day, tabled, edition = "", None, None, 1
    for text in texts:
        numbered = re.search(r"\bDoc(?:ument)?\.?\s*(?:No\.?\s*)?(\d{3,6})\b", text, re.IGNORECASE)
        doc = doc or (numbered[1] if numbered else "")
        ordinal = re.search(r"\b(\d{1,2})\s*(?:st|nd|rd|th|e|ème|re)\s+(?:edition|édition)\b", text, re.IGNORECASE)
        edition = int(ordinal[1]) if ordinal else edition
        found = find_date(text)
        if found and re.search(r"originally tabled|initialement déposée", text, re.IGNORECASE):
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


def unread(blocks: Sequence[Block | Line]) -> list[ReadingWarning]:
    """A warning for each block or line that is no furniture."""
    return [
        Doubt.UNREAD_LINE.at(block.start, block.end, f"This was not understood: “{shortened(block.text)}”.")
        for block in blocks
        if not is_furniture(block)
    ]


def semicolon_list(document: Document, first: int, after: int = 0) -> tuple[list[Entry], int]:
    """The list of signatories that the web pages print as one paragraph, parted by semicolons.

    It starts in the block `first`, behind `after` of its characters, and may have been torn over several blocks.
    Returns the entries and the index of the first block behind the list. Raises ReadingError where the document
    ends with it: these pages have their text behind.
    """
    blocks = document.blocks
    start, last = blocks[first].start + after, first
    while last + 1 < len(blocks) and _goes_on(document, start, blocks[last], blocks[last + 1]):
        last += 1
    stretch = document.text[start : blocks[last].end]
    one_a_line = ";" not in stretch and all(looks_like_list(line) for line in stretch.split("\n") if line.strip())
    separator = "\n" if one_a_line else ";"
    entries = entries_between(document.text, start, blocks[last].end, separator)
    if entries and last + 1 == len(blocks):
        raise ReadingError(
            f"it ends within its list of signatories, behind “{shortened(entries[-1].printed)}”;"
            " give the whole document."
        )
    return entries, last + 1


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
    """Whether a line repeats the document's number alone, as the pages of a printed document do."""
    match = DOC_LINE.fullmatch(text)
    return bool(match and not match["rest"]) or bool(EDITION_LINE.fullmatch(text))


def shortened(text: str) -> str:
    """`text` short enough to be quoted in a message."""
    return text if len(text) <= 80 else f"{text[:79]}…"
