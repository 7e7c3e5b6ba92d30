"""How the pages say things: numbers, dates, and the shape that goes with a situation."""

from datetime import date
from enum import Enum

from django.utils.formats import date_format

from ..models.vocabulary import DEATHS, DEPRIVED_OF_LIBERTY, Precision, Situation

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number_word(number: int) -> str:
    """Up to twelve as a word, above in figures."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def day_text(day: date, precision: str = Precision.DAY) -> str:
    """A day as exactly as it is known: "4 Feb 2021", "Oct 2021", "2009"."""
    return date_format(day, {Precision.MONTH: "M Y", Precision.YEAR: "Y"}.get(precision, "j M Y"))


class Shape(Enum):
    """The five marks of situations; a word, a shape and a colour always stand together."""

    FREE = "free"
    LIMITED = "limited"
    HELD = "held"
    DEAD = "dead"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """What the situations of this shape have in common."""
        return SHAPE_LABELS[self]


SHAPE_LABELS = {
    Shape.FREE: "free",
    Shape.LIMITED: "limited in freedom",
    Shape.HELD: "deprived of liberty",
    Shape.DEAD: "died",
    Shape.UNKNOWN: "unknown",
}


def shape_of(situation: str) -> Shape:
    """The mark of a situation; an empty one is unknown."""
    if situation in DEPRIVED_OF_LIBERTY:
        return Shape.HELD
    if situation in DEATHS:
        return Shape.DEAD
    if situation == Situation.FREE:
        return Shape.FREE
    return Shape.UNKNOWN if situation in ("", Situation.UNKNOWN) else Shape.LIMITED


def situations_of(shape: Shape) -> list[str]:
    """The codes of the situations that a mark stands for."""
    return [situation for situation in Situation if shape_of(situation) == shape]
