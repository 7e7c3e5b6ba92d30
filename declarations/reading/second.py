"""A document holds one edition of one declaration. The people of a second one would be taken for the first one's, or
be lost.

A text may well name other declarations, on lines of their own too. A second declaration is known by its list of
signatories: the first one's stands before its number, its own behind.
"""

import re
from collections.abc import Callable, Sequence

from .errors import ReadingError
from .languages import LIST_MARK, WORDINGS
from .lines import Block, Document, numbered_blocks
from .parts import Parts, shortened
from .signatories import LONGEST_ENTRY, Entry
from .vocabulary import find_group

BETWEEN_ENTRIES = re.compile("[;•]")
#: The line that heads a list of our own layout.
FACTS_LIST = re.compile(r"Signatories", re.IGNORECASE)
SPLIT = "split the file, so that each document holds one declaration."


def refuse_second_declaration(document: Document) -> None:
    """Raises ReadingError where the head of another declaration or edition follows, with signatories of its own."""
    first, blocks = document.numbered, document.blocks
    below = blocks[first.index + 1 :]
    others = list(numbered_blocks(below))
    if not others:
        return
    # Each is looked for once: the number may be repeated on thousands of lines.
    entries, of_list = _first_and_last(below, _has_entry), _first_and_last(below, _belongs_to_list)
    heads = _first_and_last(below, _heads_list)
    for second in others:
        at = second.index
        if second.number == first.number:
            # Pages of one edition may repeat its number, within its list too; only another one heads a list again.
            if entries[0] < at < entries[1] and at < heads[1]:
                raise ReadingError(
                    f"it holds No. {first.number} twice, as editions or languages of it; the second has its number at"
                    f" “{shortened(second.block.text)}”: split the file, so that each document holds one edition."
                )
        elif of_list[0] < at < of_list[1]:
            raise ReadingError(
                f"it holds two declarations, No. {first.number} and No. {second.number}; the second has its number at"
                f" “{shortened(second.block.text)}”: {SPLIT}"
            )


def refuse_second_list(parts: Parts) -> None:
    """Raises ReadingError where a paragraph is a list of signatories, as of a declaration whose number is not read."""
    for paragraph in parts.paragraphs:
        if _signatories_in(paragraph.text) > 1:
            raise ReadingError(f"it has a second list of signatories, at “{shortened(paragraph.text)}”: {SPLIT}")


def _first_and_last(blocks: Sequence[Block], is_it: Callable[[str], bool]) -> tuple[float, float]:
    """The indexes of the first and the last block with such a line; where there is none, one beyond all others."""
    found = [index for index, block in enumerate(blocks) if any(is_it(line.text) for line in block.lines)]
    return (found[0], found[-1]) if found else (float("inf"), float("-inf"))


def _has_entry(line: str) -> bool:
    return _signatories_in(line) > 0


def _heads_list(line: str) -> bool:
    """Whether a line stands above a list, or sends the reader to one."""
    if FACTS_LIST.fullmatch(line) or any(wording.signatories.match(line) for wording in WORDINGS):
        return True
    return any(pattern.fullmatch(line) for wording in WORDINGS for pattern in (wording.signed, wording.overleaf))


def _belongs_to_list(line: str) -> bool:
    """Whether a line heads or ends a list, sends the reader to one, or has an entry of one."""
    if any(wording.signatories.match(line) for wording in WORDINGS):
        return True
    is_mark = LIST_MARK.fullmatch(line) or FACTS_LIST.fullmatch(line)
    return is_mark is not None or _signatories_in(line) > 0


def _signatories_in(text: str) -> int:
    """How many entries of a list a text has. Their groups tell them from other people."""
    return sum(_is_signatory(piece) for piece in BETWEEN_ENTRIES.split(text))


def _is_signatory(text: str) -> bool:
    entry = Entry.of(text, 0, len(text)) if "," in text and len(text) <= LONGEST_ENTRY else None
    return entry is not None and entry.is_whole and find_group(entry.parts[-1]) is not None
