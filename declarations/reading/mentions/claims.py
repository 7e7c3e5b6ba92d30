"""What a sentence says of the person named in it: the situation claimed, and the wrongs alleged."""

import re
from dataclasses import dataclass
from functools import lru_cache

from . import situations
from .situations import ALLEGATIONS, SITUATIONS, lowered

POINTING_FORWARD = re.compile(r"(?:\bof|\bd['’]?|\blibération|\b(?:liberate|release|free|set free))$", re.IGNORECASE)
# These end as such words do, but are about the person before them.
POINTING_BACK = re.compile(r"(?:accused|suspected|stripped|convicted|deprived|after|since|following)\b", re.IGNORECASE)

PRISONER = re.compile(r"politic.*prisoners?|prison\w+ (?:of|politiques?|d).*", re.IGNORECASE)
PREDICATE = re.compile(
    r"\b(?:is|are|was|were|as|other|be|become|remains?|est|sont|autres?)\s+(?:an?\s+|une?\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in the text, with the words that gave it. `asked_for` says that it is demanded and has not happened,
    `points_forward` that the words are about a name behind them, such as "the arrest of"."""

    code: str
    words: str
    start: int
    earlier: bool
    asked_for: bool
    points_forward: bool


def hits_in(text: str, start: int, end: int, language: str) -> list[Hit]:
    """The cues of a situation in `text[start:end]`, in the order in which what they tell of happened."""
    found = _within(_situations_in(text, language), start, end)
    hits = [hit for cue in found if (hit := _hit(text, *cue, start))]
    return sorted(hits, key=lambda hit: (not hit.earlier, hit.start))


@lru_cache(maxsize=64)
def _situations_in(text: str, language: str) -> list[tuple[str, int, int]]:
    return list(SITUATIONS[language].found_in(lowered(text))) if language in SITUATIONS else []


@lru_cache(maxsize=64)
def _allegations_in(text: str, language: str) -> list[tuple[str, int, int]]:
    return list(ALLEGATIONS[language].found_in(lowered(text))) if language in ALLEGATIONS else []


def _within(found: list[tuple[str, int, int]], start: int, end: int) -> list[tuple[str, int, int]]:
    return [cue for cue in found if start <= cue[1] and cue[2] <= end]


def claim_of(hits: list[Hit], text: str, start: int, end: int) -> tuple[str, str]:
    """The situation that the cues come to, and the reason in words; both empty where they come to none.

    The last thing that happened counts, but nothing undoes a death.
    """
    told = [hit for hit in hits if hit.code and not hit.asked_for]
    if not told:
        return "", ""
    last = next((hit for hit in told if hit.code == "died"), told[-1])
    if last.code == "police-custody" and any(_is_in_prison(hit) for hit in hits if hit.start > last.start):
        # Arrested, and in prison later: before a trial or after it, who knows.
        return "", ""
    reason = f"The words “{last.words}” say “{last.code}”."
    if last.code == "died":
        prison = situations.PRISON.search(text, start, end)
        if prison and not any(hit.code == "free" for hit in told):
            return "died-in-custody", f"The words “{last.words}” and “{prison[0]}” say “died-in-custody”."
    return last.code, reason


def _is_in_prison(hit: Hit) -> bool:
    return not hit.code and not hit.earlier and situations.PRISON.fullmatch(hit.words) is not None


def allegations_in(text: str, start: int, end: int, language: str) -> tuple[tuple[str, ...], list[str]]:
    """The wrongs alleged in `text[start:end]`, and the reason for each."""
    first = {}
    for code, begin, finish in _within(_allegations_in(text, language), start, end):
        first.setdefault(code, text[begin:finish])
    return tuple(first), [f"The words “{said}” allege “{code}”." for code, said in first.items()]


def _hit(text: str, code: str, begin: int, finish: int, start: int) -> Hit | None:
    before, said = text[max(start, begin - 45) : begin], text[begin:finish]
    denied = situations.DENIED.search(before)
    if denied and not situations.FRENCH_ONLY.match(text, finish):
        return None
    asked_for = code in ("free", "") and bool(situations.ASKED_FOR.search(before))
    earlier = bool(situations.EARLIER.search(before))
    is_prisoner = PRISONER.fullmatch(said) is not None
    leads_on = POINTING_FORWARD.search(said) and not POINTING_BACK.match(said)
    points_forward = leads_on or (is_prisoner and not PREDICATE.search(before))
    return Hit(code, said, begin, earlier, asked_for, bool(points_forward))
