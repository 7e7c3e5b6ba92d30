"""How numbers and days are said to people, in the language of the page."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

NUMBERS = (
    _("no"),
    _("one"),
    _("two"),
    _("three"),
    _("four"),
    _("five"),
    _("six"),
    _("seven"),
    _("eight"),
    _("nine"),
    _("ten"),
    _("eleven"),
    _("twelve"),
)


def is_french() -> bool:
    """Whether the page speaks French."""
    return (get_language() or "").startswith("fr")


def is_one(number: int) -> bool:
    """Whether so many are spoken of as of one: in French, none is."""
    return number == 1 or (number == 0 and is_french())


def number_text(number: int) -> str:
    """A number in figures, its thousands set apart."""
    return number_format(number, force_grouping=True)


def number_word(number: int) -> str:
    """Up to twelve as a word, above in figures."""
    return str(NUMBERS[number]) if number < len(NUMBERS) else number_text(number)


def day_text(day: date, precision: str = "day") -> str:
    """A day as exactly as it is known: "4 Feb 2021", "Oct 2021", "2009"."""
    # Three letters do not tell June from July in French.
    month = "N Y" if is_french() else "M Y"
    if precision == "day":
        return _with_day(day, month)
    return date_format(day, month if precision == "month" else "Y")


def long_day(day: date) -> str:
    """A day with its month in full: "4 February 2021"."""
    return _with_day(day, "F Y")


def _with_day(day: date, month: str) -> str:
    """French says "1er" for the first day of a month, and counts on from it with plain numbers."""
    number = "1er" if day.day == 1 and is_french() else str(day.day)
    return f"{number} {date_format(day, month)}"
