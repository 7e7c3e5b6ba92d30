"""/states/: the states held to account, and the record of each."""

from collections import Counter, defaultdict
from datetime import date

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from ..filters import StateFilter
from ..models import Case, Communication, Country, StatedFigure
from ..models.follow_ups import today
from .as_of import AsOfAsked
from .figures import answers_figure
from .lists import FilteredList
from .responses import Tally, beside_ours, tallies_by_body, tallies_by_year, tally
from .standing import standing_of
from .then_and_now import outcome_counts


class StateList(FilteredList):
    """Each state with its cases, what became of those cited, and its response rate."""

    model = Country
    filterset_class = StateFilter
    template_stem = "state"
    singular = _("state")
    plural = _("states")

    def get_rows(self):
        return Country.objects.all()

    def get_as_of(self) -> date:
        return self.filterset.day or today()

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        states = list(context["page_obj"])
        outcomes, tallies = self.outcomes(states), self.tallies(states)
        rows = [(state, outcomes[state.pk], tallies[state.pk]) for state in states]
        return {**context, "rows": rows, "asked_day": self.filterset.day}

    def outcomes(self, states) -> dict[str, list]:
        """What became of those cited, by state."""
        cases = Case.objects.visible_to(self.request.user).filter(country__in=states).as_of(self.filterset.day)
        cited = cases.filter(shown_citation_count__gt=0).order_by()
        counted = defaultdict(Counter)
        for country, outcome, number in cited.values_list("country", "shown_outcome").annotate(number=Count("pk")):
            counted[country][outcome] += number
        return {state.pk: outcome_counts(counted[state.pk].elements()) for state in states}

    def tallies(self, states) -> dict[str, Tally]:
        """How each state responded."""
        communications = Communication.objects.visible_to(self.request.user).as_of(self.get_as_of())
        counted = defaultdict(list)
        for country, *rest in communications.filter(country__in=states).response_counts("country"):
            counted[country].append(rest)
        return {state.pk: tally(counted[state.pk], {"country": state.pk}) for state in states}


class StateDetail(AsOfAsked, DetailView):
    """One state: how the cases stand, and its responses by body and by year."""

    template_name = "declarations/state_detail.html"
    context_object_name = "state"

    def get_object(self, queryset=None):
        held = Country.objects.held_to_account(self.request.user, self.get_as_of())
        try:
            return held.get(pk=self.kwargs["code"].upper())
        except Country.DoesNotExist:
            raise Http404("Nothing is recorded here about such a state.") from None

    def get_context_data(self, **context):
        state, user = self.object, self.request.user
        query = {"country": state.pk}
        communications = Communication.objects.visible_to(user)
        received = communications.filter(country=state).as_of(self.get_as_of())
        cases = Case.objects.visible_to(user).filter(country=state).as_of(self.asked_day)
        return super().get_context_data(
            query=query,
            responses=tally(received.response_counts(), query),
            by_body=tallies_by_body(received.response_counts("body"), query),
            by_year=tallies_by_year(received.annotate(year=ExtractYear("issued_on")).response_counts("year"), query),
            figures=beside_ours(self.stated_figures(), communications),
            answers=answers_figure(received, {**query, "as_of": self.asked_day}),
            **standing_of(cases, {**query, "as_of": self.asked_day}),
            **context,
        )

    def stated_figures(self):
        stated = StatedFigure.objects.filter(country=self.object, declaration__tabled_on__lte=self.get_as_of())
        return stated.select_related("declaration", "edition", "country")
