"""Two rows that are one person become one; two rows that look alike are not the same."""

from django.db import transaction
from django.db.models import QuerySet

from .. import matching
from ..models import Case, CaseDistinction, Decision, FormerAddress, Signatory, SignatoryDistinction, Signature
from ..models.identifiers import IDENTIFIERS
from ..models.vocabulary import DecisionKind
from .journal import Journal
from .owning import (
    BELONGINGS,
    MergeRefused,
    check_may_change,
    derive_anew,
    everything_of,
    fill_gaps,
    locked,
    move,
    remove,
)

DISTINCTIONS = {Case: CaseDistinction, Signatory: SignatoryDistinction}


@transaction.atomic
def merge(absorbed: Case | Signatory, survivor: Case | Signatory, *, by, reason: str = "") -> Decision:
    """Makes one row of two that are one person. All that hangs on `absorbed` hangs on `survivor` from then on, its
    address leads there, and it is gone itself; `survivor` takes over what it lacks, and keeps the rest of its own.

    Returns the decision, which `undo` takes back. Raises MergeRefused where a rule forbids it: see `reasons_against`.
    """
    check_may_change(by, absorbed, survivor)
    absorbed, survivor = locked(absorbed, survivor)
    if reasons := reasons_against(absorbed, survivor):
        raise MergeRefused(reasons)
    title = f"“{absorbed}” merged into “{survivor}”"
    told = f"{title}: {reason}" if reason else title
    journal = Journal(everything_of(absorbed, survivor))
    scope = everything_of(absorbed, survivor)
    for belonging in BELONGINGS[type(absorbed)]:
        move(belonging, belonging.of(absorbed).select_for_update(), survivor, by=by, reason=told)
    _record_spelling(survivor, absorbed.name)
    remove(absorbed, by=by, reason=told)
    fill_gaps(survivor, absorbed, by=by, reason=told)
    FormerAddress.objects.create(slug=absorbed.slug, **{survivor._meta.model_name: survivor})
    derive_anew(type(survivor), [survivor.pk])
    return journal.keep(scope, kind=DecisionKind.MERGE, title=title, by=by, reason=reason, about=[survivor])


def _record_spelling(row, name: str) -> None:
    """Keeps the name of the row that goes, so that later documents find the one that stays."""
    if isinstance(row, Case):
        matching.record_spelling(row, name)
    else:
        matching.record_signatory_spelling(row, name)


def reasons_against(absorbed: Case | Signatory, survivor: Case | Signatory) -> list[str]:
    """Why the two cannot be merged, in sentences that say what to do; empty where they can."""
    if absorbed.pk == survivor.pk:
        return [f"“{survivor}” is one already. Choose another one to merge it with."]
    if isinstance(survivor, Case):
        reasons = _reasons_against_cases(absorbed, survivor)
    else:
        reasons = _reasons_against_signatories(absorbed, survivor)
    return [*reasons, *_contradicting_identifiers(absorbed, survivor), *_decided_otherwise(absorbed, survivor)]


def _reasons_against_cases(absorbed: Case, survivor: Case) -> list[str]:
    if absorbed.visibility == survivor.visibility:
        return []
    restricted = absorbed if absorbed.visibility != "public" else survivor
    return [
        f"“{restricted}” is restricted to the team and the other is public, so merging would publish or hide "
        "something unasked. Give both the same visibility first."
    ]


def _reasons_against_signatories(absorbed: Signatory, survivor: Signatory) -> list[str]:
    reasons = []
    if absorbed.country_id and survivor.country_id and absorbed.country_id != survivor.country_id:
        reasons.append(
            f"“{absorbed}” sat for {absorbed.country} and “{survivor}” for {survivor.country}: a line is linked to "
            "a member of its own state. If one state is wrong, correct it first."
        )
    if numbers := [str(signature.declaration) for signature in signed_by_both(absorbed, survivor)]:
        reasons.append(
            f"Both signed {', '.join(numbers)}, and a member signs a declaration once. If one of those lines is "
            "somebody else's, say whose it is first."
        )
    return reasons


def signed_by_both(one: Signatory, other: Signatory) -> QuerySet[Signature]:
    """The signatures of `one` under declarations that `other` signed as well."""
    signed = Signature.objects.filter(signatory=other).values("declaration")
    return Signature.objects.filter(signatory=one, declaration__in=signed).select_related("declaration")


def _contradicting_identifiers(absorbed, survivor) -> list[str]:
    reasons = []
    for name in IDENTIFIERS:
        one, other = getattr(absorbed, name), getattr(survivor, name)
        if one and other and one != other:
            register = absorbed._meta.get_field(name).verbose_name
            reasons.append(
                f"{register} knows “{absorbed}” as {one}, “{survivor}” as {other}. If one is wrong, correct it first."
            )
    return reasons


def distinction_of(one, other):
    """The curator's word that the two are not the same, or None."""
    distinctions = DISTINCTIONS[type(one)].objects.select_related("decided_by")
    return distinctions.filter(first__in=[one, other], second__in=[one, other]).first()


def _decided_otherwise(absorbed, survivor) -> list[str]:
    if (said := distinction_of(absorbed, survivor)) is None:
        return []
    return [f"{said.decided_by} decided on {said.decided_at:%d %B %Y} that these are two. Undo that decision first."]


@transaction.atomic
def keep_apart(one: Case | Signatory, other: Case | Signatory, *, by, reason: str = "") -> Decision:
    """Says that two rows which look alike are not the same; they are not suggested again.

    Raises MergeRefused where one is gone, or where somebody said so already.
    """
    one, other = locked(*sorted([one, other], key=lambda row: row.pk))
    if said := distinction_of(one, other):
        raise MergeRefused(f"{said.decided_by} decided that already.")
    distinctions = DISTINCTIONS[type(one)].objects.filter(first=one, second=other)
    journal = Journal([distinctions.all()])
    distinctions.create(first=one, second=other, decided_by=by)
    title = f"“{one}” and “{other}” are not the same"
    return journal.keep([distinctions.all()], kind=DecisionKind.APART, title=title, by=by, reason=reason)
