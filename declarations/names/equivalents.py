"""One name in several languages, as passports and newspapers write it: Aliaksandr, Oleksandr and Alexander.

The table is equivalents.csv: a name, the language of the forms ("" for several), the forms, and where they are from.
Pet names are not in it: two brothers may be Nikoloz and Nika.
"""

import csv
from functools import cache
from pathlib import Path

from .conventions import conventions, sound_of
from .parts import parts_of, without_accents

TABLE = Path(__file__).with_name("equivalents.csv")


@cache
def equivalents() -> dict[str, str]:
    """The sound of each form, and the name that it is a form of as one sign that no sound has: "=Alexander"."""
    found = {}
    for row in _rows():
        for form in row["forms"].split():
            for word in {*parts_of(form).words, *parts_of(without_accents(form)).words}:
                for convention in conventions():
                    found.setdefault(sound_of(word, convention), f"={row['name'].lower()}")
    return found


@cache
def forms_of(language: str) -> frozenset[str]:
    """The forms of one language in small letters, each of which shows that a name is written in it."""
    rows = [row for row in _rows() if row["language"] == language]
    words = {word for row in rows for form in row["forms"].split() for word in parts_of(form).words}
    return frozenset(map(without_accents, words))


@cache
def _rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
