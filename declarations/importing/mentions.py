"""The names found in the texts -> mentions, of which those that are surely known are citations at once."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from .. import following, matching
from ..models import Citation, Declaration, Edition
from ..models.vocabulary import CitationState, Language, Role
from ..names import NameTable, name_key
from ..reading import ParsedMention
from .decided import decided, reason_of
from .editions import Printed

#: What follows from the editions alone, as long as nobody has decided about the mention.
FIELDS = (
    *("edition", "start", "end", "printed", "key", "passage", "role", "claim", "allegations", "reasons"),
    *("case", "state", "decided_at"),
)
#: What the reader says of a mention, and where it stands.
READ = FIELDS[:-3]


def save_mentions(
    declaration: Declaration, editions: Sequence[Printed], arrived: Edition, *, is_known: bool = False
) -> list[Citation]:
    """Stores each name where it stands in the first edition that has it, of those in English if any has.

    A name about which a curator has decided stays where it was when that was done. `editions` are in order, and
    `is_known` says that `arrived` was only read again. Returns all mentions of the declaration.
    """
    has_rows = is_known or len(editions) > 1
    known = list(declaration.citations.select_related("case").order_by("pk")) if has_rows else []
    names = _Names()
    open_rows, closed = _by_name(known, names)
    new, moved, cases = [], [], set()
    places = {_place(row) for row in known}
    # A row that is in its place stays there, so that no other is moved to where it still stands.
    for row in sorted(_rows(editions, names), key=lambda row: _place(row) not in places):
        name = names.of(row.printed)
        if name in closed:
            continue
        if not open_rows[name]:
            new.append(row)
        else:
            before = _taken(open_rows[name], row)
            case = before.case_id
            if _update(before, row):
                moved.append(before)
                cases |= {case, before.case_id}
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


class _Names:
    """Numbers names, however they are spelled: the same name has the same number."""

    def __init__(self):
        self.table = NameTable()
        self.count = 0

    def of(self, printed: str) -> int:
        number = self.table.first(printed)
        if number is None:
            number = self.count = self.count + 1
            self.table.add(printed, number)
        return number


def _by_name(known: Sequence[Citation], names: _Names) -> tuple[dict[int, list[Citation]], set[int]]:
    """The rows that are open to a better place, by name; and the names about which somebody has decided."""
    closed_rows = decided(known)
    closed = {names.of(row.printed) for row in known if row.pk in closed_rows}
    open_rows = defaultdict(list)
    for row in known:
        if names.of(row.printed) not in closed:
            open_rows[names.of(row.printed)].append(row)
    return open_rows, closed


def _rows(editions: Sequence[Printed], names: _Names) -> list[Citation]:
    """The mentions as they should stand. A name that is surely known in any edition is known in all."""
    places = [
        (printed.edition, mention, names.of(mention.printed))
        for printed in sorted(editions, key=lambda printed: printed.parsed.language != Language.ENGLISH)
        for mention in printed.parsed.mentions
    ]
    countries = set().union(*(matching.countries_named(printed.parsed) for printed in editions))
    matches = matching.match_mentions([mention for _, mention, _ in places], countries)
    first, known = {}, {}
    for (edition, _, name), match in zip(places, matches, strict=True):
        first.setdefault(name, edition)
        if match.is_known:
            known.setdefault(name, match)
    return [
        _row(edition, mention, known.get(name, match))
        for (edition, mention, name), match in zip(places, matches, strict=True)
        if first[name] == edition
    ]


def _row(edition: Edition, mention: ParsedMention, match: matching.CaseMatch) -> Citation:
    is_citation = match.is_known and mention.role == Role.VICTIM
    return Citation(
        declaration=edition.declaration,
        edition=edition,
        case=match.case,
        start=mention.start,
        end=mention.end,
        printed=mention.printed,
        key=name_key(mention.printed),
        passage=mention.passage.text,
        role=mention.role,
        claim=mention.claim,
        allegations=list(mention.allegations),
        reasons=list(mention.reasons),
        state=CitationState.CONFIRMED if is_citation else CitationState.SUGGESTED,
        decided_at=timezone.now() if is_citation else None,
    )


def _place(row: Citation) -> tuple[int, int, int]:
    return row.edition_id, row.start, row.end


def _taken(rows: list[Citation], row: Citation) -> Citation:
    """Takes the one of the `rows` of a name that stands at the place of `row`, or else the first."""
    same = next((known for known in rows if _place(known) == _place(row)), rows[0])
    rows.remove(same)
    return same


def _update(before: Citation, row: Citation) -> bool:
    """Makes a row say what `row` says, where that was read; says whether that changed anything."""
    if all(getattr(before, name) == getattr(row, name) for name in READ):
        return False
    for name in FIELDS:
        setattr(before, name, getattr(row, name))
    return True
