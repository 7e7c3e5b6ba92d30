"""A field of dots: one dot for each thing, in the row and the column where it belongs."""

from collections import Counter
from collections.abc import Sequence

from .drawing import CHARACTER, svg, text, width_of

DOT = 11
LINE = 24


def dots(picture: str, title: str, rows: Sequence[str], columns: Sequence[str], numbers: Counter, total: str) -> str:
    """`numbers` counts pairs of a row's label and a column's; `total` is the word for the last row and column.

    A cell has as many dots as things, at most six beside each other.
    """
    left = width_of([*rows, total]) + 12
    widths = [max(min(_most(numbers, rows, column), 6) * DOT, len(column) * CHARACTER) + 16 for column in columns]
    starts = [left + sum(widths[:place]) for place in range(len(columns))]
    last = left + sum(widths)
    parts = [text(start, 12, column) for start, column in zip(starts, columns, strict=True)]
    parts.append(text(last, 12, total))
    y = 26.0
    for row in rows:
        lines = max(1, *(-(-numbers[row, column] // 6) for column in columns)) if columns else 1
        height = LINE + (lines - 1) * DOT
        middle = y + height / 2
        parts.append(f'<path class="rule" d="M0 {y:g}H{last + 60:g}" stroke="#dcd8cf"/>')
        parts.append(text(left - 12, middle, row, "end"))
        for start, column in zip(starts, columns, strict=True):
            parts += _dots(start, middle, numbers[row, column])
        parts.append(text(last, middle, f"{sum(numbers[row, column] for column in columns):,}"))
        y += height
    parts.append(f'<path class="rule" d="M0 {y:g}H{last + 60:g}" stroke="#dcd8cf"/>')
    parts.append(text(left - 12, y + LINE / 2, total, "end"))
    for start, column in zip(starts, columns, strict=True):
        parts.append(text(start, y + LINE / 2, f"{sum(numbers[row, column] for row in rows):,}"))
    parts.append(text(last, y + LINE / 2, f"{sum(numbers.values()):,}"))
    return svg(parts, last + 60, y + LINE + 4, title, [], picture)


def _most(numbers: Counter, rows: Sequence[str], column: str) -> int:
    return max((numbers[row, column] for row in rows), default=0)


def _dots(x: float, middle: float, number: int) -> list[str]:
    """So many dots from `x` on, with `middle` in the middle of their height."""
    lines = -(-number // 6)
    top = middle - (lines - 1) * DOT / 2
    return [
        f'<circle class="dot" cx="{x + 4 + place % 6 * DOT:g}" cy="{top + place // 6 * DOT:g}" r="4"/>'
        for place in range(number)
    ]
