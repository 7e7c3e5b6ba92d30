"""What waits for a decision: mentions, and rows that look like one person; the most certain first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations, groupby, islice

from django.core.cache import cache
from django.db.models import Case as Choice
from django.db.models import Exists, IntegerField, OuterRef, Value, When
from rapidfuzz import fuzz, process

from .. import matching
from ..models import Case, CaseSpelling, Citation, Country, Edition, Signatory, SignatorySpelling
from ..models.cases import CitationQuerySet
from ..models.vocabulary import Role
from ..names import Comparison, compare, same_name
from ..names import likely_duplicates as names_near_each_other
from ..reading.vocabulary import countries_in
from .merge import DISTINCTIONS, signed_by_both

#: So many names that are nearest to a spelling, by their keys, are compared with reasons to find the nearest one.
WINDOW = 10
#: How alike, of 100, the keys of a mention and of a spelling are at least, for one to be near the other.
NEAR_KEYS = 75
#: For how long it is remembered how near the waiting names are to a spelling, in seconds. What is new is compared at
#: once; a spelling that was taken away since still counts until then.
NEARNESS_KEPT_FOR = 6 * 3600
#: When more names than this came since, it is found out anew for all.
MOST_NEW_NAMES = 200
#: No more identical mentions than this are decided at once, so that a curator can look through them.
MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Candidate:
    """A case that a mention may be of, the spelling that it is like, and how like, with reasons."""

    case: Case
    spelling: str
    comparison: Comparison


def mentions_waiting() -> CitationQuerySet:
    """The undecided mentions: those tied to a case by an equal name first, then those spelled as some case is, then
    other victims, then people named in another role; of each, those of the latest declaration first.
    """
    spelled = CaseSpelling.objects.filter(key=OuterRef("key"))
    tier = Choice(
        When(role=Role.OTHER, then=Value(3)),
        When(case__isnull=False, then=Value(0)),
        When(Exists(spelled), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    waiting = Citation.objects.suggested().annotate(tier=tier)
    return waiting.order_by("tier", "-declaration__tabled_on", "-declaration__number", "start", "pk")


def next_mention(skipped: Collection[int] = ()) -> Citation | None:
    """The undecided mention to decide first, but for those `skipped`. Of names that no spelling decides, the one that
    is nearest to some spelling, of all that wait.
    """
    waiting = mentions_waiting().exclude(pk__in=skipped).select_related("declaration", "edition")
    first = waiting.first()
    if first is None or first.tier != 2:
        return first
    undecided = waiting.filter(tier=2)
    nearness = _nearness_of_keys()
    left = set(undecided.order_by().values_list("key", flat=True).distinct())
    nearest = sorted(left & nearness.keys(), key=lambda key: -nearness[key])[:WINDOW]
    by_key = {citation.key: citation for citation in reversed(undecided.filter(key__in=nearest)[: 10 * WINDOW])}
    return max(by_key.values(), key=lambda citation: _score(candidates_of(citation)), default=first)


def _nearness_of_keys() -> dict[str, float]:
    """How near the names of undecided mentions are to some spelling of a case, from 0 to 1, by key; without those that
    are near none. Finding that reads every name, so it is remembered, and only what is new since is compared.
    """
    known, last_mention, last_spelling = cache.get("nearness-of-mentions", (None, 0, 0))
    mentions = Citation.objects.suggested().filter(case=None).exclude(key="").order_by("pk")
    spellings = CaseSpelling.objects.exclude(key="").order_by("pk")
    new_mentions = list(mentions.filter(pk__gt=last_mention).values_list("pk", "key"))
    new_spellings = list(spellings.filter(pk__gt=last_spelling).values_list("pk", "key"))
    if known is not None and not new_mentions and not new_spellings:
        return known
    if known is None or len(new_mentions) + len(new_spellings) > MOST_NEW_NAMES:
        known = _find_nearness(mentions.values_list("key", flat=True), spellings.values_list("key", flat=True))
    else:
        _add_nearness(known, {key for _, key in new_mentions}, spellings.values_list("key", flat=True))
        _add_nearness(known, mentions.values_list("key", flat=True), {key for _, key in new_spellings})
    lasts = (
        rows[-1][0] if rows else last for rows, last in ((new_mentions, last_mention), (new_spellings, last_spelling))
    )
    cache.set("nearness-of-mentions", (known, *lasts), NEARNESS_KEPT_FOR)
    return known


def _find_nearness(mentions: Iterable[str], spellings: Iterable[str]) -> dict[str, float]:
    """How near each of the first keys is to one of the second, for those that are near one."""
    ours = list(dict.fromkeys(mentions))
    keys = [*ours, *dict.fromkeys(spellings)]
    nearness: dict[str, float] = {}
    for index, at, ratio in names_near_each_other(keys, NEAR_KEYS):
        if index < len(ours) <= at:
            nearness.setdefault(keys[index], ratio)
    return nearness


def _add_nearness(known: dict[str, float], mentions: Iterable[str], spellings: Iterable[str]) -> None:
    """Compares each of the first keys with each of the second."""
    ours = list(set(mentions))
    for spelling in set(spellings):
        for key, ratio, _ in process.extract(spelling, ours, scorer=fuzz.ratio, score_cutoff=NEAR_KEYS, limit=None):
            known[key] = max(known.get(key, 0), ratio / 100)


def _score(candidates: list[Candidate]) -> float:
    return candidates[0].comparison.score if candidates else 0


def candidates_of(citation: Citation) -> list[Candidate]:
    """The cases that a mention may be of, the likeliest first, among them the one that importing suggested."""
    countries = countries_of(citation.edition)
    found = matching.suggest_cases(citation.printed, countries, citation.declaration)
    candidates = [Candidate(row.case, row.spelling, row.comparison) for row in found]
    if citation.case_id and citation.case_id not in {candidate.case.pk for candidate in candidates}:
        candidates.append(candidate_of(citation, citation.case, countries))
    return candidates


def cases_named(words: str, most: int) -> list[Case]:
    """The cases whose name or a spelling holds the words, as they sound as well, the likest first."""
    found = Case.objects.named_like(words).select_related("country").prefetch_related("spellings")[:MOST_AT_ONCE]
    return sorted(found, key=lambda case: (-_likeness(words, case), case.name))[:most]


def _likeness(words: str, case: Case) -> float:
    """How like the words are to a spelling of the case, or to one word of it where they are one word."""
    spellings = [case.name, *(row.spelling for row in case.spellings.all())]
    parts = [part for spelling in spellings for part in ([spelling] if " " in words else spelling.split())]
    return max(compare(words, part).score for part in parts)


def candidate_of(citation: Citation, case: Case, countries: Collection[str]) -> Candidate:
    """A case as a candidate, whatever it is called: by that of its spellings which is nearest to the mention."""
    is_same_country = case.country_id in countries if countries and case.country_id else None
    spellings = [case.name, *case.spellings.values_list("spelling", flat=True)]
    compared = [
        (compare(citation.printed, spelling, same_country=is_same_country), spelling) for spelling in spellings
    ]
    comparison, spelling = max(compared, key=lambda pair: pair[0].score)
    return Candidate(case, spelling, comparison)


def identical_to(citation: Citation, case: Case) -> list[Citation]:
    """The other undecided mentions of the same name and role for which `case` is the first candidate as well."""
    same_key = Citation.objects.suggested().filter(key=citation.key, role=citation.role).exclude(pk=citation.pk)
    alike = [
        row
        for row in same_key.select_related("declaration", "edition", "case")[:MOST_AT_ONCE]
        if same_name(row.printed, citation.printed)
    ]
    return [row for row in alike if row.case_id == case.pk or (row.case_id is None and _is_first(row, case))]


def _is_first(citation: Citation, case: Case) -> bool:
    candidates = candidates_of(citation)
    return bool(candidates) and candidates[0].case.pk == case.pk


def countries_of(edition: Edition) -> set[str]:
    """The ISO codes of the countries that a document names in its title and paragraphs."""
    texts = [edition.declaration.title, *(passage["text"] for passage in edition.reading.get("paragraphs", []))]
    return countries_in(" ".join(texts))


def state_meant(citation: Citation) -> Country | None:
    """The state that a mention's declaration holds to account: the only one that its title names, or else the only
    one in the passage, or else in the whole text; None where that does not say.
    """
    declaration = citation.declaration
    for named in (countries_in(declaration.title), countries_in(citation.passage), countries_of(citation.edition)):
        if len(named) == 1:
            return Country.objects.filter(pk__in=named).first()
    return None


@dataclass(frozen=True)
class Pair:
    """Two rows that look like one person, by a spelling of each, with reasons for and against."""

    one: Case | Signatory
    other: Case | Signatory
    comparison: Comparison


SPELLINGS = {Case: CaseSpelling, Signatory: SignatorySpelling}

#: For how long the pairs that are near each other are remembered, in seconds: finding them reads every spelling.
NEAR_PAIRS_KEPT_FOR = 600
NEAR_PAIRS = 500


def likely_duplicates(model: type, skipped: Collection[tuple[int, int]] = (), most: int = 20) -> list[Pair]:
    """Pairs of cases, or of signatories of one state, that have a spelling of one name or of near ones, the most
    alike first. A surname alone makes no pair.

    None that a curator keeps apart, and of signatories none where both signed one declaration.
    """
    left_out = {*skipped, *_kept_apart(model)}
    found: list[Pair] = []
    for pairs in (_same_pairs(model), _near_pairs(model)):
        wanted = {keys: spellings for keys, spellings in pairs.items() if keys not in left_out}
        left_out |= set(wanted)
        found += _compared(model, wanted, most - len(found))
        if len(found) >= most:
            break
    return found


def _kept_apart(model: type) -> set[tuple[int, int]]:
    pairs = DISTINCTIONS[model].objects.values_list("first", "second")
    return {tuple(sorted(pair)) for pair in pairs}


def _same_pairs(model: type) -> dict[tuple[int, int], tuple[str, str]]:
    """The keys of each two rows that have a spelling under one name key, and these spellings."""
    spelling, owner = SPELLINGS[model], f"{model._meta.model_name}_id"
    others = spelling.objects.filter(key=OuterRef("key")).exclude(**{owner: OuterRef(owner)})
    doubled = spelling.objects.filter(Exists(others), key__contains=" ").order_by("key", owner, "pk")
    pairs: dict[tuple[int, int], tuple[str, str]] = {}
    for _, rows in groupby(doubled.values_list("key", owner, "spelling"), key=lambda row: row[0]):
        for (_, one, first), (_, other, second) in combinations(rows, 2):
            if one != other:
                pairs.setdefault((one, other), (first, second))
    return pairs


def _near_pairs(model: type) -> dict[tuple[int, int], tuple[str, str]]:
    """The keys of the rows whose names are near each other, the nearest first, and these names."""
    return cache.get_or_set(
        f"near-pairs-{model._meta.model_name}", lambda: _find_near_pairs(model), NEAR_PAIRS_KEPT_FOR
    )


def _find_near_pairs(model: type) -> dict[tuple[int, int], tuple[str, str]]:
    spelling, owner = SPELLINGS[model], f"{model._meta.model_name}_id"
    rows = list(spelling.objects.filter(key__contains=" ").order_by("pk").values_list("key", owner, "spelling"))
    left_out, pairs = _kept_apart(model), {}
    for index, at, _ in names_near_each_other([key for key, _, _ in rows]):
        (one, first), (other, second) = sorted([rows[index][1:], rows[at][1:]])
        if one != other and (one, other) not in left_out:
            pairs.setdefault((one, other), (first, second))
        if len(pairs) == NEAR_PAIRS:
            break
    return pairs


def _compared(model: type, wanted: dict, most: int) -> list[Pair]:
    """Those of the pairs between which nothing speaks already, the most alike first."""
    rows = model.objects.select_related("country").in_bulk({key for keys in wanted for key in keys})
    pairs = [
        pair_of(rows[one], rows[other], *spellings)
        for (one, other), spellings in wanted.items()
        if one in rows and other in rows
    ]
    pairs.sort(key=lambda pair: (-pair.comparison.score, pair.one.pk, pair.other.pk))
    return list(islice(filter(_may_be_one, pairs), most))


def pair_of(one, other, spelling: str = "", other_spelling: str = "") -> Pair:
    """The two rows compared, by these spellings or by their names."""
    is_same_country = one.country_id == other.country_id if one.country_id and other.country_id else None
    return Pair(one, other, compare(spelling or one.name, other_spelling or other.name, same_country=is_same_country))


def _may_be_one(pair: Pair) -> bool:
    """Whether the two could be merged: see `reasons_against`."""
    if isinstance(pair.one, Case):
        return True
    return pair.one.country_id == pair.other.country_id and not signed_by_both(pair.one, pair.other).exists()
