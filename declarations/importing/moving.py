"""A document is read otherwise than before -> its rows go to their places in the new reading.

A decided row whose place cannot be told is an error: nothing is guessed about what a curator decided.
"""

from collections.abc import Mapping, Sequence

from django.db.models import F
from simple_history.utils import bulk_update_with_history

from ..models import (
    Citation,
    Demand,
    Edition,
    ReadingWarning,
    Signatory,
    Signature,
    StatedFigure,
)
from ..reading import ParsedDeclaration, ParsedSignature
from .decided import decided, reason_of, written_about
from .doubts import DERIVED
from .editions import Entry, Printed
from .places import Place, Places

#: Behind every text, where rows wait while places are given anew.
OUT_OF_THE_WAY = 10_000_000


class NoPlace(Exception):
    """A decided row has no place in the new text; the message names it."""


def move_signatures(old: Printed, parsed: ParsedDeclaration, places: Places, before: Mapping[int, Entry]) -> set[int]:
    """Gives the signatures that first stand in an edition the places of their lines in its new reading.

    `before` has the lines of each, by primary key. One that is not read any more goes to its line in the next edition,
    or is deleted unless it was decided. Returns the primary keys of the signatories of all that stood there.
    """
    rows = list(old.edition.first_signatures.all())
    signed = {row.signatory_id for row in rows if row.signatory_id}
    settled, lines = decided(rows), _same_lines(old.parsed.signatures, parsed.signatures, places)
    moved = []
    for row in rows:
        first, line = lines.get((row.start, row.end), (None, None))
        place = _place_of_signature(row, line, before, places, is_decided=row.pk in settled)
        if place is None:
            row._change_reason = reason_of(old.edition)
            row.delete()
            continue
        is_another = line is not None and row.pk not in settled and _name(first) != _name(line)
        if is_another or place != (row.first_edition_id, row.start, row.end):
            row.first_edition_id, row.start, row.end = place
            row.signatory = None if is_another else row.signatory
            moved.append(row)
    if moved:
        fields = ["first_edition", "start", "end", "signatory"]
        bulk_update_with_history(moved, Signature, fields, default_change_reason=reason_of(old.edition))
    return signed


def _place_of_signature(
    row: Signature, line: ParsedSignature | None, before: Mapping[int, Entry], places: Places, *, is_decided: bool
) -> tuple[int, int, int] | None:
    """The edition and the place where a signature stands now: its `line`, or another edition's; None for nowhere."""
    if line:
        return row.first_edition_id, line.start, line.end
    entry = before.get(row.pk)
    others = entry.without(row.first_edition) if entry else None
    if others:
        return others.first.place
    return (row.first_edition_id, *_place_of_decided(places, row.start, row.end)) if is_decided else None


def move_citations(edition: Edition, places: Places) -> None:
    """Those that nobody has decided about find their places when the mentions are saved."""
    rows = list(edition.citations.all())
    if places.is_same or not rows:
        return
    settled = decided(rows)
    edition.citations.update(start=F("start") + OUT_OF_THE_WAY, end=F("end") + OUT_OF_THE_WAY)
    kept = [row for row in rows if row.pk in settled]
    for row in kept:
        row.start, row.end = _place_of_decided(places, row.start, row.end)
    if kept:
        bulk_update_with_history(kept, Citation, ["start", "end"], default_change_reason=reason_of(edition))


def move_curated(edition: Edition, places: Places) -> None:
    """Demands and stated figures are made by curators, so each has to find its place."""
    for model, rows in ((Demand, edition.demands), (StatedFigure, edition.stated_figures)):
        moved = [] if places.is_same else list(rows.all())
        for row in moved:
            row.start, row.end = _place_of_decided(places, row.start, row.end)
        if moved:
            bulk_update_with_history(moved, model, ["start", "end"], default_change_reason=reason_of(edition))


def move_warnings(edition: Edition, parsed: ParsedDeclaration, places: Places) -> None:
    """Takes back the reader's doubts that today's has no more; those that were resolved stay."""
    raised = {(doubt.code, doubt.message, doubt.start, doubt.end) for doubt in parsed.warnings}
    moved = []
    for row in edition.warnings.all():
        place = places.of(row.start, row.end) or (0, 0)
        if not row.resolved_at and row.code not in DERIVED and (row.code, row.message, *place) not in raised:
            row._change_reason = reason_of(edition)
            row.delete()
        elif place != (row.start, row.end):
            row.start, row.end = place
            moved.append(row)
    if moved:
        bulk_update_with_history(moved, ReadingWarning, ["start", "end"], default_change_reason=reason_of(edition))


def remove_unknown(signed: set[int], edition: Edition) -> None:
    """Deletes the signatories whom nothing but the first reading knew: no signature is theirs any more."""
    rows = list(Signatory.objects.filter(pk__in=signed, signatures=None))
    kept = written_about(rows)
    for row in rows:
        if row.pk not in kept:
            row._change_reason = reason_of(edition)
            row.delete()


def _place_of_decided(places: Places, start: int, end: int) -> Place:
    if place := places.of(start, end):
        return place
    words = " ".join(places.old[start:end].split())
    raise NoPlace(f"a curator has decided about “{words}”, which the text that is read today does not have once.")


def _same_lines(
    old: Sequence[ParsedSignature], new: Sequence[ParsedSignature], places: Places
) -> dict[Place, tuple[ParsedSignature, ParsedSignature]]:
    """For each line as it was read at first, by its place, the line that is read there today."""
    free, found = list(new), {}
    for line in old:
        place = places.of(line.start, line.end)
        same = next((other for other in free if place and other.start < place[1] and place[0] < other.end), None)
        if same:
            found[line.start, line.end] = line, same
            free.remove(same)
    return found


def _name(line: ParsedSignature) -> tuple[str, str, str]:
    return line.family_name, line.given_name, line.country
