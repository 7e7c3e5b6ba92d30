"""Lists that are set in columns or tables: which lines they stand for, and in what order."""

from collections.abc import Sequence
from itertools import pairwise

from anyascii import anyascii

from ..personal_names import is_family_word
from ..vocabulary import find_group

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


def starts_entry(line: str) -> bool:
    """Whether an entry may start with a line: with a family name in capitals, and no code of a group."""
    return is_family_word(line.split(maxsplit=1)[0]) and find_group(line) is None


def in_order(readings: Sequence[list[str]]) -> list[str]:
    """That of several readings of the same lines which is most nearly in the order of the alphabet, as the
    Assembly's lists are; the first of those that are equally so."""
    return min(readings, key=_steps_back)


def _steps_back(lines: list[str]) -> tuple[int, int]:
    """How often a list goes back in the alphabet: by first letters, then by whole lines.

    First letters count more, since languages differ in where they put letters with accents, and lists in where they
    put particles; a wrong order goes back further.
    """
    entries = [line for line in lines if "," in line]
    # What an entry is wrapped into starts with no family name: "Herzegovina, SOC".
    in_capitals = [line for line in entries if starts_entry(line)]
    keys = [anyascii(line).lower() for line in (in_capitals if len(in_capitals) > len(lines) / 4 else entries)]
    pairs = list(pairwise(keys))
    return sum(following[:1] < key[:1] for key, following in pairs), sum(following < key for key, following in pairs)
