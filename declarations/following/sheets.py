"""Follow-ups from a sheet: one row a fact, as `docs/follow-ups-sheet.md` describes it for those who fill it in."""

import csv
import io
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ..models import Case, CaseSpelling, Communication, FollowUp, Source
from ..models.vocabulary import FollowUpState, Visibility
from ..partial_dates import parse
from ..roles import PUBLISH, check, needs
from .recording import attach_source, publish, record

#: What happened, in the words of the vocabulary.
FACT_COLUMNS = (
    "occurred_on",
    "kind",
    "situation",
    "certainty",
    "release_ground",
    "response",
    "allegations",
    "note",
    "visibility",
)
SOURCE_COLUMNS = (
    "source_address",
    "source_title",
    "source_publisher",
    "source_published_on",
    "source_seen_on",
    "source_place",
)
COLUMNS = ("key", "case", "communication", *FACT_COLUMNS, *SOURCE_COLUMNS)
NEEDED = ("key", "occurred_on", "kind")
#: More rows than anybody fills in by hand; a sheet of this size is a mistake.
MOST_ROWS = 20_000


class SheetRefused(ValidationError):
    """A sheet that cannot be read at all; the message says why, and what to do."""


@dataclass(frozen=True)
class SheetRow:
    """The cells of one row by column, as text, and the line of the sheet it stands on. `fault`: why it is none."""

    line: int
    cells: dict[str, str]
    fault: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class RowReport:
    """What became of one row: recorded, published, known, source-added or refused, and why."""

    line: int
    key: str
    outcome: str
    message: str = ""


@dataclass
class SheetReport:
    """What became of all rows of a sheet."""

    rows: list[RowReport] = field(default_factory=list)
    was_saved: bool = True

    @property
    def refused(self) -> list[RowReport]:
        return [row for row in self.rows if row.outcome == "refused"]

    def in_words(self) -> str:
        """How many rows came in, were known, or were refused."""
        counts = Counter(row.outcome for row in self.rows)
        counted = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items())) or "no row"
        return f"{counted}." if self.was_saved else f"{counted}. Nothing was saved."


# Reading


def read_sheet(data: bytes) -> list[SheetRow]:
    """The rows of a CSV or XLSX file, told apart by its bytes; lines that are wholly empty are left out.

    Raises SheetRefused where it is neither, or its first line does not name the columns.
    """
    lines = _xlsx_lines(data) if data.startswith(b"PK") else _csv_lines(data)
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if any(line)]
    if not numbered:
        raise SheetRefused("The sheet is empty. Its first line names the columns.")
    if len(numbered) > MOST_ROWS:
        raise SheetRefused(f"The sheet has more than {MOST_ROWS:,} rows. Split it.")
    names = _columns(numbered[0][1])
    return [_row(number, names, line) for number, line in numbered[1:]]


