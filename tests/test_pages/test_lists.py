"""The first page and the lists of the small world."""

from datetime import date

import pytest

from declarations import following
from tests.factories import (
    draft_follow_up,
)

from .worlds import case, text_of

pytestmark = pytest.mark.django_db


def test_home_counts_the_cited_cases_then_and_now(world, client):
    context = client.get("/").context

    assert (context["case_total"], context["cited_total"]) == (6, 5)
    assert sum(number for _, _, number in context["then_and_now"].numbers) == 5
    assert (
        sum(before for _, before, _, _ in context["shapes"]) == sum(after for _, _, after, _ in context["shapes"]) == 5
    )
    assert dict(context["situations"])["unknown"] == 1


def test_home_shows_due_cases_and_the_latest_follow_ups(world, client):
    context = client.get("/").context

    assert {case.slug for case in context["due"]} == {"ben", "cyd"}
    assert [follow_up.case.slug for follow_up in context["follow_ups"]][:2] == ["eve", "dan"]


def test_case_list_shows_situation_since_news_sources_outcome_and_declarations(world, client):
    row = text_of(client.get("/cases/?q=ben"))

    assert "Ben Bokayev" in row
    assert "journalist, lawyer" in row
    assert "serving a sentence 2 Feb 2020 sentenced, 2 Feb 2020" in row
    assert "→" not in row.split("Ben Bokayev")[1].split("1 to 1")[0]
    assert row.split("Ben Bokayev")[1].split("1 to 1")[0].endswith("worse 101 , 103 ")


def test_case_list_says_its_filters_in_a_sentence_and_as_chips(world, client):
    answer = client.get("/cases/?situation=free&situation=restricted&country=KZ&q=e")

    assert answer.context["sentence"] == (
        "2 people named like “e”, in Kazakhstan, with the situation free or restricted"
    )
    assert [chip.text for chip in answer.context["chips"]] == [
        "Name: e", "Situation: free", "Situation: restricted", "State: Kazakhstan"
    ]  # fmt: skip


def test_chip_leads_to_the_list_without_its_filter(world, client):
    answer = client.get("/cases/?situation=free&situation=restricted&country=KZ&page=1")

    chip = next(chip for chip in answer.context["chips"] if chip.text == "Situation: free")
    assert chip.query == "?situation=restricted&country=KZ"


def test_facet_link_adds_its_value_or_takes_it_off(world, client):
    facets = client.get("/cases/?situation=free").context["facets"]

    choices = {choice.code: choice for choice in facets[0].choices}
    assert choices["free"].is_chosen
    assert choices["free"].query == "?"
    assert choices["restricted"].query == "?situation=free&situation=restricted"


def test_form_keeps_the_chosen_links_and_the_order(world, client):
    html = client.get("/cases/?situation=free&signatory=anna&ordering=name").content.decode()

    for name, value in (("situation", "free"), ("signatory", "anna"), ("ordering", "name")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in html


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [103, 102, 101]),
        ("q=numbered+101", [101]),
        ("q=No.+102", [102]),
        ("q=14103", [103]),
        ("q=15103", []),
        ("cited=ben", [103, 101]),
        ("signatory=anna", [102, 101]),
        ("group=EPP/CD", [102, 101]),
        ("country=FR&ordering=date", [101, 102, 103]),
        ("country=IT", []),
        ("tabled_from=2017-06-01", [103, 102]),
        ("tabled_to=2017-06-01", [102, 101]),
        ("ordering=-signatures&tabled_from=2017-01-01", [103, 102]),
        ("ordering=number", [101, 102, 103]),
        ("ordering=-cases&tabled_from=2017-01-01", [103, 102]),
    ],
)
def test_declarations_are_filtered_and_sorted(world, client, query, numbers):
    page = client.get(f"/declarations/?{query}").context["page_obj"]

    assert [declaration.number for declaration in page] == numbers


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["anna", "boris", "carla"]),
        ("q=BOR", ["boris"]),
        ("group=SOC", ["anna", "boris"]),
        ("country=FR&ordering=-signatures", ["anna", "boris", "carla"]),
        ("ordering=-last_signed", ["boris", "carla", "anna"]),
    ],
)
def test_signatories_are_filtered_and_sorted(world, client, query, slugs):
    page = client.get(f"/signatories/?{query}").context["page_obj"]

    assert [signatory.slug for signatory in page] == slugs


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["eve", "dan", "ben", "cyd", "ada"]),
        ("ordering=date", ["ada", "cyd", "ben", "dan", "eve"]),
        ("q=Абишев", ["ada"]),
        ("kind=died&kind=released", ["dan", "ada"]),
        ("country=TR", ["dan", "cyd"]),
        ("case=ben", ["ben"]),
        ("declaration=101", ["ben", "ada"]),
        ("happened_from=2021-07-07", ["eve", "dan"]),
        ("happened_to=2018-03-03", ["cyd", "ada"]),
    ],
)
def test_follow_ups_are_filtered_and_sorted(world, client, query, slugs):
    page = client.get(f"/follow-ups/?{query}").context["page_obj"]

    assert [follow_up.case.slug for follow_up in page] == slugs


def test_follow_ups_show_neither_drafts_nor_what_was_corrected_or_retracted(world, client):
    draft_follow_up(case("ada"), note="Only a draft")
    follow_up = case("ben").follow_ups.get()
    correction = following.correct(follow_up, by=None, reason="Wrong day", occurred_on=date(2020, 2, 3))
    following.publish(correction, by=None)
    following.retract(case("eve").follow_ups.get(), by=None, reason="Another person")

    shown = list(client.get("/follow-ups/").context["page_obj"])
    assert {(row.case.slug, row.occurred_on) for row in shown if row.case.slug in ("ben", "eve")} == {
        ("ben", date(2020, 2, 3))
    }
    assert "Only a draft" not in text_of(client.get("/follow-ups/"))
