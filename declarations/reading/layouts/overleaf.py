"""The printed document and its conversions, with the signatures on its back ("see overleaf"), 2009 to today.

Doc. 14876
11 April 2019
"Magnitsky laws" sanctions must be imposed ...
Written declaration No. 675
This written declaration does not reflect the position of the Assembly; ...
...
Signed (see overleaf)
Signed:
GATTOLIN André, France, NR
SUTTER Petra, De, Belgium, SOC
Total = 2
1. NR: Representatives not belonging to a Political Group
"""

import re
from collections.abc import Sequence

from ..dates import DATE
from ..doubts import Doubt
from ..errors import ReadingError
from ..languages import DOC_LINE, EDITION_LINE
from ..lines import Document, Line
from ..parsed import ReadingWarning
from ..parts import (
    MOST_LINES_OF_AN_ENTRY,
    Parts,
    is_furniture,
    paragraphs_of,
    read_head,
    shortened,
    title_of,
    wrapped_entries,
)
from ..personal_names import is_family_word
from ..signatories import Entry
from ..vocabulary import find_group

NAME = "overleaf"
LEGEND = re.compile(r"(?:\d{1,2}\s*[.)]?\s*)?[A-Z]{2,6}(?:/[A-Z]{1,4})?\s*[:=]\s*\S.*")


def recognises(document: Document) -> bool:
    """Whether the line that heads the signatures, or the one that sends the reader to them, is there."""
    return bool(_marks(document))


def read(document: Document) -> Parts:
    """The parts of the document. Raises ReadingError, naming the part, where one of them is not there."""
    blocks, number, marks = document.blocks, document.numbered, _marks(document)
    body = blocks[number.index + 1 : marks[0]]
    above = [line for block in blocks[: number.index] for line in block.lines if not _is_menu(line)]
    particulars = [line for line in above if _is_particular(line)]
    before = [line for line in above if particulars and line.start < particulars[0].start]
    title = [line for line in above if line not in particulars and line not in before]
    editions = [block.text for block in body if EDITION_LINE.fullmatch(block.text)]
    head = read_head([*(line.text for line in particulars), number.rest, *editions])
    signed = ListOverleaf(document, [line for block in blocks[marks[-1] + 1 :] for line in block.lines])
    if not signed.entries:
        raise ReadingError("it has no signatures below “Signed”; it may have been cut short.")
    return Parts(
        head=head,
        title=title_of(document, title or before),
        paragraphs=paragraphs_of(document, body, number.wording),
        entries=tuple(signed.entries),
        understood=(*particulars, *(blocks[index] for index in marks), *signed.understood),
        total=signed.total,
        doubts=tuple(signed.doubts),
    )


class ListOverleaf:
    """The list of signatures, its total and the legend of groups, read line by line.

    The total and the legend end the list, but what columns or a converter have put behind them is read all the same.
    """

    def __init__(self, document: Document, lines: list[Line]):
        self.document = document
        self.wording = document.numbered.wording
        self.entries: list[Entry] = []
        self.understood: list[Line] = []
        self.doubts: list[ReadingWarning] = []
        self.total: tuple[int, int, int] | None = None
        has_ended, at = False, 0
        while at < len(lines):
            total = self.wording.total.fullmatch(lines[at].text) if self.total is None else None
            if total:
                start = lines[at].start + total.start(1)
                self.total = int(total[1]), start, start + len(total[1])
                taken = 1
            elif taken := _lines_of_legend(lines[at:]):
                self.understood += lines[at : at + taken]
            else:
                at += self._read_entry(lines[at : at + MOST_LINES_OF_AN_ENTRY + 1], certain_only=has_ended)
                continue
            has_ended = True
            at += taken
        self._doubt_the_end()

    def _read_entry(self, lines: list[Line], *, certain_only: bool) -> int:
        """Reads the entry that starts with the first line; returns how many lines it takes, read or not."""
        if is_furniture(lines[0]):
            return 1
        found, taken = wrapped_entries(self.document.text, lines)
        if found:
            self.entries += found
            return taken
        alone = Entry.of(self.document.text, lines[0].start, lines[0].end)
        if alone and not certain_only and len(alone.parts) > 1 and _looks_like_entry(alone):
            self.entries.append(alone)
        return 1

    def _doubt_the_end(self) -> None:
        if not self.entries or self.total:
            return
        last = self.entries[-1]
        if last.is_whole:
            message = "The list of signatures does not end with a total, as in this layout it does; it may be cut."
            self.doubts.append(Doubt.MISSING_TOTAL.at(last.start, last.end, message))
        else:
            message = f"The list of signatures seems to have been cut, behind “{shortened(last.printed)}”."
            self.doubts.append(Doubt.TRUNCATED_LIST.at(last.start, last.end, message))


def _lines_of_legend(lines: Sequence[Line]) -> int:
    """How many of the first lines name one group, as "SOC: Socialist Group" does; none where they do not."""
    if not LEGEND.fullmatch(lines[0].text):
        return 1 if find_group(lines[0].text) else 0
    name = re.split(r"[:=]", lines[0].text, maxsplit=1)[1]
    for count, line in enumerate(lines[1:MOST_LINES_OF_AN_ENTRY], start=1):
        if find_group(name):
            break
        name = f"{name} {line.text}"
        if find_group(name):
            return count + 1
    return 1


def _marks(document: Document) -> list[int]:
    """The indexes of the blocks that send the reader overleaf and that head the signatures there."""
    wording = document.numbered.wording
    below = range(document.numbered.index + 1, len(document.blocks))
    return [
        index
        for index in below
        if len(document.blocks[index].lines) == 1
        and any(pattern.fullmatch(document.blocks[index].text) for pattern in (wording.overleaf, wording.signed))
    ]


def _is_menu(line: Line) -> bool:
    """Whether a line above the title is furniture, and no particular of the head."""
    return is_furniture(line) and not _is_particular(line)


def _is_particular(line: Line) -> bool:
    """Whether a line gives the document's number, its date or its edition, and nothing else."""
    doc = DOC_LINE.fullmatch(line.text)
    date_alone = DATE.fullmatch(line.text)
    return bool(date_alone or EDITION_LINE.fullmatch(line.text) or (doc and _is_particular_rest(doc["rest"])))


def _is_particular_rest(rest: str) -> bool:
    rest = DATE.sub("", rest).strip(" |,;()–-")
    return (
        not rest or bool(EDITION_LINE.fullmatch(rest)) or rest.casefold() in ("rev", "revised", "prov", "provisional")
    )


def _looks_like_entry(entry: Entry) -> bool:
    """Whether an entry without a known country starts like one, or ends like one."""
    return is_family_word(entry.parts[0].split()[0]) or find_group(entry.parts[-1]) is not None
