"""What follows from the published rows: the situation, response and outcome of a case, and how they were over time.

Nothing else writes the columns of `Followed`, the situation periods or the responses.
"""

from collections import defaultdict
from datetime import date
from itertools import chain, takewhile

from django.db import transaction
from django.db.models import F
from django.db.models.signals import m2m_changed, post_save
from django.dispatch import receiver

from ..models import Case, Citation, Communication, Declaration, Demand, FollowUp, SituationPeriod
from ..models.situations import FOLLOWED_COLUMNS, outcome
from ..models.vocabulary import NO_CLAIM, Outcome, Response, Situation, Visibility


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


@receiver(post_save, sender=Case)
def follow_changed_case(sender, instance, created, **_) -> None:
    """A new case has its first period; what is said about one that became restricted is no public response."""
    if created:
        refresh_cases([instance.pk])
    else:
        answered = instance.follow_ups.exclude(communication=None).values_list("communication", flat=True)
        refresh_communications(set(answered))


@transaction.atomic
def refresh_subject(follow_up: FollowUp) -> None:
    """Writes anew what follows from the follow-ups of this one's case, demand or communication."""
    if follow_up.case_id:
        refresh_cases([follow_up.case_id])
    if follow_up.demand_id:
        _wait_for_others(Demand, [follow_up.demand_id])
        response = derive_response(demand=follow_up.demand_id)
        Demand.objects.filter(pk=follow_up.demand_id).update(response=response)
    if follow_up.communication_id:
        refresh_communications([follow_up.communication_id])


def _wait_for_others(model, keys) -> None:
    """Locks these rows. Who changes the facts behind the same row waits here, and then sees what the other wrote."""
    list(model.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))


@transaction.atomic
def refresh_communications(communication_ids) -> None:
    """Writes anew the responses to these communications, and what follows from them for their cases."""
    communication_ids = set(communication_ids)
    _wait_for_others(Communication, communication_ids)
    communications = Communication.objects.filter(pk__in=communication_ids)
    for communication_id in communication_ids:
        response = derive_response(communication=communication_id)
        Communication.objects.filter(pk=communication_id).update(response=response)
    refresh_cases(communications.values_list("cases", flat=True).exclude(cases=None))


def derive_response(**subject) -> str:
    """What the state did about a demand or communication by its follow-ups; unknown while none says so."""
    stated = FollowUp.objects.responding().filter(**subject).newest_first().values_list("response", flat=True)
    return stated.first() or Response.UNKNOWN


@transaction.atomic
def refresh_cases(case_ids) -> None:
    """Writes anew the columns of `Followed` of these cases, and their situation periods."""
    case_ids = set(case_ids)
    _wait_for_others(Case, case_ids)
    SituationPeriod.objects.filter(case__in=case_ids).delete()
    periods = []
    for case_id, of_case in periods_of(case_ids).items():
        periods += [SituationPeriod(case_id=case_id, **values) for values in of_case]
        now = {column: of_case[-1][column] for column in FOLLOWED_COLUMNS}
        Case.objects.filter(pk=case_id).update(**now)
    SituationPeriod.objects.bulk_create(periods)


def periods_of(case_ids) -> dict[int, list[dict]]:
    """What `derive_periods` gives for each of these cases, from the rows as they are."""
    follow_ups, answers, citations = _facts_of(case_ids)
    return {
        case_id: derive_periods(follow_ups[case_id], answers[case_id], citations[case_id])
        for case_id in sorted(case_ids)
    }


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
    latest published; one that was set aside for another of these decides nothing. With none, it is the claim of the
    latest citation that makes one. It has lasted since the first follow-up of the unbroken run that states the same.
    """
    follow_ups = sorted(follow_ups, key=_when)
    answers = sorted(chain(follow_ups, answers), key=_when)
    citations = sorted(citations, key=_where)
    counting = {row.pk for row in follow_ups}
    stating = [row for row in follow_ups if row.situation and row.set_aside_for_id not in counting]
    claiming = [row for row in citations if row.claim not in NO_CLAIM]
    first_cited_on = citations[0].declaration.tabled_on if citations else None
    first_claim = claiming[0].claim if claiming else ""
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
