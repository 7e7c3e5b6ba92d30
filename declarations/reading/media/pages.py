"""Cells on pages -> text: rows, columns, paragraphs; furniture at the head and foot of pages left out."""

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .cells import Cell
from .columns import in_order, is_field_table, starts_entry, table_lines

# Shares of a line's height: cells nearer than this are one word or one phrase; a pitch above it parts paragraphs.
WORD_GAP, PHRASE_GAP, PARAGRAPH_PITCH = 0.12, 0.6, 1.3
# Cells whose middles are no further apart than this share of a line's height stand in one row.
SAME_ROW = 0.45
# Starts of cells are in line where they differ by no more points than this.
ALIGNED, EXACTLY = 2.5, 0.3
# What stands at the head or foot of a page beside its number.
PAGE_NUMBER = re.compile(
    r"(?:[Pp]age )?[-–]? ?\d{1,3} ?[-–]?(?: ?(?:/|of|sur) ?\d{1,3})?"
    r"|(?:Written declaration |Déclaration écrite )?Doc\. ?\d{3,6}(?: Written declaration| Déclaration écrite)?"
)
LETTERHEAD = re.compile(r"\b67075\b|assembly@coe\.int", re.IGNORECASE)
LINES_OF_FURNITURE = 3
# The document's number and date: at the top of the first page they are no repetition.
OF_THE_FIRST_PAGE = re.compile(r"\bDoc\b|\d{4}$", re.IGNORECASE)
# An entry of a list has neither; the lines around a list do: "Signed:", "Total = 22", "SOC: Socialist Group".
NO_ENTRY = re.compile(r"[=:]")
# Entries of a column stand no further apart than this many times their height.
FARTHEST_ENTRY = 3
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


@dataclass(slots=True)
class Row:
    """Cells side by side on one line of a page; `middle` and `height` are those of the longest."""

    cells: list[Cell]
    middle: float = 0.0
    height: float = 0.0

    def set_out(self) -> None:
        """Brings the cells in order from left to right, those together that are parts of one phrase."""
        self.cells.sort(key=lambda cell: cell.left)
        self.cells = _phrases(self.cells)
        longest = max(self.cells, key=lambda cell: cell.right - cell.left)
        self.middle, self.height = longest.middle, longest.height

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        return self.cells[0].left

    @property
    def right(self) -> float:
        return max(cell.right for cell in self.cells)


@dataclass(slots=True)
class Block:
    """Columns side by side, each of them cells from the top down."""

    columns: list[list[Cell]]

    @property
    def cells(self) -> list[Cell]:
        return [cell for column in self.columns for cell in column]


def text_of_pages(pages: Iterable[list[Cell]]) -> str:
    """The text of a document whose pages hold these cells, in the order in which a person reads them."""
    rows_of_pages = _without_furniture([_rows(cells) for cells in pages])
    starts: Sequence[float] = ()
    items: list[Row | Block | None] = []
    for rows in rows_of_pages:
        found = _items(rows, starts)
        items += [None, *found]
        starts = _starts(found[-1]) if found and isinstance(found[-1], Block) else []
    return _unhyphenated("\n".join(_lines(items))) + "\n"


def _rows(cells: list[Cell]) -> list[Row]:
    """The cells as rows, from the top of the page down; a raised figure is part of the row that it stands in."""
    rows: list[Row] = []
    middle = height = 0.0
    for cell in sorted(cells, key=lambda cell: -cell.middle):
        if rows and middle - cell.middle < SAME_ROW * max(height, cell.height):
            rows[-1].cells.append(cell)
        else:
            rows.append(Row([cell]))
            height = 0.0
        if cell.height > height:
            middle, height = cell.middle, cell.height
    for row in rows:
        row.set_out()
    return rows


def _phrases(cells: list[Cell]) -> list[Cell]:
    """The cells of a row, those put together that stand no further apart than words do."""
    phrases = cells[:1]
    for cell in cells[1:]:
        last = phrases[-1]
        if cell.left - last.right < PHRASE_GAP * max(last.height, cell.height):
            last.take(cell, as_one_word=not _are_apart(last, cell))
        else:
            phrases.append(cell)
    return phrases


def _are_apart(last: Cell, cell: Cell) -> bool:
    """Whether a blank parts two cells."""
    is_far = cell.left - last.right > WORD_GAP * max(last.height, cell.height)
    return is_far or (cell.follows_blank and not _is_raised(cell, last))


