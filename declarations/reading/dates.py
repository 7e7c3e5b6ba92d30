"""Dates as documents print them."""

import re
from datetime import date

from .errors import ReadingError
from .languages import WORDINGS

MONTH_NUMBERS = {
    name.casefold(): number for wording in WORDINGS for number, name in enumerate(wording.months, start=1)
}
DATE = re.compile(rf"\b(\d{{1,2}})\s?(?:er|st|nd|rd|th)?\s+({'|'.join(MONTH_NUMBERS)})\s+(\d{{4}})\b", re.IGNORECASE)


def find_date(text: str) -> date | None:
    """The first date in `text`, such as "11 April 2019" or "1er avril 2019", or None.

    Raises ReadingError where it is not a day of the calendar.
    """
    match = DATE.search(text)
    if match is None:
        return None
    day, month, year = match.groups()
    try:
        return date(int(year), MONTH_NUMBERS[month.casefold()], int(day))
    except ValueError:
        raise ReadingError(f"its date, “{match[0]}”, is not a day of the calendar; correct it.") from None
