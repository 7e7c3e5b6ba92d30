"""The filters of /cases/."""

from collections import Counter

from django import forms
from django.db.models import Count

from ..models import Citation, Country, Declaration, PoliticalGroup, Signatory, Signature
from ..models.cases import CitationQuerySet
from ..models.situations import outcome
from ..models.vocabulary import CaseKind, Category, Outcome, Response, Situation
from . import fields
from .lists import ListFilter

ORDERINGS = {
    "name": "name",
    "situation": "severity",
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
}


class CaseFilter(ListFilter):
    """Filters cases by how they stand (now, or as of a day) and by the declarations that cite them.

    All filters about a citing declaration hold for one and the same citation. With any of them, the outcome is the
    change since the first declaration that they find; otherwise since the case was first cited.
    """

    q = fields.words("Name", "named", help_text="In any spelling and alphabet; accents are optional")
    situation = fields.choice("Situation", Situation.choices, field_name="shown_situation")
    outcome = fields.choice("Since it was cited", Outcome.choices, method="leave")
    response = fields.choice("Response of the state", Response.choices, field_name="shown_response")
    country = fields.rows("State", Country.objects.all(), "of_countries")
    claimed = fields.choice("Then, as claimed", Situation.choices, method="leave", widget=forms.MultipleHiddenInput)
    cited = fields.yes_or_no("Cited", "cited by a declaration", "not cited", method="as_cited")
    kind = fields.choice("Kind", CaseKind.choices, field_name="kind", widget=forms.MultipleHiddenInput)
    category = fields.choice("Who", Category.choices, method="of_categories")
    declaration = fields.row(
        "Cited by declaration",
        Declaration.objects.written(),
        "number",
        "leave",
        widget=forms.NumberInput(attrs={"min": 1, "inputmode": "numeric"}),
        help_text="Its number, such as 675",
    )
    cited_from = fields.day("Cited on or after", method="leave")
    cited_to = fields.day("Cited on or before", method="leave")
    signatory = fields.row("Signed by", Signatory.objects.all(), "slug", "leave", widget=forms.HiddenInput)
    group = fields.rows("Signed by a member of", PoliticalGroup.objects.all(), "leave")
    due = fields.yes_or_no("Due", "due for a look", "not due for a look", method="as_due")
    updated_before = fields.day("Last follow-up before", field_name="shown_last_follow_up_on", lookup_expr="lt")
    updated_after = fields.day("Last follow-up after", field_name="shown_last_follow_up_on", lookup_expr="gt")
    as_of = fields.day("As of", method="leave", validators=[fields.not_to_come], help_text="How things stood that day")
    ordering = fields.ordering(ORDERINGS)

    orderings = ORDERINGS
    default_ordering = "-last_follow_up"
    ties = ("name", "pk")
    facets = ("situation", "outcome", "category")
    phrases = {
        "q": "named like “{}”",
        "country": "in {}",
        "category": "known as {}",
        "declaration": "cited by declaration {}",
        "signatory": "cited in what {} signed",
        "group": "cited in what members of {} signed",
        "cited_from": "cited on or after {}",
        "cited_to": "cited on or before {}",
        "cited": "{}",
        "kind": "of the kind {}",
        "claimed": "claimed then to be {}",
        "situation": "with the situation {}",
        "outcome": "with the outcome {}",
        "response": "with the state’s response {}",
        "due": "{}",
        "updated_before": "last followed up before {}",
        "updated_after": "last followed up after {}",
    }

    @property
    def day(self):
        """The day as of which the page speaks, or None for now."""
        return self.asked().get("as_of")

    @property
    def is_about_citations(self) -> bool:
        """Whether something is asked about the declarations that cite the cases."""
        return not ON_CITATIONS.keys().isdisjoint(self.asked())

    def filter_queryset(self, queryset, without: str = ""):
        asked = self.asked(without)
        day = asked.get("as_of")
        queryset = self._cited(queryset.as_of(day).with_due(day), asked)
        return super().filter_queryset(queryset, without)

    def _cited(self, queryset, asked: dict):
        conditions = ON_CITATIONS.keys() & asked.keys()
        citations = Citation.objects.confirmed()
        for name in conditions:
            citations = ON_CITATIONS[name](citations, asked[name])
        if conditions:
            queryset = queryset.cited_in(citations)
            queryset = queryset.with_claim_of(citations)
        if "claimed" in asked:
            queryset = queryset.claimed(asked["claimed"], "claim_then" if conditions else "shown_first_claim")
        if "outcome" in asked:
            queryset = queryset.changed(asked["outcome"], since="claim_then" if conditions else "")
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
        return super().ordered(queryset.with_severity())

    def used(self, name):
        if name == "country":
            return self.queryset.values("country")
        return Signature.objects.values("group")

    def counts(self, facet: str) -> Counter:
        """How many cases each value of a facet would give, with all the other filters as they are."""
        queryset = self.filter_queryset(self.queryset.all(), without=facet).order_by()
        if facet == "category":
            return _counted(queryset.exclude(categories=None), "categories__category")
        if facet == "outcome" and self.is_about_citations:
            changes = Counter()
            for (then, now), number in _counted(queryset, "claim_then", "shown_situation").items():
                changes[outcome(then, now)] += number
            return changes
        return _counted(queryset, f"shown_{facet}")


def _counted(queryset, *columns: str) -> Counter:
    rows = queryset.values_list(*columns).annotate(number=Count("pk", distinct=True))
    return Counter({key[0] if len(key) == 1 else tuple(key): number for *key, number in rows})
