"""Then and now: what declarations claimed of the people they cite, how these stand, and that in a sentence."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import mark_safe

from ..models import Case, Citation
from ..models.situations import outcome
from ..models.vocabulary import DEPRIVED_OF_LIBERTY, NO_CLAIM, CaseKind, Outcome, Situation
from ..templatetags.tracker import counted
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


def summed_up(changes: list[Change], subject: str, query: dict) -> dict:
    """What a page about these people says first: the answer in words, and the numbers behind it.

    `query` is what the list of cases is asked for, to show these people.
    """

    def linked(number: int, words: str, **asked) -> str:
        return counted(number, "cases", query, words=words, **asked)

    return {
        "changes": changes,
        # Safe: the subject is escaped, the numbers are links, and the rest is our own words.
        "answer": mark_safe(answer(changes, escape(subject), linked)),
        "outcomes": outcome_counts(change.outcome for change in changes),
        **pictured(
            Counter(change.then or Situation.UNKNOWN for change in changes), Counter(change.now for change in changes)
        ),
    }


def _in_words(number: int, words: str, **asked) -> str:
    return words


def answer(changes: list[Change], subject: str = "it cites", linked: Callable[..., str] = _in_words) -> str:
    """What a page about these people is opened for, in a sentence or two.

    "Of the eleven people it cites, seven were behind bars then; none is known to be now. One has died."

    `linked` writes each number that is not none: it is given the number, its words, and what the list of cases is
    asked for to show exactly these.
    """
    people = [change for change in changes if change.case.kind == CaseKind.PERSON]
    others = Counter(change.case.kind for change in changes if change not in people)
    sentences = _about_people(people, subject, linked) if people else []
    if others:
        sentences.append(_others(others, "as well" if people else "here", linked))
    return " ".join(sentences) or f"Nobody {subject} is followed here yet."


def _about_people(people: list[Change], subject: str, linked: Callable[..., str]) -> list[str]:
    then = [change for change in people if change.then in DEPRIVED_OF_LIBERTY]
    now = [change for change in people if change.now in DEPRIVED_OF_LIBERTY]
    dead = sum(change.outcome == Outcome.DIED for change in people)
    confined = _confined([change.then for change in then] + [change.now for change in now])
    if len(people) == 1:
        return _about_one(subject, confined, bool(then), bool(now), bool(dead), linked)

    def part(number: int, **asked) -> str:
        return linked(number, _of(number, len(people)), kind=CaseKind.PERSON.value, **asked)

    held = [situation.value for situation in Situation if situation in DEPRIVED_OF_LIBERTY]
    everybody = linked(len(people), number_word(len(people)), kind=CaseKind.PERSON.value)
    before = f"none is said to have been {confined}"
    if then:
        before = f"{part(len(then), claimed=held)} {'was' if len(then) == 1 else 'were'} {confined}"
    after = "none is known to be"
    if now:
        after = f"{part(len(now), situation=held)} {'is' if len(now) == 1 else 'are'}"
    sentences = [f"Of the {everybody} people {subject}, {before} then; {after} now."]
    if dead:
        words = _of(dead, len(people)).capitalize()
        who = linked(dead, words, kind=CaseKind.PERSON.value, outcome=Outcome.DIED.value)
        sentences.append(f"{who} {'has' if dead == 1 else 'have'} died.")
    return sentences


def _about_one(
    subject: str, confined: str, then: bool, now: bool, dead: bool, linked: Callable[..., str]
) -> list[str]:
    before = f"was {confined}" if then else f"is not said to have been {confined}"
    after = "is" if now else "is not known to be"
    one = linked(1, "one", kind=CaseKind.PERSON.value)
    sentences = [f"The {one} person {subject} {before} then, and {after} now."]
    return [*sentences, "The person has died."] if dead else sentences


def _others(kinds: Counter, ending: str, linked: Callable[..., str]) -> str:
    named = []
    for kind, number in sorted(kinds.items()):
        words = number_word(number) if named else number_word(number).capitalize()
        named.append(f"{linked(number, words, kind=str(kind))} {KIND_WORDS[kind][number > 1]}")
    listed = " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
    return f"{listed} {'is' if kinds.total() == 1 else 'are'} cited {ending}."


def _confined(situations: list[str]) -> str:
    return "deprived of liberty" if NOT_BEHIND_BARS & set(situations) else "behind bars"


def _of(number: int, people: int) -> str:
    """The part of all in words, so that a reader who is shown the part alone sees its number."""
    if number != people:
        return number_word(number)
    return "both" if people == 2 else f"all {number_word(people)}"
