"""/follow-ups/: what happened, latest first."""

from django.utils.translation import gettext_lazy as _

from ..filters import FollowUpFilter
from ..models import FollowUp
from .lists import FilteredList


class FollowUpList(FilteredList):
    """The stream of published follow-ups that stand."""

    model = FollowUp
    filterset_class = FollowUpFilter
    template_stem = "follow_up"
    singular = _("follow-up")
    plural = _("follow-ups")
    paginate_by = 25

    def get_rows(self):
        return FollowUp.objects.standing().visible_to(self.request.user)

    def get_queryset(self):
        rows = self.filterset.rows.select_related("case__country", "demand__declaration", "communication__country")
        return rows.prefetch_related("source_links__source")
