"""Dates as documents print them."""

import re
from datetime import date, timedelta

from .errors import ReadingError
from .languages import WORDINGS

MONTH_NUMBERS = {
    name.casefold(): number for wording in WORDINGS for number, name in enumerate(wording.months, start=1)
}
DATE = re.compile(rf"\b(\d{{1,2}})\s?(?:er|st|nd|rd|th)?\s+({'|'.join(MONTH_NUMBERS)})\s+(\d{{4}})\b", re.IGNORECASE)

#: The Statute of the Council of Europe was signed on this day (ETS No. 1), and its Assembly met that summer.
FIRST_DAY = date(1949, 5, 5)
#: A document may bear a day that has not come yet, where it was printed ahead or the clock is of another time zone.
PRINTED_AHEAD = timedelta(days=7)


def what_is_wrong_with(day: date) -> str:
    """Why no document of the Assembly can bear `day`, as the end of a sentence; an empty text where one can."""
    if day < FIRST_DAY:
        return "is before the Council of Europe was founded, in 1949"
    if day > date.today() + PRINTED_AHEAD:
        return "has not come yet"
    return ""


def find_date(text: str) -> date | None:
    """The first date in `text`, such as "11 April 2019" or "1er avril 2019", or None.

    Raises ReadingError where it is not a day of the calendar, or none that a document can bear.
    """
    match = DATE.search(text)
    if match is None:
        return None
    day, month, year = match.groups()
    try:
        found = date(int(year), MONTH_NUMBERS[month.casefold()], int(day))
    except ValueError:
        raise ReadingError(f"its date, “{match[0]}”, is not a day of the calendar; correct it.") from None
    if wrong := what_is_wrong_with(found):
        raise ReadingError(f"its date, “{match[0]}”, {wrong}; correct it.")
    return found
