"""The filters of /sources/."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Citation, Country, Declaration, FollowUp, Signatory
from ..models.follow_ups import today
from . import fields
from .declarations import cases_of
from .lists import ListFilter

ORDERINGS = {"publisher": "publisher", "title": "title", "date": "published_on", "follow_ups": "follow_up_total"}


class SourceFilter(ListFilter):
    """Filters the sources of published follow-ups by what these are about, known as of a day."""

    q = fields.words(_("Words"), "written", help_text=_("In title, publisher or address"))
    country = fields.rows(_("State"), Country.objects.all(), "leave")
    case = fields.row(_("Case"), cases_of, "slug", "leave", widget=forms.HiddenInput)
    declaration = fields.row(
        _("About cases cited by declaration"),
        Declaration.objects.written(),
        "number",
        "leave",
        widget=forms.NumberInput(attrs={"min": 1, "inputmode": "numeric"}),
        help_text=_("Its number, such as 675"),
    )
    signatory = fields.row(_("Signed by"), Signatory.objects.all(), "slug", "leave", widget=forms.HiddenInput)
    as_of = fields.day(
        _("As of"), method="leave", validators=[fields.not_to_come], help_text=_("What was known that day")
    )
    ordering = fields.ordering(ORDERINGS)

    orderings = ORDERINGS
    default_ordering = "publisher"
    ties = ("publisher", "title", "pk")
    phrases = {
        "q": _("with the words “{}”"),
        "country": _("of follow-ups in {}"),
        "case": _("of follow-ups about {}"),
        "declaration": _("of follow-ups about those whom declaration {} cites"),
        "signatory": _("of follow-ups about those cited in what {} signed"),
    }

    @property
    def day(self):
        """The day as of which the page speaks, or None for now."""
        return self.asked().get("as_of")

    def filter_queryset(self, queryset, without: str = ""):
        queryset = queryset.behind(self.follow_ups(self.asked(without)))
        return super().filter_queryset(queryset, without)

    def follow_ups(self, asked: dict):
        """The follow-ups that the sources are asked for."""
        follow_ups = FollowUp.objects.standing().visible_to(self.request.user).known_by(self.day or today())
        cited = Citation.objects.confirmed()
        if "country" in asked:
            follow_ups = follow_ups.of_countries(asked["country"])
        if "case" in asked:
            follow_ups = follow_ups.filter(case=asked["case"])
        if "declaration" in asked:
            follow_ups = follow_ups.filter(case__in=cited.filter(declaration=asked["declaration"]).values("case"))
        if "signatory" in asked:
            follow_ups = follow_ups.filter(case__in=cited.signed(signatory=asked["signatory"]).values("case"))
        return follow_ups

    def written(self, queryset, name, value):
        return queryset.written_like(value)

    def used(self, name):
        return cases_of(self.request), "country"
