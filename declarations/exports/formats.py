"""A list written out row by row, so that a long one takes no more memory than a short one."""

import csv
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import StringIO
from typing import Any

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils.feedgenerator import rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from .columns import ADDRESS, Table

#: A spreadsheet takes a text that begins with one of these for a formula, and runs it.
FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

#: What stands between the parts of a list in one cell.
BETWEEN = "; "


@dataclass(frozen=True)
class Listing:
    """The rows of one list, and what has to be said about them wherever they go.

    `rows` is read once. `site` is the beginning of every address, `address` that of this list; `asked_day` is the
    day that the list was asked for as of, and `as_of` the one it holds for. `changed_at` looks up when one of the
    list's rows last changed.
    """

    table: Table
    rows: Iterable[Any]
    sentence: str
    as_of: date
    asked_day: date | None
    changed_at: Callable[[], datetime]
    site: str
    address: str

    def records(self) -> Iterator[dict[str, Any]]:
        for row in self.rows:
            yield self.record(row)

    def record(self, row) -> dict[str, Any]:
        return self.table.record(row, self.site, self.asked_day)

    @property
    def filename(self) -> str:
        return f"{self.table.name}-{self.as_of.isoformat()}"


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_BEGINNINGS) else text


def cell(value: Any) -> str | int:
    """A value as a cell of a spreadsheet: numbers stay numbers, all else is text that no program runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    if isinstance(value, list):
        return neutral(BETWEEN.join(value))
    return neutral(_plain(value))


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, date) else value


def csv_lines(table: Table, records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The lines of a CSV file as RFC 4180 has it, the names of the columns first."""
    names = [column.name for column in table.all_columns]
    yield csv_line(names)
    for record in records:
        yield csv_line([cell(record[name]) for name in names])


def csv_line(cells: list[str | int]) -> str:
    """One line of a CSV file."""
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def as_csv(listing: Listing) -> StreamingHttpResponse:
    return _streamed(
        csv_lines(listing.table, listing.records()), "text/csv; charset=utf-8; header=present", listing, "csv"
    )


def as_json(listing: Listing) -> StreamingHttpResponse:
    return _streamed(_json_parts(listing), "application/json", listing, "json")


def _json_parts(listing: Listing) -> Iterator[str]:
    about = {
        "title": listing.table.title,
        "description": listing.sentence,
        "as_of": listing.as_of.isoformat(),
        "address": listing.address,
    }
    yield f'{json.dumps(about, ensure_ascii=False)[:-1]}, "results": ['
    before = "\n"
    for record in listing.records():
        yield before + json.dumps({name: _plain(value) for name, value in record.items()}, ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def as_xlsx(listing: Listing) -> FileResponse:
    """A workbook with the rows on its first sheet, and what the columns hold on its second."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (the answer closes it when it has been sent)
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as workbook:
        workbook.set_properties({"title": listing.sentence, "created": datetime.combine(listing.as_of, time())})
        _write_rows(workbook.add_worksheet("Rows"), listing)
        _write_about(workbook.add_worksheet("About"), listing)
    file.seek(0)
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FileResponse(file, as_attachment=True, filename=f"{listing.filename}.xlsx", content_type=media_type)


def _write_rows(sheet, listing: Listing) -> None:
    names = [column.name for column in listing.table.all_columns]
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(names):
        sheet.write_string(0, place, name)
    for line, record in enumerate(listing.records(), start=1):
        for place, name in enumerate(names):
            _write_cell(sheet, line, place, cell(record[name]))


def _write_cell(sheet, line: int, place: int, value: str | int) -> None:
    if isinstance(value, int):
        sheet.write_number(line, place, value)
    else:
        sheet.write_string(line, place, value)


def _write_about(sheet, listing: Listing) -> None:
    lines = [
        ["Title", listing.table.title],
        ["Description", listing.sentence],
        ["As of", listing.as_of.isoformat()],
        ["Address", listing.address],
        [],
        ["Column", "On the pages", "Values", "Meaning"],
        *([column.name, column.title, column.kind.value, column.description] for column in listing.table.all_columns),
    ]
    for line, cells in enumerate(lines):
        for place, text in enumerate(cells):
            sheet.write_string(line, place, neutral(text))


def as_atom(listing: Listing) -> StreamingHttpResponse:
    return _streamed(_atom_parts(listing), "application/atom+xml; charset=utf-8", listing, "")


class _Writer(SimplerXMLGenerator):
    """Writes XML a part at a time, without the characters that XML cannot hold."""

    def __init__(self):
        self.out = StringIO()
        super().__init__(self.out, "utf-8", short_empty_elements=True)

    def characters(self, content):
        super().characters(NOT_IN_XML.sub("", content))

    def link(self, address: str, relation: str, media_type: str) -> None:
        self.addQuickElement("link", "", {"rel": relation, "href": address, "type": media_type})

    def taken(self) -> str:
        """What was written since this was last asked."""
        text = self.out.getvalue()
        self.out.seek(0)
        self.out.truncate()
        return text


def _atom_parts(listing: Listing) -> Iterator[str]:
    """An Atom feed (RFC 4287); Django's own class keeps all entries in memory until the end."""
    xml = _Writer()
    xml.startDocument()
    xml.startElement("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    xml.addQuickElement("title", f"Declaration Tracker: {listing.sentence}")
    xml.addQuickElement("subtitle", f"As of {listing.as_of.isoformat()}")
    xml.addQuickElement("id", listing.address)
    xml.addQuickElement("updated", rfc3339_date(listing.changed_at()))
    xml.startElement("author", {})
    xml.addQuickElement("name", "Declaration Tracker")
    xml.endElement("author")
    xml.link(listing.address, "self", "application/atom+xml")
    yield xml.taken()
    for row in listing.rows:
        _write_entry(xml, listing, row)
        yield xml.taken()
    xml.endElement("feed")
    yield xml.taken()


def _write_entry(xml: _Writer, listing: Listing, row) -> None:
    record = listing.record(row)
    told = [
        f"{column.title}: {_in_words(record[column.name])}"
        for column in listing.table.columns
        if record[column.name] not in (None, [])
    ]
    xml.startElement("entry", {})
    xml.addQuickElement("title", listing.table.heading(row))
    xml.addQuickElement("id", record[ADDRESS])
    xml.addQuickElement("updated", rfc3339_date(listing.table.changed_at(row)))
    xml.link(record[ADDRESS], "alternate", "text/html")
    xml.addQuickElement("content", "\n".join(told), {"type": "text"})
    xml.endElement("entry")


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return BETWEEN.join(value) if isinstance(value, list) else str(_plain(value))


def _streamed(parts: Iterable[str], media_type: str, listing: Listing, ending: str) -> StreamingHttpResponse:
    headers = {}
    if ending:
        headers["Content-Disposition"] = f'attachment; filename="{listing.filename}.{ending}"'
    return StreamingHttpResponse(parts, content_type=media_type, headers=headers)


FORMATS: dict[str, Callable[[Listing], StreamingHttpResponse | FileResponse]] = {
    "csv": as_csv,
    "json": as_json,
    "xlsx": as_xlsx,
    "atom": as_atom,
}
