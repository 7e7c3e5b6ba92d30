"""Dates of which only the year or the month is known, as people write them: "2021", "2021-10", "2021-10-01"."""

import re
from calendar import monthrange
from datetime import date

from django.core.exceptions import ValidationError

_PARTS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_PRECISIONS = {4: "year", 7: "month", 10: "day"}


def parse(text: str) -> tuple[date, str]:
    """The first day of the year, month or day that `text` names, and which of the three it is.

    Raises ValidationError, with a sentence for people, where it names none.
    """
    text = text.strip()
    match = _PARTS.fullmatch(text)
    if not match:
        raise ValidationError(f"“{text}” is no date. Write 2021-10-01, or 2021-10 or 2021 if no more is known.")
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return date(year, month, day), _PRECISIONS[len(text)]
    except ValueError:
        raise ValidationError(f"There is no such day as “{text}” in the calendar.") from None


def text_of(day: date | None, precision: str) -> str:
    """The inverse of `parse`; nothing for no day."""
    if day is None:
        return ""
    length = next(length for length, known in _PRECISIONS.items() if known == precision)
    return day.isoformat()[:length]


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(first_day: date, precision: str) -> date:
    """The last day of the year, month or day that begins on `first_day`."""
    if precision == "year":
        return first_day.replace(month=12, day=31)
    if precision == "month":
        return first_day.replace(day=monthrange(first_day.year, first_day.month)[1])
    return first_day
