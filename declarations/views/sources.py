"""/sources/: where the published facts come from."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from ..filters import SourceFilter
from ..models import Source
from ..models.follow_ups import today
from .lists import FilteredList


class SourceList(FilteredList):
    """The sources behind published follow-ups, each once."""

    model = Source
    filterset_class = SourceFilter
    template_stem = "source"
    singular = _("source")
    plural = _("sources")

    def get_rows(self):
        return Source.objects.all()

    def get_as_of(self) -> date:
        return self.filterset.day or today()
