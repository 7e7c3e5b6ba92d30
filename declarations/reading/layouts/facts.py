"""Our own: the facts of a declaration without its text, which is the Assembly's and not ours to print again.

Written declaration No. 652 | Doc. 14493 | 25 January 2018
Kazakhstan has to fully comply with its commitments ...
Facts only: ... (a note that says so)
Signatories
Ms Petra De SUTTER, Belgium, SOC
Names cited
Talgat Ayan
Others named
...

The note stands in for the text. The names are the words of whoever made the list, so no claim is read into them.
"""

import re
from itertools import pairwise

from ..errors import ReadingError
from ..lines import Block, Document
from ..parsed import ParsedMention
from ..parts import Parts, doubts_on_end, entries_by_line, is_furniture, read_head, title_of

NAME = "facts"
NOTE = re.compile(r"Facts only\b.+", re.IGNORECASE)
SIGNATORIES = re.compile(r"Signatories", re.IGNORECASE)
NAMES = {re.compile(r"Names cited", re.IGNORECASE): "victim", re.compile(r"Others named", re.IGNORECASE): "other"}


def recognises(document: Document) -> bool:
    """Whether the note is there that makes a document one of these."""
    return _index(document, NOTE) is not None


def read(document: Document) -> Parts:
    """The parts of the document. Raises ReadingError, naming the part, where one of them is not there."""
    blocks, number, note = document.blocks, document.numbered, _index(document, NOTE)
    listed = _index(document, SIGNATORIES)
    if listed is None:
        raise ReadingError("it has no line “Signatories” above a list of them; add it.")
    headings = {at: role for pattern, role in NAMES.items() if (at := _index(document, pattern)) is not None}
    ends = sorted([*headings, len(blocks)])
    entries = entries_by_line(document.text, [line for block in blocks[listed + 1 : ends[0]] for line in block.lines])
    if not entries:
        raise ReadingError("it has no signatories below the line “Signatories”; add them.")
    names = {
        block: headings[start]
        for start, end in pairwise(ends)
        for block in blocks[start + 1 : end]
        if not is_furniture(block)
    }
    return Parts(
        head=read_head([number.rest]),
        title=title_of(document, [block for block in blocks[number.index + 1 : note] if not is_furniture(block)]),
        paragraphs=tuple(document.passage([block]) for block in (blocks[note], *names)),
        entries=tuple(entries),
        understood=tuple(blocks[at] for at in (listed, *headings)),
        doubts=tuple(doubts_on_end(document, entries)),
        mentions=tuple(_mention(document, block, role) for block, role in names.items()),
    )


def _index(document: Document, pattern: re.Pattern) -> int | None:
    below = range(document.numbered.index + 1, len(document.blocks))
    return next((index for index in below if pattern.fullmatch(document.blocks[index].text)), None)


def _mention(document: Document, block: Block, role: str) -> ParsedMention:
    passage = document.passage([block])
    reason = "The document lists the name, and does not say what its text says of the person."
    return ParsedMention(passage.text, passage.start, passage.end, passage, role, "", (), (reason,))
