"""Recording a follow-up, publishing, correcting and retracting it: every rule about its life."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils import timezone

from ..models import Case, FollowUp, FollowUpSource, Source
from ..models.follow_ups import today
from ..models.vocabulary import FollowUpKind, FollowUpState
from ..roles import PUBLISH, needs
from .deriving import refresh_subject

RETRACTED = FollowUpState.RETRACTED
#: The publisher of what nobody published: that one of us looked and found nothing.
OWN_SEARCH = "Declaration Tracker, own search"
LOOKED_IN = "Looked in: "


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
    if follow_up.supersedes:
        _prefer_successor(follow_up, by, reason)
    refresh_subject(follow_up)
    return follow_up


def _prefer_successor(correction: FollowUp, by, reason: str) -> None:
    """What was set aside for a follow-up is from now on set aside for its correction."""
    for row in FollowUp.objects.filter(set_aside_for=correction.supersedes).exclude(pk=correction.pk):
        row.set_aside_for = correction
        _save(row, by, reason)


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
    facts = {name: getattr(follow_up, name) for name in (*FACTS, "set_aside_for", "set_aside_reason")}
    facts |= {"supersedes": follow_up, "correction_reason": reason, **changes}
    return record(by=by, reason=reason, sources=sources, **facts)


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
    follow_up.retracted_at = timezone.now()
    follow_up.retraction_reason = reason
    _save(follow_up, by, reason)
    refresh_subject(follow_up)
    return follow_up


@needs(PUBLISH)
@transaction.atomic
def prefer(follow_up: FollowUp, *, over: FollowUp, by, reason: str) -> FollowUp:
    """Goes by `follow_up` where it disagrees with `over`: both stand, and `over` decides no situation any more.

    Returns `over`. Raises FollowUpRefused where the two are not standing follow-ups of one case, where `follow_up`
    is itself set aside, where another is set aside for `over`, or no reason is given.
    """
    both = FollowUp.objects.select_for_update().standing().filter(pk__in=[follow_up.pk, over.pk])
    rows = {row.pk: row for row in both}
    if len(rows) < 2 or len({row.case_id for row in rows.values()} - {None}) != 1:
        raise FollowUpRefused("Choose between two published follow-ups about the same case.")
    preferred, over = rows[follow_up.pk], rows[over.pk]
    if preferred.set_aside_for_id or FollowUp.objects.filter(set_aside_for=over).exists():
        raise FollowUpRefused("One of the two was chosen between already. Take that choice back first.")
    if not reason:
        raise FollowUpRefused("Say why one is gone by and the other is not.")
    over.set_aside_for, over.set_aside_reason = preferred, reason
    _save(over, by, reason)
    refresh_subject(over)
    return over


@needs(PUBLISH)
@transaction.atomic
def prefer_none(follow_up: FollowUp, *, by, reason: str) -> FollowUp:
    """Takes back that this follow-up was set aside for another. Raises FollowUpRefused where it was not."""
    follow_up = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if not follow_up.set_aside_for_id:
        raise FollowUpRefused("This follow-up is not set aside for another.")
    follow_up.set_aside_for, follow_up.set_aside_reason = None, ""
    _save(follow_up, by, reason)
    refresh_subject(follow_up)
    return follow_up


def usual_places(case: Case) -> str:
    """Where to look for news of a case: where somebody looked last time, or else the publishers of its sources."""
    checks = Source.objects.filter(publisher=OWN_SEARCH, title__startswith=LOOKED_IN, follow_ups__case=case)
    if last := checks.order_by("-follow_ups__occurred_on", "-pk").first():
        return last.title.removeprefix(LOOKED_IN)
    publishers = Source.objects.filter(follow_ups__case=case).order_by("publisher").values_list("publisher", flat=True)
    return ", ".join(publishers.distinct())


@needs("declarations.add_followup")
@transaction.atomic
def record_check(case: Case, *, by, searched: str, is_public: bool) -> FollowUp:
    """Records that somebody looked today and found nothing new; published where `is_public`, else a draft.

    `searched` says where they looked. It becomes the source, since a published follow-up needs one: anybody can
    look there again. Raises FollowUpRefused where it is empty or where today's check is recorded already.
    """
    searched = " ".join(searched.split())
    if not searched:
        raise FollowUpRefused("Say where you looked, so that others can look there again.")
    day = today()
    if case.follow_ups.filter(kind=FollowUpKind.CHECKED, occurred_on=day).exclude(state=RETRACTED).exists():
        raise FollowUpRefused("That this case was checked today is recorded already.")
    own = {"address": "", "publisher": OWN_SEARCH, "title": f"{LOOKED_IN}{searched}"[:400]}
    source = Source.objects.filter(**own).first() or Source(**own)
    source.seen_on = day
    source.save()
    reason = "Looked, nothing new"
    check = record(by=by, sources=[source], reason=reason, case=case, kind=FollowUpKind.CHECKED, occurred_on=day)
    return publish(check, by=by, reason=reason) if is_public else check


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
