"""What is stored of a declaration, in lines for people, and how two states of it differ."""

from collections import Counter
from collections.abc import Sequence

from ..models import Citation, Declaration, ReadingWarning, Signature
from .decided import decided
from .editions import Printed


def told_of(declaration: Declaration) -> list[str]:
    """What is stored of a declaration, line by line."""
    signatures = declaration.signatures.select_related("signatory")
    warnings = ReadingWarning.objects.filter(edition__declaration=declaration).order_by("edition", "start", "code")
    return [
        f"title: {declaration.title}",
        f"tabled on {declaration.tabled_on}, Doc. {declaration.doc_number}",
        *(_told_of_signature(row) for row in signatures),
        *(_told_of_citation(row) for row in declaration.citations.select_related("case").order_by("start", "pk")),
        *(f"{row.code}: {row.message}" for row in warnings),
    ]


def _told_of_signature(row: Signature) -> str:
    whose = f"/signatories/{row.signatory.slug}/" if row.signatory else "nobody known"
    return f"signature {row.position}: {row.name}, {_said_of_signature(row)}: {whose}"


def _told_of_citation(row: Citation) -> str:
    case = f", {row.case}" if row.case else ""
    return f"mention “{row.printed}”: {_said_of_mention(row)}, {row.state}{case}"


def differing(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The lines that are gone, behind a "-", and those that have come, behind a "+"."""
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    return [f"- {line}" for line in gone.elements()] + [f"+ {line}" for line in come.elements()]


def kept(declaration: Declaration) -> list[str]:
    """What a curator has decided otherwise than the documents are read now, and what therefore stays."""
    read_now = _read_now(declaration)
    signatures, citations = list(declaration.signatures.all()), list(declaration.citations.all())
    settled_signatures, settled_citations = decided(signatures), decided(citations)
    said = [
        ((row.first_edition_id, row.start, row.end), row.printed, _said_of_signature(row))
        for row in signatures
        if row.pk in settled_signatures
    ]
    said += [
        ((row.edition_id, row.start, row.end), row.printed, _said_of_mention(row))
        for row in citations
        if row.pk in settled_citations
    ]
    return [
        f"= “{printed}” stays as decided: {words} (read as {read_now[place]})"
        for place, printed, words in said
        if read_now.get(place, words) != words
    ]


def _read_now(declaration: Declaration) -> dict[tuple[int, int, int], str]:
    """What is read of each signature and mention, by its edition and place."""
    found = {}
    for printed in map(Printed.of, declaration.editions.all()):
        key = printed.edition.pk
        for line in printed.parsed.signatures:
            found[key, line.start, line.end] = f"{line.country or '?'}, {line.group or '?'}"
        for mention in printed.parsed.mentions:
            found[key, mention.start, mention.end] = _said_of_mention(mention)
    return found


def _said_of_signature(row: Signature) -> str:
    return f"{row.country_id or '?'}, {row.group_id or '?'}"


def _said_of_mention(mention) -> str:
    return f"{mention.role}, {mention.claim or 'no claim'}"
