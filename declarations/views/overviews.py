"""/groups/ and /years/: then and now of those cited, by the groups that signed and by the year of tabling."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from ..models import Case, Citation, Declaration, PoliticalGroup, Signature
from ..models.vocabulary import Outcome
from .as_of import AsOfAsked
from .figures import situations_figure
from .then_and_now import changes_of, outcome_counts


@dataclass(frozen=True)
class OverviewRow:
    """One group or year: its declarations, those they cite, and what became of these.

    `declarations_query` and `cases_query` find them in the lists.
    """

    label: str
    detail: str
    declarations: int
    declarations_query: dict
    cases: int
    cases_query: dict
    outcomes: list[tuple[Outcome, int]]


class Overview(AsOfAsked, TemplateView):
    """A table of then and now, each row with a bar and its numbers."""

    template_name = "declarations/overview.html"
    title = ""
    first = ""

    def get_context_data(self, **context):
        return super().get_context_data(rows=self.rows(), title=self.title, first=self.first, **context)

    def rows(self) -> list[OverviewRow]:
        raise NotImplementedError

    def changes_by(self, keys_of: Callable[[Citation], Iterable]) -> dict:
        """Then and now of those whom the declarations of each key cite, since the first of these."""
        cited = Citation.objects.visible_to(self.request.user).then_and_now(self.asked_day)
        of_key = defaultdict(list)
        for citation in cited.defer("passage", "reasons").earliest_first():
            for key in keys_of(citation):
                of_key[key].append(citation)
        return {key: changes_of(citations) for key, citations in of_key.items()}


class GroupOverview(Overview):
    title = _("Political groups")
    first = _("Signed by members of")

    def rows(self):
        signed = defaultdict(set)
        for declaration, group in Signature.objects.exclude(group=None).values_list("declaration", "group").distinct():
            signed[declaration].add(group)
        changes = self.changes_by(lambda citation: signed[citation.declaration_id])
        written = set(Declaration.objects.written().values_list("pk", flat=True))
        return [
            OverviewRow(
                group.abbreviation,
                group.name,
                sum(group.pk in groups for declaration, groups in signed.items() if declaration in written),
                {"group": group.pk},
                len(changes.get(group.pk, [])),
                {"group": group.pk, "since_found": "true"},
                outcome_counts(change.outcome for change in changes.get(group.pk, [])),
            )
            for group in PoliticalGroup.objects.all()
            if any(group.pk in groups for groups in signed.values())
        ]


class YearOverview(Overview):
    title = _("Years")
    first = _("Tabled in")

    def get_context_data(self, **context):
        cases = Case.objects.visible_to(self.request.user)
        figure = situations_figure(cases, self.get_as_of(), {"as_of": self.asked_day})
        return super().get_context_data(figure=figure, **context)

    def rows(self):
        declarations = Declaration.objects.written().annotate(year=ExtractYear("tabled_on")).order_by("-year")
        changes = self.changes_by(lambda citation: [citation.declaration.tabled_on.year])
        return [
            self.row(year, number, changes.get(year, []))
            for year, number in declarations.values_list("year").annotate(number=Count("pk"))
        ]

    @staticmethod
    def row(year: int, number: int, changes: list) -> OverviewRow:
        first, last = date(year, 1, 1), date(year, 12, 31)
        return OverviewRow(
            str(year),
            "",
            number,
            {"tabled_from": first, "tabled_to": last},
            len(changes),
            {"cited_from": first, "cited_to": last, "since_found": "true"},
            outcome_counts(change.outcome for change in changes),
        )
