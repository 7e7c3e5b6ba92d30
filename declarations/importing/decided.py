"""What importing wrote itself, and what somebody has decided since: the history of a row tells."""

from collections.abc import Sequence

from django.db.models import Q

from ..models import Edition

_READ = "Read in "
_FIRST_SEEN = "First seen in "  # of a signatory, see matching.record_signatories
FIRST_READ = f"{_READ}its first document"


def reason_of(edition: Edition) -> str:
    """The reason that importing gives for a change in the history of a row."""
    return f"{_READ}{edition}"


def decided(rows: Sequence) -> set[int]:
    """The primary keys of those `rows`, all of one model, that anything else than importing has changed."""
    if not rows:
        return set()
    records = type(rows[0]).history.filter(id__in=[row.pk for row in rows])
    by_importing = Q(history_change_reason__startswith=_READ) | Q(history_change_reason__startswith=_FIRST_SEEN)
    by_others = records.exclude(by_importing, history_user=None)
    return set(by_others.values_list("id", flat=True))
