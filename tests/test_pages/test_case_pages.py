"""The page of one case."""

import re
from datetime import date

import pytest

from declarations import following, models
from declarations.models.vocabulary import Certainty, FollowUpKind, Precision, Situation
from tests.factories import (
    draft_follow_up,
    published_follow_up,
)

from .worlds import case, text_of

pytestmark = pytest.mark.django_db


def entries(client, slug: str, query: str = "") -> list[str]:
    events = client.get(f"/cases/{slug}/{query}").context["events"]
    return [event.follow_up.kind if event.follow_up else str(event.citation.declaration) for event in events]


def test_time_line_tells_citations_and_follow_ups_from_first_to_last(world, client):
    assert entries(client, "ben") == ["No. 101", "No. 103", "sentenced"]


def test_time_line_as_of_a_day_ends_there(world, client):
    assert entries(client, "ben", "?as_of=2016-01-01") == ["No. 101"]


def test_case_as_of_a_day_shows_the_situation_of_that_day(world, client):
    text = text_of(client.get("/cases/ben/?as_of=2019-05-01"))

    assert "pre-trial detention , as claimed by No. 103 ; no follow-up says more." in text


def test_case_says_where_its_situation_is_known_from(world, client):
    text = text_of(client.get("/cases/ada/"))

    assert "free since 1 May 2016 , from released, 1 May 2016 ( 1 source)." in text


def test_claim_leads_to_its_passage(world, client):
    citation = models.Citation.objects.get(case__slug="cyd")

    assert f'href="/declarations/102/#citation-{citation.pk}"' in client.get("/cases/cyd/").content.decode()


def test_what_is_only_believed_says_so_and_dates_are_as_exact_as_known(world, client):
    published_follow_up(
        case("fay"),
        kind=FollowUpKind.LEFT_COUNTRY,
        situation=Situation.IN_EXILE,
        certainty=Certainty.BELIEVED,
        occurred_on=date(2021, 10, 1),
        precision=Precision.MONTH,
    )
    text = text_of(client.get("/cases/fay/"))

    assert "Believed, not known." in text
    assert "in exile since Oct 2021" in text


def test_corrected_follow_up_stays_in_place_with_a_link_to_its_correction(world, client):
    follow_up = case("eve").follow_ups.get()
    correction = following.correct(follow_up, by=None, reason="Wrong day", occurred_on=date(2022, 9, 8))
    following.publish(correction, by=None)

    page = client.get("/cases/eve/")
    assert entries(client, "eve") == ["No. 103", "released-on-conditions", "released-on-conditions"]
    assert f'Corrected by <a href="#follow-up-{correction.pk}">' in page.content.decode()
    assert page.content.decode().count("<del>") == 1
    assert page.context["decided_by"] == correction


def test_retracted_follow_up_stays_in_place_with_the_reason(world, client):
    following.retract(case("eve").follow_ups.get(), by=None, reason="It was another person.")

    page = client.get("/cases/eve/")
    assert "Retracted: It was another person." in text_of(page)
    assert "as claimed by No. 103" in text_of(page)


def test_draft_is_not_on_the_time_line(world, client):
    draft_follow_up(case("ada"), note="Only a draft")

    assert "Only a draft" not in text_of(client.get("/cases/ada/"))


def test_source_is_linked_without_a_way_back(world, client):
    assert re.search(r'<a href="https://news.example/\d+" rel="noopener[^"]*">Article \d+</a>, News',
                     client.get("/cases/ada/").content.decode())  # fmt: skip


def test_case_as_of_a_day_tells_nothing_that_came_later(world, client):
    models.Case.objects.filter(slug="ada").update(summary="Freed in 2016.")
    letter = models.Communication.objects.create(
        body="wgad", kind="opinion", title="An opinion of 2016", issued_on=date(2016, 1, 1)
    )
    letter.cases.add(case("ada"))
    published_follow_up(
        None, communication=letter, occurred_on=date(2017, 1, 1), kind="state-replied", situation="",
        response="implemented",
    )  # fmt: skip

    before, between, now = (
        text_of(client.get(f"/cases/ada/{query}")) for query in ("?as_of=2015-12-31", "?as_of=2016-02-01", "")
    )
    assert "opinion of 2016" not in before
    assert "opinion of 2016" in between
    assert "implemented" not in between
    assert "Freed in 2016." not in between
    assert "implemented (A)" in now
    assert "Freed in 2016." in now


def test_case_page_says_which_declaration_first_told_how_the_person_stood(world, client):
    assert "First cited on 1 Jun 2017 ; first said how it stood by No. 103 on 11 Apr 2019" in text_of(
        client.get("/cases/dan/")
    )
    assert "First cited on 10 Jan 2015 as" in text_of(client.get("/cases/ada/"))


def test_case_page_of_somebody_cited_with_no_claim_at_all_says_so(world, client):
    models.Citation.objects.filter(case__slug="ada").update(claim="")
    following.refresh_cases([case("ada").pk])

    assert "First cited on 10 Jan 2015 , with no claim of how it stood." in text_of(client.get("/cases/ada/"))
