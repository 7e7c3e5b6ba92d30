"""/cases/: how each case stands, and the time line of one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from ..filters import CaseFilter
from ..models import Case, Citation, FollowUp
from ..models.follow_ups import today
from ..models.situations import outcome
from ..models.vocabulary import NO_CLAIM, CaseKind, FollowUpState
from ..saying import is_one
from .as_of import AsOfAsked
from .citing import case_data
from .former_addresses import HasFormerAddresses
from .lists import FilteredList
from .published import PublishedOn


class CaseList(FilteredList):
    """Follow-up status per case."""

    model = Case
    filterset_class = CaseFilter
    template_stem = "case"
    singular = _("case")
    plural = _("cases")

    def noun(self, number):
        """People, unless a group, an organisation or an incident is among them."""
        if number != self.filterset.count_of("kind")[CaseKind.PERSON] or number == 0:
            return super().noun(number)
        return _("person") if is_one(number) else _("people")

    def get_rows(self):
        return Case.objects.visible_to(self.request.user)

    def get_queryset(self):
        confirmed = Citation.objects.confirmed().select_related("declaration").earliest_first()
        return self.filterset.rows.select_related("country").prefetch_related(
            "categories", "spellings", Prefetch("citations", queryset=confirmed, to_attr="confirmed_citations")
        )

    def get_as_of(self) -> date:
        return self.filterset.day or today()

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        return {
            **context,
            "rows": self.rows_of(context["page_obj"]),
            "due_count": self.filterset.count_of("due")[True],
            "due_query": self.query_with("due", "true"),
            "since_title": self.since_title(),
        }

    def since_title(self) -> str:
        """Since when the outcome is told."""
        if declaration := self.filterset.asked().get("declaration"):
            return _("Since %(declaration)s") % {"declaration": declaration}
        return _("Since cited so") if self.filterset.is_since_found(self.filterset.asked()) else _("Since cited")

    def rows_of(self, objects) -> list["CaseRow"]:
        news = FollowUp.objects.visible_to(self.request.user).in_bulk(
            [case.shown_last_follow_up_id for case in objects if case.shown_last_follow_up_id]
        )
        return [self.row(case, news.get(case.shown_last_follow_up_id)) for case in objects]

    def row(self, case: Case, news: FollowUp | None) -> "CaseRow":
        then = getattr(case, "claim_then", None)
        change = case.shown_outcome if then is None else outcome(then, case.shown_situation)
        then = case.shown_first_claim if then is None else then
        return CaseRow(case, news, then, change, _declarations(case.confirmed_citations), _other_spellings(case))


@dataclass(frozen=True)
class CaseRow:
    """One case as the list shows it."""

    case: Case
    news: FollowUp | None
    then: str
    outcome: str
    declarations: list
    spellings: list[str]


def _declarations(citations: list[Citation]) -> list:
    return list(dict.fromkeys(citation.declaration for citation in citations))


def _other_spellings(case: Case) -> list[str]:
    """The spellings in other alphabets first: those that a reader would not guess."""
    spellings = [row.spelling for row in case.spellings.all() if row.spelling != case.name]
    return sorted(spellings, key=str.isascii)


@dataclass(frozen=True)
class Event:
    """One entry of a time line: a follow-up, or a declaration that cites the case."""

    day: date
    follow_up: FollowUp | None = None
    citation: Citation | None = None
    correction: FollowUp | None = None
    corrects: FollowUp | None = None
    preferred: FollowUp | None = None

    @property
    def stands(self) -> bool:
        """Whether it counts today: neither corrected nor retracted."""
        return self.follow_up is None or (self.correction is None and self.follow_up.state == FollowUpState.PUBLISHED)


def numbered_sources(events: list[Event]) -> list:
    """The sources of a time line, each once, as print has them at its end; each link gets the number of its source."""
    numbers = {}
    for event in events:
        for link in event.follow_up.source_links.all() if event.follow_up else ():
            link.footnote = numbers.setdefault(link.source, len(numbers) + 1)
    return list(numbers)


class CaseDetail(HasFormerAddresses, PublishedOn, AsOfAsked, DetailView):
    """One case: the situation and where it is known from, the time line, the citations."""

    template_name = "declarations/case_detail.html"
    context_object_name = "case"

    def get_visible(self):
        return Case.objects.visible_to(self.request.user)

    def get_object(self, queryset=None):
        cases = self.get_visible().as_of(self.asked_day).with_due(self.asked_day)
        return get_object_or_404(cases.select_related("country"), slug=self.kwargs["slug"])

    def as_published(self, day: date):
        case = get_object_or_404(Case.objects.visible_to(self.request.user), slug=self.kwargs["slug"])
        return self.render_published(day, case.name, self.rows_said(day, [case]), is_case=True)

    def get_context_data(self, **context):
        case = self.object
        events = self.events()
        return super().get_context_data(
            events=events,
            footnotes=numbered_sources(events),
            decided_by=self.decided_by(events),
            claimed_by=self.claimed_by(),
            first_claim=next((citation for citation in self.citations if citation.claim not in NO_CLAIM), None),
            citations=self.citations,
            spellings=case.spellings.all(),
            categories=case.categories.all(),
            communications=self.communications_of(case),
            is_person=case.kind == CaseKind.PERSON,
            cited_as=self.citation_of(
                _("%(name)s: what was claimed, and what became known since") % {"name": case.name}
            ),
            linked_data=case_data(case, self.summary(), case.spellings.all(), self.citations, self.site),
            **context,
        )

    def summary(self) -> str:
        """Who it is, in words of today, which a page as of an earlier day does not know."""
        return "" if self.get_as_of() < today() else self.object.summary

    @property
    def citations(self) -> list[Citation]:
        if not hasattr(self, "_citations"):
            cited = Citation.objects.filter(case=self.object).tabled_until(self.get_as_of())
            told = cited.then_and_now(self.asked_day).annotate(language=F("edition__language"))
            self._citations = list(told.earliest_first())
        return self._citations

    def events(self) -> list[Event]:
        """The time line, oldest first."""
        user = self.request.user
        told = list(
            FollowUp.objects.filter(case=self.object)
            .ever_published()
            .visible_to(user)
            .known_by(self.get_as_of())
            .select_related("communication")
            .prefetch_related("source_links__source")
            .oldest_first()
        )
        shown = {follow_up.pk: follow_up for follow_up in told}
        corrections = {follow_up.supersedes_id: follow_up for follow_up in told if follow_up.supersedes_id in shown}
        hidden = self._corrected_out_of_sight(shown)
        events = [
            Event(
                row.occurred_on,
                row,
                None,
                corrections.get(row.pk),
                shown.get(row.supersedes_id),
                self._gone_by_instead(row, shown, corrections),
            )
            for row in told
            if row.pk not in hidden
        ]
        events += [Event(row.declaration.tabled_on, citation=row) for row in _one_a_declaration(self.citations)]
        return sorted(events, key=lambda event: event.day)

    @staticmethod
    def _gone_by_instead(row: FollowUp, shown: dict, corrections: dict) -> FollowUp | None:
        """The standing follow-up for which this one was set aside."""
        preferred = shown.get(row.set_aside_for_id)
        stands = preferred and preferred.state == FollowUpState.PUBLISHED and preferred.pk not in corrections
        return preferred if stands else None

    def _corrected_out_of_sight(self, shown: dict) -> set[int]:
        """Those whose correction the user may not see: they no longer stand, and why is not for the user."""
        corrected = FollowUp.objects.filter(supersedes__in=shown, published_at__isnull=False)
        return set(corrected.exclude(pk__in=shown).values_list("supersedes", flat=True))

    def decided_by(self, events: list[Event]) -> FollowUp | None:
        """The follow-up that the situation comes from."""
        deciding = self.object.shown_situation_follow_up_id
        return next((event.follow_up for event in events if event.follow_up and event.follow_up.pk == deciding), None)

    def claimed_by(self) -> Citation | None:
        """The citation that the situation comes from, while there is no follow-up."""
        claiming = self.object.shown_situation_citation_id
        return next((citation for citation in self.citations if citation.pk == claiming), None)


def _one_a_declaration(citations: list[Citation]) -> list[Citation]:
    return list({citation.declaration_id: citation for citation in reversed(citations)}.values())
