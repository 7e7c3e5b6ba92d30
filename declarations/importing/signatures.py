"""The one list of signatures of all editions -> rows: each signature once, however many editions print it."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import F
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from .. import matching
from ..models import Declaration, Edition, SignatorySpelling, Signature
from ..names import NameTable, name_key
from ..reading import ParsedSignature
from .decided import decided, reason_of
from .editions import Entry
from .pairing import name_of, pair

#: What follows from the editions alone.
PRINTED = ("position", "printed", "family_name", "given_name", "key", "first_edition_id", "start", "end")
#: What a curator may have decided otherwise.
CURATED = ("country_id", "group_id", "signatory_id")
#: Above every position of a list, where rows wait while positions are given anew.
OUT_OF_THE_WAY = 15_000


def save_signatures(
    declaration: Declaration, entries: Sequence[Entry], arrived: Edition, before: Mapping[int, Entry] | None = None
) -> list[Signature]:
    """The row of each entry, as it follows from all editions, of which `arrived` is the new one.

    What a curator decided stays: whose signature it is, and its state and group where those were corrected. Where
    `arrived` was only read again, `before` has the entry of each row, by primary key, as it was read at first.
    """
    is_first = before is None and all(line.printed.edition == arrived for entry in entries for line in entry.lines)
    rows = _Rows([] if is_first else declaration.signatures.select_related("signatory"))
    kept = [rows.take(entry) for entry in entries]
    saved = {row.pk: _values(row) for row in rows.known}
    signatures = [row or Signature(declaration=declaration) for row in kept]
    for position, (signature, entry) in enumerate(zip(signatures, entries, strict=True), 1):
        _print(signature, entry, position)
        if signature.pk not in rows.decided:
            was = entry.without(arrived) if before is None else before.get(signature.pk)
            _update_state_and_group(signature, was, entry)
    for position, row in enumerate(rows.without_line(), len(entries) + 1):
        row.position = position
    _link(signatures, entries, rows.decided, arrived)
    _save(rows.known, saved, reason_of(arrived))
    new = [signature for signature, row in zip(signatures, kept, strict=True) if row is None]
    if new:
        bulk_create_with_history(new, Signature, default_change_reason=reason_of(arrived))
    return signatures


def entries_by_row(declaration: Declaration, entries: Sequence[Entry]) -> dict[int, Entry]:
    """The entry of each signature of a declaration, by primary key."""
    by_place = {line.place: entry for entry in entries for line in entry.lines}
    places = declaration.signatures.values_list("pk", "first_edition", "start", "end")
    return {key: by_place[tuple(place)] for key, *place in places if tuple(place) in by_place}


class _Rows:
    """The rows of a declaration, each taken by the entry that has its line."""

    def __init__(self, known: Iterable[Signature]):
        self.known = list(known)
        self.by_place = {(row.first_edition_id, row.start, row.end): row for row in self.known}
        self.decided = decided(self.known)

    def take(self, entry: Entry) -> Signature | None:
        """Two rows that turn out to be one signature become one, unless a curator has decided about the second."""
        found = [self.by_place.pop(line.place) for line in entry.lines if line.place in self.by_place]
        found.sort(key=lambda row: (row.pk not in self.decided, row.signatory_id is None))
        for row in found[1:]:
            if row.pk not in self.decided:
                self.known.remove(row)
                row._change_reason = f"The same signature as “{found[0].printed}”"
                row.delete()
            else:
                self.by_place[row.first_edition_id, row.start, row.end] = row
        return found[0] if found else None

    def without_line(self) -> list[Signature]:
        """What is left: nothing, unless a curator's decision has kept a row."""
        return list(self.by_place.values())


def _values(row: Signature) -> tuple:
    return tuple(getattr(row, name) for name in PRINTED + CURATED)


def _print(row: Signature, entry: Entry, position: int) -> None:
    """`printed` and its place are those of the earliest edition, the name is that of the fullest line."""
    first, fullest = entry.first, entry.fullest.signature
    row.position = position
    row.printed, row.start, row.end = first.signature.printed, first.signature.start, first.signature.end
    row.first_edition = first.printed.edition
    row.family_name, row.given_name = fullest.family_name, fullest.given_name
    row.key = name_key(matching.full_name(fullest))


def _update_state_and_group(row: Signature, was: Entry | None, entry: Entry) -> None:
    """A value other than what was known before of the entry was put right, if not by hand: it stays."""
    if row.pk is None or was is None or row.country_id == was.country:
        row.country_id = entry.country
    if row.pk is None or was is None or row.group_id == was.group:
        row.group_id = entry.group


