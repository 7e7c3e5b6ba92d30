"""The pages of pace.coe.int: the title first, then the same line, and the signatories without a word before them.

Co-operation with Kazakhstan must be reconsidered
Written declaration No. 682 | Doc. 14933 | 27 June 2019
Mr Roberto RAMPI, Italy, SOC ; Ms Hannah BARDELL, United Kingdom, NR ; ...
We, the undersigned, declare the following:
...
"""

from ..errors import ReadingError
from ..lines import Document
from ..parts import Parts, doubts_on_end, is_furniture, paragraphs_of, read_head, semicolon_list, title_of
from ..signatories import looks_like_list

NAME = "pace"


def recognises(document: Document) -> bool:
    """Whether document and date stand on the number's line."""
    return bool(document.numbered.rest.strip())


def read(document: Document) -> Parts:
    """The parts of the page. Raises ReadingError, naming the part, where one of them is not there."""
    blocks, number = document.blocks, document.numbered
    head = read_head([number.rest])
    above = [block for block in blocks[: number.index] if not is_furniture(block)]
    title = title_of(document, above[-1:])
    at = _list_at(document)
    entries, behind = semicolon_list(document, at)
    return Parts(
        head=head,
        title=title,
        paragraphs=paragraphs_of(document, blocks[behind:], number.wording),
        entries=tuple(entries),
        understood=(),
        doubts=tuple(doubts_on_end(document, entries)),
    )


def _list_at(document: Document) -> int:
    """The index of the first block below the number that is more than furniture: it has to be the list."""
    below = range(document.numbered.index + 1, len(document.blocks))
    at = next((index for index in below if not is_furniture(document.blocks[index])), None)
    if at is None or not looks_like_list(document.blocks[at].text):
        raise ReadingError("it has no list of signatories below its number; it may have been cut short.")
    return at
