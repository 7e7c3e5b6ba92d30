"""The canonical text as lines and blocks: what the layouts look at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from .folding import fold
from .languages import LIST_MARK, WORDINGS, Wording
from .parsed import Passage

# Mail programs and people wrap lines at up to this many columns; a longer line is a paragraph of its own.
WIDEST_WRAPPED_LINE = 160
CERTAINLY_WRAPPED = 100
FIRST_PIECE = re.compile(r"[^\s-]*-?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty, without the blanks around it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a paragraph, an entry, a heading."""

    lines: tuple[Line, ...]
    text: str = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "text", fold("\n".join(line.text for line in self.lines)))

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


@dataclass(frozen=True, slots=True)
class Numbered:
    """Where the document gives its number: the block, and what the number's line says."""

    index: int
    block: Block
    wording: Wording
    number: int
    rest: str


@dataclass(frozen=True, slots=True)
class Document:
    """A canonical text and its blocks; `numbered` is None where no line gives a declaration's number."""

    text: str
    blocks: tuple[Block, ...]
    numbered: Numbered | None

    @classmethod
    def of(cls, text: str) -> "Document":
        blocks = tuple(blocks_of(text))
        return cls(text, blocks, next(numbered_blocks(blocks), None))

    def passage(self, blocks: Sequence[Block | Line]) -> Passage:
        """The passage from the first block to the last."""
        start, end = blocks[0].start, blocks[-1].end
        return Passage(fold(self.text[start:end]), start, end)


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text: what empty lines part, and what stands on lines too long to have been wrapped."""
    blocks, together = [], []
    for line in [*_lines(text), None]:
        if line and line.text:
            together.append(line)
            continue
        if together:
            blocks += [Block(tuple(lines)) for lines in _parted(together)]
        together = []
    return blocks


def _lines(text: str) -> list[Line]:
    lines, start = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        first = start + len(raw) - len(raw.lstrip())
        lines.append(Line(stripped, first, first + len(stripped)))
        start += len(raw) + 1
    return lines


def _parted(lines: list[Line]) -> list[list[Line]]:
    """The lines as blocks: each alone where they were not wrapped, or where one of them is a number's line; else
    together, but for the lines that head or end a list of signatures."""
    if len(lines) == 1:
        return [lines]
    if not _are_wrapped(lines) or any(_number_match(line.text) for line in lines):
        return _joined_at_bars(lines)
    return [list(group) for _, group in groupby(lines, key=_mark)]


def _mark(line: Line) -> int | None:
    """A key that parts the lines around a list of signatures from their neighbours."""
    return line.start if len(line.text) < 60 and LIST_MARK.fullmatch(line.text) else None


def _joined_at_bars(lines: list[Line]) -> list[list[Line]]:
    """Each line alone, but for a number's line that was wrapped behind a "|"."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and blocks[-1][-1].text.endswith("|"):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _are_wrapped(lines: list[Line]) -> bool:
    width = max(len(line.text) for line in lines)
    if width <= CERTAINLY_WRAPPED:
        return True
    return width <= WIDEST_WRAPPED_LINE and all(
        len(line.text) + 1 + len(_first_piece(following.text)) > width for line, following in pairwise(lines)
    )


def _first_piece(text: str) -> str:
    """What would have gone onto the line before if there had been room: a word, or its part up to a hyphen."""
    return FIRST_PIECE.match(text)[0] or text[:1]


def numbered_blocks(blocks: Sequence[Block], start: int = 0) -> Iterator[Numbered]:
    """The blocks that give a declaration's number, or read as if they did; the first of `blocks` has index `start`."""
    for index, block in enumerate(blocks, start):
        if found := _number_match(block.text):
            wording, match = found
            yield Numbered(index, block, wording, int(match[1]), match["rest"])


def _number_match(text: str) -> tuple[Wording, re.Match] | None:
    if len(text) > 300:
        return None
    for wording in WORDINGS:
        match = wording.number.fullmatch(text)
        if match:
            return wording, match
    return None
