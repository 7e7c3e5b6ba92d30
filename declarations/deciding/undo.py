"""A decision -> the rows as they were, save for what was decided since."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, ProtectedError, Q
from django.utils import timezone

from ..models import (
    Case,
    CaseSpelling,
    Change,
    Citation,
    Decision,
    FollowUp,
    FormerAddress,
    Signatory,
    SignatorySpelling,
    Signature,
)
from ..models.vocabulary import CitationState, DecisionKind, Visibility
from ..roles import check
from .journal import columns_of, set_values, values_of
from .owning import BELONGINGS, MODEL_NAMED, MergeRefused, bring_back, derive_anew, remove, save_all

#: Decisions about whole cases and signatories, which are undone in the reverse order.
ABOUT_WHOLE_ROWS = (DecisionKind.MERGE, DecisionKind.SPLIT)


#: What somebody must be allowed to do to undo each kind of decision.
MAY_UNDO = {
    DecisionKind.MERGE: ("declarations.change_case", "declarations.change_signatory"),
    DecisionKind.SPLIT: ("declarations.change_case", "declarations.change_signatory"),
    DecisionKind.APART: ("declarations.change_case", "declarations.change_signatory"),
    DecisionKind.CONFIRM: ("declarations.change_citation",),
    DecisionKind.REJECT: ("declarations.change_citation",),
    DecisionKind.NEW_CASE: ("declarations.change_citation",),
}


def may_undo(user, decision: Decision) -> bool:
    return user.has_perms(MAY_UNDO[DecisionKind(decision.kind)])


@transaction.atomic
def undo(decision: Decision, *, by, reason: str = "") -> list[str]:
    """Takes a decision back: each row that it changed, made or removed is again as it was.

    What was decided since holds: a column that was changed again stays as it is, a row that was deleted stays away,
    and what was added to the row that survived a merge stays with it, except what the program linked by a spelling
    that goes back. Returns sentences that say what stayed.

    Raises MergeRefused where the decision was undone already, where a later one about the same cases or signatories
    has to be undone first, and where a mention was decided otherwise since.
    """
    if by is not None:
        for permission in MAY_UNDO[DecisionKind(decision.kind)]:
            check(by, permission)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if decision.undone_at:
        raise MergeRefused(f"{decision.undone_by} undid this already.")
    changes = list(decision.changes.all())
    _refuse_out_of_order(decision, changes)
    _refuse_decided_since(decision, changes)
    work = _Undoing(decision, changes, by, reason)
    work.run()
    decision.undone_by, decision.undone_at, decision.undone_reason = by, timezone.now(), reason
    decision.save()
    return work.stayed


def undone_with(decision: Decision) -> Decision | None:
    """The later decision that has to be undone before this one, or None."""
    return _later_about(decision, list(decision.changes.all()))


def _later_about(decision: Decision, changes: list[Change]) -> Decision | None:
    if decision.kind not in ABOUT_WHOLE_ROWS:
        return None
    owners = [MODEL_NAMED[change.model](pk=change.object_id) for change in changes if _is_owner(change)]
    return Decision.objects.standing().touching(*owners).filter(pk__gt=decision.pk, kind__in=ABOUT_WHOLE_ROWS).first()


def _is_owner(change: Change) -> bool:
    return MODEL_NAMED[change.model] in BELONGINGS


def _refuse_out_of_order(decision: Decision, changes: list[Change]) -> None:
    if later := _later_about(decision, changes):
        raise MergeRefused(f"Later, on {later.at:%d %B %Y}, {later.by} decided: {later}. Undo that first.")


def _refuse_decided_since(decision: Decision, changes: list[Change]) -> None:
    if decision.kind not in (DecisionKind.CONFIRM, DecisionKind.REJECT, DecisionKind.NEW_CASE):
        return
    decided = {change.object_id: change for change in changes if change.model == Citation._meta.model_name}
    for citation in (
        Citation.objects.select_for_update(of=("self",)).filter(pk__in=decided).select_related("decided_by")
    ):
        after = decided[citation.pk].after
        now = values_of(citation)
        if any(now[name] != after[name] for name in ("state", "decided_at") if name in after):
            who = citation.decided_by or "somebody"
            raise MergeRefused(f"“{citation.printed}” was decided anew by {who} meanwhile, so that holds.")


class _Undoing:
    """One undoing, step by step. Owners are un-filled before others take their identifiers back, made before what
    hangs on them returns, and removed after it has gone.
    """

    def __init__(self, decision: Decision, changes: list[Change], by, reason: str):
        self.decision, self.changes = decision, changes
        title = f"Undone: {decision.title}"
        self.by, self.told = by, f"{title}: {reason}" if reason else title
        self.stayed: list[str] = []

    def run(self) -> None:
        owners = [change for change in self.changes if _is_owner(change)]
        others = [change for change in self.changes if not _is_owner(change)]
        cases = self._cases()
        self._turn_back([change for change in owners if change.before is not None and change.after is not None])
        for change in owners:
            if change.after is None:
                self._bring_back(change)
        self._turn_back([change for change in others if change.before is not None and change.after is not None])
        for change in others:
            if change.after is None:
                self._bring_back(change)
        self._keep_corrections_with_what_they_correct()
        self._part_reports_about_two_people()
        for change in [*others, *owners]:
            if change.before is None:
                self._take_away(change)
        if self.decision.kind == DecisionKind.MERGE:
            self._sort_out_what_came_since()
        derive_anew(Case, cases | self._cases())
        derive_anew(Signatory, [change.object_id for change in self.changes if change.model == "signatory"])

    def _cases(self) -> set[int]:
        """The cases that follow from other rows once these are turned back."""
        cases = {change.object_id for change in self.changes if change.model == "case"}
        for change in self.changes:
            for values in (change.before or {}, change.after or {}):
                cases |= {values["case_id"]} if values.get("case_id") else set()
        citations = [change.object_id for change in self.changes if change.model == "citation"]
        cases |= set(Citation.objects.filter(pk__in=citations, case__isnull=False).values_list("case", flat=True))
        return cases

    def _turn_back(self, changes: list[Change]) -> None:
        """Gives the columns that are as the decision left them their values of before."""
        groups = defaultdict(list)
        for change in changes:
            groups[change.model].append(change)
        for name, some in groups.items():
            model = MODEL_NAMED[name]
            rows = model._base_manager.in_bulk([change.object_id for change in some])
            turned, columns = [], set()
            for change in some:
                if row := rows.get(change.object_id):
                    back = self._still_as_decided(row, change)
                    set_values(row, back)
                    columns |= set(back)
                    turned += [row] if back else []
            fields = [field.name for field in columns_of(model) if field.attname in columns]
            save_all(model, turned, fields, by=self.by, reason=self.told)

    def _still_as_decided(self, row, change: Change) -> dict:
        now = values_of(row)
        back = {name: value for name, value in change.before.items() if now.get(name) == change.after[name]}
        if len(back) < len(change.before):
            self.stayed.append(f"“{row}” was changed since, and stays as it is now.")
        return back

    def _bring_back(self, change: Change) -> None:
        """Makes a row that was removed anew, under its old key."""
        model = MODEL_NAMED[change.model]
        row = model(pk=change.object_id)
        set_values(row, change.before)
        for field in columns_of(model):
            if field.is_relation and getattr(row, field.attname) is not None and _is_gone(row, field):
                if not field.null:
                    self.stayed.append(f"“{change.label}” is not brought back: what it belonged to is gone.")
                    return
                setattr(row, field.attname, None)
        if model is Case:
            self._restrict_like_survivor(row)
        try:
            row.validate_constraints()
        except ValidationError as error:
            raise MergeRefused(
                [f"“{change.label}” cannot be brought back: {said}" for said in error.messages]
            ) from None
        bring_back(row, by=self.by, reason=self.told)

    def _restrict_like_survivor(self, row: Case) -> None:
        """What was restricted since is not made public by the way."""
        kept = [change.object_id for change in self.changes if change.model == "case" and change.after is not None]
        restricted = Case.objects.filter(pk__in=kept, visibility=Visibility.RESTRICTED).first()
        if restricted and row.visibility != Visibility.RESTRICTED:
            row.visibility = Visibility.RESTRICTED
            self.stayed.append(f"“{restricted}” was restricted since, so “{row}” is restricted too.")

    def _follow_ups(self) -> set[int]:
        return {change.object_id for change in self.changes if change.model == FollowUp._meta.model_name}

    def _keep_corrections_with_what_they_correct(self) -> None:
        """What corrects a follow-up since, or is drafted to, goes back with it."""
        corrected = self._follow_ups()
        astray = FollowUp.objects.exclude(case=F("supersedes__case")).select_related("supersedes__case")
        while rows := list(astray.filter(supersedes__in=corrected)):
            for row in rows:
                row.case = row.supersedes.case
            save_all(FollowUp, rows, ["case"], by=self.by, reason=self.told)
            corrected |= {row.pk for row in rows}

    def _part_reports_about_two_people(self) -> None:
        """Of two reports that are about two people again, neither is gone by instead of the other."""
        moved = self._follow_ups()
        either = Q(pk__in=moved) | Q(set_aside_for__in=moved)
        rows = list(FollowUp.objects.filter(either).exclude(set_aside_for=None).exclude(case=F("set_aside_for__case")))
        for row in rows:
            row.set_aside_for, row.set_aside_reason = None, ""
            self.stayed.append(f"“{row}” was set aside since for a report that is about somebody else: no longer.")
        save_all(FollowUp, rows, ["set_aside_for", "set_aside_reason"], by=self.by, reason=self.told)

    def _take_away(self, change: Change) -> None:
        """Removes a row that the decision made, unless it is used by now."""
        model = MODEL_NAMED[change.model]
        row = model._base_manager.filter(pk=change.object_id).first()
        if row is None:
            return
        if model in BELONGINGS and (self._is_used(row) or values_of(row) != change.after):
            self.stayed.append(f"“{row}” has more to it by now, so it stays.")
            return
        slug = getattr(row, "slug", "")
        try:
            remove(row, by=self.by, reason=self.told)
        except ProtectedError:
            self.stayed.append(f"“{row}” is used by now, so it stays.")
            return
        if model in BELONGINGS:
            self._lead_on(model, slug)

    def _is_used(self, row) -> bool:
        return any(belonging.of(row).exists() for belonging in BELONGINGS[type(row)])

    def _lead_on(self, model, slug: str) -> None:
        """The address of a row that a split had made leads back to the row that it was split off."""
        if self.decision.kind != DecisionKind.SPLIT:
            return
        old = next(
            change for change in self.changes if MODEL_NAMED[change.model] is model and change.before is not None
        )
        FormerAddress.objects.create(slug=slug, **{f"{model._meta.model_name}_id": old.object_id})

    def _sort_out_what_came_since(self) -> None:
        """Of what was added to the survivor since, gives back what a returning spelling alone had linked to it."""
        back = next(change for change in self.changes if _is_owner(change) and change.after is None)
        kept = next(change for change in self.changes if _is_owner(change) and change.after is not None)
        model = MODEL_NAMED[back.model]
        returned = model._base_manager.filter(pk=back.object_id).first()
        survivor = model._base_manager.filter(pk=kept.object_id).first()
        if returned is None or survivor is None:
            return
        kind, spelling = (Citation, CaseSpelling) if model is Case else (Signature, SignatorySpelling)
        owner = model._meta.model_name
        keys = set(spelling.objects.filter(**{owner: returned}).values_list("key", flat=True))
        keys -= set(spelling.objects.filter(**{owner: survivor}).values_list("key", flat=True))
        new = list(_added_since(kind, survivor, self.decision))
        linked = [row for row in new if row.key in keys and not _is_decided(row)]
        for row in linked:
            setattr(row, owner, returned)
        save_all(kind, linked, [owner], by=self.by, reason=self.told)
        for belonging in BELONGINGS[model]:
            if hasattr(belonging.model, "history"):
                self._tell_what_stays(belonging, survivor)

    def _tell_what_stays(self, belonging, survivor) -> None:
        if count := _added_since(belonging.model, survivor, self.decision).count():
            noun = belonging.model._meta
            name = noun.verbose_name if count == 1 else noun.verbose_name_plural
            self.stayed.append(f"{count} {name} added since the merge: with “{survivor}”. Look whose they are.")


def _added_since(model, survivor, decision: Decision):
    """What hangs on `survivor` and was added after the decision."""
    owner = {survivor._meta.model_name: survivor.pk}
    made = model.history.filter(history_type="+", history_date__gt=decision.at).values("id")
    known = decision.changes.filter(model=model._meta.model_name).values("object_id")
    return model._base_manager.filter(**owner, pk__in=made).exclude(pk__in=known)


def _is_decided(row) -> bool:
    """Whether a curator had a hand in whose it is."""
    if isinstance(row, Citation):
        return row.decided_by_id is not None or row.state == CitationState.REJECTED
    return row.history.filter(history_type="~").exists()


def _is_gone(row, field) -> bool:
    return not field.related_model._base_manager.filter(pk=getattr(row, field.attname)).exists()
