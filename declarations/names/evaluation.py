"""How well spellings of one name are linked and suggested, measured on labelled names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from .comparing import SUGGESTION_FLOOR, compare, same_name
from .keys import name_key

SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class NameFigures:
    """What `evaluate_names --json` prints."""

    pairs_same: int
    linked_precision: float
    linked_recall: float
    suggested_recall_at_3: float
    errors: tuple[dict, ...]


def evaluate(same: Sequence[Sequence[str]], different: Sequence[Sequence[str]]) -> NameFigures:
    """Measures the comparison of every two names. Each list of `same` holds the names of one person, and everybody
    else is another person: those of the other lists, and the names of `different` that are in none.
    """
    people = _people(same, different)
    pairs = [pair for names in people for pair in combinations(names, 2)]
    unlinked = [pair for pair in pairs if not same_name(*pair)]
    wrong = [
        (name, other)
        for names, others in combinations(people, 2)
        for name in names
        for other in others
        if same_name(name, other)
    ]
    linked = len(pairs) - len(unlinked)
    unsuggested = _unsuggested(unlinked, people)
    errors = [_error(pair, "wrongly linked") for pair in wrong]
    errors += [_error(pair, "not suggested" if pair in unsuggested else "not linked") for pair in unlinked]
    return NameFigures(
        pairs_same=len(pairs),
        linked_precision=_share(linked, linked + len(wrong)),
        linked_recall=_share(linked, len(pairs)),
        suggested_recall_at_3=_share(len(unlinked) - len(unsuggested), len(unlinked)),
        errors=tuple(errors),
    )


def _people(same: Iterable[Sequence[str]], different: Iterable[Sequence[str]]) -> list[list[str]]:
    people = [list(dict.fromkeys(names)) for names in same]
    known = {name for names in people for name in names}
    others = dict.fromkeys(name for names in different for name in names if name not in known)
    return [*people, *([name] for name in others)]


def _unsuggested(pairs: list[tuple[str, str]], people: list[list[str]]) -> set[tuple[str, str]]:
    """The pairs of which the first name, where only the second is known of its person, does not lead to that person
    by one of the first suggestions."""
    return {(name, known) for name, known in pairs if not _is_suggested(name, known, people)}


def _is_suggested(name: str, known: str, people: list[list[str]]) -> bool:
    score = _suggestion_score(name, known)
    others = [names for names in people if known not in names]
    better = sum(any(_suggestion_score(name, other) > score for other in names) for names in others)
    return score >= SUGGESTION_FLOOR and better < SUGGESTIONS


def _suggestion_score(name: str, known: str) -> float:
    """As suggestions are looked for: among the names that share a word as it sounds."""
    if set(name_key(name).split()).isdisjoint(name_key(known).split()):
        return 0.0
    return compare(name, known).score


def _error(pair: tuple[str, str], kind: str) -> dict:
    comparison = compare(*pair)
    return {
        "names": list(pair),
        "kind": kind,
        "score": round(comparison.score, 3),
        "reasons": " ".join(comparison.reasons),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0
