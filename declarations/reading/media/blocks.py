"""Rows -> blocks: what stands in columns, and the lines of the list that it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .cells import Cell
from .columns import in_order, is_field_table, starts_entry, table_lines
from .rows import Row

# Starts of cells are in line where they differ by no more points than the first; exactly, by no more than the second.
ALIGNED, EXACTLY = 2.5, 0.3
# An entry of a list has neither; the lines around a list do: "Signed:", "Total = 22", "SOC: Socialist Group".
NO_ENTRY = re.compile(r"[=:]")
# Entries of a column stand no further apart than this many times their height.
FARTHEST_ENTRY = 3


@dataclass(slots=True)
class Block:
    """Columns side by side, each of them cells from the top down."""

    columns: list[list[Cell]]

    @property
    def cells(self) -> list[Cell]:
        return [cell for column in self.columns for cell in column]


def items_of(rows: list[Row], starts: Sequence[float]) -> list[Row | Block]:
    """A page's rows, those that stand in columns as blocks. `starts` are where columns start on earlier pages."""
    _unglue(rows)
    found = _block(rows, starts)
    if found is None:
        rest = _rest_of_left_column(rows, starts)
        return [Block([[cell for row in rows[:rest] for cell in row.cells]]), *rows[rest:]] if rest else list(rows)
    first, last, block = found
    return [*items_of(rows[:first], ()), block, *items_of(rows[last:], starts)]


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


def starts_of(block: Block) -> list[float]:
    """Where the columns of a block start, the first aside."""
    return [min(cell.left for cell in column) for column in block.columns[1:]]


def lines_of_list(blocks: list[Block]) -> list[str]:
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
            rows[-1] = [[*above, *below] for above, below in zip(rows[-1], strip, strict=True)]
    return rows
