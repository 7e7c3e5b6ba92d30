"""The filters of /signatures/."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Country, Declaration, PoliticalGroup, Signatory, Signature
from . import fields
from .lists import ListFilter

ORDERINGS = {"name": "family_name", "date": "declaration__tabled_on", "position": "position"}


class SignatureFilter(ListFilter):
    """Filters signatures by the declaration, and by country and group as they were at the time."""

    q = fields.words(_("Name"), "printed_like", help_text=_("As printed"))
    declaration = fields.row(
        _("On declaration"),
        Declaration.objects.written(),
        "number",
        "on_declaration",
        widget=forms.NumberInput(attrs={"min": 1, "inputmode": "numeric"}),
        help_text=_("Its number, such as 675"),
    )
    signatory = fields.row(_("Signed by"), Signatory.objects.all(), "slug", "by_signatory", widget=forms.HiddenInput)
    country = fields.rows(_("Country"), Country.objects.all(), "from_countries")
    group = fields.rows(_("Group"), PoliticalGroup.objects.all(), "of_groups")
    country_known = fields.yes_or_no(_("Country"), _("with a country"), _("without a country"), method="as_known")
    group_known = fields.yes_or_no(_("Group"), _("with a group"), _("without a group"), method="as_known")
    ordering = fields.ordering(ORDERINGS)

    orderings = ORDERINGS
    default_ordering = "-date"
    ties = ("-declaration__tabled_on", "-declaration__number", "position", "pk")
    phrases = {
        "q": _("printed with the words “{}”"),
        "declaration": _("on declaration {}"),
        "signatory": _("by {}"),
        "country": _("from {}"),
        "group": _("by members of {}"),
        "country_known": "{}",
        "group_known": "{}",
    }

    def printed_like(self, queryset, name, value):
        return queryset.printed_like(value)

    def on_declaration(self, queryset, name, value):
        return queryset.filter(declaration=value)

    def by_signatory(self, queryset, name, value):
        return queryset.filter(signatory=value)

    def from_countries(self, queryset, name, value):
        return queryset.filter(country__in=value)

    def of_groups(self, queryset, name, value):
        return queryset.filter(group__in=value)

    def as_known(self, queryset, name, value):
        return queryset.filter(**{f"{name.removesuffix('_known')}__isnull": value == "false"})

    def used(self, name):
        return Signature.objects.all(), name
