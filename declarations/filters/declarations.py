"""The filters of /declarations/."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Case, Country, PoliticalGroup, Signatory, Signature
from . import fields
from .lists import ListFilter, counted

ORDERINGS = {
    "date": "tabled_on",
    "number": "number",
    "title": "title",
    "signatures": "signature_count",
    "cases": "case_count",
}


def cases_of(request):
    return Case.objects.visible_to(request.user)


class DeclarationFilter(ListFilter):
    """Filters declarations by their text, who signed them and whom they cite."""

    q = fields.words(_("Words"), "holding", help_text=_("In the title or text, or the number"))
    cited = fields.row(_("Cites"), cases_of, "slug", "citing", widget=forms.HiddenInput)
    country = fields.rows(_("Signed from"), Country.objects.all(), "signed_from")
    group = fields.rows(_("Signed by a member of"), PoliticalGroup.objects.all(), "signed_by_group")
    signatory = fields.row(_("Signed by"), Signatory.objects.all(), "slug", "signed_by", widget=forms.HiddenInput)
    alongside = fields.row(
        _("Signed as well by"), Signatory.objects.all(), "slug", "signed_by", widget=forms.HiddenInput
    )
    alongside_group = fields.rows(_("Signed as well by a member of"), PoliticalGroup.objects.all(), "signed_by_group")
    tabled_from = fields.day(_("Tabled on or after"), field_name="tabled_on", lookup_expr="gte")
    tabled_to = fields.day(_("Tabled on or before"), field_name="tabled_on", lookup_expr="lte")
    ordering = fields.ordering(ORDERINGS)

    orderings = ORDERINGS
    default_ordering = "-date"
    ties = ("-tabled_on", "-number", "pk")
    counted = counted_when_few = ("country", "group")
    phrases = {
        "q": _("with the words “{}”"),
        "cited": _("citing {}"),
        "signatory": _("signed by {}"),
        "country": _("signed by members from {}"),
        "group": _("signed by members of {}"),
        "alongside": _("signed as well by {}"),
        "alongside_group": _("signed as well by members of {}"),
        "tabled_from": _("tabled on or after {}"),
        "tabled_to": _("tabled on or before {}"),
    }

    def holding(self, queryset, name, value):
        return queryset.holding(value)

    def citing(self, queryset, name, value):
        return queryset.citing(value)

    def signed_from(self, queryset, name, value):
        return queryset.signed(country__in=value)

    def signed_by_group(self, queryset, name, value):
        return queryset.signed(group__in=value)

    def signed_by(self, queryset, name, value):
        return queryset.signed(signatory=value)

    def counts(self, name):
        queryset = self.filter_queryset(self.queryset.all(), without=name)
        return counted(Signature.objects.filter(declaration__in=queryset.values("pk")), name, what="declaration")

    def used(self, name):
        return Signature.objects.all(), "group" if name == "alongside_group" else name
