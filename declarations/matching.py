"""Which signatory is this line, which case is this mention; and what curators decide about it.

Rows are tied to each other only where the name's key is equal within the same country, or where a spelling is
recorded. Look-alikes are common, and a wrong link puts one person's release on another's page: anything less than
that is left for a curator.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from . import following
from .models import Case, CaseSpelling, Citation, Edition, Signatory, SignatorySpelling
from .models.slugs import new_slugs
from .models.vocabulary import CitationState, Role
from .names import name_key
from .reading import ParsedMention, ParsedSignature


class DecisionRefused(ValidationError):
    """A decision that cannot be taken; the message says why, in a sentence for people."""


def full_name(signature: ParsedSignature) -> str:
    return f"{signature.given_name} {signature.family_name}".strip()


# Signatories


@dataclass(frozen=True)
class SignatoryMatch:
    """The signatory of one line, or none with the number of `candidates` among whom a curator has to choose."""

    signatory: Signatory | None
    candidates: int


def match_signatories(signatures: Sequence[ParsedSignature]) -> list[SignatoryMatch]:
    """For each line, the one known signatory of that country under the same name key."""
    keys = {name_key(full_name(signature)) for signature in signatures}
    known = defaultdict(dict)
    for spelling in SignatorySpelling.objects.filter(key__in=keys).select_related("signatory"):
        signatory = spelling.signatory
        known[spelling.key, signatory.country_id][signatory.pk] = signatory
    matches = []
    for signature in signatures:
        same = list(known[name_key(full_name(signature)), signature.country or None].values())
        is_one = len(same) == 1 and is_whole(signature)
        matches.append(SignatoryMatch(same[0] if is_one else None, len(same)))
    return matches


def is_whole(signature: ParsedSignature) -> bool:
    """Whether the line says enough to tell one member from another: a given name and a known country."""
    return bool(signature.given_name and signature.country)


def record_signatories(signatures: Sequence[ParsedSignature], edition: Edition) -> list[Signatory]:
    """New signatories, one for each line, with the spelling of that line."""
    slugs = new_slugs(Signatory, map(full_name, signatures))
    signatories = bulk_create_with_history(
        [
            Signatory(
                family_name=signature.family_name,
                given_name=signature.given_name,
                country_id=signature.country,
                slug=slug,
            )
            for signature, slug in zip(signatures, slugs, strict=True)
        ],
        Signatory,
        default_change_reason=f"First seen in {edition}",
    )
    record_signatory_spellings(zip(signatories, signatures, strict=True), edition)
    return signatories


def record_signatory_spellings(lines: Iterable[tuple[Signatory, ParsedSignature]], edition: Edition) -> None:
    """Keeps how each signatory's name is spelled in `edition`, where that was not seen before."""
    lines = [(signatory, full_name(signature)) for signatory, signature in lines]
    known = set(
        SignatorySpelling.objects.filter(signatory__in=[signatory.pk for signatory, _ in lines]).values_list(
            "signatory", "spelling"
        )
    )
    new = [(signatory, name) for signatory, name in lines if (signatory.pk, name) not in known]
    bulk_create_with_history(
        [
            SignatorySpelling(signatory=signatory, spelling=name, key=name_key(name), seen_in=edition)
            for signatory, name in dict.fromkeys(new)
        ],
        SignatorySpelling,
    )


# Cases


@dataclass(frozen=True)
class CaseMatch:
    """The case that a mention is about, or none; `is_known` where its very spelling is recorded."""

    case: Case | None
    is_known: bool


def match_mentions(mentions: Sequence[ParsedMention]) -> list[CaseMatch]:
    """For each mention, the one case with that spelling, or else the one under the same name key."""
    keys = {name_key(mention.printed) for mention in mentions}
    by_key, by_spelling = defaultdict(dict), defaultdict(dict)
    for spelling in CaseSpelling.objects.filter(key__in=keys).select_related("case"):
        by_key[spelling.key][spelling.case_id] = spelling.case
        by_spelling[_folded(spelling.spelling)][spelling.case_id] = spelling.case
    matches = []
    for mention in mentions:
        exact = list(by_spelling[_folded(mention.printed)].values())
        same = list(by_key[name_key(mention.printed)].values())
        if len(exact) == 1:
            matches.append(CaseMatch(exact[0], is_known=True))
        else:
            matches.append(CaseMatch(same[0] if len(same) == 1 else None, is_known=False))
    return matches


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


