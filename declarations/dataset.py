"""The whole public data set as files: a CSV for each table, what their columns hold, the licence and checksums.

It is a Data Package, as the Data Package Standard (version 1) describes one, so that common tools check and load it.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from . import exports
from .exports import Column, Kind, Table
from .exports.follow_the_money import entities
from .exports.formats import BETWEEN, cell, csv_line, csv_lines
from .exports.popolo import popolo
from .exports.tables import CITATIONS, COMMUNICATIONS, SIGNATURES
from .models import Case, Citation, Communication, Declaration, PoliticalGroup, Signatory, Signature
from .models.follow_ups import today
from .views.cases import CaseList
from .views.declarations import DeclarationList
from .views.follow_ups import FollowUpList
from .views.lists import ROWS_AT_A_TIME, FilteredList
from .views.signatories import SignatoryList

#: The licence of the data; the texts of declarations are the Assembly's.
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}

#: What each kind of column is in a Table Schema.
TYPES = {
    Kind.TEXT: {"type": "string"},
    Kind.CODE: {"type": "string"},
    Kind.NUMBER: {"type": "integer"},
    Kind.YES_OR_NO: {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    Kind.DAY: {"type": "date"},
    Kind.PARTIAL_DATE: {"type": "string", "constraints": {"pattern": r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"}},
    Kind.MOMENT: {"type": "datetime"},
    Kind.LIST: {"type": "string"},
    Kind.ADDRESS: {"type": "string", "format": "uri"},
}

#: What tells the rows of a table apart, and which columns lead to another table.
KEYS = {"declarations": ["number"], "signatures": ["declaration", "position"]}
LEADS = {
    "signatures": [("declaration", "declarations", "number")],
    "citations": [("declaration", "declarations", "number")],
}

README = """Declaration Tracker: data set as of {day}

What has happened since to the people whom members of the Parliamentary Assembly of the Council of Europe named in
their written declarations. Nothing here says that a declaration caused what followed.

{files}

popolo.json: the signatories, groups and memberships as Popolo has them
entities.ftm.json: cases, declarations and citations as entities of FollowTheMoney, one a line

dictionary.csv says what each column holds, and datapackage.json says it to programs. SHA256SUMS holds the checksums:
sha256sum --check SHA256SUMS

Dates of which only the month or the year is known are written 2021-10 or 2021. Several values in one cell stand
between "; ". A text that begins with a sign that a spreadsheet would take for a formula (= + - @, a tab, a line break)
has an apostrophe before it; take it off to have the text as it is. An empty cell means that nothing is known.

Licence: {licence}, {address}. Name the Declaration Tracker and the day of the data set. The texts and titles of
declarations are the Assembly's.
"""


def export_dataset(folder: Path, site: str) -> list[Path]:
    """Writes the data set into `folder`, over an earlier one, and gives its files. `site` begins every address.

    It holds what everybody may see. The files appear only when all of them are whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    day = today()
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".dataset-") as made:
        workplace = Path(made)
        sources = list(tables_with_rows())
        tables = [table for table, _ in sources]
        resources = [_write_table(workplace, table, rows, site) for table, rows in sources]
        (workplace / "dictionary.csv").write_text("".join(_dictionary(tables)), newline="", encoding="utf-8")
        package = _package(resources, day, site)
        (workplace / "datapackage.json").write_text(json.dumps(package, indent=2) + "\n")
        _write_for_registers(workplace, site)
        (workplace / "README.txt").write_text(_readme(tables, day), encoding="utf-8")
        _write_checksums(workplace)
        paths = sorted(workplace.iterdir())
        for path in paths:
            os.replace(path, folder / path.name)
        return [folder / path.name for path in paths]


def tables_with_rows() -> Iterator[tuple[Table, Iterable[Any]]]:
    """Each table with its rows. What leads to other tables comes before them, so that what it leads to is there."""
    nobody = AnonymousUser()
    signatures = Signature.objects.select_related("declaration", "signatory")
    citations = Citation.objects.confirmed().visible_to(nobody).earliest_first()
    yield SIGNATURES, signatures.order_by("declaration", "position").iterator(ROWS_AT_A_TIME)
    yield CITATIONS, citations.select_related("declaration", "case", "edition").iterator(ROWS_AT_A_TIME)
    for list_class in (FollowUpList, CaseList, SignatoryList, DeclarationList):
        yield exports.table_of(list_class.model), _all_rows(list_class)
    yield COMMUNICATIONS, Communication.objects.visible_to(nobody).as_of(today()).iterator(ROWS_AT_A_TIME)


