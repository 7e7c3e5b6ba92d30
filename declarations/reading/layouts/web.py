"""The pages of assembly.coe.int: the line with number, document and date first, then title, signatories, text.

Written declaration No. 648 | Doc. 14459 | 19 December 2017
Defending the values and credibility of the Council of Europe
Signatories: Mr Andres HERKEL, Estonia, EPP/CD ; Ms Iwona ARENT, Poland, EC ; ...
This written declaration commits only those who have signed it.
...
"""

from ..errors import ReadingError
from ..lines import Document
from ..parts import Parts, doubts_on_end, is_furniture, paragraphs_of, read_head, semicolon_list, title_of
from ..signatories import looks_like_list

NAME = "web"


def recognises(document: Document) -> bool:
    """Whether a list of signatories is announced by its word, or the number stands above all else."""
    above = document.blocks[: document.numbered.index]
    return _announced(document) is not None or (
        bool(document.numbered.rest.strip()) and all(is_furniture(block) for block in above)
    )


def read(document: Document) -> Parts:
    """The parts of the page. Raises ReadingError, naming the part, where one of them is not there."""
    blocks, number = document.blocks, document.numbered
    head = read_head([number.rest])
    at = _announced(document) or _list_at(document)
    above = [block for block in blocks[number.index + 1 : at] if not is_furniture(block)]
    title = title_of(document, above[:1])
    announcement = number.wording.signatories.match(document.text[blocks[at].start : blocks[at].end])
    entries, behind = semicolon_list(document, at, announcement.end() if announcement else 0)
    return Parts(
        head=head,
        title=title,
        paragraphs=paragraphs_of(document, blocks[behind:], number.wording),
        entries=tuple(entries),
        understood=(blocks[at].lines[0],) if announcement else (),
        doubts=tuple(doubts_on_end(document, entries)),
    )


def _announced(document: Document) -> int | None:
    """The index of the block that starts with the word for signatories, below the number."""
    number = document.numbered
    for index, block in enumerate(document.blocks[number.index + 1 :], start=number.index + 1):
        if number.wording.signatories.match(block.text):
            return index
    return None


def _list_at(document: Document) -> int:
    for index in range(document.numbered.index + 1, len(document.blocks)):
        if looks_like_list(document.blocks[index].text):
            return index
    raise ReadingError("it has no list of signatories behind its title; it may have been cut short.")