@transaction.atomic
def record_case(*, name: str, by, reason: str = "", spellings: Iterable[tuple[str, str]] = (), **fields) -> Case:
    """A new case with its spellings, its own name among them. `spellings` are pairs of a spelling and where it was
    seen; `fields` are those of `Case`. Raises ValidationError where a field is not valid.
    """
    case = Case(name=name, slug=new_slugs(Case, [name])[0], **fields)
    case.full_clean()
    case._change_reason = reason or None
    case.save()
    for spelling, note in [(name, ""), *spellings]:
        record_spelling(case, spelling, note=note)
    return case


def record_spelling(case: Case, spelling: str, *, note: str = "") -> CaseSpelling:
    """Keeps one way to write the case's name; from then on mentions spelled so are linked to it."""
    spelling = " ".join(spelling.split())
    row, _ = CaseSpelling.objects.get_or_create(
        case=case, spelling=spelling, defaults={"key": name_key(spelling), "note": note}
    )
    return row


# Decisions of curators


@transaction.atomic
def confirm(citation: Citation, *, by, case: Case | None = None, reason: str = "") -> Citation:
    """Ties a mention to `case` (by default the one suggested) as a citation, and keeps its spelling.

    Raises DecisionRefused where there is no case to tie it to.
    """
    citation = Citation.objects.select_for_update().get(pk=citation.pk)
    case = case or citation.case
    if case is None:
        raise DecisionRefused(f"Choose the case that “{citation.printed}” is, or make a new one, then confirm.")
    before = citation.case_id
    citation.case, citation.role = case, Role.VICTIM
    _decide(citation, CitationState.CONFIRMED, by, reason)
    # A surname alone is no spelling to know a person by.
    if len(citation.printed.split()) > 1:
        record_spelling(case, citation.printed, note=f"declaration {citation.declaration}")
    following.refresh_cases({case.pk, before} - {None})
    return citation


@transaction.atomic
def reject(citation: Citation, *, by, reason: str = "") -> Citation:
    """Says that a mention is not a citation of a case. It stays, so that it is never suggested again."""
    citation = Citation.objects.select_for_update().get(pk=citation.pk)
    _decide(citation, CitationState.REJECTED, by, reason)
    if citation.case_id:
        following.refresh_cases([citation.case_id])
    return citation


def _decide(citation: Citation, state: str, by, reason: str) -> None:
    citation.state, citation.decided_by, citation.decided_at = state, by, timezone.now()
    citation._change_reason = reason or None
    citation.save()


@transaction.atomic
def cite(
    edition: Edition, printed: str, *, case: Case, by, claim: str = "", allegations=(), reason: str = ""
) -> Citation:
    """Confirms the citation of `case` by the words `printed` in the edition's text, found by the reader or not.

    Raises DecisionRefused where the text does not hold these words.
    """
    start, end, passage = place(edition, printed)
    citation = Citation.objects.filter(edition=edition, start=start, end=end).first() or Citation(
        declaration=edition.declaration, edition=edition, start=start, end=end, printed=printed, passage=passage
    )
    citation.key = name_key(printed)
    citation.claim, citation.allegations = claim, list(allegations)
    citation.full_clean(exclude=["case"])
    citation.save()
    return confirm(citation, by=by, case=case, reason=reason)


def place(edition: Edition, printed: str) -> tuple[int, int, str]:
    """Where `printed` first stands in the edition's paragraphs, as start and end, and the paragraph.

    Raises DecisionRefused where the text does not hold these words.
    """
    for paragraph in edition.reading["paragraphs"]:
        start = edition.text.find(printed, paragraph["start"], paragraph["end"])
        if start >= 0:
            return start, start + len(printed), paragraph["text"]
    raise DecisionRefused(f"The paragraphs of {edition} do not contain the words “{printed}”.")
