"""/: what is tracked, how the people stand, and what is new."""

from collections import Counter

from django.db import DatabaseError, connection
from django.db.models import Count, F
from django.http import HttpResponse
from django.views.generic import TemplateView

from ..models import Case, Declaration, FollowUp, Signatory
from ..models.vocabulary import Situation
from .lists import AsOf
from .then_and_now import outcome_counts, pictured


class Home(AsOf, TemplateView):
    template_name = "declarations/home.html"

    #: How many of the latest rows are shown.
    latest = 6

    def get_context_data(self, **context):
        user = self.request.user
        follow_ups = FollowUp.objects.standing().visible_to(user)
        declarations = Declaration.objects.written()
        due = Case.objects.visible_to(user).as_of().with_due().filter(is_due=True).select_related("country")
        return super().get_context_data(
            declaration_total=declarations.count(),
            signatory_total=Signatory.objects.count(),
            follow_up_total=follow_ups.count(),
            source_total=follow_ups.source_total(),
            due=due.order_by(F("shown_last_follow_up_on").asc(nulls_first=True), "name")[: self.latest],
            due_total=due.count(),
            follow_ups=follow_ups.newest_first().select_related(
                "case__country", "demand__declaration", "communication__country"
            )[: self.latest],
            declarations=declarations.with_counts(user)[: self.latest],
            **self.standing(Case.objects.visible_to(user)),
            **context,
        )

    def standing(self, cases) -> dict:
        """How all cases stand, and then and now of those that were cited."""
        situations, then, now, outcomes = Counter(), Counter(), Counter(), Counter()
        columns = "citation_count", "first_claim", "situation", "outcome"
        for cited, claim, situation, outcome, number in (
            cases.order_by().values_list(*columns).annotate(number=Count("pk"))
        ):
            situations[situation] += number
            if cited:
                then[claim or Situation.UNKNOWN] += number
                now[situation] += number
                outcomes[outcome] += number
        return {
            "case_total": situations.total(),
            "cited_total": now.total(),
            "situations": [(situation, situations[situation]) for situation in Situation if situations[situation]],
            "outcomes": outcome_counts(outcomes.elements()),
            **pictured(then, now),
        }


def healthz(request) -> HttpResponse:
    """200 while the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("The database does not answer.\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
