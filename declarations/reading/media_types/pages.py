"""Cells on pages -> text: rows, columns, paragraphs; furniture at the head and foot of pages left out."""

import re
import statistics
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..languages import LIST_MARK
from .blocks import Block, items_of, lines_of_list, starts_of
from .cells import Cell
from .rows import Row, rows_of

# A pitch above this share of a line's height parts paragraphs.
PARAGRAPH_PITCH = 1.3
# What stands at the head or foot of a page beside its number.
PAGE_NUMBER = re.compile(
    r"(?:[Pp]age )?[-–]? ?\d{1,3} ?[-–]?(?: ?(?:/|of|sur) ?\d{1,3})?"
    r"|(?:Written declaration |Déclaration écrite )?Doc\. ?\d{3,6}(?: Written declaration| Déclaration écrite)?"
)
LETTERHEAD = re.compile(r"\b67075\b|assembly@coe\.int", re.IGNORECASE)
LINES_OF_FURNITURE = 3
# The document's number and date: at the top of the first page they are no repetition.
OF_THE_FIRST_PAGE = re.compile(r"\bDoc\b|\d{4}$", re.IGNORECASE)
ENDS_A_SENTENCE = re.compile(r"[.:;!?…][»”\")]*\d?$")
# First parts of compound words, which keep their hyphen where it stands at the end of a line.
PREFIXES = frozenset(
    {
        *("anti", "co", "contre", "counter", "cross", "demi", "ex", "extra", "ill", "inter", "long", "mid", "multi"),
        *("neo", "non", "post", "pre", "pro", "pseudo", "quasi", "re", "self", "semi", "short", "socio", "so", "sub"),
        *("trans", "ultra", "under", "vice", "well", "arrière", "après", "avant", "haut", "peut", "sans", "sous"),
        *("celui", "celle", "ceux", "celles", "ci", "là", "lui", "elle", "eux", "elles", "vis"),
    }
)


def text_of_pages(pages: Iterable[list[Cell]]) -> str:
    """The text of a document whose pages hold these cells, in the order in which a person reads them."""
    rows_of_pages = _without_furniture([rows_of(cells) for cells in pages])
    starts: Sequence[float] = ()
    items: list[Row | Block | None] = []
    for rows in rows_of_pages:
        found = items_of(rows, starts)
        items += [None, *found]
        starts = starts_of(found[-1]) if found and isinstance(found[-1], Block) else []
    return _unhyphenated("\n".join(_lines(items))) + "\n"


def _without_furniture(pages: list[list[Row]]) -> list[list[Row]]:
    """The rows without those that pages repeat at their head and foot."""
    if len(pages) < 2:
        return pages
    heads = [[_pattern(row) for row in rows[:LINES_OF_FURNITURE]] for rows in pages]
    feet = [[_pattern(row) for row in rows[-LINES_OF_FURNITURE:]] for rows in pages]
    kept = []
    for index, rows in enumerate(pages):
        others = [pattern for at, page in enumerate(heads) if at != index for pattern in page]
        first = _count_furniture(rows, others, but=None if index else OF_THE_FIRST_PAGE)
        below = [pattern for at, page in enumerate(feet) if at != index for pattern in page]
        last = len(rows) - _count_furniture(rows[first:][::-1], below)
        kept.append(rows[first:last])
    return kept


def _count_furniture(rows: Sequence[Row], repeated: Sequence[str], but: re.Pattern | None = None) -> int:
    """How many of the first rows are furniture; what heads or ends a list is none, nor what `but` matches."""
    count = 0
    for row in rows[:LINES_OF_FURNITURE]:
        is_known = PAGE_NUMBER.fullmatch(row.text) or LETTERHEAD.search(row.text)
        is_own = LIST_MARK.fullmatch(row.text) or (but and but.search(row.text))
        if is_own or (not is_known and _pattern(row) not in repeated):
            break
        count += 1
    return count


def _pattern(row: Row) -> str:
    """A row's text and place, its numbers aside."""
    return f"{round(row.middle)} {re.sub(r'[0-9]+', '#', row.text)}"


def _lines(items: list[Row | Block | None]) -> list[str]:
    """The lines of the text. None in `items` is where a page starts."""
    rows = [item for item in items if isinstance(item, Row)]
    width = max((row.right for row in rows), default=0)
    pitch = _pitch(rows, width)
    lines: list[str] = []
    last: Row | None = None
    blocks: list[Block] = []
    turned = False
    for item in items:
        if item is None:
            turned = True
        elif isinstance(item, Block):
            blocks.append(item)
        else:
            if blocks:
                lines += ["", *lines_of_list(blocks), ""]
                blocks, last = [], None
            if last is not None and _parts_paragraphs(last, item, pitch, width, turned=turned):
                lines.append("")
            lines.append(item.text)
            last, turned = item, False
    return [*lines, "", *lines_of_list(blocks)] if blocks else lines


def _pitch(rows: list[Row], width: float) -> float:
    """How far apart the lines of a paragraph are, as a share of their height: those below a full line tell."""
    pitches = [
        (above.middle - below.middle) / above.height
        for above, below in pairwise(rows)
        if above.height and above.right > 0.9 * width and abs(above.height - below.height) < 0.08 * above.height
    ]
    usual = [pitch for pitch in pitches if 0.8 < pitch < 2.2]
    return statistics.median_low(usual) if usual else 1.2


def _parts_paragraphs(last: Row, row: Row, pitch: float, width: float, *, turned: bool) -> bool:
    if abs(last.height - row.height) > 0.08 * last.height:
        return True
    is_full = last.right > 0.85 * width
    ends = ENDS_A_SENTENCE.search(last.text) is not None
    if turned:
        return not is_full or (ends and not row.text[:1].islower())
    if last.middle - row.middle > PARAGRAPH_PITCH * pitch * last.height:
        return True
    return ends and not is_full and not row.text[:1].islower()


def _unhyphenated(text: str) -> str:
    """The text with words put together again that were parted at the end of a line, compound words and names aside."""

    def replacement(match: re.Match) -> str:
        first, second = match["first"], match["second"]
        if first.casefold() in PREFIXES or f"{first}-{second}".casefold() in lowered:
            return match[0]
        return f"{first}{second}{match['rest']}\n"

    lowered = text.casefold()
    pattern = r"(?P<first>[^\W\d_]{2,})-\n(?P<second>[a-zß-öø-ÿœ]+)(?P<rest>[^\s]*)[^\S\n]?"
    return re.sub(pattern, replacement, text)
