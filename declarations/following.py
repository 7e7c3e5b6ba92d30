"""What happened next: record, publish, correct, retract; and what follows from it for a case, demand or communication.

Every rule about follow-ups stands here or as a constraint of `FollowUp`. The admin, the commands and the sample data
call these functions; nothing else writes the columns of `Followed` or the responses. A user `by` without the
permission for it is refused with PermissionDenied; a program passes `by=None`.
"""

from collections import defaultdict
from datetime import date
from itertools import chain, takewhile

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils import timezone

from .models import Case, Citation, Communication, Declaration, Demand, FollowUp, FollowUpSource, SituationPeriod
from .models.situations import FOLLOWED_COLUMNS, outcome
from .models.vocabulary import FollowUpState, Outcome, Response, Situation, Visibility
from .roles import PUBLISH, needs


class FollowUpRefused(ValidationError):
    """A rule of following forbids what was asked; the message says which, in a sentence for people."""


@needs("declarations.add_followup")
@transaction.atomic
def record(*, by, sources=(), reason: str = "", **facts) -> FollowUp:
    """Drafts a follow-up. `facts` are the fields of `FollowUp`; `sources` are `Source` rows, or pairs of a source and
    the place in it. `by` is the user who records it, or None for a program.

    Raises ValidationError where a fact is not one of the vocabulary, lies in the future or is about nothing.
    """
    follow_up = FollowUp(recorded_by=by, **facts)
    follow_up.full_clean(exclude=["known_on"])
    _save(follow_up, by, reason)
    for source in sources:
        attach_source(follow_up, *(source if isinstance(source, tuple) else (source,)))
    return follow_up


@needs("declarations.change_followup")
@transaction.atomic
def revise(follow_up: FollowUp, *, by, reason: str = "", **facts) -> FollowUp:
    """Changes the facts of a draft. Raises FollowUpRefused where it is no draft, and else what `record` raises."""
    follow_up = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if follow_up.state != FollowUpState.DRAFT:
        raise FollowUpRefused(f"This follow-up is {follow_up.get_state_display()}, so its facts stay. Correct it.")
    for name, value in facts.items():
        setattr(follow_up, name, value)
    follow_up.full_clean(exclude=["known_on"])
    _save(follow_up, by, reason)
    return follow_up


def attach_source(follow_up: FollowUp, source, place: str = "") -> FollowUpSource:
    """Adds a source to a follow-up; adding one that is there already changes nothing."""
    link, _ = FollowUpSource.objects.get_or_create(follow_up=follow_up, source=source, defaults={"place": place})
    return link


@needs(PUBLISH)
@transaction.atomic
def publish(follow_up: FollowUp, *, by, reason: str = "") -> FollowUp:
    """Makes a draft public. A correction takes the place of what it supersedes at the same moment.

    Raises FollowUpRefused where it is no draft, has no source, or corrects what was retracted meanwhile.
    """
    follow_up = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if follow_up.state != FollowUpState.DRAFT:
        raise FollowUpRefused(f"This follow-up is {follow_up.get_state_display()} already; only a draft is published.")
    if not follow_up.source_links.exists():
        raise FollowUpRefused("This follow-up has no source. Add the source that reports it, then publish.")
    if follow_up.supersedes and follow_up.supersedes.state != FollowUpState.PUBLISHED:
        raise FollowUpRefused("This corrects a follow-up that was retracted. Record the fact as a new follow-up.")
    follow_up.state = FollowUpState.PUBLISHED
    follow_up.published_at = timezone.now()
    follow_up.published_by = by
    _save(follow_up, by, reason)
    refresh_subject(follow_up)
    return follow_up


@needs("declarations.add_followup")
@transaction.atomic
def correct(follow_up: FollowUp, *, by, reason: str, sources=None, **changes) -> FollowUp:
    """Drafts the successor of a published follow-up: its facts and sources, with `changes` made.

    The published one stands until the successor is published. Raises FollowUpRefused where it is not published, has a
    successor already, or no reason is given.
    """
    if follow_up.state != FollowUpState.PUBLISHED:
        raise FollowUpRefused("Only a published follow-up is corrected; a draft is simply changed.")
    if FollowUp.objects.filter(supersedes=follow_up).exists():
        raise FollowUpRefused("This follow-up has a correction already. Change or publish that one.")
    if not reason:
        raise FollowUpRefused("Say why the follow-up is corrected.")
    if sources is None:
        sources = [(link.source, link.place) for link in follow_up.source_links.select_related("source")]
    facts = {name: getattr(follow_up, name) for name in FACTS}
    return record(by=by, reason=reason, sources=sources, supersedes=follow_up, **{**facts, **changes})


