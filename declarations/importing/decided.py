"""What importing wrote itself, and what somebody has decided since: the history of a row tells."""

from collections.abc import Sequence

from django.db.models import Q

from ..models import Edition, FormerAddress, Signatory, SignatoryDistinction, SignatorySpelling

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


def written_about(signatories: Sequence[Signatory]) -> set[int]:
    """The primary keys of those signatories about whom anybody but importing has written: the row itself, a spelling,
    an address that it had before it was merged, another member from whom it was told apart."""
    keys = [row.pk for row in signatories]
    spellings = SignatorySpelling.objects.filter(signatory__in=keys)
    # Importing gives no reason for a spelling; somebody who adds one is named.
    by_hand = SignatorySpelling.history.filter(id__in=spellings.values("pk"), history_user__isnull=False)
    recorded = spellings.filter(Q(pk__in=by_hand.values("id")) | ~Q(note=""))
    found = decided(signatories) | set(recorded.values_list("signatory", flat=True))
    found |= set(FormerAddress.objects.filter(signatory__in=keys).values_list("signatory", flat=True))
    for pair in SignatoryDistinction.objects.filter(Q(first__in=keys) | Q(second__in=keys)):
        found |= {pair.first_id, pair.second_id}
    return found