def _all_rows(list_class: type[FilteredList]) -> Iterator[Any]:
    """The rows that the list has for somebody who asks for nothing in particular."""
    request = HttpRequest()
    request.user = AnonymousUser()
    listed = list_class()
    listed.setup(request)
    listed.filter_by(request.GET)
    listed.filterset.is_valid()
    return listed.all_rows()


def _write_table(workplace: Path, table: Table, rows: Iterable[Any], site: str) -> dict:
    """Writes one CSV file and gives its description."""
    path = workplace / f"{table.name}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        file.writelines(csv_lines(table, (table.record(row, site) for row in rows)))
    return {
        "name": table.name,
        "title": table.title,
        "path": path.name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_checksum(path)}",
        "schema": _schema(table),
    }


def _write_for_registers(workplace: Path, site: str) -> None:
    """The same signatories as Popolo, and the same cases and citations as FollowTheMoney."""
    nobody = AnonymousUser()
    signatories = Signatory.objects.select_related("country").prefetch_related("spellings")
    pairs = Signature.objects.exclude(signatory=None).exclude(group=None).order_by("signatory__slug", "group")
    members = pairs.values_list("signatory__slug", "group").distinct()
    members_as_popolo = popolo(signatories, PoliticalGroup.objects.all(), members, site)
    (workplace / "popolo.json").write_text(
        json.dumps(members_as_popolo, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    cases = Case.objects.visible_to(nobody).select_related("country").prefetch_related("spellings")
    citations = Citation.objects.confirmed().visible_to(nobody).select_related("declaration", "case").earliest_first()
    with (workplace / "entities.ftm.json").open("w", encoding="utf-8") as file:
        for entity in entities(cases, Declaration.objects.written(), citations, site):
            file.write(json.dumps(entity, ensure_ascii=False) + "\n")


def _schema(table: Table) -> dict:
    schema = {"fields": [_field(column) for column in table.all_columns], "missingValues": [""]}
    if table.name in KEYS:
        schema["primaryKey"] = KEYS[table.name]
    leads = [
        {"fields": column, "reference": {"resource": resource, "fields": field}}
        for column, resource, field in LEADS.get(table.name, [])
    ]
    return {**schema, "foreignKeys": leads} if leads else schema


def _field(column: Column) -> dict:
    field = {"name": column.name, "title": column.title, "description": _meaning(column), **TYPES[column.kind]}
    if column.kind == Kind.CODE:
        field["constraints"] = {"enum": list(column.codes.values)}
    return field


def _meaning(column: Column) -> str:
    divided = f". Several are divided by “{BETWEEN.strip()}”" if column.kind == Kind.LIST else ""
    return column.description + divided


def _dictionary(tables: list[Table]) -> Iterator[str]:
    yield csv_line(["table", "column", "on_the_pages", "values", "meaning", "codes"])
    for table in tables:
        for column in table.all_columns:
            codes = [f"{code}: {label}" for code, label in column.codes.choices] if column.codes else []
            said = [table.name, column.name, column.title, column.kind.value, column.description, codes]
            yield csv_line([cell(value) for value in said])


def _package(resources: list[dict], day: date, site: str) -> dict:
    return {
        "profile": "tabular-data-package",
        "name": "declaration-tracker",
        "title": "Declaration Tracker",
        "description": f"Written declarations and what became of the people they cite, as of {day.isoformat()}",
        "version": day.isoformat(),
        "created": f"{day.isoformat()}T00:00:00Z",
        "homepage": site,
        "licenses": [LICENCE],
        "resources": resources,
    }


def _readme(tables: list[Table], day: date) -> str:
    files = "\n".join(f"{table.name}.csv: {table.title}, {len(table.all_columns)} columns" for table in tables)
    return README.format(day=day.isoformat(), files=files, licence=LICENCE["title"], address=LICENCE["path"])


def _write_checksums(workplace: Path) -> None:
    sums = [f"{_checksum(path)}  {path.name}\n" for path in sorted(workplace.iterdir())]
    (workplace / "SHA256SUMS").write_text("".join(sums))


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
