"""The filters of /signatories/."""

from django.utils.translation import gettext_lazy as _

from ..models import Country, PoliticalGroup, Signatory, Signature
from . import fields
from .lists import ListFilter, counted

ORDERINGS = {
    "name": "family_name",
    "country": "country__name_en",
    "signatures": "signature_count",
    "last_signed": "last_signed_on",
}


class SignatoryFilter(ListFilter):
    """Filters signatories by name, country and the groups under whose names they signed."""

    q = fields.words(_("Name"), "named", help_text=_("In any spelling; accents are optional"))
    country = fields.rows(_("Country"), Country.objects.all(), "of_countries")
    group = fields.rows(_("Signed as a member of"), PoliticalGroup.objects.all(), "of_groups")
    ordering = fields.ordering(ORDERINGS)

    orderings = ORDERINGS
    default_ordering = "name"
    ties = ("family_name", "given_name", "pk")
    counted = ("country", "group")
    counted_when_few = ("group",)
    phrases = {"q": _("named like “{}”"), "country": _("from {}"), "group": _("who signed as members of {}")}

    def named(self, queryset, name, value):
        return queryset.named_like(value)

    def of_countries(self, queryset, name, value):
        return queryset.filter(country__in=value)

    def of_groups(self, queryset, name, value):
        return queryset.signed(group__in=value)

    def counts(self, name):
        queryset = self.filter_queryset(self.queryset.all(), without=name)
        if name == "country":
            return counted(queryset, "country")
        return counted(Signature.objects.filter(signatory__in=queryset.values("pk")), "group", what="signatory")

    def used(self, name):
        return (Signatory.objects.all(), "country") if name == "country" else (Signature.objects.all(), "group")
