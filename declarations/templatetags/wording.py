"""The shape that goes with a situation."""

from enum import Enum

from django.utils.translation import gettext_lazy as _

from ..models.vocabulary import DEATHS, DEPRIVED_OF_LIBERTY, Situation


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
    Shape.FREE: _("free"),
    Shape.LIMITED: _("limited in freedom"),
    Shape.HELD: _("deprived of liberty"),
    Shape.DEAD: _("died"),
    Shape.UNKNOWN: _("unknown"),
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
