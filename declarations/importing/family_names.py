"""Family names alone, looked at again: whom they mean may be told by another declaration, or no more be told.

A document that arrives says of its members that they sat then. What is thereby said otherwise of a family name, in
whatever declaration, is applied by importing's own rules, so that the rows are the same in every order of import.
"""

from collections.abc import Iterable

from .. import matching
from ..models import Declaration, Signature
from ..names import name_key
from ..reading import ParsedSignature
from .decided import decided
from .doubts import UNDECIDED, save_doubts, undecided
from .editions import Printed, entries_of, in_order
from .signatures import entries_by_row, save_signatures


def look_again(lines: Iterable[Signature | ParsedSignature]) -> set[int]:
    """Links the family names that the `lines` in full have made plain, and takes back what they made doubtful.

    Returns the primary keys of the declarations in which that changed something.
    """
    keys = {name_key(line.family_name) for line in lines if line.given_name}
    alone = Signature.objects.filter(given_name="", key__in=keys - {""}, country__isnull=False)
    rows = list(alone.select_related("declaration").prefetch_related("warnings"))
    settled = decided(rows)
    rows = [row for row in rows if row.pk not in settled]
    names = [matching.FamilyName(row.family_name, row.country_id, row.declaration.tabled_on) for row in rows]
    matches = zip(rows, matching.match_family_names(names), strict=True)
    changed = {row.declaration_id for row, match in matches if _is_otherwise(row, match)}
    for declaration in Declaration.objects.select_for_update().filter(pk__in=changed).order_by("pk"):
        _apply(declaration)
    return changed


def _is_otherwise(row: Signature, match: matching.SignatoryMatch) -> bool:
    """Whether something else than the match is stored: whose the signature is, or why that is not known."""
    if row.signatory_id or match.signatory:
        return row.signatory_id != (match.signatory and match.signatory.pk)
    said = undecided(row, match.candidates)
    return all(warning.message != said for warning in row.warnings.all() if warning.code == UNDECIDED)


def _apply(declaration: Declaration) -> None:
    editions = in_order([Printed.of(edition) for edition in declaration.editions.all()])
    entries = entries_of(editions)
    before = entries_by_row(declaration, entries)
    signatures = save_signatures(declaration, entries, editions[0].edition, before)
    save_doubts(declaration, editions, entries, signatures, editions[0], is_known=True)
