"""What importing wrote itself, and what somebody has decided since: the history of a row tells."""

from collections.abc import Sequence

from ..models import Edition

_READ = "Read in "
FIRST_READ = f"{_READ}its first document"


def reason_of(edition: Edition) -> str:
    """The reason that importing gives for a change in the history of a row."""
    return f"{_READ}{edition}"


def decided(rows: Sequence) -> set[int]:
    """The primary keys of those `rows`, all of one model, that anything else than importing has changed."""
    if not rows:
        return set()
    records = type(rows[0]).history.filter(id__in=[row.pk for row in rows])
    by_others = records.exclude(history_user=None, history_change_reason__startswith=_READ)
    return set(by_others.values_list("id", flat=True))
