"""The filters of /states/."""

from ..models.follow_ups import today
from . import fields
from .lists import ListFilter

ORDERINGS = {"name": "name_en", "cases": "case_total", "communications": "communication_total"}


class StateFilter(ListFilter):
    """Filters the states held to account by their names."""

    q = fields.words("Name", "named", help_text="In English or French, or as documents print it")
    as_of = fields.day("As of", method="leave", validators=[fields.not_to_come], help_text="How things stood that day")
    ordering = fields.ordering(ORDERINGS)

    orderings = ORDERINGS
    default_ordering = "name"
    ties = ("name_en", "pk")
    phrases = {"q": "named like “{}”"}

    @property
    def day(self):
        """The day as of which the page speaks, or None for now."""
        return self.asked().get("as_of")

    def filter_queryset(self, queryset, without: str = ""):
        held = queryset.held_to_account(self.request.user, self.day or today())
        return super().filter_queryset(held, without)

    def named(self, queryset, name, value):
        return queryset.named_like(value)
