"""The filters of /follow-ups/."""

from django import forms
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from ..models import Country, Declaration
from ..models.vocabulary import FollowUpKind
from . import fields
from .declarations import cases_of
from .lists import CountedTogether, ListFilter, counted

ORDERINGS = {"date": "occurred_on", "published": "published_at"}


class FollowUpFilter(CountedTogether, ListFilter):
    """Filters follow-ups by what happened, when, and to whom."""

    q = fields.words(_("Words"), "telling", help_text=_("In the note, or the name in any spelling"))
    kind = fields.choice(_("What happened"), FollowUpKind.choices, field_name="kind")
    country = fields.rows(_("State"), Country.objects.all(), "of_countries")
    case = fields.row(_("Case"), cases_of, "slug", "of_case", widget=forms.HiddenInput)
    declaration = fields.row(
        _("About declaration"),
        Declaration.objects.written(),
        "number",
        "about_declaration",
        widget=forms.NumberInput(attrs={"min": 1, "inputmode": "numeric"}),
        help_text=_("Its number, such as 675"),
    )
    happened_from = fields.day(_("Happened on or after"), field_name="occurred_on", lookup_expr="gte")
    happened_to = fields.day(_("Happened on or before"), field_name="occurred_on", lookup_expr="lte")
    ordering = fields.ordering(ORDERINGS)

    orderings = ORDERINGS
    default_ordering = "-date"
    ties = ("-occurred_on", "-published_at", "-pk")
    counted = ("kind", "country")
    together = {"kind": "kind", "country": "of_country"}
    phrases = {
        "q": _("with the words “{}”"),
        "kind": _("of the kind {}"),
        "country": _("in {}"),
        "case": _("about {}"),
        "declaration": _("about what declaration {} speaks of"),
        "happened_from": _("on or after {}"),
        "happened_to": _("on or before {}"),
    }

    def telling(self, queryset, name, value):
        return queryset.telling(value)

    def of_countries(self, queryset, name, value):
        return queryset.of_countries(value)

    def of_case(self, queryset, name, value):
        return queryset.filter(case=value)

    def about_declaration(self, queryset, name, value):
        return queryset.about_declaration(value)

    def filter_queryset(self, queryset, without: str = ""):
        own = Case(When(case__isnull=False, then="case__country"), default="communication__country")
        return super().filter_queryset(queryset.annotate(of_country=own), without)

    def counts(self, name):
        if name not in self.asked():
            return self.count_of(name)
        return counted(self.filter_queryset(self.queryset.all(), without=name), self.together[name])

    def used(self, name):
        return cases_of(self.request), "country"
