"""Then and now: what declarations claimed of the people they cite, how these stand, and that in a sentence."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..models import Case, Citation
from ..models.situations import outcome
from ..models.vocabulary import DEPRIVED_OF_LIBERTY, NO_CLAIM, CaseKind, Outcome, Situation
from ..saying import number_word
from ..templatetags.tracker import counted
from ..templatetags.wording import Shape, situations_of

#: What is cited besides people, as one and as several.
KIND_WORDS = {
    CaseKind.GROUP: (_("%(number)s group"), _("%(number)s groups")),
    CaseKind.ORGANISATION: (_("%(number)s organisation"), _("%(number)s organisations")),
    CaseKind.INCIDENT: (_("%(number)s incident"), _("%(number)s incidents")),
}

#: The word for one of each: languages differ in it by gender.
ONE = {
    CaseKind.GROUP: pgettext_lazy("group", "one"),
    CaseKind.ORGANISATION: pgettext_lazy("organisation", "one"),
    CaseKind.INCIDENT: pgettext_lazy("incident", "one"),
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


def answer(changes: list[Change], subject: str = "", linked: Callable[..., str] = _in_words) -> str:
    """What a page about these people is opened for, in a sentence or two. `subject` says who cites them, and where.

    "Of the eleven people it cites, seven were behind bars then; none is known to be now. One has died."

    `linked` writes each number that is not none: it is given the number, its words, and what the list of cases is
    asked for to show exactly these.
    """
    subject = subject or gettext("it cites")
    people = [change for change in changes if change.case.kind == CaseKind.PERSON]
    others = Counter(change.case.kind for change in changes if change not in people)
    sentences = _about_people(people, subject, linked) if people else []
    if others:
        sentences.append(_others(others, bool(people), linked))
    return " ".join(sentences) or gettext("Nobody %(subject)s is followed here yet.") % {"subject": subject}


def _about_people(people: list[Change], subject: str, linked: Callable[..., str]) -> list[str]:
    then = [change for change in people if change.then in DEPRIVED_OF_LIBERTY]
    now = [change for change in people if change.now in DEPRIVED_OF_LIBERTY]
    dead = sum(change.outcome == Outcome.DIED for change in people)
    confined = _confined([change.then for change in then] + [change.now for change in now])
    said = {"subject": subject, "confined": confined}
    if len(people) == 1:
        one = linked(1, pgettext("the one person", "one"), kind=CaseKind.PERSON.value)
        sentences = [_about_one(bool(then), bool(now)) % {**said, "one": one}]
        return [*sentences, gettext("The person has died.")] if dead else sentences

    def part(number: int, words: str, **asked) -> str:
        return linked(number, words, kind=CaseKind.PERSON.value, **asked)

    held = [situation.value for situation in Situation if situation in DEPRIVED_OF_LIBERTY]
    said["people"] = part(len(people), number_word(len(people)))
    said["then"] = part(len(then), _of(len(then), len(people)), claimed=held)
    said["now"] = part(len(now), _of(len(now), len(people)), situation=held)
    sentences = [f"{_before(len(then))}{_after(len(now))}" % said]
    if dead:
        who = part(dead, capfirst(_of(dead, len(people))), outcome=Outcome.DIED.value)
        sentences.append(ngettext("%(dead)s has died.", "%(dead)s have died.", dead) % {"dead": who})
    return sentences


def _about_one(then: bool, now: bool) -> str:
    """What is said of the only person: whether they were confined then, and are now."""
    if then and now:
        return gettext("The %(one)s person %(subject)s was %(confined)s then, and is now.")
    if then:
        return gettext("The %(one)s person %(subject)s was %(confined)s then, and is not known to be now.")
    if now:
        return gettext("The %(one)s person %(subject)s is not said to have been %(confined)s then, and is now.")
    return gettext(
        "The %(one)s person %(subject)s is not said to have been %(confined)s then, and is not known to be now."
    )


def _before(then: int) -> str:
    """How many were confined, as the first half of a sentence."""
    if then == 0:
        return gettext("Of the %(people)s people %(subject)s, none is said to have been %(confined)s then")
    return ngettext(
        "Of the %(people)s people %(subject)s, %(then)s was %(confined)s then",
        "Of the %(people)s people %(subject)s, %(then)s were %(confined)s then",
        then,
    )


def _after(now: int) -> str:
    """How many are confined now, as its second half."""
    if now == 0:
        return gettext("; none is known to be now.")
    return ngettext("; %(now)s is now.", "; %(now)s are now.", now)


def _of(number: int, people: int) -> str:
    """The part of all in words, so that a reader who is shown the part alone sees its number."""
    if number != people:
        return number_word(number)
    return gettext("both") if people == 2 else gettext("all %(number)s") % {"number": number_word(people)}


def _others(kinds: Counter, beside_people: bool, linked: Callable[..., str]) -> str:
    if beside_people:
        sentence = ngettext("%(listed)s is cited as well.", "%(listed)s are cited as well.", kinds.total())
    else:
        sentence = ngettext("%(listed)s is cited here.", "%(listed)s are cited here.", kinds.total())
    named = []
    for kind, number in sorted(kinds.items()):
        words = str(ONE[kind]) if number == 1 else number_word(number)
        begins = not named and sentence.startswith("%(listed)s")
        shown = linked(number, capfirst(words) if begins else words, kind=str(kind))
        named.append(str(KIND_WORDS[kind][number > 1]) % {"number": shown})
    between = " " + gettext("and") + " "
    return sentence % {"listed": between.join(filter(None, [", ".join(named[:-1]), named[-1]]))}


def _confined(situations: list[str]) -> str:
    return pgettext("people", "deprived of liberty") if NOT_BEHIND_BARS & set(situations) else gettext("behind bars")