@needs(PUBLISH)
@transaction.atomic
def retract(follow_up: FollowUp, *, by, reason: str) -> FollowUp:
    """Takes a published follow-up back; it stays in place with the reason, and no longer counts.

    What it had corrected does not come back: if that was right after all, record it again. Raises FollowUpRefused
    where it is not published or no reason is given.
    """
    follow_up = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if follow_up.state != FollowUpState.PUBLISHED:
        raise FollowUpRefused("Only a published follow-up is retracted; a draft is simply deleted.")
    if not reason:
        raise FollowUpRefused("Say why the follow-up is retracted.")
    follow_up.state = FollowUpState.RETRACTED
    follow_up.retraction_reason = reason
    _save(follow_up, by, reason)
    refresh_subject(follow_up)
    return follow_up


#: The fields that say what happened, as a correction takes them over.
FACTS = (
    "case",
    "demand",
    "communication",
    "occurred_on",
    "precision",
    "kind",
    "situation",
    "certainty",
    "release_ground",
    "response",
    "allegations",
    "note",
    "visibility",
)


def _save(follow_up: FollowUp, by, reason: str) -> None:
    follow_up._history_user, follow_up._change_reason = by, reason or None
    follow_up.save()


@receiver([post_save, post_delete], sender=FollowUpSource)
def follow_changed_sources(sender, instance, **_) -> None:
    """Writes anew what follows from a published follow-up, one of whose sources came or went."""
    follow_up = instance.follow_up
    # The database counted them; see `guards`.
    follow_up.refresh_from_db(fields=["source_count"])
    if follow_up.state == FollowUpState.PUBLISHED:
        refresh_subject(follow_up)


@receiver(pre_save, sender=FollowUpSource)
def keep_sources_in_place(sender, instance, **_) -> None:
    """Lets no source move from one follow-up to another: it is added to that one, and removed from this."""
    before = FollowUpSource.objects.filter(pk=instance.pk).values_list("follow_up", flat=True).first()
    if before not in (None, instance.follow_up_id):
        raise FollowUpRefused("A source stays with its follow-up. Add it to the other one.")


@receiver(pre_delete, sender=FollowUp)
def keep_what_was_published(sender, instance, **_) -> None:
    """Lets only drafts be deleted: what was once published stays, corrected or retracted."""
    if instance.state != FollowUpState.DRAFT:
        raise FollowUpRefused("A follow-up that was published is not deleted. Correct or retract it.")


def refresh_cited(declaration: Declaration) -> None:
    """Writes anew what follows for the cases that a declaration cites, after its day of tabling was corrected."""
    refresh_cases(declaration.citations.confirmed().values_list("case", flat=True))


@receiver(m2m_changed, sender=Communication.cases.through)
def follow_changed_cases(sender, instance, action, pk_set, reverse, **_) -> None:
    """A state's answer to a communication is its answer about each of the communication's cases."""
    if action in {"post_add", "post_remove"}:
        refresh_cases([instance.pk] if reverse else pk_set)


@receiver(post_save, sender=Communication)
def follow_changed_communication(sender, instance, created, **_) -> None:
    """An answer to a communication that became restricted, or public, counts no longer, or again."""
    if not created:
        refresh_cases(instance.cases.values_list("pk", flat=True))


@transaction.atomic
def refresh_subject(follow_up: FollowUp) -> None:
    """Writes anew what follows from the follow-ups of this one's case, demand or communication."""
    if follow_up.case_id:
        refresh_cases([follow_up.case_id])
    if follow_up.demand_id:
        _wait_for_others(Demand, [follow_up.demand_id])
        answers = FollowUp.objects.filter(demand=follow_up.demand_id)
        Demand.objects.filter(pk=follow_up.demand_id).update(response=_latest_response(answers))
    if follow_up.communication_id:
        _wait_for_others(Communication, [follow_up.communication_id])
        answers = FollowUp.objects.filter(communication=follow_up.communication_id)
        communications = Communication.objects.filter(pk=follow_up.communication_id)
        communications.update(response=_latest_response(answers))
        refresh_cases(communications.values_list("cases", flat=True).exclude(cases=None))


def _latest_response(answers) -> str:
    counted = answers.standing().filter(visibility=Visibility.PUBLIC).exclude(response="").newest_first()
    return counted.values_list("response", flat=True).first() or Response.UNKNOWN


def _wait_for_others(model, keys) -> None:
    """Locks these rows. Who changes the facts behind the same row waits here, and then sees what the other wrote."""
    list(model.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))


