"""Some of what hangs on one row becomes another's."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from .. import matching
from ..models import Case, Citation, Decision, FollowUp, Signatory, Signature
from ..models.vocabulary import CitationState, DecisionKind
from .journal import Journal
from .owning import BELONGINGS, MergeRefused, check_may_change, derive_anew, everything_of, locked, move


@transaction.atomic
def split(
    row: Case | Signatory, chosen: Iterable, *, by, into: Case | Signatory | None = None, reason: str = "", **fields
) -> Decision:
    """Moves the `chosen` rows, which hang on `row`, to the row `into` or to a new one with these `fields`.

    A case gives citations, follow-ups, spellings, categories and (as rows of the table between) communications; a
    signatory gives signatures and spellings. A follow-up takes along those that correct it or that it corrects. A
    new case has country, kind and visibility of the old one unless `fields` say otherwise.

    Returns the decision, which `undo` takes back. Raises MergeRefused where a rule forbids it, ValidationError where a
    field of the new row is not valid.
    """
    check_may_change(by, row, *([into] if into else []))
    row, *others = locked(row, *([into] if into else []))
    chosen = _with_corrections(_as_they_are(chosen))
    _refuse(row, chosen, *others)
    journal = Journal(everything_of(row, *others))
    other = others[0] if others else _new_like(row, by=by, reason=reason, **fields)
    title = f"“{other}” split off “{row}”"
    told = f"{title}: {reason}" if reason else title
    for belonging in BELONGINGS[type(row)]:
        rows = [one for one in chosen if isinstance(one, belonging.model)]
        move(belonging, rows, other, by=by, reason=told)
    _keep_spellings(other, chosen)
    derive_anew(type(row), [row.pk, other.pk])
    scope = everything_of(row, other)
    return journal.keep(scope, kind=DecisionKind.SPLIT, title=title, by=by, reason=reason, about=[row, other])


def _as_they_are(chosen: Iterable) -> list:
    """The rows as they stand now, locked. Those that are gone are left out, with nothing to move."""
    keys = defaultdict(list)
    for row in chosen:
        keys[type(row)].append(row.pk)
    return [
        row
        for model, some in keys.items()
        for row in model._base_manager.select_for_update().filter(pk__in=some).order_by("pk")
    ]


def _with_corrections(chosen: list) -> list:
    """`chosen`, and the follow-ups that those in it are tied to: what corrects them, what they correct, and so on."""
    found = {row.pk for row in chosen if isinstance(row, FollowUp)}
    ties = [field.name for field in FollowUp._meta.fields if field.related_model is FollowUp]
    size = 0
    while len(found) > size:
        size = len(found)
        for tie in ties:
            tied = FollowUp.objects.filter(Q(pk__in=found) | Q(**{f"{tie}__in": found}))
            found |= {key for pair in tied.values_list("pk", tie) for key in pair if key}
    follow_ups = FollowUp.objects.select_for_update().filter(pk__in=found)
    return [*(row for row in chosen if not isinstance(row, FollowUp)), *follow_ups]


def _refuse(row, chosen: list, other=None) -> None:
    if not chosen:
        raise MergeRefused("Choose what is to be moved.")
    kinds = {belonging.model: belonging for belonging in BELONGINGS[type(row)]}
    for one in chosen:
        if type(one) not in kinds or getattr(one, f"{kinds[type(one)].owner}_id") != row.pk:
            raise MergeRefused(f"“{one}” is not of “{row}” (any more). Choose again.")
    if other is None:
        return
    if other.pk == row.pk:
        raise MergeRefused(f"“{row}” is where it is now. Choose another one.")
    if isinstance(row, Case) and row.visibility != other.visibility:
        raise MergeRefused(
            "One of the two is restricted to the team and the other is public. Give both the same visibility first."
        )
    for one in chosen:
        if isinstance(one, Signature) and kinds[Signature].twin_of(one, other):
            raise MergeRefused(f"“{other}” has signed {one.declaration} already, and a member signs once.")


def _new_like(row, *, by, reason: str, **fields):
    if isinstance(row, Case):
        alike = {"kind": row.kind, "country": row.country, "visibility": row.visibility}
        return matching.record_case(by=by, reason=reason, **{**alike, **fields})
    return matching.record_signatory(by=by, reason=reason, **{"country": row.country, **fields})


def _keep_spellings(other, chosen: list) -> None:
    """Keeps how the names in the moved rows are spelled, as confirming or linking them would have done."""
    for row in chosen:
        if isinstance(row, Citation) and row.state == CitationState.CONFIRMED and matching.is_full_name(row.printed):
            matching.record_spelling(other, row.printed, note=f"declaration {row.declaration}")
        elif isinstance(row, Signature) and isinstance(other, Signatory) and row.given_name:
            matching.record_signatory_spelling(other, row.name, seen_in=row.first_edition)
