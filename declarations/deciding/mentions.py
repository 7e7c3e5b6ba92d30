"""Names found in texts: of which case they are, or of none. No mention is decided twice."""

from collections.abc import Iterable

from django.db import transaction

from .. import matching
from ..models import Case, CaseSpelling, Citation, Decision
from ..models.vocabulary import CitationState, DecisionKind
from ..roles import needs
from .journal import Journal


@needs("declarations.change_citation")
@transaction.atomic
def confirm_mentions(
    citations: Iterable[Citation], case: Case, *, by, reason: str = "", anew: bool = False
) -> Decision:
    """Says that undecided mentions are of `case`; with `anew`, also those that were decided before.

    Raises matching.DecisionRefused where somebody decided one of them meanwhile; then none is decided.
    """
    claimed = _claimed(citations, anew)
    case = Case.objects.select_for_update().filter(pk=case.pk).first()
    if case is None:
        raise matching.DecisionRefused("This case was merged or deleted meanwhile. Choose again.")
    journal = Journal(_scope(claimed, case))
    for citation in claimed:
        matching.confirm(citation, case=case, by=by, reason=reason)
    title = f"{_named(claimed)}: {case}"
    return journal.keep(_scope(claimed, case), kind=DecisionKind.CONFIRM, title=title, by=by, reason=reason)


@needs("declarations.change_citation")
@transaction.atomic
def reject_mentions(
    citations: Iterable[Citation], *, by, reason: str = "", anew: bool = False, is_other_person: bool = True
) -> Decision:
    """Says that undecided mentions are of no case that is followed; with `anew`, also those that were decided before.

    Somebody else of that name (`is_other_person`) means that the name alone links no other mention to the case any
    more. Otherwise the person may well be meant, only that the place is no citation: that says nothing of others.

    Raises what `confirm_mentions` raises.
    """
    claimed = _claimed(citations, anew)
    journal = Journal(_scope(claimed))
    for citation in claimed:
        if citation.case and not is_other_person:
            matching.amend(citation, case=None, by=by, reason=reason)
        matching.reject(citation, by=by, reason=reason)
    title = f"{_named(claimed)}: {'of no case' if is_other_person else 'no citation'}"
    return journal.keep(_scope(claimed), kind=DecisionKind.REJECT, title=title, by=by, reason=reason)


@needs("declarations.change_citation")
@transaction.atomic
def new_case_of(
    citations: Iterable[Citation], *, by, name: str, reason: str = "", anew: bool = False, **fields
) -> tuple[Decision, Case]:
    """Makes a case of undecided mentions, which cite it; with `anew`, also of those that were decided before.
    `fields` are those of `Case`.

    Raises what `confirm_mentions` raises, and ValidationError where a field is not valid.
    """
    claimed = _claimed(citations, anew)
    journal = Journal(_scope(claimed))
    case = matching.record_case(name=name, by=by, reason=reason, **fields)
    for citation in claimed:
        matching.confirm(citation, case=case, by=by, reason=reason)
    title = f"{_named(claimed)}: new case {case}"
    decision = journal.keep(_scope(claimed, case), kind=DecisionKind.NEW_CASE, title=title, by=by, reason=reason)
    return decision, case


def _claimed(citations: Iterable[Citation], anew: bool) -> list[Citation]:
    """The mentions, locked until the transaction ends. Those decided before must be as the caller's rows show them."""
    citations = list(citations)
    before = {row.pk: row.decided_at for row in citations if anew and row.state != CitationState.SUGGESTED}
    claimed = matching.claim(row for row in citations if row.pk not in before)
    rows = Citation.objects.select_for_update(of=("self",)).filter(pk__in=before).order_by("pk")
    for row in rows.select_related("declaration", "decided_by"):
        if row.decided_at != before[row.pk]:
            who = row.decided_by or "somebody"
            raise matching.DecisionRefused(f"“{row.printed}” in {row.declaration} was decided by {who} meanwhile.")
        claimed.append(row)
    return claimed


def _scope(citations: list[Citation], *cases: Case) -> list:
    """The rows that a decision about mentions can change or make."""
    keys = [row.pk for row in citations]
    mentions = Citation.objects.filter(pk__in=keys).select_related("declaration")
    spellings = CaseSpelling.objects.filter(case__in=cases)
    return [mentions, spellings, Case.objects.filter(pk__in=[case.pk for case in cases])]


def _named(citations: list[Citation]) -> str:
    first, *others = citations
    more = f" and {len(others)} more like it" if others else ""
    return f"“{first.printed}” in {first.declaration}{more}"