def _is_raised(cell: Cell, last: Cell) -> bool:
    """Whether a cell is a raised sign behind its word, such as the number of a footnote."""
    return cell.height < 0.85 * last.height and cell.bottom > last.bottom and cell.left - last.right < 1


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
    """How many of the first rows are furniture; what `but` matches is none."""
    count = 0
    for row in rows[:LINES_OF_FURNITURE]:
        is_known = PAGE_NUMBER.fullmatch(row.text) or LETTERHEAD.search(row.text)
        if (but and but.search(row.text)) or (not is_known and _pattern(row) not in repeated):
            break
        count += 1
    return count


def _pattern(row: Row) -> str:
    """A row's text and place, its numbers aside."""
    return f"{round(row.middle)} {re.sub(r'[0-9]+', '#', row.text)}"


def _items(rows: list[Row], starts: Sequence[float]) -> list[Row | Block]:
    """A page's rows, those that stand in columns as blocks. `starts` are where columns start on earlier pages."""
    _unglue(rows)
    found = _block(rows, starts)
    if found is None:
        rest = _rest_of_left_column(rows, starts)
        return [Block([[cell for row in rows[:rest] for cell in row.cells]]), *rows[rest:]] if rest else list(rows)
    first, last, block = found
    return [*_items(rows[:first], ()), block, *_items(rows[last:], starts)]


def _unglue(rows: list[Row]) -> None:
    """Parts the cells that reach up to the next column, whose neighbours above and below are parted there."""
    for start in _column_starts(rows, ()):
        at_start = [any(abs(cell.left - start) < ALIGNED for cell in row.cells) for row in rows]
        for index, row in enumerate(rows):
            if at_start[index] or not any(at_start[max(index - 2, 0) : index + 3]):
                continue
            for cell in row.cells:
                word = next((at for at, left in enumerate(cell.starts) if at and abs(left - start) < EXACTLY), None)
                if word:
                    row.cells.append(cell.split_before(word))
                    row.cells.sort(key=lambda cell: cell.left)
                    at_start[index] = True
                    break


def _rest_of_left_column(rows: list[Row], starts: Sequence[float]) -> int:
    """How many rows at the head of a page end the left column of a list on the page before."""
    if not starts or not rows or NO_ENTRY.search(rows[0].text) or rows[0].right > min(starts):
        return 0
    limit = next((index for index, row in enumerate(rows) if row.right > min(starts)), len(rows))
    return _reach_of_left_column(rows, 0, 1, limit) + 1


def _block(rows: list[Row], starts: Sequence[float]) -> tuple[int, int, Block] | None:
    """The widest run of rows that stand in columns: the indexes of its first row and behind its last, and itself."""
    best = None
    for start in _column_starts(rows, starts):
        least = 1 if any(abs(start - known) < ALIGNED for known in starts) else 2
        for first, last in _runs_beside(rows, start):
            right = [cell for row in rows[first:last] for cell in row.cells if cell.left > start - ALIGNED]
            left = [cell for row in rows[first:last] for cell in row.cells if cell.left <= start - ALIGNED]
            if len(right) < least or len(left) < least or not _are_in_line(right):
                continue
            if best is None or len(right) + len(left) > best[0]:
                best = len(right) + len(left), first, last
    if best is None:
        return None
    _, first, last = best
    return first, last, Block(_columns(rows[first:last]))


def _column_starts(rows: list[Row], known: Sequence[float]) -> list[float]:
    """Where several cells start that are not the first of the page from the left."""
    lefts = sorted(cell.left for row in rows for cell in row.cells)
    if not lefts:
        return []
    edge = lefts[0] + 30
    starts: list[float] = []
    together: list[float] = []
    for left in [*lefts, float("inf")]:
        if together and left - together[-1] > ALIGNED / 2:
            is_known = any(abs(together[0] - start) < ALIGNED for start in known)
            if together[0] > edge and (len(together) > 1 or is_known):
                starts.append(together[0])
            together = []
        together.append(left)
    return starts


def _are_in_line(cells: list[Cell]) -> bool:
    """Whether most cells share a start with another: a column's do, the words of a justified line do not."""
    lefts = sorted(cell.left for cell in cells)
    steps = [following - left for left, following in pairwise(lefts)]
    return sum(step < ALIGNED for step in steps) >= 0.6 * len(steps)


def _runs_beside(rows: list[Row], start: float) -> list[tuple[int, int]]:
    """The runs of rows that no cell of which crosses `start`, from the first cell right of it to the last, and the
    entries of the left column above and below."""
    runs, within = [], []
    top = 0
    for index, row in enumerate([*rows, None]):
        if row is None or any(cell.left < start - ALIGNED and cell.right > start - 1 for cell in row.cells):
            if within:
                first = _reach_of_left_column(rows, within[0], -1, top - 1)
                runs.append((first, _reach_of_left_column(rows, within[-1], 1, index) + 1))
            within, top = [], index + 1
        elif any(cell.left > start - ALIGNED for cell in row.cells):
            within.append(index)
    return runs