def _csv_lines(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SheetRefused(f"Line {line} is not UTF-8 text. Save the sheet as “CSV UTF-8”, or as XLSX.") from None
    if "\x00" in text:
        raise SheetRefused("The sheet holds characters that no text has. Save it as “CSV UTF-8”, or as XLSX.")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        return [[cell.strip() for cell in line] for line in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise SheetRefused(f"The sheet cannot be read as CSV: {error}.") from None


def _xlsx_lines(data: bytes) -> list[list[str]]:
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = workbook.worksheets[0]
        lines = []
        for line in sheet.iter_rows(values_only=True):
            lines.append([_text(cell) for cell in line])
            if len(lines) > 2 * MOST_ROWS:
                break
        return lines
    except (InvalidFileException, zipfile.BadZipFile, KeyError, IndexError, ValueError, OSError) as error:
        raise SheetRefused(f"The sheet cannot be read as XLSX: {error}.") from None


def _text(cell) -> str:
    """A cell as somebody would type it: days as 2021-10-01, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _columns(head: list[str]) -> list[str]:
    names = [name.strip().lower() for name in head]
    while names and not names[-1]:
        names.pop()
    unknown = [name for name in names if name not in COLUMNS]
    twice = [name for name, number in Counter(names).items() if number > 1]
    missing = [name for name in NEEDED if name not in names]
    if unknown or twice or missing:
        said = [
            f"it does not know the column “{unknown[0]}”" if unknown else "",
            f"the column “{twice[0]}” stands twice" if twice and not unknown else "",
            f"the column “{missing[0]}” is missing" if missing else "",
        ]
        raise SheetRefused(
            f"The first line must name the columns: {'; '.join(filter(None, said))}. Known: {', '.join(COLUMNS)}."
        )
    return names


def _row(number: int, names: list[str], line: list[str]) -> SheetRow:
    if any(line[len(names) :]):
        return SheetRow(number, {}, "It has more cells than the first line names; a comma in a text needs quotes.")
    return SheetRow(number, dict(zip(names, line, strict=False)))


# Recording


@needs("declarations.add_followup")
@transaction.atomic
def import_sheet(rows: list[SheetRow], *, by=None, to_publish: bool = False, dry_run: bool = False) -> SheetReport:
    """Records a draft for each row whose key is not known yet; with `to_publish`, publishes them as well.

    Every row comes in whole (fact, sources and publication) or not at all, and a refused one keeps no other from
    coming in. A key that is known is left as it is, whatever the sheet says: a curator may have worked on it. So a
    second run changes nothing. A row that gives only a key of the sheet and a source adds that source.
    """
    if to_publish and by is not None:
        check(by, PUBLISH)
    importing = _Importing(by, to_publish)
    report = SheetReport(importing.take_all(rows), was_saved=not dry_run)
    if dry_run:
        transaction.set_rollback(True)
    return report


class _Importing:
    def __init__(self, by, to_publish: bool):
        self.by, self.to_publish = by, to_publish
        self.known = {row.import_key: row for row in FollowUp.objects.exclude(import_key="")}
        self.taken = {}

    def take_all(self, rows: list[SheetRow]) -> list[RowReport]:
        """Takes each row. Those refused are tried again as long as that helps: a later row may have brought the
        source in that an earlier one only names, and a second run of the sheet shall find nothing more to do.
        """
        reports = {row.line: self.take(row) for row in rows}
        waiting = [row for row in rows if reports[row.line].outcome == "refused"]
        while waiting:
            again = {row.line: self.take(row) for row in waiting}
            taken = {line: report for line, report in again.items() if report.outcome != "refused"}
            if not taken:
                break
            reports |= taken
            waiting = [row for row in waiting if row.line not in taken]
        return [reports[row.line] for row in rows]

    def take(self, row: SheetRow) -> RowReport:
        """Does what a row asks for; a refusal undoes this row alone."""
        try:
            with transaction.atomic():
                if row.fault:
                    raise ValidationError(row.fault)
                outcome, message = self.import_row(row)
        except (ValidationError, IntegrityError) as error:
            return RowReport(row.line, row["key"], "refused", _sentence(error))
        return RowReport(row.line, row["key"], outcome, message)

    def import_row(self, row: SheetRow) -> tuple[str, str]:
        key = row["key"]
        if not key:
            raise ValidationError("It has no key. Give each fact a key of its own, which never changes.")
        if key in self.taken:
            return self.further_source(row, *self.taken[key])
        if key in self.known:
            follow_up = self.known[key]
            self.taken[key] = follow_up, row.line
            return "known", "" if self.is_same(follow_up, row) else "It differs from what is recorded, which stays."
        follow_up = record(
            by=self.by, reason=f"From a sheet, key {key}", import_key=key, sources=self.sources(row), **facts_of(row)
        )
        outcome = "recorded"
        if self.to_publish:
            follow_up, outcome = publish(follow_up, by=self.by, reason=f"From a sheet, key {key}"), "published"
        self.taken[key] = follow_up, row.line
        return outcome, ""

    def further_source(self, row: SheetRow, follow_up: FollowUp, first_line: int) -> tuple[str, str]:
        if any(row[column] for column in ("case", "communication", *FACT_COLUMNS)):
            raise ValidationError(
                f"Its key “{row['key']}” stands on line {first_line} already. For one more source of that fact, leave "
                "all columns empty but the key and those of the source."
            )
        sources = self.sources(row)
        if not sources:
            raise ValidationError(f"It gives nothing but the key “{row['key']}”, which stands on line {first_line}.")
        if follow_up.source_links.filter(source=sources[0][0]).exists():
            return "known", ""
        if follow_up.state != FollowUpState.DRAFT and not self.to_publish:
            raise ValidationError("The fact is published already. Add the source to it in the curators' room.")
        attach_source(follow_up, *sources[0])
        return "source-added", ""

    def is_same(self, follow_up: FollowUp, row: SheetRow) -> bool:
        wanted = facts_of(row)
        return all(getattr(follow_up, name) == value for name, value in wanted.items())

    def sources(self, row: SheetRow) -> list[tuple[Source, str]]:
        if not any(row[column] for column in SOURCE_COLUMNS):
            return []
        return [(_source(row), row["source_place"])]


def facts_of(row: SheetRow) -> dict:
    """The facts that a row states, as `record` takes them. Raises ValidationError where they cannot be read."""
    facts = {column: row[column] for column in FACT_COLUMNS if row[column]}
    facts["occurred_on"], facts["precision"] = parse(row["occurred_on"])
    facts["allegations"] = [word.strip() for word in row["allegations"].split(";") if word.strip()]
    facts["visibility"] = row["visibility"] or Visibility.PUBLIC
    facts["case"] = _case(row["case"]) if row["case"] else None
    facts["communication"] = _communication(row["communication"]) if row["communication"] else None
    if not row["kind"]:
        raise ValidationError("It does not say what happened: the column “kind” is empty.")
    return facts


def _case(named: str) -> Case:
    """The case of that slug, or the one case of that very name or recorded spelling; nothing nearer is guessed."""
    if case := Case.objects.filter(slug=named).first():
        return case
    spelled = CaseSpelling.objects.filter(spelling=named).values("case")
    found = list(Case.objects.filter(pk__in=spelled) | Case.objects.filter(name=named))
    if len(found) == 1:
        return found[0]
    if found:
        slugs = ", ".join(sorted(case.slug for case in found))
        raise ValidationError(f"Several cases are called “{named}”. Write one of {slugs} instead.")
    raise ValidationError(f"No case is called “{named}”. Write the last part of the address of its page.")


def _communication(named: str) -> Communication:
    """The communication of that body and reference, as in "wgad 67/2018", or of the number in its page's address."""
    body, _, reference = named.partition(" ")
    found = Communication.objects.filter(body=body, reference=reference.strip()).exclude(reference="").first()
    if not found and named.isascii() and named.isdigit():
        found = Communication.objects.filter(pk=int(named)).first()
    if not found:
        raise ValidationError(f"No communication is known as “{named}”. Write body and reference: wgad 67/2018.")
    return found


def _source(row: SheetRow) -> Source:
    """The source of that address, or of that title and publisher; a new one where there is none."""
    address, title, publisher = row["source_address"], row["source_title"], row["source_publisher"]
    same = {"address": address} if address else {"address": "", "title": title, "publisher": publisher}
    days = {name: _day(row, f"source_{name}") for name in ("published_on", "seen_on")}
    if known := Source.objects.filter(**same).first():
        return known
    source = Source(
        address=address,
        title=title,
        publisher=publisher,
        **days,
    )
    source.full_clean()
    source.save()
    return source


def _day(row: SheetRow, column: str) -> date | None:
    if not row[column]:
        return None
    day, precision = parse(row[column])
    if precision != "day":
        raise ValidationError(f"{column}: “{row[column]}” is no day. Write 2021-10-01.")
    return day


def _sentence(error: ValidationError | IntegrityError) -> str:
    if isinstance(error, IntegrityError):
        return "It contradicts what is recorded already."
    if hasattr(error, "error_dict"):
        told = [f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items() if name != "__all__"]
        return " ".join([*told, *error.message_dict.get("__all__", [])])
    return " ".join(error.messages)
