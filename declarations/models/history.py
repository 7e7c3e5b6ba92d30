"""The history that every curated model keeps: who changed what, when and why."""

from django.db import models
from simple_history.models import HistoricalRecords


def kept_history(**options) -> HistoricalRecords:
    """A history whose reason has no length limit. See `_change_reason` in django-simple-history."""
    return HistoricalRecords(
        history_change_reason_field=models.TextField(null=True), cascade_delete_history=False, **options
    )
