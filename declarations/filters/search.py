"""The filters of /search/."""

from collections import Counter

from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .. import search
from ..models.search import EntryKind
from . import fields
from .lists import ListFilter, counted

ORDERINGS = {"nearness": "nearness", "date": "dated"}


class SearchFilter(ListFilter):
    """Finds what holds the words; without words it finds nothing.

    A word that nothing holds is taken for a slip, and the nearest word is looked for instead.
    """

    q = fields.words(_("Words"), "leave", help_text=_("Words, “phrases”, -not; names in any spelling and alphabet"))
    kind = fields.choice(_("What"), EntryKind.choices, field_name="kind")
    ordering = fields.ordering(ORDERINGS)

    orderings = ORDERINGS
    default_ordering = "nearness"
    ties = ("nearness", "kind_order", F("dated").desc(nulls_last=True), "object_id", "language", "place")
    phrases = {"q": _("for “{}”"), "kind": _("of the kind {}")}
    facets = ("kind",)

    @cached_property
    def asked_question(self) -> search.Question:
        """What was typed."""
        return search.understand(self.asked().get("q", ""))

    @cached_property
    def question(self) -> search.Question:
        """What is looked for: what was typed, or what was probably meant."""
        if search.find(self.queryset, self.asked_question).exists():
            return self.asked_question
        return search.correct(self.queryset, self.asked_question) or self.asked_question

    def filter_queryset(self, queryset, without: str = ""):
        return super().filter_queryset(search.find(queryset, self.question), without)

    def counts(self, facet: str) -> Counter:
        """How many hits each kind would give."""
        return counted(self.filter_queryset(self.queryset.all(), without=facet), facet)
