"""What waits for curators: cases to look at, drafts to publish, and what documents left open."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth import get_user_model

from ..models import Case, Citation, FollowUp, ReadingWarning, Signature
from ..models.vocabulary import FollowUpState


@dataclass(frozen=True)
class Work:
    """Rows of one model that wait, how many, and the filters of the curators' list that has exactly these."""

    label: str
    model: type
    number: int
    filters: dict


def due_cases():
    """The cases somebody should look at, those quiet longest first."""
    due = Case.objects.as_of().with_due().filter(is_due=True)
    return due.order_by("review_by", "shown_last_follow_up_on", "name")


def waiting_work(user) -> list[Work]:
    """What waits for `user`, and for anybody, of the models that they may see; nothing that waits for nobody."""
    due, drafts = due_cases(), FollowUp.objects.filter(state=FollowUpState.DRAFT)
    suggested, doubts = Citation.objects.suggested(), ReadingWarning.objects.unresolved()
    unlinked = Signature.objects.filter(signatory=None)
    mine = {"due": "yes", "assigned_to__id__exact": user.pk}
    work = [
        Work("cases of yours due for a look", Case, due.filter(assigned_to=user).count(), mine),
        Work("cases due for a look", Case, due.count(), {"due": "yes"}),
        Work("drafts to publish", FollowUp, drafts.count(), {"state__exact": FollowUpState.DRAFT}),
        Work("people named whom nobody decided about", Citation, suggested.count(), {"state__exact": "suggested"}),
        Work("doubts about documents", ReadingWarning, doubts.count(), {"resolved": "no"}),
        Work("signatures nobody decided about", Signature, unlinked.count(), {"undecided": "yes"}),
    ]
    return [item for item in work if item.number and user.has_perm(f"declarations.view_{item.model._meta.model_name}")]


def digests() -> dict:
    """For each curator with an address, their own due cases; nothing for those who have none."""
    of_curator = defaultdict(list)
    reachable = get_user_model().objects.filter(is_active=True, is_staff=True).exclude(email="")
    for case in due_cases().filter(assigned_to__in=reachable).select_related("assigned_to", "country"):
        of_curator[case.assigned_to].append(case)
    return dict(of_curator)
