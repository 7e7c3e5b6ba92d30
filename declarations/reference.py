"""Fills the tables of states and political groups from `fixtures/`, after each migration.

Rows that are there already stay as they are: a curator may have corrected them.
"""

from calendar import monthrange
from datetime import date

from .models import Country, CountryName, PoliticalGroup
from .reading import vocabulary


def fill_tables(**_) -> None:
    Country.objects.bulk_create(
        [
            Country(
                code=country.code,
                name_en=country.name_en,
                name_fr=country.name_fr,
                member_from=first_day(country.member_from),
                member_to=last_day(country.member_to),
            )
            for country in vocabulary.countries()
        ],
        ignore_conflicts=True,
    )
    CountryName.objects.bulk_create(
        [
            CountryName(country_id=country.code, printed=printed)
            for country in vocabulary.countries()
            for printed in dict.fromkeys([country.name_en, country.name_fr, *country.also_printed])
        ],
        ignore_conflicts=True,
    )
    PoliticalGroup.objects.bulk_create(
        [
            PoliticalGroup(
                code=group.code,
                name_en=group.name_en,
                name_fr=group.name_fr,
                code_fr=group.code_fr,
                existed_from=first_day(group.existed_from),
                existed_to=last_day(group.existed_to),
            )
            for group in vocabulary.political_groups()
        ],
        ignore_conflicts=True,
    )


def first_day(partial: str | None) -> date | None:
    """The first day of "2014", "2014-06" or "2014-06-24"."""
    return date.fromisoformat(f"{partial}-01-01"[:10]) if partial else None


def last_day(partial: str | None) -> date | None:
    """The last day of "2014", "2014-06" or "2014-06-24"."""
    if not partial:
        return None
    year, month, *day = [*map(int, partial.split("-"))] + ([12] if len(partial) == 4 else [])
    return date(year, month, day[0] if day else monthrange(year, month)[1])