@transaction.atomic
def refresh_cases(case_ids) -> None:
    """Writes anew the columns of `Followed` of these cases, and their situation periods."""
    case_ids = set(case_ids)
    _wait_for_others(Case, case_ids)
    follow_ups, answers, citations = _facts_of(case_ids)
    SituationPeriod.objects.filter(case__in=case_ids).delete()
    periods = []
    for case_id in sorted(case_ids):
        of_case = derive_periods(follow_ups[case_id], answers[case_id], citations[case_id])
        periods += [SituationPeriod(case_id=case_id, **values) for values in of_case]
        now = {column: of_case[-1][column] for column in FOLLOWED_COLUMNS}
        Case.objects.filter(pk=case_id).update(**now)
    SituationPeriod.objects.bulk_create(periods)


def _facts_of(case_ids) -> tuple[dict, dict, dict]:
    """The rows from which the cases' columns follow, by case: follow-ups, answers to communications, citations."""
    follow_ups, answers, citations = defaultdict(list), defaultdict(list), defaultdict(list)
    counting = FollowUp.objects.standing().filter(visibility=Visibility.PUBLIC)
    for follow_up in counting.filter(case__in=case_ids).prefetch_related("source_links"):
        follow_ups[follow_up.case_id].append(follow_up)
    answering = counting.filter(case__isnull=True, communication__cases__in=case_ids).exclude(response="")
    answering = answering.filter(communication__visibility=Visibility.PUBLIC)
    for answer in answering.annotate(of_case=F("communication__cases")):
        answers[answer.of_case].append(answer)
    for citation in Citation.objects.confirmed().filter(case__in=case_ids).select_related("declaration"):
        citations[citation.case_id].append(citation)
    return follow_ups, answers, citations


def derive_periods(follow_ups, answers, citations) -> list[dict]:
    """How a case stood over time: the values of `SituationPeriod` rows, first to last, without a gap.

    Takes the case's standing public follow-ups (with `source_links`), the standing public answers of states to its
    communications, and its confirmed citations (with `declaration`), in any order.
    """
    days = {date.min, *(row.known_on for row in chain(follow_ups, answers))}
    days |= {citation.declaration.tabled_on for citation in citations}
    periods = []
    for day in sorted(days):
        values = derive(
            [row for row in follow_ups if row.known_on <= day],
            [row for row in answers if row.known_on <= day],
            [row for row in citations if row.declaration.tabled_on <= day],
        )
        if periods:
            periods[-1]["ends"] = day
        periods.append({"begins": day, "ends": None, **values})
    return periods


def derive(follow_ups, answers, citations) -> dict:
    """The columns of `Followed` from the rows known at one time; see `derive_periods` for what these are.

    The status rule: the situation is that of the follow-up with the latest day that states one, ties going to the
    latest published. With none it is the claim of the latest citation that makes one. It has lasted since the first
    follow-up of the unbroken run that states the same.
    """
    follow_ups = sorted(follow_ups, key=_when)
    answers = sorted(chain(follow_ups, answers), key=_when)
    citations = sorted(citations, key=_where)
    stating = [row for row in follow_ups if row.situation]
    claiming = [row for row in citations if row.claim]
    first_cited_on = citations[0].declaration.tabled_on if citations else None
    first_claim = next((row.claim for row in claiming if row.declaration_id == citations[0].declaration_id), "")
    situation, since, decided_by, claimed_by = Situation.UNKNOWN, None, None, None
    if stating:
        decided_by = stating[-1]
        situation = decided_by.situation
        since = list(takewhile(lambda row: row.situation == situation, reversed(stating)))[-1]
    elif claiming:
        latest = claiming[-1].declaration_id
        claimed_by = next(row for row in claiming if row.declaration_id == latest)
        situation = claimed_by.claim
    last = follow_ups[-1] if follow_ups else None
    return {
        "situation": situation,
        "situation_since": since.occurred_on if since else None,
        "situation_precision": since.precision if since else "",
        "situation_follow_up_id": decided_by.pk if decided_by else None,
        "situation_citation_id": claimed_by.pk if claimed_by else None,
        "response": next((row.response for row in reversed(answers) if row.response), Response.UNKNOWN),
        "first_claim": first_claim,
        "first_cited_on": first_cited_on,
        "citation_count": len({row.declaration_id for row in citations}),
        "outcome": outcome(first_claim, situation) if citations else Outcome.UNKNOWN,
        "last_follow_up_id": last.pk if last else None,
        "last_follow_up_on": last.occurred_on if last else None,
        "source_count": len({link.source_id for row in follow_ups for link in row.source_links.all()}),
    }


def _when(follow_up: FollowUp) -> tuple:
    return follow_up.occurred_on, follow_up.published_at, follow_up.pk


def _where(citation: Citation) -> tuple:
    return citation.declaration.tabled_on, citation.declaration.number, citation.start, citation.pk
