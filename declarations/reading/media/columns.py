"""Lists that are set in columns or tables: which lines they stand for, and in what order."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

LONGEST_FIELD = 80


def is_field_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the columns of a table are the name, country and group of one entry a row, and no entries themselves."""
    fields = [cell for row in rows for cell in row[1:] if cell]
    if not fields or any(len(cell) > LONGEST_FIELD for cell in fields):
        return False
    return sum("," in cell for cell in fields) < len(fields) / 4


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """A line for each row of such a table, its fields parted by commas."""
    return [", ".join(filter(None, (cell.strip(" ,") for cell in row))) for row in rows if any(row)]


def in_order(readings: Sequence[list[str]]) -> list[str]:
    """That of several readings of the same lines which is most nearly in the order of the alphabet, as the
    Assembly's lists are; the first of those that are equally so."""
    return min(readings, key=_steps_back)


def _steps_back(lines: list[str]) -> int:
    keys = [_key(line) for line in lines]
    return sum(following < key for key, following in pairwise(keys))


def _key(line: str) -> str:
    decomposed = unicodedata.normalize("NFKD", line.casefold())
    return "".join(filter(str.isalnum, decomposed))