def _reach_of_left_column(rows: list[Row], edge: int, step: int, limit: int) -> int:
    """The index of the last row, from `edge` on in steps of 1 or -1, that goes on with the left column alone."""
    while edge + step != limit:
        row, next_to = rows[edge + step], rows[edge]
        is_near = abs(next_to.middle - row.middle) < FARTHEST_ENTRY * next_to.height
        is_alike = abs(row.height - next_to.height) < 0.1 * next_to.height
        if not is_near or not is_alike or NO_ENTRY.search(row.text):
            break
        edge += step
    return edge


def _columns(rows: list[Row]) -> list[list[Cell]]:
    """The cells of a block by the column that they stand in."""
    cells = [cell for row in rows for cell in row.cells]
    borders = _gutters(cells)
    columns: list[list[Cell]] = [[] for _ in range(len(borders) + 1)]
    for cell in cells:
        columns[sum(cell.left > border for border in borders)].append(cell)
    return columns


def _gutters(cells: list[Cell]) -> list[float]:
    """The places from left to right that no cell of a block reaches over."""
    gutters, reach = [], float("-inf")
    for cell in sorted(cells, key=lambda cell: cell.left):
        if cell.left > reach + 1 and reach > float("-inf"):
            gutters.append((cell.left + reach) / 2)
        reach = max(reach, cell.right)
    return gutters


def _starts(block: Block) -> list[float]:
    return [min(cell.left for cell in column) for column in block.columns[1:]]


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
                lines += ["", *_list_lines(blocks), ""]
                blocks, last = [], None
            if last is not None and _parts_paragraphs(last, item, pitch, width, turned=turned):
                lines.append("")
            lines.append(item.text)
            last, turned = item, False
    return [*lines, "", *_list_lines(blocks)] if blocks else lines


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


def _list_lines(blocks: list[Block]) -> list[str]:
    """The lines of a list in columns, which may go on over several pages."""
    rows = [row for block in blocks for row in _strips(block)]
    if is_field_table([[" ".join(cell.text for cell in cells) for cells in row] for row in rows]):
        return table_lines([[" ".join(cell.text for cell in cells) for cells in row] for row in rows])
    by_page = [[cell.text for cell in column] for block in blocks for column in block.columns]
    most = max(len(block.columns) for block in blocks)
    by_column = [
        [cell.text for block in blocks if at < len(block.columns) for cell in block.columns[at]] for at in range(most)
    ]
    by_row = [[cell.text for cell in cells] for row in rows for cells in row]
    return in_order([_flat(by_page), _flat(by_column), *([_flat(by_row)] if _may_be_rows(rows) else [])])


def _may_be_rows(rows: list[list[list[Cell]]]) -> bool:
    """Whether entries start in all cells of a list, as they do where it is read row by row."""
    starting = [starts_entry(cells[0].text) for row in rows for cells in row if cells]
    return all(starting) or not any(starting)


def _flat(pieces: list[list[str]]) -> list[str]:
    return [text for piece in pieces for text in piece]


def _strips(block: Block) -> list[list[list[Cell]]]:
    """A block row by row; a row is as high as its highest cell, which may have several lines."""
    strips: list[list[list[Cell]]] = []
    lowest = float("inf")
    cells = sorted(
        ((cell, at) for at, column in enumerate(block.columns) for cell in column), key=lambda item: -item[0].top
    )
    for cell, at in cells:
        inset = 0.15 * cell.height
        if cell.top - inset <= lowest:
            strips.append([[] for _ in block.columns])
            lowest = float("inf")
        strips[-1][at].append(cell)
        lowest = min(lowest, cell.bottom + inset)
    return _with_second_lines(strips)


def _with_second_lines(strips: list[list[list[Cell]]]) -> list[list[list[Cell]]]:
    """The rows, each with those below it in which no entry starts: the second lines of its cells."""
    first_lines = [[starts_entry(cells[0].text) for cells in strip if cells] for strip in strips]
    if sum(map(any, first_lines)) < len(strips) / 2:
        return strips
    rows: list[list[list[Cell]]] = []
    for strip, starts in zip(strips, first_lines, strict=True):
        if any(starts) or not rows:
            rows.append(strip)
        else:
            rows[-1] = [[*above, *below] for above, below in zip(rows[-1], strip, strict=False)]
    return rows


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
