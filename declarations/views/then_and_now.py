"""Then and now: what declarations claimed of the people they cite, how these stand, and that in a sentence."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from ..models import Case, Citation
from ..models.situations import outcome
from ..models.vocabulary import DEPRIVED_OF_LIBERTY, NO_CLAIM, CaseKind, Outcome, Situation
from ..saying import number_word
from ..templatetags.wording import Shape, situations_of

#: What is cited besides people, as one and as several.
KIND_WORDS = {
    CaseKind.GROUP: (_("one group"), _("%(number)s groups")),
    CaseKind.ORGANISATION: (_("one organisation"), _("%(number)s organisations")),
    CaseKind.INCIDENT: (_("one incident"), _("%(number)s incidents")),
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


def answer(changes: list[Change], subject: str | None = None) -> str:
    """What a page about these people is opened for, in a sentence or two. `subject` says who cites them, and where.

    "Of the eleven people it cites, seven were behind bars then; none is known to be now. One has died."
    """
    subject = gettext("it cites") if subject is None else subject
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
        sentences.append(_others(others, beside_people=bool(people)))
    return " ".join(sentences) or gettext("Nobody %(subject)s is followed here yet.") % {"subject": subject}


def _others(kinds: Counter, beside_people: bool) -> str:
    named = [
        str(KIND_WORDS[kind][number > 1]) % {"number": number_word(number)} for kind, number in sorted(kinds.items())
    ]
    between = " " + gettext("and") + " "
    listed = between.join(filter(None, [", ".join(named[:-1]), named[-1]]))
    if beside_people:
        sentence = ngettext("%(listed)s is cited as well.", "%(listed)s are cited as well.", kinds.total())
    else:
        sentence = ngettext("%(listed)s is cited here.", "%(listed)s are cited here.", kinds.total())
    return capfirst(sentence % {"listed": listed})


def _confined(situations: list[str]) -> str:
    return pgettext("people", "deprived of liberty") if NOT_BEHIND_BARS & set(situations) else gettext("behind bars")


def _held(people: int, then: int, now: int, confined: str, subject: str) -> str:
    sentence = f"{_before(people, then)}{_after(people, now)}"
    return sentence % {
        "people": number_word(people),
        "then": number_word(then),
        "now": number_word(now),
        "confined": confined,
        "subject": subject,
    }


def _before(people: int, then: int) -> str:
    """How many were confined, as the first half of a sentence."""
    if people == 1 and then:
        return gettext("The one person %(subject)s was %(confined)s then")
    if people == 1:
        return gettext("The one person %(subject)s is not said to have been %(confined)s then")
    if then == people:
        return gettext("Of the %(people)s people %(subject)s, all were %(confined)s then")
    if then == 0:
        return gettext("Of the %(people)s people %(subject)s, none is said to have been %(confined)s then")
    return ngettext(
        "Of the %(people)s people %(subject)s, %(then)s was %(confined)s then",
        "Of the %(people)s people %(subject)s, %(then)s were %(confined)s then",
        then,
    )


def _after(people: int, now: int) -> str:
    """How many are confined now, as its second half."""
    if people == 1:
        return gettext(", and is now.") if now else gettext(", and is not known to be now.")
    if now == 0:
        return gettext("; none is known to be now.")
    if now == people:
        return gettext("; all are now.")
    return ngettext("; %(now)s is now.", "; %(now)s are now.", now)


def _dead(dead: int, people: int) -> str:
    if people == 1:
        return gettext("The person has died.")
    if dead == people:
        return gettext("All have died.")
    return capfirst(ngettext("%(dead)s has died.", "%(dead)s have died.", dead) % {"dead": number_word(dead)})
