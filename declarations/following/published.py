"""What this site said on a past day, and how what it says came about.

Two time lines exist: when something happened, which the situation periods answer, and when we published it, which
is answered here from the history that every curated row keeps. So a citation of a page can be checked years later.
What has been restricted since is told in neither.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from ..models import Case, Citation, FollowUp
from ..models.vocabulary import CitationState, FollowUpState, Visibility
from .deriving import derive
from .recording import FACTS


def end_of(day: date) -> datetime:
    """The last moment of a day, in the time zone of the settings."""
    return timezone.make_aware(datetime.combine(day, time.max))


@dataclass(frozen=True)
class Said:
    """What the site said of a case on a day: its follow-ups, its citations, and what followed from them."""

    follow_ups: list[FollowUp]
    citations: list[Citation]
    values: dict


def said_on(day: date, cases, user) -> dict[int, Said]:
    """What the site said of each of `cases` at the end of `day`, as far as `user` may see it today."""
    moment = end_of(day)
    case_ids = [case.pk for case in cases]
    counting = {"state": FollowUpState.PUBLISHED, "visibility": Visibility.PUBLIC}
    published = {row.pk: row for row in FollowUp.history.as_of(moment).filter(case__in=case_ids, **counting)}
    corrections = FollowUp.history.as_of(moment).filter(supersedes__in=published, published_at__isnull=False)
    corrected = {row.supersedes_id for row in corrections}
    visible = set(FollowUp.objects.visible_to(user).filter(case__in=case_ids).values_list("pk", flat=True))
    standing = [row for pk, row in published.items() if pk in visible and pk not in corrected]
    citations = list(Citation.history.as_of(moment).filter(state=CitationState.CONFIRMED, case__in=case_ids))
    return {case_id: _said(case_id, standing, citations) for case_id in case_ids}


def _said(case_id: int, follow_ups, citations) -> Said:
    of_case = [row for row in follow_ups if row.case_id == case_id]
    citing = [row for row in citations if row.case_id == case_id]
    return Said(sorted(of_case, key=lambda row: (row.occurred_on, row.published_at, row.pk)), citing,
                derive(of_case, [], citing))  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One fact that a correction changed."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One thing that changed what the site says of a case. Who did it is not told."""

    at: datetime
    what: str
    follow_up: FollowUp | None = None
    citation: Citation | None = None
    reason: str = ""
    differences: tuple[Difference, ...] = ()


def steps_of(case: Case, user) -> list[Step]:
    """How what the site says of a case came about, newest first, as far as `user` may see it."""
    told = FollowUp.objects.filter(case=case).ever_published().visible_to(user)
    rows = {row.pk: row for row in told.select_related("case", "communication", "set_aside_for")}
    hidden = FollowUp.objects.filter(supersedes__in=rows, published_at__isnull=False).exclude(pk__in=rows)
    for out_of_sight in hidden.values_list("supersedes", flat=True):
        rows.pop(out_of_sight)
    steps = []
    for row in rows.values():
        corrected = rows.get(row.supersedes_id)
        if corrected:
            steps.append(Step(row.published_at, "corrected", row, reason=row.correction_reason,
                              differences=tuple(differences(corrected, row))))  # fmt: skip
        else:
            steps.append(Step(row.published_at, "published", row))
        if row.retracted_at:
            steps.append(Step(row.retracted_at, "retracted", row, reason=row.retraction_reason))
    for citation in case.citations.filter(state=CitationState.CONFIRMED).select_related("declaration"):
        steps.append(Step(citation.decided_at, "cited", citation=citation))
    return sorted(steps, key=lambda step: step.at, reverse=True)


def differences(before: FollowUp, after: FollowUp) -> list[Difference]:
    """The facts in which two follow-ups differ, as people read them."""
    found = []
    for name in (name for name in FACTS if name not in ("case", "demand", "visibility")):
        old, new = _shown(before, name), _shown(after, name)
        if old != new:
            found.append(Difference(FollowUp._meta.get_field(name).verbose_name, old, new))
    return found


def _shown(row: FollowUp, name: str) -> str:
    field = FollowUp._meta.get_field(name)
    value = getattr(row, name)
    if isinstance(value, list):
        return ", ".join(value)
    return str(dict(field.flatchoices or ()).get(value, "" if value is None else value))
