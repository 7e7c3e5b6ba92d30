"""Which signatory is this line, which case is this mention; and what curators decide about it.

Rows are tied to each other only where the name's key is equal within the same country, or where a spelling is
recorded. Look-alikes are common, and a wrong link puts one person's release on another's page: anything less than
that is left for a curator. A user `by` without the permission for it is refused with PermissionDenied; a program
passes `by=None`.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from rapidfuzz import fuzz, process
from simple_history.utils import bulk_create_with_history, update_change_reason

from . import following, search
from .models import (
    Case,
    CaseSpelling,
    Citation,
    Declaration,
    Edition,
    SearchEntry,
    Signatory,
    SignatorySpelling,
    Signature,
)
from .models.search import EntryKind
from .models.slugs import new_slugs
from .models.vocabulary import CitationState, Role
from .names import SUGGESTION_FLOOR, Comparison, NameTable, compare, likely_duplicates, name_key, same_name
from .reading import ParsedDeclaration, ParsedMention, ParsedSignature
from .reading.vocabulary import countries_in
from .roles import needs

#: The longest time between two general elections in a member state: who signed so long before or after a day may
#: have sat on it.
TERM = timedelta(days=5 * 366)
#: How many of the nearest keys are worth a comparison with reasons.
SUGGESTIONS_COMPARED = 20


class DecisionRefused(ValidationError):
    """A decision that cannot be taken; the message says why, in a sentence for people."""


def full_name(signature: ParsedSignature) -> str:
    return f"{signature.given_name} {signature.family_name}".strip()


# Keys

#: The rows that are looked up by the key of a name, and where they have that name.
KEYED = {CaseSpelling: "spelling", SignatorySpelling: "spelling", Signature: "name", Citation: "printed"}


def outdated_keys(model: type) -> list:
    """The rows of a model of `KEYED` whose key is not what the rules of `names` give today, with the right key."""
    found = []
    for row in model.objects.iterator():
        key = name_key(getattr(row, KEYED[model]))
        if row.key != key:
            row.key = key
            found.append(row)
    return found


@transaction.atomic
def renew_keys() -> int:
    """Writes the keys of all names anew, which is due when the rules of `names` have changed; gives how many were not
    right. No history is kept, for what follows from a rule was nobody's decision.
    """
    renewed = {model: outdated_keys(model) for model in KEYED}
    for model, rows in renewed.items():
        model.objects.bulk_update(rows, ["key"], batch_size=500)
    return sum(map(len, renewed.values()))


# Signatories


@dataclass(frozen=True)
class SignatoryMatch:
    """The signatory of one line, or none with the number of `candidates` among whom a curator has to choose."""

    signatory: Signatory | None
    candidates: int


def match_signatories(signatures: Sequence[ParsedSignature], day: date | None = None) -> list[SignatoryMatch]:
    """For each line, the one known signatory of that country under the same name.

    Documents of about 2001 print family names only: see `match_family_names`. `day` is the day of tabling.
    """
    known = _known_signatories(signatures)
    alone = [FamilyName(line.family_name, line.country, day) for line in signatures if not is_whole(line)]
    matches = iter(match_family_names(alone))
    return [_match_in_full(line, known) if is_whole(line) else next(matches) for line in signatures]


def _known_signatories(signatures: Sequence[ParsedSignature]) -> NameTable[Signatory]:
    keys = {name_key(full_name(signature)) for signature in signatures}
    spellings = SignatorySpelling.objects.filter(key__in=keys - {""}).select_related("signatory")
    return NameTable((spelling.spelling, spelling.signatory) for spelling in spellings)


def _match_in_full(signature: ParsedSignature, known: NameTable[Signatory]) -> SignatoryMatch:
    same = {row.pk: row for row in known.of(full_name(signature)) if row.country_id == signature.country}
    return SignatoryMatch(next(iter(same.values())) if len(same) == 1 else None, len(same))


@dataclass(frozen=True, slots=True)
class FamilyName:
    """A family name alone, its ISO country code or nothing, and the day of tabling if it is known."""

    name: str
    country: str
    day: date | None


def match_family_names(names: Sequence[FamilyName]) -> list[SignatoryMatch]:
    """For each name, the one member of that country and family name who signed in full within a term of the day.

    With several of them, or without a country or a day, a curator chooses. What was signed by family name alone tells
    nothing of when a member sat: whom that means is only said by this rule.
    """
    countries = {name.country for name in names} - {""}
    members = Signatory.objects.filter(country__in=countries).with_days_in_full() if countries else ()
    known = NameTable((member.family_name, member) for member in members)
    return [_match_family_name(name, known) for name in names]


def _match_family_name(name: FamilyName, known: NameTable[Signatory]) -> SignatoryMatch:
    same = [member for member in known.of(name.name) if member.country_id == name.country]
    sitting = [member for member in same if _sat(member, name.day)]
    return SignatoryMatch(sitting[0] if len(sitting) == 1 else None, len(sitting))


def _sat(member: Signatory, day: date | None) -> bool:
    """Whether the member signed something within a term of `day`, on either side."""
    if day is None or member.first_in_full is None:
        return False
    return member.first_in_full - TERM <= day <= member.last_in_full + TERM


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


@needs("declarations.add_signatory")
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


@needs("declarations.change_signature")
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


def match_mentions(mentions: Sequence[ParsedMention], countries: Collection[str] = ()) -> list[CaseMatch]:
    """For each mention, the one case with that spelling, or else the one under the same name.

    It is known where that very spelling is recorded for it and for no other case, or where the name is the same and
    the case's country is among the `countries` that the document names (ISO codes). A surname alone is never known:
    it is a suggestion at most, however often it is recorded. So is a name of which a curator has said anywhere that
    it was not that case, for then there are two people of that name.
    """
    keys = {name_key(mention.printed) for mention in mentions}
    spellings = CaseSpelling.objects.filter(key__in=keys - {""}).select_related("case")
    known = NameTable((spelling.spelling, spelling) for spelling in spellings)
    refused = NameTable(
        Citation.objects.filter(key__in=keys, state=CitationState.REJECTED, case__isnull=False).values_list(
            "printed", "case"
        )
    )
    return [
        _match_of(mention.printed, known.of(mention.printed), countries, refused.of(mention.printed))
        for mention in mentions
    ]


def _match_of(
    printed: str, same: list[CaseSpelling], countries: Collection[str], refused: Collection[int]
) -> CaseMatch:
    exact = {row.case_id: row.case for row in same if _folded(row.spelling) == _folded(printed)}
    cases = exact or {row.case_id: row.case for row in same}
    if len(cases) != 1:
        return CaseMatch(None, is_known=False)
    [case] = cases.values()
    is_sure = (bool(exact) or case.country_id in countries) and case.pk not in refused
    return CaseMatch(case, is_known=is_sure and is_full_name(printed))


def countries_named(parsed: ParsedDeclaration) -> set[str]:
    """The ISO codes of the countries that a document's title and paragraphs name."""
    return countries_in(" ".join(passage.text for passage in (parsed.title, *parsed.paragraphs)))


