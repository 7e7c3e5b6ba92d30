"""The lines of the list of signatories -> signatures, each once, however many editions print it."""

from simple_history.utils import bulk_create_with_history

from .. import matching
from ..models import Declaration, Edition, Signature
from ..names import NameTable, name_key
from ..reading import ParsedDeclaration, ParsedSignature
from ..reading import ReadingWarning as Doubt


class KnownSignatures:
    """The signatures of a declaration, found again by signatory, or by name and country as printed."""

    def __init__(self, declaration: Declaration):
        self.rows = list(declaration.signatures.select_related("signatory"))
        self.by_signatory = {row.signatory_id: row for row in self.rows if row.signatory_id}
        self.by_name = NameTable((row.name, row) for row in self.rows)

    def find(self, signature: ParsedSignature, match: matching.SignatoryMatch) -> Signature | None:
        if match.signatory and match.signatory.pk in self.by_signatory:
            return self.by_signatory[match.signatory.pk]
        same = self.by_name.of(matching.full_name(signature))
        return next((row for row in same if row.country_id == (signature.country or None)), None)


def add_signatures(declaration: Declaration, edition: Edition, parsed: ParsedDeclaration) -> list[Doubt]:
    known = KnownSignatures(declaration)
    matches = matching.match_signatories(parsed.signatures, parsed.date)
    lines = list(zip(parsed.signatures, matches, strict=True))
    seen = [known.find(*line) for line in lines]
    new = [line for line, row in zip(lines, seen, strict=True) if row is None]
    signatories = _signatories_of(new, edition)
    rows = [
        _new_signature(edition, signature, signatory)
        for (signature, _), signatory in zip(new, signatories, strict=True)
    ]
    _give_positions(rows, taken={row.position for row in known.rows})
    bulk_create_with_history(rows, Signature, default_change_reason=f"Read in {edition}")
    linked = [(match.signatory, signature) for signature, match in lines if match.signatory]
    matching.record_signatory_spellings(linked, edition)
    undecided = [_undecided(row, match) for row, (_, match) in zip(rows, new, strict=True) if row.signatory is None]
    return undecided + _vanished(edition, parsed, [row for row in known.rows if row not in seen])


def _signatories_of(lines, edition: Edition) -> list:
    """The signatory of each new line: the known one, a new one, or None where a curator has to say.

    The second of two lines with one name and country is left to a curator: a slip, or two members of one name.
    """
    unknown, signatories, names = [], [], NameTable()
    for signature, match in lines:
        name = matching.full_name(signature)
        if signature.country in names.of(name):
            signatories.append(None)
        elif match.candidates == 0 and matching.is_whole(signature):
            signatories.append(len(unknown))
            unknown.append(signature)
        else:
            signatories.append(match.signatory)
        names.add(name, signature.country)
    new = matching.record_signatories(unknown, edition)
    return [new[signatory] if isinstance(signatory, int) else signatory for signatory in signatories]


def _new_signature(edition: Edition, signature: ParsedSignature, signatory) -> Signature:
    return Signature(
        declaration=edition.declaration,
        signatory=signatory,
        position=signature.position,
        printed=signature.printed,
        family_name=signature.family_name,
        given_name=signature.given_name,
        key=name_key(matching.full_name(signature)),
        country_id=signature.country or None,
        group_id=signature.group or None,
        first_edition=edition,
        start=signature.start,
        end=signature.end,
    )


def _give_positions(rows: list[Signature], taken: set[int]) -> None:
    """Keeps the printed positions that are free; what a later edition adds follows in its order."""
    for row in rows:
        if row.position in taken:
            row.position = max(taken) + 1
        taken.add(row.position)


def _undecided(row: Signature, match: matching.SignatoryMatch) -> Doubt:
    if match.candidates > 1:
        why = f"could be any of {match.candidates} members"
    elif not row.given_name:
        why = "gives a family name only"
    elif not row.country_id:
        why = "names no state that is known"
    else:
        why = "is the second line under one name and state"
    message = f"“{row.printed}” {why}. Choose the signatory in the list of signatures."
    return Doubt("undecided-signatory", message, row.start, row.end)


def _vanished(edition: Edition, parsed: ParsedDeclaration, rows: list[Signature]) -> list[Doubt]:
    """No signature may be withdrawn (Rule 56), so a name that is gone from a later edition is a doubt, no deletion."""
    others = edition.declaration.editions.exclude(pk=edition.pk)
    is_later = all(edition.ordinal > other.ordinal or edition.dated > other.dated for other in others)
    if not is_later:
        return []
    start, end = parsed.signatures[0].start, parsed.signatures[-1].end
    return [
        Doubt(
            "vanished-signature", f"“{row.printed}” is not in this later edition. The signature is kept.", start, end
        )
        for row in rows
    ]
