"""Cells side by side -> rows: words and phrases put together, raised figures in the line that they stand in."""

from dataclasses import dataclass

from .cells import Cell

# Shares of a line's height: cells nearer than this are one word, or one phrase.
WORD_GAP, PHRASE_GAP = 0.12, 0.6
# Cells whose middles are no further apart than this share of a line's height stand in one row.
SAME_ROW = 0.45


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


def rows_of(cells: list[Cell]) -> list[Row]:
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