def known_spellings() -> list[str]:
    """The spellings on record for all cases, for the reader to find wherever they stand; no surname alone."""
    spellings = CaseSpelling.objects.order_by("spelling").values_list("spelling", flat=True).distinct()
    return [spelling for spelling in spellings if is_full_name(spelling)]


@dataclass(frozen=True)
class Suggestion:
    """A case that a mention may be about, with how near its spelling is and why."""

    case: Case
    spelling: str
    comparison: Comparison


def suggest_cases(
    printed: str, countries: Collection[str] = (), declaration: Declaration | None = None, most: int = 3
) -> list[Suggestion]:
    """The cases that a mention may be about, likeliest first, at most so many.

    None that a curator has rejected for this name in `declaration`. `countries` are those that the document names.
    """
    rejected = _rejected_for(printed, declaration)
    best: dict[int, Suggestion] = {}
    for row in _near_spellings(printed):
        same_country = row.case.country_id in countries if countries and row.case.country_id else None
        comparison = compare(printed, row.spelling, same_country=same_country)
        known = best.get(row.case_id)
        if row.case_id not in rejected and (not known or known.comparison.score < comparison.score):
            best[row.case_id] = Suggestion(row.case, row.spelling, comparison)
    near = [suggestion for suggestion in best.values() if suggestion.comparison.score >= SUGGESTION_FLOOR]
    return sorted(near, key=lambda suggestion: (-suggestion.comparison.score, suggestion.case.pk))[:most]


def _rejected_for(printed: str, declaration: Declaration | None) -> set[int]:
    if declaration is None:
        return set()
    rejected = declaration.citations.filter(state=CitationState.REJECTED, case__isnull=False)
    return {citation.case_id for citation in rejected if same_name(citation.printed, printed)}


