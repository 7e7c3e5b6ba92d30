"""What hangs on a case or a signatory, and how it is moved from one to another."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.utils import bulk_update_with_history

from .. import following, roles, search
from ..models import (
    Case,
    CaseCategory,
    CaseDistinction,
    CaseSpelling,
    Citation,
    Communication,
    FollowUp,
    FormerAddress,
    Signatory,
    SignatoryDistinction,
    SignatorySpelling,
    Signature,
)


class MergeRefused(ValidationError):
    """A merge, a split or an undoing that cannot be; the message says why, in a sentence for people."""


@dataclass(frozen=True)
class Belonging:
    """The rows of `model` that hang on their owner by the foreign key `owner`.

    Where an owner has at most one of a kind, `twin` names the column that two of them would share.
    """

    model: type[models.Model]
    owner: str
    twin: str = ""

    def of(self, *rows) -> models.QuerySet:
        return self.model._base_manager.filter(**{f"{self.owner}__in": rows})

    def twin_of(self, belonging, owner):
        """The row of `owner` that is what `belonging` is to its own, or None."""
        if not self.twin:
            return None
        column = self.model._meta.get_field(self.twin).attname
        return self.of(owner).filter(**{column: getattr(belonging, column)}).exclude(pk=belonging.pk).first()


CASES_OF_COMMUNICATIONS = Communication.cases.through

#: Situation periods are missing, since `following` derives them anew.
BELONGINGS = {
    Case: (
        Belonging(Citation, "case"),
        Belonging(FollowUp, "case"),
        Belonging(CaseSpelling, "case", twin="spelling"),
        Belonging(CaseCategory, "case", twin="category"),
        Belonging(CASES_OF_COMMUNICATIONS, "case", twin="communication"),
        Belonging(FormerAddress, "case"),
        Belonging(CaseDistinction, "first", twin="second"),
        Belonging(CaseDistinction, "second", twin="first"),
    ),
    Signatory: (
        Belonging(Signature, "signatory", twin="declaration"),
        Belonging(SignatorySpelling, "signatory", twin="spelling"),
        Belonging(FormerAddress, "signatory"),
        Belonging(SignatoryDistinction, "first", twin="second"),
        Belonging(SignatoryDistinction, "second", twin="first"),
    ),
}

#: The foreign keys that a row is called by.
NAMED_BY = {
    Citation: ("declaration",),
    FollowUp: ("case", "demand", "communication"),
    CASES_OF_COMMUNICATIONS: ("communication",),
    CaseDistinction: ("first", "second"),
    SignatoryDistinction: ("first", "second"),
}

#: What somebody must be allowed to do to merge, split or keep apart rows of a model.
MAY_CHANGE = {Case: "declarations.change_case", Signatory: "declarations.change_signatory"}

MODELS = {belonging.model for kinds in BELONGINGS.values() for belonging in kinds} | set(BELONGINGS)

#: A model by the name under which changes keep it.
MODEL_NAMED = {model._meta.model_name: model for model in MODELS}


def locked(*rows) -> list:
    """The rows as they stand now, locked in the order of their keys, so that two decisions never wait for each other.

    Raises MergeRefused where one of them is gone.
    """
    model = type(rows[0])
    found = model.objects.select_for_update().in_bulk(sorted({row.pk for row in rows}))
    for row in rows:
        if row.pk not in found:
            raise MergeRefused(f"“{row}” is no longer there: it was merged or deleted meanwhile. Look it up again.")
    return [found[row.pk] for row in rows]


def check_may_change(user, *rows) -> None:
    """Raises PermissionDenied where `user` may not decide about these rows; a program (None) is not asked."""
    if user is not None:
        roles.check(user, MAY_CHANGE[type(rows[0])])
        roles.check_sight(user, *rows)


def everything_of(*rows) -> list[models.QuerySet]:
    """`rows`, which are of one model, and all that hangs on them, as one QuerySet a model."""
    owner = type(rows[0])
    found = {owner: owner._base_manager.filter(pk__in=[row.pk for row in rows])}
    for belonging in BELONGINGS[owner]:
        hanging = belonging.of(*rows).select_related(*NAMED_BY.get(belonging.model, ()))
        found[belonging.model] = found[belonging.model] | hanging if belonging.model in found else hanging
    return list(found.values())


def move(belonging: Belonging, rows: Iterable, owner, *, by, reason: str) -> None:
    """Hangs `rows` on `owner`. One that `owner` has already gives it what that lacks, and is removed."""
    moved = []
    for row in rows:
        if twin := belonging.twin_of(row, owner):
            fill_gaps(twin, row, by=by, reason=reason)
            remove(row, by=by, reason=reason)
        else:
            setattr(row, belonging.owner, owner)
            moved.append(row)
    save_all(belonging.model, moved, [belonging.owner], by=by, reason=reason)


def save_all(model, rows: list, columns: list[str], *, by, reason: str) -> None:
    """Saves these columns of the rows, each with its history where the model keeps one."""
    if not rows:
        return
    if hasattr(model, "history"):
        bulk_update_with_history(
            rows, model, columns, batch_size=500, default_user=by, default_change_reason=reason or None
        )
    else:
        model._base_manager.bulk_update(rows, columns, batch_size=500)
    if model is CASES_OF_COMMUNICATIONS:
        keep_history_of_communications(rows, by=by, reason=reason)


def keep_history_of_communications(rows: Iterable, *, by, reason: str) -> None:
    """The cases of a communication are part of its history, which only saving it writes."""
    for communication in Communication.objects.filter(pk__in={row.communication_id for row in rows}):
        communication._history_user, communication._change_reason = by, reason or None
        communication.save()


def bring_back(row, *, by, reason: str) -> None:
    """Makes a row anew that was removed, under its old key."""
    row._history_user, row._change_reason = by, reason or None
    row.save(force_insert=True)
    if isinstance(row, CASES_OF_COMMUNICATIONS):
        keep_history_of_communications([row], by=by, reason=reason)


def remove(row, *, by, reason: str) -> None:
    row._history_user, row._change_reason = by, reason or None
    row.delete()
    if isinstance(row, CASES_OF_COMMUNICATIONS):
        keep_history_of_communications([row], by=by, reason=reason)


def derive_anew(model: type, keys: Iterable[int]) -> None:
    """Writes anew what follows for the cases or signatories with these keys, those that are gone among them."""
    keys = set(keys)
    if model is Case:
        following.refresh_cases(Case.objects.filter(pk__in=keys).values_list("pk", flat=True))
        search.refresh(FollowUp, FollowUp.objects.filter(case__in=keys).values_list("pk", flat=True))
    search.refresh(model, keys)


#: What a row that stays takes over from one that goes, where it has nothing of its own.
GAPS = {
    Case: ("country", "summary", "assigned_to", "wikidata", "opensanctions", "pace_member"),
    Signatory: ("country", "given_name", "wikidata", "opensanctions", "pace_member"),
    CaseSpelling: ("note",),
    SignatorySpelling: ("note", "seen_in"),
}


def fill_gaps(row, other, *, by, reason: str) -> None:
    """Gives `row` what it lacks and `other` has. Of two days of review the earlier holds."""
    filled = [name for name in GAPS.get(type(row), ()) if not getattr(row, name) and getattr(other, name)]
    for name in filled:
        setattr(row, name, getattr(other, name))
    if isinstance(row, Case) and other.review_by and (row.review_by is None or other.review_by < row.review_by):
        row.review_by = other.review_by
        filled.append("review_by")
    if filled:
        row._history_user, row._change_reason = by, reason or None
        row.save(update_fields=filled)
