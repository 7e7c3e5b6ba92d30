"""Which signatory is this line, which case is this mention; and what curators decide about it.

Rows are tied to each other only where the name's key is equal within the same country, or where a spelling is
recorded. Look-alikes are common, and a wrong link puts one person's release on another's page: anything less than
that is left for a curator.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, update_change_reason

from . import following, search
from .models import Case, CaseSpelling, Citation, Edition, Signatory, SignatorySpelling, Signature
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
    search.refresh(Signatory, {signatory.pk for signatory, _ in lines})


@transaction.atomic
def record_signatory(*, family_name: str, by, reason: str = "", **fields) -> Signatory:
    """A new signatory with the own name as spelling. Raises ValidationError where a field is not valid."""
    signatory = Signatory(family_name=family_name, **fields)
    signatory.slug = new_slugs(Signatory, [signatory.name])[0]
    signatory.full_clean()
    signatory._history_user, signatory._change_reason = by, reason or None
    signatory.save()
    record_signatory_spelling(signatory, signatory.name)
    return signatory


def record_signatory_spelling(
    signatory: Signatory, spelling: str, *, note: str = "", seen_in: Edition | None = None, reason: str = ""
) -> SignatorySpelling:
    """Keeps one way to write the signatory's name; from then on lines of that country spelled so are linked to it."""
    spelling = " ".join(spelling.split())
    row, is_new = SignatorySpelling.objects.get_or_create(
        signatory=signatory,
        spelling=spelling,
        defaults={"key": name_key(spelling), "note": note, "seen_in": seen_in},
    )
    if is_new and reason:
        update_change_reason(row, reason)
    return row


@transaction.atomic
def link_signature(signature: Signature, signatory: Signatory, *, by, reason: str = "") -> Signature:
    """Says whose signature a line is, and keeps how the name is spelled there.

    Raises DecisionRefused where the signatory has signed that declaration already.
    """
    others = Signature.objects.filter(declaration=signature.declaration_id, signatory=signatory)
    if other := others.exclude(pk=signature.pk).first():
        raise DecisionRefused(f"{signatory} has signed this declaration already, at position {other.position}.")
    signature.signatory = signatory
    signature._history_user, signature._change_reason = by, reason or None
    signature.save()
    # A family name alone is no spelling to know a member by.
    if signature.given_name:
        record_signatory_spelling(signatory, signature.name, seen_in=signature.first_edition)
    return signature


# Cases


@dataclass(frozen=True)
class CaseMatch:
    """The case that a mention is about, or none; `is_known` where its very spelling is recorded."""

    case: Case | None
    is_known: bool


def match_mentions(mentions: Sequence[ParsedMention]) -> list[CaseMatch]:
    """For each mention, the one case with that spelling, or else the one under the same name key.

    A surname alone is never known: it is a suggestion at most, however often it is recorded.
    """
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
            matches.append(CaseMatch(exact[0], is_known=is_full_name(mention.printed)))
        else:
            matches.append(CaseMatch(same[0] if len(same) == 1 else None, is_known=False))
    return matches


def is_full_name(name: str) -> bool:
    """Whether it has more than one word: a surname alone is no spelling to know a person by."""
    return len(name.split()) > 1


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


@transaction.atomic
def record_case(*, name: str, by, reason: str = "", spellings: Iterable[tuple[str, str]] = (), **fields) -> Case:
    """A new case with its spellings, its own name among them. `spellings` are pairs of a spelling and where it was
    seen; `fields` are those of `Case`. Raises ValidationError where a field is not valid.
    """
    case = Case(name=name, slug=new_slugs(Case, [name])[0], **fields)
    case.full_clean()
    case._history_user, case._change_reason = by, reason or None
    case.save()
    for spelling, note in [(name, ""), *spellings]:
        record_spelling(case, spelling, note=note)
    return case


def record_spelling(case: Case, spelling: str, *, note: str = "", reason: str = "") -> CaseSpelling:
    """Keeps one way to write the case's name; from then on mentions spelled so are linked to it."""
    spelling = " ".join(spelling.split())
    row, is_new = CaseSpelling.objects.get_or_create(
        case=case, spelling=spelling, defaults={"key": name_key(spelling), "note": note}
    )
    if is_new and reason:
        update_change_reason(row, reason)
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
    if is_full_name(citation.printed):
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
    citation._history_user, citation._change_reason = by, reason or None
    citation.save()


@transaction.atomic
def amend(citation: Citation, *, by, reason: str = "", **said) -> Citation:
    """Changes what is `said` of a mention (its case, role, claim, allegations) and leaves its state as it is.

    Raises DecisionRefused where a confirmed one would lose its case, and ValidationError where a value is not valid.
    """
    citation = Citation.objects.select_for_update().get(pk=citation.pk)
    before = citation.case_id
    for name, value in said.items():
        setattr(citation, name, value)
    is_confirmed = citation.state == CitationState.CONFIRMED
    if is_confirmed and (citation.case is None or citation.role != Role.VICTIM):
        raise DecisionRefused("A confirmed citation has a case, as its victim. Reject it if it is none.")
    citation.full_clean()
    citation._history_user, citation._change_reason = by, reason or None
    citation.save()
    if is_confirmed:
        following.refresh_cases({citation.case_id, before})
    return citation


@transaction.atomic
def cite(
    edition: Edition, printed: str, *, case: Case, by, claim: str = "", allegations=(), reason: str = ""
) -> Citation:
    """Confirms the citation of `case` by the words `printed` in the edition's text, found by the reader or not.

    Raises DecisionRefused where the text does not hold these words.
    """
    start, end, passage = place(edition, printed)
    printed = " ".join(printed.split())
    citation = Citation.objects.filter(edition=edition, start=start, end=end).first() or Citation(
        declaration=edition.declaration, edition=edition, start=start, end=end, printed=printed, passage=passage
    )
    if citation.state == CitationState.CONFIRMED and citation.case_id != case.pk:
        raise DecisionRefused(f"“{printed}” is confirmed as a citation of {citation.case} there. Correct that one.")
    citation.key = name_key(printed)
    citation.claim, citation.allegations = claim, list(allegations)
    citation.full_clean(exclude=["case"])
    citation.save()
    return confirm(citation, by=by, case=case, reason=reason)


def place(edition: Edition, printed: str) -> tuple[int, int, str]:
    """Where `printed` first stands in the edition's paragraphs, as start and end, and the paragraph. Line breaks are
    blanks like any other.

    Raises DecisionRefused where the text does not hold these words.
    """
    words = re.compile(r"\s+".join(map(re.escape, printed.split())))
    for paragraph in edition.reading["paragraphs"]:
        if found := words.search(edition.text, paragraph["start"], paragraph["end"]):
            return found.start(), found.end(), paragraph["text"]
    raise DecisionRefused(f"The paragraphs of {edition} do not contain the words “{printed}”.")