def _near_spellings(printed: str) -> list[CaseSpelling]:
    """The spellings of the cases that share a word with a name as it sounds, the nearest keys first."""
    key = name_key(printed)
    sharing = search.sharing_a_name(SearchEntry.objects.of_kinds([EntryKind.CASE]), printed)
    keys = dict(CaseSpelling.objects.filter(case__in=sharing.values("object_id")).values_list("pk", "key"))
    nearest = process.extract(key, keys, scorer=fuzz.token_set_ratio, limit=SUGGESTIONS_COMPARED)
    return list(CaseSpelling.objects.filter(pk__in=[pk for _, _, pk in nearest]).select_related("case"))


def is_full_name(name: str) -> bool:
    """Whether it has more than one word: a surname alone is no spelling to know a person by."""
    return len(name.split()) > 1


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


@dataclass(frozen=True)
class LikelyDuplicate:
    """Two cases that may be one person, with how near their nearest spellings are and why."""

    case: Case
    other: Case
    comparison: Comparison


def likely_duplicate_cases(most: int = 100) -> list[LikelyDuplicate]:
    """The pairs of cases with near spellings, likeliest first, at most so many. A curator decides about each."""
    rows = list(CaseSpelling.objects.exclude(key="").select_related("case").order_by("pk"))
    best: dict[tuple[int, int], LikelyDuplicate] = {}
    for first, second, _ in likely_duplicates([row.key for row in rows]):
        one, other = sorted((rows[first], rows[second]), key=lambda row: row.case_id)
        pair = one.case_id, other.case_id
        same_country = one.case.country_id == other.case.country_id if one.case.country_id else None
        comparison = compare(one.spelling, other.spelling, same_country=same_country)
        if one.case_id != other.case_id and (pair not in best or best[pair].comparison.score < comparison.score):
            best[pair] = LikelyDuplicate(one.case, other.case, comparison)
    return sorted(best.values(), key=lambda found: (-found.comparison.score, found.case.pk, found.other.pk))[:most]


@needs("declarations.add_case")
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


def claim(citations: Iterable[Citation]) -> list[Citation]:
    """Locks undecided mentions until the transaction ends, so that nobody else decides them at the same time.

    Raises DecisionRefused where somebody decided one meanwhile.
    """
    keys = {citation.pk for citation in citations}
    rows = Citation.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    claimed = list(rows.select_related("declaration", "decided_by"))
    for citation in claimed:
        if citation.state != CitationState.SUGGESTED:
            who = citation.decided_by or "the program"
            raise DecisionRefused(
                f"“{citation.printed}” in {citation.declaration} was {citation.state} by {who} meanwhile."
            )
    if len(claimed) < len(keys):
        raise DecisionRefused("This mention is no longer there.")
    return claimed


@needs("declarations.change_citation")
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


@needs("declarations.change_citation")
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


@needs("declarations.change_citation")
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


@needs("declarations.add_citation")
@transaction.atomic
def cite(
    edition: Edition,
    printed: str,
    *,
    case: Case,
    by,
    start: int | None = None,
    claim: str = "",
    allegations=(),
    reason: str = "",
) -> Citation:
    """Confirms the citation of `case` by the words `printed` in the edition's text, found by the reader or not.

    `start` says which of several places is meant, the first unless given. Raises DecisionRefused where the text does
    not hold these words there.
    """
    start, end, passage = place(edition, printed, start)
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


def place(edition: Edition, printed: str, start: int | None = None) -> tuple[int, int, str]:
    """Where `printed` stands in the edition's paragraphs as words of their own: start, end, and the paragraph.

    The first place, or the one that begins at `start`. Line breaks are blanks like any other. Raises DecisionRefused
    where the text does not hold these words, or not there.
    """
    escaped = r"\s+".join(map(re.escape, printed.split()))
    words = re.compile(rf"(?<!\w){escaped}(?!\w)")
    for paragraph in edition.reading["paragraphs"]:
        for found in words.finditer(edition.text, paragraph["start"], paragraph["end"]):
            if start is None or found.start() == start:
                return found.start(), found.end(), paragraph["text"]
    where = "" if start is None else f" at character {start}"
    raise DecisionRefused(f"The paragraphs of {edition} do not contain the words “{printed}”{where}.")
