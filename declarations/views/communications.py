"""/communications/: opinions and appeals, and what the states did about them."""

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from ..filters import CommunicationFilter
from ..models import Case, Communication, FollowUp
from ..models.follow_ups import today
from ..models.vocabulary import ANSWERED
from .as_of import AsOfAsked
from .lists import FilteredList


class CommunicationList(FilteredList):
    """Acts of other bodies, each with the state's response."""

    model = Communication
    filterset_class = CommunicationFilter
    template_stem = "communication"
    singular = _("communication")
    plural = _("communications")

    def get_rows(self):
        return Communication.objects.visible_to(self.request.user)

    def get_queryset(self):
        return self.filterset.rows.select_related("country")

    def get_as_of(self) -> date:
        return self.filterset.day or today()

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        visible = Case.objects.visible_to(self.request.user)
        cases = Case.objects.none()
        links = Communication.cases.through.objects.filter(
            communication__in=[row.pk for row in context["page_obj"]], case__in=visible
        )
        named = {}
        for link in links.select_related("case").order_by("case__name"):
            named.setdefault(link.communication_id, []).append(link.case)
        rows = [(row, named.get(row.pk, cases)) for row in context["page_obj"]]
        return {**context, "rows": rows}


class CommunicationDetail(AsOfAsked, DetailView):
    """One communication: what it asked, item by item, and what the state did."""

    template_name = "declarations/communication_detail.html"
    context_object_name = "communication"

    def get_object(self, queryset=None):
        shown = Communication.objects.visible_to(self.request.user).as_of(self.get_as_of())
        return get_object_or_404(shown.select_related("country"), pk=self.kwargs["pk"])

    def get_context_data(self, **context):
        communication, user = self.object, self.request.user
        told = FollowUp.objects.filter(communication=communication).standing().visible_to(user)
        cases = Case.objects.visible_to(user).filter(communications=communication)
        return super().get_context_data(
            follow_ups=told.known_by(self.get_as_of())
            .select_related("case__country", "demand__declaration", "communication__country")
            .prefetch_related("source_links__source")
            .oldest_first(),
            cases=cases.as_of(self.asked_day).select_related("country"),
            declarations=communication.declarations.all(),
            requests=communication.requests.all(),
            is_answered=communication.shown_response in ANSWERED,
            **context,
        )
