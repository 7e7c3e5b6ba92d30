"""The sentence that answers a page's question first."""

from types import SimpleNamespace

import pytest

from declarations.views.then_and_now import Change, answer, changes_of, summed_up

HELD, FREE, GONE, DEAD = "serving-sentence", "free", "disappeared", "died"


def change(then: str, now: str, kind: str = "person") -> Change:
    citation = SimpleNamespace(case=SimpleNamespace(kind=kind), now=now)
    return Change(1, citation, then)


def changes(*pairs) -> list[Change]:
    return [change(*pair) for pair in pairs]


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        ([], "Nobody it cites is followed here yet."),
        (
            7 * [(HELD, FREE)] + 3 * [("facing-charges", "restricted")] + [(FREE, DEAD)],
            "Of the eleven people it cites, seven were behind bars then; none is known to be now. One has died.",
        ),
        (
            [(HELD, HELD), (HELD, FREE), (FREE, FREE)],
            "Of the three people it cites, two were behind bars then; one is now.",
        ),
        (
            [(HELD, HELD), (HELD, HELD)],
            "Of the two people it cites, both were behind bars then; both are now.",
        ),
        (
            [(FREE, HELD), (FREE, HELD), ("", FREE)],
            "Of the three people it cites, none is said to have been behind bars then; two are now.",
        ),
        (
            [(FREE, FREE), ("", "unknown")],
            "Of the two people it cites, none is said to have been behind bars then; none is known to be now.",
        ),
        (
            [(HELD, DEAD), (FREE, "died-in-custody"), (FREE, FREE)],
            "Of the three people it cites, one was behind bars then; none is known to be now. Two have died.",
        ),
        (
            [(GONE, GONE), ("house-arrest", FREE)],
            "Of the two people it cites, both were deprived of liberty then; one is now.",
        ),
        (14 * [(HELD, FREE)], "Of the 14 people it cites, all 14 were behind bars then; none is known to be now."),
        ([(HELD, FREE)], "The one person it cites was behind bars then, and is not known to be now."),
        ([(HELD, HELD)], "The one person it cites was behind bars then, and is now."),
        (
            [("", HELD)],
            "The one person it cites is not said to have been behind bars then, and is now.",
        ),
        (
            [(HELD, DEAD)],
            "The one person it cites was behind bars then, and is not known to be now. The person has died.",
        ),
        (
            [(DEAD, DEAD), (HELD, FREE)],
            "Of the two people it cites, one was behind bars then; none is known to be now.",
        ),
        (
            [(HELD, FREE), ("expelled", "expelled", "group")],
            "The one person it cites was behind bars then, and is not known to be now. One group is cited as well.",
        ),
        (
            [("", "unknown", "group"), ("", "unknown", "group"), ("", "unknown", "organisation")],
            "Two groups and one organisation are cited here.",
        ),
    ],
)
def test_answer_says_who_was_and_who_is_behind_bars(people, sentence):
    assert answer(changes(*people), subject="it cites") == sentence


def test_each_number_of_the_answer_leads_to_its_cases_and_a_name_in_it_is_no_markup():
    people = changes((HELD, FREE), (HELD, DEAD), ("expelled", "expelled", "group"))

    said = summed_up([*people, change(FREE, FREE)], "signed by <b>O'Neill</b>", {"signatory": "o-neill"})["answer"]

    assert '<a class="counted" href="/cases/?signatory=o-neill&amp;kind=person">three</a> people signed by' in said
    assert '<a class="counted" href="/cases/?signatory=o-neill&amp;kind=group">One</a> group' in said
    assert "&lt;b&gt;O&#x27;Neill" in said


def citation(case: int, claim: str, declaration: int = 1):
    return SimpleNamespace(case_id=case, claim=claim, declaration_id=declaration, now=FREE)


def test_case_cited_several_times_is_one_row_under_the_number_of_its_first_citation():
    rows = changes_of([citation(7, HELD), citation(8, FREE), citation(7, FREE)])

    assert [(row.number, row.citation.case_id, row.then) for row in rows] == [(1, 7, HELD), (2, 8, FREE)]


def test_claim_is_the_first_that_the_first_declaration_makes():
    rows = changes_of([citation(7, ""), citation(7, HELD), citation(7, FREE, declaration=2)])

    assert rows[0].then == HELD


def test_claim_is_that_of_the_first_declaration_that_makes_one():
    assert changes_of([citation(7, ""), citation(7, HELD, declaration=2)])[0].then == HELD
    assert changes_of([citation(7, "unknown"), citation(7, HELD, declaration=2)])[0].then == HELD
