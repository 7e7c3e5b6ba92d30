"""What pandoc writes beyond common Markdown -> common Markdown with pipe tables.

Its manual calls them fenced divs, bracketed spans, heading identifiers, footnotes, superscripts and tables.
"""

import re
from collections.abc import Iterator, Sequence

# In this order: a footnote's text starts as a reference to it does.
NOTATIONS = (
    (re.compile(r"^:{3,}[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"\[([^\[\]\n]*)\]\{[.#][^{}\n]*\}"), r"\1"),
    (re.compile(r"^(#{1,6} [^{}\n]*?)[ ]*\{[.#-][^{}\n]*\}[ ]*$", re.MULTILINE), r"\1"),
    (re.compile(r"^\[\^(\d{1,3})\]:", re.MULTILINE), r"\1."),
    (re.compile(r"\[\^(\d{1,3})\]|\^(\d{1,3})\^"), r"<sup>\1\2</sup>"),
)
# The line above and below a table that is set in columns; and one of a table with lines around its cells.
COLUMNS = re.compile(r" *-{2,}(?: +-{2,})+ *")
DASHES = re.compile(r"-{2,}")
GRID = re.compile(r" *\+(?:[-=:]+\+)+ *")
# No table of signatories is longer, and no document has more such lines; their search takes the product of both.
MOST_LINES, MOST_BORDERS = 2_000, 1_000


def common_markdown(source: str) -> str:
    """`source` with these notations replaced; what is none of them stays as it is."""
    for pattern, replacement in NOTATIONS:
        source = pattern.sub(replacement, source)
    lines = source.split("\n")
    return "\n".join(_lines(lines)) if 0 < sum(map(_is_border, lines)) <= MOST_BORDERS else source


def _is_border(line: str) -> bool:
    return bool(COLUMNS.fullmatch(line) or GRID.fullmatch(line))


def _lines(lines: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        rows, taken = _table(lines[at : at + MOST_LINES]) if _is_border(lines[at]) else ([], 1)
        if rows:
            yield from _pipe_table(rows)
        else:
            yield lines[at]
        at += taken


def _table(lines: Sequence[str]) -> tuple[list[list[str]], int]:
    """The rows of the table whose upper border is the first line, and how many lines it takes; no rows for none."""
    if GRID.fullmatch(lines[0]):
        return _grid_table(lines)
    end = _end_of_columns(lines)
    columns = [(match.start(), match.end()) for match in DASHES.finditer(lines[0])]
    ends = [start for start, _ in columns[1:]] + [None]
    within = [
        [line[start:end].strip() for (start, _), end in zip(columns, ends, strict=True)] for line in lines[1:end]
    ]
    if all(any(cells) for cells in within):  # without empty lines, each line is a row
        return within, end + 1
    return _rows_between(within, lambda cells: not any(cells)), end + 1


def _end_of_columns(lines: Sequence[str]) -> int:
    """Where a table in columns ends: at a line of dashes as wide as its upper border, or else at an empty line."""
    width = len(lines[0].rstrip())
    below = range(1, len(lines))
    closing = (at for at in below if len(lines[at].rstrip()) == width and set(lines[at]) <= {"-", " "})
    empty = (at for at in below if not lines[at].strip())
    return next(closing, next(empty, len(lines)))


def _grid_table(lines: Sequence[str]) -> tuple[list[list[str]], int]:
    end = next((at for at, line in enumerate(lines) if not line.lstrip().startswith(("|", "+"))), len(lines))
    within = [
        None if GRID.fullmatch(line) else [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in lines[:end]
    ]
    return _rows_between(within, lambda cells: cells is None), end


def _rows_between(lines: Sequence[list[str] | None], is_border) -> list[list[str]]:
    """The lines between borders put together, cell by cell."""
    rows: list[list[str]] = []
    begun = False
    for cells in lines:
        if is_border(cells):
            begun = False
        elif begun and len(cells) == len(rows[-1]):
            rows[-1] = [f"{above} {below}".strip() for above, below in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
            begun = True
    return rows


def _pipe_table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    width = max(map(len, rows))
    yield ""
    yield "|" + " |" * width
    yield "|" + "---|" * width
    for cells in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""
