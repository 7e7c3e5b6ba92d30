"""The filters of /communications/."""

from collections import Counter

from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from ..models import Country, Declaration
from ..models.follow_ups import today
from ..models.vocabulary import CommunicationBody, CommunicationKind, Response
from . import fields
from .declarations import cases_of
from .lists import ListFilter

ORDERINGS = {"date": "issued_on", "due": "due_on", "title": "title"}


class CommunicationFilter(ListFilter):
    """Filters communications by whose they are, to whom, when, and how the state had responded as of a day."""

    q = fields.words(_("Words"), "about", help_text=_("In title, reference or note, or the name of a case"))
    body = fields.choice(_("Body"), CommunicationBody.choices, field_name="body")
    kind = fields.choice(_("Kind"), CommunicationKind.choices, field_name="kind")
    response = fields.choice(_("Response of the state"), Response.choices, field_name="shown_response")
    country = fields.rows(_("State"), Country.objects.all(), "of_countries")
    case = fields.row(_("Case"), cases_of, "slug", "of_case", widget=forms.HiddenInput)
    declaration = fields.row(
        _("Referred to by declaration"),
        Declaration.objects.written(),
        "number",
        "of_declaration",
        widget=forms.NumberInput(attrs={"min": 1, "inputmode": "numeric"}),
        help_text=_("Its number, such as 675"),
    )
    issued_from = fields.day(_("Issued on or after"), field_name="issued_on", lookup_expr="gte")
    issued_to = fields.day(_("Issued on or before"), field_name="issued_on", lookup_expr="lte")
    dated = fields.yes_or_no(_("Day of issue"), _("known"), _("not known"), method="as_dated")
    as_of = fields.day(
        _("As of"), method="leave", validators=[fields.not_to_come], help_text=_("How things stood that day")
    )
    ordering = fields.ordering(ORDERINGS)

    orderings = ORDERINGS
    default_ordering = "-date"
    ties = ("-issued_on", "pk")
    facets = ("response", "body", "kind")
    phrases = {
        "q": _("with the words “{}”"),
        "body": _("of the {}"),
        "kind": _("of the kind {}"),
        "country": _("to {}"),
        "case": _("about {}"),
        "declaration": _("that declaration {} refers to"),
        "issued_from": _("issued on or after {}"),
        "issued_to": _("issued on or before {}"),
        "dated": _("whose day of issue is {}"),
        "response": _("with the response {}"),
    }

    @property
    def day(self):
        """The day as of which the page speaks, or None for now."""
        return self.asked().get("as_of")

    def filter_queryset(self, queryset, without: str = ""):
        return super().filter_queryset(queryset.as_of(self.day or today()), without)

    def about(self, queryset, name, value):
        return queryset.about(value)

    def of_countries(self, queryset, name, value):
        return queryset.filter(country__in=value)

    def of_case(self, queryset, name, value):
        return queryset.filter(cases=value)

    def of_declaration(self, queryset, name, value):
        return queryset.filter(declarations=value)

    def as_dated(self, queryset, name, value):
        return queryset.filter(issued_on__isnull=value == "false")

    def used(self, name):
        return self.queryset, "country"

    def counts(self, facet: str) -> Counter:
        """How many communications each value of a facet would give, with all the other filters as they are."""
        column = "shown_response" if facet == "response" else facet
        queryset = self.filter_queryset(self.queryset.all(), without=facet).order_by()
        return Counter(dict(queryset.values_list(column).annotate(number=Count("pk"))))
