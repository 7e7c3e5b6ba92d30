"""The filters of /cases/."""

from collections import Counter

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from ..models import Citation, Country, Declaration, PoliticalGroup, Signatory, Signature
from ..models.cases import CitationQuerySet
from ..models.situations import outcome
from ..models.vocabulary import DEPRIVED_OF_LIBERTY, CaseKind, Category, Outcome, Response, Situation
from . import fields
from .lists import CountedTogether, ListFilter, counted

ORDERINGS = {
    "name": "name",
    "situation": "severity",
    "outcome": "outcome_rank",
    "since": "shown_situation_since",
    "last_follow_up": "shown_last_follow_up_on",
    "sources": "shown_source_count",
    "first_cited": "shown_first_cited_on",
}

#: What the filters about a citing declaration ask of one and the same citation.
ON_CITATIONS = {
    "declaration": lambda citations, declaration: citations.filter(declaration=declaration),
    "cited_from": CitationQuerySet.tabled_from,
    "cited_to": CitationQuerySet.tabled_until,
    "signatory": lambda citations, signatory: citations.signed(signatory=signatory),
    "group": lambda citations, groups: citations.signed(group__in=groups),
    "signed_from": lambda citations, countries: citations.signed(country__in=countries),
}

#: The filters by who signed, and the column of a signature that each asks for.
SIGNED_BY = {"group": "group", "signed_from": "country"}


