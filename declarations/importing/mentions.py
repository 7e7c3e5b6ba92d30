"""The names found in the texts -> mentions, of which those in an exactly known spelling are citations at once."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from .. import following, matching
from ..models import Citation, Declaration, Edition
from ..models.vocabulary import CitationState, Language, Role
from ..names import name_key
from ..reading import ParsedMention
from .decided import decided, reason_of
from .editions import Printed

#: What follows from the editions alone, as long as nobody has decided about the mention.
FIELDS = (
    *("edition", "start", "end", "printed", "passage", "role", "claim", "allegations", "reasons"),
    *("case", "state", "decided_at"),
)


def save_mentions(declaration: Declaration, editions: Sequence[Printed], arrived: Edition) -> list[Citation]:
    """Stores each name where it stands in the first edition that has it, of those in English if any has.

    A name about which a curator has decided stays where it was when that was done. `editions` are in order. Returns
    all mentions of the declaration.
    """
    known = list(declaration.citations.select_related("case").order_by("pk")) if len(editions) > 1 else []
    open_rows, closed_keys = _by_key(known)
    wanted = [row for row in _rows(editions) if row.key not in closed_keys]
    new, moved, cases = [], [], set()
    for row in wanted:
        if not open_rows[row.key]:
            new.append(row)
        elif _update(before := open_rows[row.key].pop(0), row):
            moved.append(before)
            cases.add(before.case_id)
    superfluous = [row for rows in open_rows.values() for row in rows]
    cases |= {row.case_id for row in superfluous if row.state == CitationState.CONFIRMED}
    for row in superfluous:
        row.delete()
    if moved:
        bulk_update_with_history(moved, Citation, FIELDS, default_change_reason=reason_of(arrived))
    if new:
        bulk_create_with_history(new, Citation, default_change_reason=reason_of(arrived))
    cases |= {row.case_id for row in new if row.state == CitationState.CONFIRMED}
    if cases - {None}:
        following.refresh_cases(cases - {None})
    return [row for row in known if row not in superfluous] + new


def _by_key(known: Sequence[Citation]) -> tuple[dict[str, list[Citation]], set[str]]:
    """The rows that are open to a better place, by name key; and the keys about which somebody has decided."""
    closed_rows = decided(known)
    closed = {row.key for row in known if row.pk in closed_rows}
    open_rows = defaultdict(list)
    for row in known:
        if row.key not in closed:
            open_rows[row.key].append(row)
    return open_rows, closed


def _rows(editions: Sequence[Printed]) -> list[Citation]:
    """The mentions as they should stand. A name spelled as it is known in any edition is known in all."""
    places = [
        (printed.edition, mention, name_key(mention.printed))
        for printed in sorted(editions, key=lambda printed: printed.parsed.language != Language.ENGLISH)
        for mention in printed.parsed.mentions
    ]
    matches = matching.match_mentions([mention for _, mention, _ in places])
    first, known = {}, {}
    for (edition, _, key), match in zip(places, matches, strict=True):
        first.setdefault(key, edition)
        if match.is_known:
            known.setdefault(key, match)
    return [
        _row(edition, mention, key, known.get(key, match))
        for (edition, mention, key), match in zip(places, matches, strict=True)
        if first[key] == edition
    ]


def _row(edition: Edition, mention: ParsedMention, key: str, match: matching.CaseMatch) -> Citation:
    is_citation = match.is_known and mention.role == Role.VICTIM
    return Citation(
        declaration=edition.declaration,
        edition=edition,
        case=match.case,
        start=mention.start,
        end=mention.end,
        printed=mention.printed,
        key=key,
        passage=mention.passage.text,
        role=mention.role,
        claim=mention.claim,
        allegations=list(mention.allegations),
        reasons=list(mention.reasons),
        state=CitationState.CONFIRMED if is_citation else CitationState.SUGGESTED,
        decided_at=timezone.now() if is_citation else None,
    )


def _update(before: Citation, row: Citation) -> bool:
    """Moves a row to where `row` stands; says whether that changed anything."""
    if (before.edition_id, before.start, before.end) == (row.edition_id, row.start, row.end):
        return False
    for name in FIELDS:
        setattr(before, name, getattr(row, name))
    return True
