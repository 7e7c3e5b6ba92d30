"""What a column of data is: its name, the word the pages have for it, what it means, and where its value is from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    YES_OR_NO = "yes or no"
    DAY = "day"
    PARTIAL_DATE = "date as exactly as it is known"
    MOMENT = "day and time"
    LIST = "list"
    ADDRESS = "address"


@dataclass(frozen=True)
class Column:
    """One column of a table of data.

    `name` is how files and the API call it, `title` how the pages do. `value` takes a row and gives None where
    nothing is known. `codes` is the vocabulary of a column of codes.
    """

    name: str
    title: str
    kind: Kind
    description: str
    value: Callable[[Any], Any]
    codes: Any = None


#: The column that every table ends with.
ADDRESS = "address"

#: What a feed says of rows that bear no date at all: they are old.
NO_DATE = date(1970, 1, 1)


def itself(row):
    return row


@dataclass(frozen=True)
class Table:
    """The columns of one kind of rows.

    `subject` gives the object that a row is about, which knows its address; `heading` names the row in a feed.
    `dated_by` are the attributes of the subject, also columns of its query, that say when the row last changed: the
    first that is not empty counts.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    subject: Callable[[Any], Any] = itself
    heading: Callable[[Any], str] = str
    dated_by: tuple[str, ...] = ()

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns, and the address that each row has."""
        address = Column(
            ADDRESS, "Address", Kind.ADDRESS, "The permanent address of the page about this row", self.path
        )
        return (*self.columns, address)

    def path(self, row) -> str:
        """The address of the row's page, without the site it is on; empty where it has none."""
        subject = self.subject(row)
        return subject.get_absolute_url() if hasattr(subject, "get_absolute_url") else ""

    def record(self, row, site: str, day: date | None = None) -> dict[str, Any]:
        """The values of a row by the names of the columns.

        `site` comes before the path in its address; `day` is added where the rows are as of a day that was asked for.
        """
        values = {column.name: column.value(row) for column in self.columns}
        return {**values, ADDRESS: _absolute(site, self.path(row), day)}

    def changed_at(self, row) -> datetime:
        """When the row last changed, for feeds."""
        subject = self.subject(row)
        return moment(next(filter(None, (getattr(subject, name) for name in self.dated_by)), NO_DATE))


def _absolute(site: str, path: str, day: date | None) -> str:
    if not path:
        return ""
    page, mark, fragment = path.partition("#")
    asked = f"?as_of={day.isoformat()}" if day else ""
    return f"{site}{page}{asked}{mark}{fragment}"


def moment(value: date | datetime) -> datetime:
    """The beginning of a day; a moment as it is."""
    return value if isinstance(value, datetime) else datetime.combine(value, time(), UTC)