class CaseFilter(CountedTogether, ListFilter):
    """Filters cases by how they stand (now, or as of a day) and by the declarations that cite them.

    All filters about a citing declaration hold for one and the same citation. With `declaration`, and with
    `since_found` beside any other of them, claim and outcome are told since the first declaration that they find;
    otherwise since the case was first cited.
    """

    q = fields.words(_("Name"), "named", help_text=_("In any spelling and alphabet; accents are optional"))
    situation = fields.choice(_("Situation"), Situation.choices, field_name="shown_situation")
    outcome = fields.choice(_("Since it was cited"), Outcome.choices, method="leave")
    response = fields.choice(_("Response of the state"), Response.choices, field_name="shown_response")
    country = fields.rows(_("State"), Country.objects.all(), "of_countries")
    claimed = fields.choice(_("Then, as claimed"), Situation.choices, method="leave", widget=forms.MultipleHiddenInput)
    cited = fields.yes_or_no(_("Cited"), _("cited by a declaration"), _("not cited"), method="as_cited")
    kind = fields.choice(_("Kind"), CaseKind.choices, field_name="kind", widget=forms.MultipleHiddenInput)
    category = fields.choice(_("Who"), Category.choices, method="of_categories")
    declaration = fields.row(
        _("Cited by declaration"),
        Declaration.objects.written(),
        "number",
        "leave",
        widget=forms.NumberInput(attrs={"min": 1, "inputmode": "numeric"}),
        help_text=_("Its number, such as 675"),
    )
    cited_from = fields.day(_("Cited on or after"), method="leave")
    cited_to = fields.day(_("Cited on or before"), method="leave")
    signatory = fields.row(_("Signed by"), Signatory.objects.all(), "slug", "leave", widget=forms.HiddenInput)
    group = fields.rows(_("Signed by a member of"), PoliticalGroup.objects.all(), "leave")
    signed_from = fields.rows(_("Signed by a member from"), Country.objects.all(), "leave")
    due = fields.yes_or_no(_("Due"), _("due for a look"), _("not due for a look"), method="as_due")
    updated_before = fields.day(_("Last follow-up before"), field_name="shown_last_follow_up_on", lookup_expr="lt")
    updated_after = fields.day(_("Last follow-up after"), field_name="shown_last_follow_up_on", lookup_expr="gt")
    since_found = fields.yes_or_no(
        _("Told"),
        _("since the first declaration found"),
        _("since first cited"),
        method="leave",
        widget=forms.HiddenInput,
    )
    as_of = fields.day(
        _("As of"), method="leave", validators=[fields.not_to_come], help_text=_("How things stood that day")
    )
    ordering = fields.ordering(ORDERINGS)

    orderings = ORDERINGS
    default_ordering = "-last_follow_up"
    ties = ("name", "pk")
    facets = ("situation", "outcome", "category")
    counted = ("response", "country", "group", "signed_from")
    counted_when_few = ("group", "signed_from")
    together = {
        "situation": "shown_situation",
        "outcome": "shown_outcome",
        "response": "shown_response",
        "country": "country",
        "kind": "kind",
        "due": "is_due",
    }
    phrases = {
        "q": _("named like “{}”"),
        "country": _("in {}"),
        "category": _("known as {}"),
        "declaration": _("cited by declaration {}"),
        "signatory": _("cited in what {} signed"),
        "group": _("cited in what members of {} signed"),
        "signed_from": _("cited by members from {}"),
        "cited_from": _("cited on or after {}"),
        "cited_to": _("cited on or before {}"),
        "cited": "{}",
        "kind": _("of the kind {}"),
        "claimed": _("claimed then to be {}"),
        "situation": _("with the situation {}"),
        "outcome": _("with the outcome {}"),
        "response": _("with the state’s response {}"),
        "due": "{}",
        "updated_before": _("last followed up before {}"),
        "updated_after": _("last followed up after {}"),
        "since_found": _("told {}"),
    }

    @property
    def day(self):
        """The day as of which the page speaks, or None for now."""
        return self.asked().get("as_of")

    @staticmethod
    def is_since_found(asked: dict) -> bool:
        """Whether claims and outcomes are told since the first declaration that the filters find."""
        is_about_citations = not ON_CITATIONS.keys().isdisjoint(asked)
        return "declaration" in asked or (is_about_citations and asked.get("since_found") == "true")

    def filter_queryset(self, queryset, without: str = ""):
        asked = self.asked(without)
        day = asked.get("as_of")
        queryset = self._cited(queryset.as_of(day).with_due(day), asked)
        return super().filter_queryset(queryset, without)

    def _citations(self, asked: dict) -> CitationQuerySet:
        """The citations that fulfil all that is asked about a citing declaration."""
        citations = Citation.objects.confirmed()
        for name in ON_CITATIONS.keys() & asked.keys():
            citations = ON_CITATIONS[name](citations, asked[name])
        return citations

    def _cited(self, queryset, asked: dict):
        citations, is_since_found = self._citations(asked), self.is_since_found(asked)
        if not ON_CITATIONS.keys().isdisjoint(asked):
            queryset = queryset.cited_in(citations)
        if is_since_found:
            queryset = queryset.with_claim_of(citations)
        if "claimed" in asked:
            queryset = queryset.claimed(asked["claimed"], "claim_then" if is_since_found else "shown_first_claim")
        if "outcome" in asked:
            queryset = queryset.changed(asked["outcome"], since="claim_then" if is_since_found else "")
        return queryset

    def named(self, queryset, name, value):
        return queryset.named_like(value)

    def of_countries(self, queryset, name, value):
        return queryset.filter(country__in=value)

    def of_categories(self, queryset, name, value):
        return queryset.of_categories(value)

    def as_cited(self, queryset, name, value):
        return (
            queryset.filter(shown_citation_count__gt=0) if value == "true" else queryset.filter(shown_citation_count=0)
        )

    def as_due(self, queryset, name, value):
        return queryset.filter(is_due=value == "true")

    def ordered(self, queryset):
        since = "claim_then" if self.is_since_found(self.asked()) else "shown_first_claim"
        return super().ordered(queryset.with_severity().with_outcome_rank(since))

    def clause(self, name, values):
        """All the situations of those who are not at liberty together have a name."""
        is_held = name == "situation" and set(values) == set(DEPRIVED_OF_LIBERTY)
        return pgettext("cases", "deprived of liberty") if is_held else super().clause(name, values)

    def used(self, name):
        if name == "country":
            return self.queryset, "country"
        return Signature.objects.all(), SIGNED_BY[name]

    def counts(self, name: str) -> Counter:
        """How many cases each value of a filter would give, with all the other filters as they are."""
        tells_since = name == "outcome" and self.is_since_found(self.asked())
        if name in self.together and name not in self.asked() and not tells_since:
            return self.count_of(name)
        queryset = self.filter_queryset(self.queryset.all(), without=name).order_by()
        if name in SIGNED_BY:
            citing = self._citations(self.asked(without=name)).filter(case__in=queryset.values("pk"))
            return counted(citing, f"declaration__signatures__{SIGNED_BY[name]}", what="case")
        if name == "category":
            return counted(queryset.filter(categories__isnull=False), "categories__category")
        if tells_since:
            changes = Counter()
            for (then, now), number in counted(queryset, "claim_then", "shown_situation").items():
                changes[outcome(then, now)] += number
            return changes
        return counted(queryset, self.together[name])
