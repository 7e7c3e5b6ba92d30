from datetime import date

import pytest
from django.core.exceptions import ValidationError

from declarations.partial_dates import parse, text_of


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2021-10-01", date(2021, 10, 1), "day"),
        ("2021-10", date(2021, 10, 1), "month"),
        ("2021", date(2021, 1, 1), "year"),
    ],
)
def test_a_day_a_month_or_a_year(text, day, precision):
    assert parse(f" {text} ") == (day, precision)
    assert text_of(day, precision) == text


@pytest.mark.parametrize("text", ["", "October 2021", "01.10.2021", "2021-1", "2021-10-1", "20211001", "2021-13-01-"])
def test_anything_else_is_no_date(text):
    with pytest.raises(ValidationError, match="is no date"):
        parse(text)


@pytest.mark.parametrize("text", ["2021-02-30", "2021-13", "0000"])
def test_a_day_that_is_not_in_the_calendar(text):
    with pytest.raises(ValidationError, match="no such day"):
        parse(text)


def test_no_day_is_no_text():
    assert text_of(None, "") == ""
