"""Then and now: what declarations claimed of the people they cite, how these stand, and that in a sentence."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Case, Citation
from ..models.situations import outcome
from ..models.vocabulary import DEPRIVED_OF_LIBERTY, NO_CLAIM, CaseKind, Outcome, Situation
from ..templatetags.wording import Shape, number_word, situations_of

#: What is cited besides people, as one and as several.
KIND_WORDS = {
    CaseKind.GROUP: ("group", "groups"),
    CaseKind.ORGANISATION: ("organisation", "organisations"),
    CaseKind.INCIDENT: ("incident", "incidents"),
}

#: Deprived of liberty, though not behind bars.
NOT_BEHIND_BARS = {Situation.HOUSE_ARREST, Situation.DISAPPEARED}


@dataclass(frozen=True)
class Change:
    """One case cited: its number on the page, what was claimed then and how it stands now.

    `citation` is the first one, as `CitationQuerySet.then_and_now` gave it.
    """

    number: int
    citation: Citation
    then: str

    @property
    def case(self) -> Case:
        return self.citation.case

    @property
    def now(self) -> str:
        return self.citation.now or Situation.UNKNOWN

    @property
    def outcome(self) -> Outcome:
        return outcome(self.then, self.now)


def changes_of(citations: Iterable[Citation]) -> list[Change]:
    """One change for each case, numbered as first cited; the claim is the first one that is made.

    `citations` come from `then_and_now`, in the order in which they shall be numbered.
    """
    by_case = {}
    for citation in citations:
        by_case.setdefault(citation.case_id, []).append(citation)
    return [
        Change(number, of_case[0], _first_claim(of_case)) for number, of_case in enumerate(by_case.values(), start=1)
    ]


def _first_claim(citations: list[Citation]) -> str:
    return next((citation.claim for citation in citations if citation.claim not in NO_CLAIM), "")


def outcome_counts(outcomes: Iterable[str]) -> list[tuple[Outcome, int]]:
    """How many there are of each outcome, in the order of the vocabulary, without those that there are none of."""
    counted = Counter(outcomes)
    return [(kind, counted[kind]) for kind in Outcome if counted[kind]]


def shape_counts(situations: Counter) -> list[tuple[Shape, int]]:
    """How many there are of each shape, mildest first, without those that there are none of."""
    return [(shape, number) for shape, number, _, _ in side_by_side(situations, Counter())]


def side_by_side(then: Counter, now: Counter) -> list[tuple[Shape, int, int, list[str]]]:
    """Each shape that occurs: how many there were then and are now, and the situations that it stands for."""
    rows = []
    for shape in Shape:
        codes = situations_of(shape)
        before, after = sum(then[code] for code in codes), sum(now[code] for code in codes)
        if before or after:
            rows.append((shape, before, after, codes))
    return rows


def pictured(then: Counter, now: Counter) -> dict:
    """What the picture of then and now is drawn from; both count situations."""
    return {"then": shape_counts(then), "now": shape_counts(now), "shapes": side_by_side(then, now)}


def summed_up(changes: list[Change], subject: str) -> dict:
    """What a page about these people says first: the answer in words, and the numbers behind it."""
    return {
        "changes": changes,
        "answer": answer(changes, subject),
        "outcomes": outcome_counts(change.outcome for change in changes),
        **pictured(
            Counter(change.then or Situation.UNKNOWN for change in changes), Counter(change.now for change in changes)
        ),
    }


def answer(changes: list[Change], subject: str = "it cites") -> str:
    """What a page about these people is opened for, in a sentence or two.

    "Of the eleven people it cites, seven were behind bars then; none is known to be now. One has died."
    """
    people = [change for change in changes if change.case.kind == CaseKind.PERSON]
    then = [change for change in people if change.then in DEPRIVED_OF_LIBERTY]
    now = [change for change in people if change.now in DEPRIVED_OF_LIBERTY]
    confined = _confined([change.then for change in then] + [change.now for change in now])
    sentences = [_held(len(people), len(then), len(now), confined, subject)] if people else []
    dead = sum(change.outcome == Outcome.DIED for change in people)
    if dead:
        sentences.append(_dead(dead, len(people)))
    others = Counter(change.case.kind for change in changes if change not in people)
    if others:
        sentences.append(_others(others, "as well" if people else "here"))
    return " ".join(sentences) or f"Nobody {subject} is followed here yet."


def _others(kinds: Counter, ending: str) -> str:
    named = [f"{number_word(number)} {KIND_WORDS[kind][number > 1]}" for kind, number in sorted(kinds.items())]
    listed = " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
    return f"{listed.capitalize()} {'is' if kinds.total() == 1 else 'are'} cited {ending}."


def _confined(situations: list[str]) -> str:
    return "deprived of liberty" if NOT_BEHIND_BARS & set(situations) else "behind bars"


def _held(people: int, then: int, now: int, confined: str, subject: str) -> str:
    if people == 1:
        first = (
            f"The one person {subject} {f'was {confined}' if then else f'is not said to have been {confined}'} then"
        )
        return f"{first}, and {'is' if now else 'is not known to be'} now."
    first = f"Of the {number_word(people)} people {subject}, "
    first += (
        f"{_of(then, people)} {_were(then)} {confined} then" if then else f"none is said to have been {confined} then"
    )
    return (
        f"{first}; {_of(now, people)} {'is' if now == 1 else 'are'} now."
        if now
        else f"{first}; none is known to be now."
    )


def _of(number: int, people: int) -> str:
    return "all" if number == people else number_word(number)


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _dead(dead: int, people: int) -> str:
    if people == 1:
        return "The person has died."
    return f"{_of(dead, people).capitalize()} {'has' if dead == 1 else 'have'} died."