def _link(signatures: Sequence[Signature], entries: Sequence[Entry], settled: set[int], arrived: Edition) -> None:
    """Says whose each signature is, where that is sure: the known signatory, or a new one.

    The second of two entries with one name and country is left to a curator: a slip, or two members of one name.
    """
    open_lines = [line for line in zip(signatures, entries, strict=True) if line[0].pk not in settled]
    # Whom a family name alone means is asked anew, behind all those who are named in full.
    open_lines.sort(key=lambda line: not line[0].given_name)
    for row, _ in open_lines:
        row.signatory = row.signatory if row.given_name else None
    taken = {row.signatory_id for row in signatures if row.signatory_id}
    seconds = _seconds(signatures)
    unknown = []
    for row, entry in open_lines:
        match, signature = entry.fullest.match, entry.fullest.signature
        if row.signatory_id or row in seconds:
            continue
        if match.signatory and match.signatory.pk not in taken:
            row.signatory = match.signatory
            taken.add(match.signatory.pk)
        elif match.candidates == 0 and matching.is_whole(signature):
            unknown.append((row, signature))
    new = matching.record_signatories([signature for _, signature in unknown], arrived) if unknown else []
    for (row, _), signatory in zip(unknown, new, strict=True):
        row.signatory = signatory
    _keep_spellings(signatures, entries, arrived)
    if len(new) < len(signatures):
        _place_spellings(signatures, entries, arrived)


def _seconds(signatures: Sequence[Signature]) -> list[Signature]:
    """Those that stand under the same name and state as one above."""
    names, seconds = NameTable(), []
    for row in signatures:
        if row.country_id in names.of(row.name):
            seconds.append(row)
        names.add(row.name, row.country_id)
    return seconds


def _keep_spellings(signatures: Sequence[Signature], entries: Sequence[Entry], arrived: Edition) -> None:
    """A family name alone is no spelling to know a member by."""
    lines = [
        (line.match.signatory, line.signature)
        for row, entry in zip(signatures, entries, strict=True)
        for line in entry.lines
        if line.printed.edition == arrived and line.signature.given_name
        if line.match.signatory and line.match.signatory.pk == row.signatory_id
    ]
    if lines:
        matching.record_signatory_spellings(lines, arrived)


def _place_spellings(signatures: Sequence[Signature], entries: Sequence[Entry], arrived: Edition) -> None:
    """Says of each spelling where it was first seen: in the earliest edition that prints it, whatever came first."""
    printing = {
        (row.signatory_id, matching.full_name(line.signature)): line.printed.edition
        for row, entry in zip(signatures, entries, strict=True)
        for line in reversed(entry.lines)
    }
    moved = []
    spellings = SignatorySpelling.objects.filter(signatory__in=[row.signatory_id for row in signatures])
    known = spellings.exclude(seen_in=None).select_related("seen_in__declaration")
    for spelling in known.defer("seen_in__text", "seen_in__reading"):
        edition = printing.get((spelling.signatory_id, spelling.spelling))
        if edition and edition != spelling.seen_in and _is_earlier(edition, spelling.seen_in):
            spelling.seen_in = edition
            moved.append(spelling)
    if moved:
        bulk_update_with_history(moved, SignatorySpelling, ["seen_in"], default_change_reason=reason_of(arrived))


def _is_earlier(edition: Edition, seen_in: Edition) -> bool:
    if edition.declaration_id == seen_in.declaration_id:
        return True
    return (edition.dated, edition.declaration.number) < (seen_in.dated, seen_in.declaration.number)


def _save(rows: Iterable[Signature], before: dict[int, tuple], reason: str) -> None:
    changed = [row for row in rows if _values(row) != before[row.pk]]
    if not changed:
        return
    if moved := [row.pk for row in changed if row.position != before[row.pk][0]]:
        # No two rows may bear one position, not even while they change places. What is saved below has a history.
        Signature.objects.filter(pk__in=moved).update(position=F("position") + OUT_OF_THE_WAY)
    fields = [
        name.removesuffix("_id")
        for at, name in enumerate(PRINTED + CURATED)
        if any(_values(row)[at] != before[row.pk][at] for row in changed)
    ]
    bulk_update_with_history(changed, Signature, fields, default_change_reason=reason)


def rows_of(edition: Edition, signatures: Sequence[ParsedSignature], rows: Sequence[Signature]) -> list:
    """The row of each line of an edition, among the `rows` of its declaration; None for a line without one."""
    by_place = {(row.start, row.end): row for row in rows if row.first_edition_id == edition.pk}
    found = [by_place.get((signature.start, signature.end)) for signature in signatures]
    missing = [at for at, row in enumerate(found) if row is None]
    taken = {row.pk for row in found if row}
    left = [row for row in rows if row.pk not in taken]
    names = [name_of(signatures[at], signatures[at].country, signatures[at].group) for at in missing]
    pairs = pair(names, [name_of(row, row.country_id, row.group_id) for row in left]) if left else [None] * len(names)
    for at, index in zip(missing, pairs, strict=True):
        found[at] = None if index is None else left[index]
    return found
