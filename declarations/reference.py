"""Fills the tables of states and political groups from `fixtures/`, after each migration.

Rows that are there already stay as they are: a curator may have corrected them.
"""

from datetime import date

from django.apps import apps as registry
from django.db import transaction

from .partial_dates import last_day, parse
from .reading import vocabulary


def fill_tables(*, using, apps=registry, **_) -> None:
    """Adds the states, their printed names and the political groups that are missing; see Django's `post_migrate`."""
    try:
        tables = [(apps.get_model("declarations", name), rows()) for name, rows in TABLES.items()]
    except LookupError:  # the migrations were taken back
        return
    with transaction.atomic(using=using):
        for model, rows in tables:
            model.objects.using(using).bulk_create([model(**row) for row in rows], ignore_conflicts=True)


def countries() -> list[dict]:
    return [
        {
            "code": country.code,
            "name_en": country.name_en,
            "name_fr": country.name_fr,
            "member_from": _beginning(country.member_from),
            "member_to": _ending(country.member_to),
            "note": country.note,
        }
        for country in vocabulary.countries()
    ]


def country_names() -> list[dict]:
    return [
        {"country_id": country.code, "printed": printed}
        for country in vocabulary.countries()
        for printed in dict.fromkeys([country.name_en, country.name_fr, *country.also_printed])
    ]


def former_country_names() -> list[dict]:
    return [
        {
            "country_id": country.code,
            "name_en": former.name_en,
            "name_fr": former.name_fr,
            "until": _ending(former.until),
        }
        for country in vocabulary.countries()
        for former in country.former_names
    ]


def political_groups() -> list[dict]:
    return [
        {
            "code": group.code,
            "name_en": group.name_en,
            "name_fr": group.name_fr,
            "code_fr": group.code_fr,
            "existed_from": _beginning(group.existed_from),
            "existed_to": _ending(group.existed_to),
            "successor_id": group.successor or None,
        }
        for group in vocabulary.political_groups()
    ]


def _beginning(partial: str | None) -> date | None:
    return parse(partial)[0] if partial else None


def _ending(partial: str | None) -> date | None:
    return last_day(*parse(partial)) if partial else None


#: The models, and what makes their rows; those that others refer to come first.
TABLES = {
    "Country": countries,
    "CountryName": country_names,
    "FormerCountryName": former_country_names,
    "PoliticalGroup": political_groups,
}
