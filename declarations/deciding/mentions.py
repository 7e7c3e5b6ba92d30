"""Names found in texts: of which case they are, or of none. No mention is decided twice."""

from collections.abc import Iterable

from django.db import transaction

from .. import matching
from ..models import Case, CaseSpelling, Citation, Decision
from ..models.vocabulary import DecisionKind
from ..roles import needs
from .journal import Journal


@needs("declarations.change_citation")
@transaction.atomic
def confirm_mentions(citations: Iterable[Citation], case: Case, *, by, reason: str = "") -> Decision:
    """Says that undecided mentions are of `case`.

    Raises matching.DecisionRefused where somebody decided one of them meanwhile; then none is decided.
    """
    claimed = matching.claim(citations)
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
def reject_mentions(citations: Iterable[Citation], *, by, reason: str = "") -> Decision:
    """Says that undecided mentions are of no case that is followed. Raises what `confirm_mentions` raises."""
    claimed = matching.claim(citations)
    journal = Journal(_scope(claimed))
    for citation in claimed:
        matching.reject(citation, by=by, reason=reason)
    title = f"{_named(claimed)}: of no case"
    return journal.keep(_scope(claimed), kind=DecisionKind.REJECT, title=title, by=by, reason=reason)


@needs("declarations.change_citation")
@transaction.atomic
def new_case_of(citations: Iterable[Citation], *, by, name: str, reason: str = "", **fields) -> tuple[Decision, Case]:
    """Makes a case of undecided mentions, which cite it. `fields` are those of `Case`.

    Raises what `confirm_mentions` raises, and ValidationError where a field is not valid.
    """
    claimed = matching.claim(citations)
    journal = Journal(_scope(claimed))
    case = matching.record_case(name=name, by=by, reason=reason, **fields)
    for citation in claimed:
        matching.confirm(citation, case=case, by=by, reason=reason)
    title = f"{_named(claimed)}: new case {case}"
    decision = journal.keep(_scope(claimed, case), kind=DecisionKind.NEW_CASE, title=title, by=by, reason=reason)
    return decision, case


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
