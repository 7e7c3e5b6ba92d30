"""/: what is tracked, how the people stand, and what is new."""

from django.db import DatabaseError, connection
from django.db.models import F
from django.http import HttpResponse
from django.views.generic import TemplateView

from ..models import Case, Declaration, FollowUp, Signatory
from ..models.changes import kept
from .lists import AsOf
from .standing import standing_of


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
            follow_up_total=kept("follow-ups", user, follow_ups.count),
            source_total=kept("sources", user, follow_ups.source_total),
            due=due.order_by(F("shown_last_follow_up_on").asc(nulls_first=True), "name")[: self.latest],
            due_total=due.count(),
            follow_ups=follow_ups.newest_first().select_related(
                "case__country", "demand__declaration", "communication__country"
            )[: self.latest],
            declarations=declarations.with_counts(user)[: self.latest],
            **standing_of(Case.objects.visible_to(user).as_of(), {}),
            **context,
        )


def healthz(request) -> HttpResponse:
    """200 while the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("The database does not answer.\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
