"""/search/: everything in one box."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from .. import search
from ..filters import SearchFilter
from ..models import Case, Communication, Declaration, FollowUp, SearchEntry, Signatory
from ..models.search import EntryKind
from .lists import FilteredList

#: Where the rows are that entries of each kind stand for.
ROWS: dict[str, QuerySet] = {
    EntryKind.CASE: Case.objects.all(),
    EntryKind.SIGNATORY: Signatory.objects.all(),
    EntryKind.DECLARATION: Declaration.objects.all(),
    EntryKind.COMMUNICATION: Communication.objects.all(),
    EntryKind.FOLLOW_UP: FollowUp.objects.select_related("case", "demand__declaration", "communication"),
    EntryKind.PASSAGE: Declaration.objects.all(),
}

NOTHING_ASKED = search.Question()


@dataclass(frozen=True)
class Hit:
    """Something found: the row, and the part of the text where the words stand."""

    entry: SearchEntry
    row: Any
    pieces: list[search.Piece]

    @property
    def kind(self) -> str:
        return self.entry.kind

    @property
    def kind_label(self) -> str:
        return self.entry.get_kind_display()

    @property
    def language(self) -> str:
        return self.entry.language

    @property
    def dated(self) -> date | None:
        return self.entry.dated

    @property
    def heading(self) -> str:
        """What the row is called, as its own page has it."""
        if self.kind in (EntryKind.DECLARATION, EntryKind.PASSAGE):
            return f"{self.row}, {self.row.title}"
        return str(self.row)

    @property
    def excerpt(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def get_absolute_url(self) -> str:
        if self.kind == EntryKind.PASSAGE:
            return f"{self.row.get_absolute_url()}#paragraph-{self.entry.place}"
        if self.kind == EntryKind.COMMUNICATION:
            return f"/communications/{self.row.pk}/"
        return self.row.get_absolute_url()


def hits_of(entries: Iterable[SearchEntry], question: search.Question = NOTHING_ASKED) -> list[Hit]:
    """The entries with their rows, in as many queries as there are kinds, and the words of the question marked."""
    entries = list(entries)
    keys = defaultdict(set)
    for entry in entries:
        keys[entry.kind].add(entry.object_id)
    rows = {kind: ROWS[kind].in_bulk(wanted) for kind, wanted in keys.items()}
    return [Hit(entry, rows[entry.kind][entry.object_id], search.excerpt(entry.body, question)) for entry in entries]


class SearchList(FilteredList):
    """What holds the words, nearest first."""

    model = SearchEntry
    filterset_class = SearchFilter
    template_stem = "search"
    singular = _("hit")
    plural = _("hits")
    paginate_by = 20

    def get_rows(self):
        return SearchEntry.objects.visible_to(self.request.user)

    def rows_of(self, objects) -> list[Hit]:
        return hits_of(objects, self.filterset.question)

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        asked, understood = self.filterset.asked_question, self.filterset.question
        return {
            **context,
            "hits": self.rows_of(context["page_obj"]),
            "instead": " ".join(" ".join(term.words) for term in understood.wanted) if understood != asked else "",
            "words": self.filterset.asked().get("q", ""),
        }
