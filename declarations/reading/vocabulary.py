"""The states and political groups, as `fixtures/` lists them, and who is meant by a printed name or code."""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

# No country or group has a longer name, in characters and in words; what is longer is not looked up.
LONGEST_NAME = 120
MOST_WORDS = 8
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a state bore until a day, as exactly as we are sure of it."""

    name_en: str
    name_fr: str
    until: str


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory of ISO 3166, named as the Assembly names it today.

    `also_printed` are other names met in documents, those of former states included. `member_from` and
    `member_to` bound its membership of the Council of Europe, as exactly as we are sure of ("1996" or
    "1996-02-28"); None is not known, or not a member. `former_names` are those it bore as the same
    state, the earliest first, and `note` says what dates cannot.
    """

    code: str
    name_en: str
    name_fr: str
    also_printed: tuple[str, ...]
    member_from: str | None
    member_to: str | None
    former_names: tuple[FormerName, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PoliticalGroup:
    """A political group of the Assembly: its English and French codes and names, and how else it was printed.

    `existed_from` and `existed_to` are as exact as we are sure of; None is not known, or has not come. `successor` is
    the code that replaced this one, empty where none did or it is not known. What is
    not known of a French code or name is empty.
    """

    code: str
    name_en: str
    name_fr: str
    code_fr: str
    existed_from: str | None
    existed_to: str | None
    successor: str
    also: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """All countries, in the order of their codes."""
    return tuple(_country_of(row) for row in _rows("countries.json"))


def _country_of(row: dict) -> Country:
    former = tuple(FormerName(**name) for name in row.get("former_names", ()))
    return Country(**{**row, "also_printed": tuple(row["also_printed"]), "former_names": former})


@cache
def political_groups() -> tuple[PoliticalGroup, ...]:
    """All political groups, in the order of the table."""
    return tuple(
        PoliticalGroup(
            code=row["code"],
            name_en=row["name_en"],
            name_fr=row["name_fr"],
            code_fr=row["code_fr"],
            existed_from=row["from"],
            existed_to=row["to"],
            successor=row["successor"] or "",
            also=tuple(row["also"]),
        )
        for row in _rows("political_groups.json")
    )


def find_country(printed: str) -> Country | None:
    """The country that a document means by `printed`, in English or French; None where no row has that name."""
    return _country(printed) if len(printed) <= LONGEST_NAME else None


def find_group(printed: str) -> PoliticalGroup | None:
    """The group that a document means by a code or a name, in English or French; None where no row has it.

    "CE" is the French code of EC, and "NI" that of NR: no code means one group in English and another in French.
    """
    return _group(printed) if len(printed) <= LONGEST_NAME else None


def group_codes() -> set[str]:
    """All codes of groups, in English and French."""
    return {code for group in political_groups() for code in (group.code, group.code_fr) if code}


@lru_cache(maxsize=4096)
def _country(printed: str) -> Country | None:
    return _countries_by_name().get(_folded(printed))


@lru_cache(maxsize=4096)
def _group(printed: str) -> PoliticalGroup | None:
    return _groups_by_name().get(_folded(printed))


def countries_in(text: str) -> set[str]:
    """The codes of the countries that a text names in English or French."""
    by_name, words = _countries_by_name(), _folded(re.sub(r"[^\w\s'’.&/-]", " | ", text)).split()
    return {
        country.code
        for start in range(len(words))
        for end in range(start + 1, min(start + MOST_WORDS, len(words)) + 1)
        if (country := by_name.get(" ".join(words[start:end])))
    }


@cache
def _countries_by_name() -> dict[str, Country]:
    return {
        _folded(name): country
        for country in countries()
        for name in (country.name_en, country.name_fr, *country.also_printed)
    }


@cache
def _groups_by_name() -> dict[str, PoliticalGroup]:
    return {
        _folded(name): group
        for group in political_groups()
        for name in (group.code, group.code_fr, group.name_en, group.name_fr, *group.also)
        if name
    }


def _folded(name: str) -> str:
    """`name` without case, accents, quotation marks, footnote signs and a leading "the"."""
    decomposed = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("’", "'"))
    letters = "".join(character for character in decomposed if not unicodedata.combining(character))
    plain = re.sub(r'["“”«»*.]', "", letters.casefold())
    return re.sub(r"^the ", "", " ".join(re.sub(r"[-/]", " ", plain).split()))


def _rows(file_name: str) -> list[dict]:
    return json.loads((FIXTURES / file_name).read_text(encoding="utf-8"))
