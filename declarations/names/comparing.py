"""Whether two names are the same, and if they are not, how near they are and why."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from .conventions import plain
from .keys import key_of_sound, name_key
from .parts import without_accents
from .readings import Readings, readings_of

SUGGESTION_FLOOR = 0.65
NEAR = 0.7
# What a word that only one of the names has takes away: a patronymic or a second surname is often left out.
MISSING_WORD = 0.12
MOST_BELOW_EQUAL = 0.99


@dataclass(frozen=True, slots=True)
class Comparison:
    """How near two names are, from 0 to 1, whether they `are_equal`, and the `reasons` in sentences for a curator."""

    score: float
    are_equal: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as printed and as it sounds, and whether it stands where a surname does."""

    printed: str
    sound: str
    key: str
    is_surname: bool


def same_name(first: str, second: str) -> bool:
    """Whether two spellings are of one name: the only ground, in one context, to tie two rows to each other.

    Symmetric, but not transitive: a name without a patronymic is the same as with either of two.
    """
    key = name_key(first)
    if not key or key != name_key(second):
        return False
    ours, theirs = readings_of(first), readings_of(second)
    return not _contradiction(ours, theirs) and _sound_alike(ours, theirs)


def compare(first: str, second: str, *, same_country: bool | None = None) -> Comparison:
    """Compares two names, in the countries of the two where it is known whether these are the same.

    Only to suggest: names that are not equal have a score below 1, whatever they look like, and everything from
    `SUGGESTION_FLOOR` on is worth showing to a curator.
    """
    ours, theirs = readings_of(first), readings_of(second)
    if not ours.all or not theirs.all:
        return Comparison(0.0, False, ("Against: one of the names holds no letter.",))
    is_equal = same_name(first, second)
    pairs, unpaired = _paired(_words(first, ours), _words(second, theirs))
    score = 1.0 if is_equal else min(_score(pairs, unpaired), MOST_BELOW_EQUAL)
    reasons = [_reason(*pair) for pair in pairs]
    reasons += [f"Against: only one of them has “{word.printed}”." for word in unpaired]
    if contradiction := _contradiction(ours, theirs):
        reasons.append(f"Against: {contradiction}.")
        score = min(score, 0.9)
    if same_country is not None:
        reasons.append("For: same country." if same_country else "Against: another country.")
        score *= 1 if same_country or is_equal else 0.95
    return Comparison(score, is_equal, tuple(sorted(reasons, key=lambda reason: not reason.startswith("For"))))


def similarity(first: str, second: str) -> tuple[float, tuple[str, ...]]:
    """The score and the reasons that `compare` gives."""
    comparison = compare(first, second)
    return comparison.score, comparison.reasons


def _contradiction(ours: Readings, theirs: Readings) -> str:
    """What keeps two names of the same sound apart, in words, or ""."""
    patronymics = [tuple(map(name_key, readings.parts.patronymics)) for readings in (ours, theirs)]
    if _differ(*patronymics):
        return "the patronymics differ"
    initials = [
        readings.parts.initials or tuple(key[:1] for key in keys)
        for readings, keys in zip((ours, theirs), patronymics, strict=True)
    ]
    if _differ(*(tuple(map(name_key, letters)) for letters in initials)):
        return "the initials differ"
    return ""


def _differ(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return bool(ours) and bool(theirs) and ours != theirs


def _sound_alike(ours: Readings, theirs: Readings) -> bool:
    """Whether the names are equal in a reading of each, or once what the convention of one of them does not tell
    apart is folded. Two spellings in one convention have to be equal as they are."""
    sounds, others = ({reading.words for reading in readings.all} for readings in (ours, theirs))
    if sounds & others:
        return True
    loose = (ours.loose ^ theirs.loose) | {plain()}
    return any(
        {tuple(sorted(map(convention.fold, words))) for words in sounds}
        & {tuple(sorted(map(convention.fold, words))) for words in others}
        for convention in loose
    )


def _words(name: str, readings: Readings) -> list[_Word]:
    """The words of a name in their order; the surname is the last, or else the one in capitals."""
    reading = readings.all[0]
    printed = readings.parts.words
    in_capitals = name.split()[0].isupper() and not name.isupper() and len(name.split()[0]) > 2
    surname = 0 if in_capitals else len(printed) - 1
    return [
        _Word(word, sound, key_of_sound(sound), is_surname=index == surname)
        for index, word in enumerate(printed)
        if (sound := reading.sound_of(word))
    ]


def _paired(words: list[_Word], others: list[_Word]) -> tuple[list[tuple[_Word, _Word]], list[_Word]]:
    """Each word with the one of the other name that it is nearest to, nearest first, and the words left over."""
    ranked = sorted(
        ((_nearness(word, other), i, j) for i, word in enumerate(words) for j, other in enumerate(others)),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    ours, theirs = dict(enumerate(words)), dict(enumerate(others))
    pairs = []
    for _, i, j in ranked:
        if i in ours and j in theirs:
            pairs.append((ours.pop(i), theirs.pop(j)))
    return pairs, [*ours.values(), *theirs.values()]


def _nearness(word: _Word, other: _Word) -> float:
    if word.key == other.key:
        return 1.0 if word.sound == other.sound else 0.97
    if _is_initial_of(word, other) or _is_initial_of(other, word):
        return 0.85
    return max(fuzz.ratio(word.key, other.key), fuzz.ratio(_plain(word.printed), _plain(other.printed))) / 100


def _is_initial_of(word: _Word, other: _Word) -> bool:
    return len(word.printed) == 1 and other.printed.startswith(word.printed)


def _score(pairs: list[tuple[_Word, _Word]], unpaired: list[_Word]) -> float:
    nearness = sum(_nearness(*pair) for pair in pairs) / len(pairs)
    return max(nearness - MISSING_WORD * len(unpaired), 0.0)


def _reason(word: _Word, other: _Word) -> str:
    part = "surname" if word.is_surname else "given name"
    both = f"“{word.printed}”, “{other.printed}”"
    if _plain(word.printed) == _plain(other.printed):
        return f"For: {part} equal (“{word.printed}”)."
    if word.sound == other.sound:
        return f"For: {part} equal after transliteration ({both})."
    if word.key == other.key:
        return f"For: {part} nearly equal after transliteration ({both})."
    if _is_initial_of(word, other) or _is_initial_of(other, word):
        return f"For: {part} fits the initial ({both})."
    if _differ_by_womans_ending(word.sound, other.sound):
        return f"Against: {part} has a woman's ending in one of them only ({both})."
    letters = Levenshtein.distance(word.sound, other.sound)
    if _nearness(word, other) >= NEAR:
        return f"Against: {part} differs in {'one letter' if letters == 1 else f'{letters} letters'} ({both})."
    return f"Against: {part} differs ({both})."


def _differ_by_womans_ending(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return long in (short + "a", short + "e") or (short[-1:] == "i" and long in (short[:-1] + "a", short[:-1] + "aia"))


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    return without_accents(word)
