"""The filters of /states/."""

from django.utils.translation import gettext_lazy as _

from ..models.follow_ups import today
from . import fields
from .lists import ListFilter

ORDERINGS = {"name": "name_en", "cases": "case_total", "communications": "communication_total"}


class StateFilter(ListFilter):
    """Filters the states held to account by their names."""

    q = fields.words(_("Name"), "named", help_text=_("In English or French, or as documents print it"))
    as_of = fields.day(
        _("As of"), method="leave", validators=[fields.not_to_come], help_text=_("How things stood that day")
    )
    ordering = fields.ordering(ORDERINGS)

    orderings = ORDERINGS
    default_ordering = "name"
    ties = ("name_en", "pk")
    phrases = {"q": _("named like “{}”")}

    @property
    def day(self):
        """The day as of which the page speaks, or None for now."""
        return self.asked().get("as_of")

    def filter_queryset(self, queryset, without: str = ""):
        held = queryset.held_to_account(self.request.user, self.day or today())
        return super().filter_queryset(held, without)

    def named(self, queryset, name, value):
        return queryset.named_like(value)
