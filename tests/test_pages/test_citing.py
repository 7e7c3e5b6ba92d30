"""How a page is cited, and what it says of itself to programs."""

import json
import re

import pytest

from declarations.models.follow_ups import today
from declarations.views.citing import PageCitation

from .worlds import case

pytestmark = pytest.mark.django_db

DETAILS = ["/declarations/103/", "/cases/ada/", "/signatories/anna/"]


def data_of(answer) -> dict:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', answer.content.decode(), re.DOTALL)
    return json.loads(block)


@pytest.mark.parametrize("address", DETAILS)
def test_page_is_cited_with_its_day_and_an_address_that_shows_that_day(world, client, address):
    cited = client.get(address).context["cited_as"]

    assert cited.address == f"http://testserver{address}?as_of={today().isoformat()}"
    assert cited.apa.endswith(f"{cited.title}. {cited.address}")
    again = client.get(cited.address).context["cited_as"]
    assert again == cited


def test_page_as_of_a_day_is_cited_with_that_day(world, client):
    cited = client.get("/cases/ada/?as_of=2019-06-01").context["cited_as"]

    assert cited.apa == (
        "Declaration Tracker. (2019, June 1). Ada Abishev: what was claimed, and what became known since. "
        "http://testserver/cases/ada/?as_of=2019-06-01"
    )


def test_csl_json_says_the_same(world, client):
    (item,) = json.loads(client.get("/cases/ada/?as_of=2019-06-01").context["cited_as"].csl_json)

    assert item["type"] == "webpage"
    assert item["issued"] == {"date-parts": [[2019, 6, 1]]}
    assert item["URL"] == "http://testserver/cases/ada/?as_of=2019-06-01"


def test_bibtex_says_the_same_and_escapes_its_own_signs():
    cited = PageCitation("A & B_{50%}", today().replace(2019, 6, 1), "http://testserver/cases/ada/?as_of=2019-06-01")

    assert cited.bibtex.startswith("@online{tracker-ada-2019-06-01,\n")
    assert r"title = {{A \& B\_\{50\%\}}}" in cited.bibtex
    assert "year = {2019}" in cited.bibtex


@pytest.mark.parametrize("address", DETAILS)
def test_head_has_what_reference_managers_read(world, client, address):
    html = client.get(address).content.decode()

    tags = dict(re.findall(r'<meta name="([^"]+)" content="([^"]*)">', html))
    assert tags["citation_title"] == tags["DC.title"] != ""
    assert tags["citation_publication_date"] == today().strftime("%Y/%m/%d")
    assert tags["citation_public_url"] == tags["DC.identifier"]


def test_declaration_says_who_signed_and_whom_it_cites(world, client):
    data = data_of(client.get("/declarations/103/"))

    assert data["datePublished"] == "2019-04-11"
    assert [author["name"] for author in data["author"]] == ["Ada Boris", "Ada Carla"]
    assert {person["@id"] for person in data["mentions"]} == {
        f"http://testserver/cases/{slug}/" for slug in ("ben", "dan", "eve")
    }


def test_case_says_its_spellings_and_the_declarations_that_cite_it(world, client):
    data = data_of(client.get("/cases/ada/"))

    assert (data["@type"], data["name"], data["alternateName"]) == ("Person", "Ada Abishev", ["Ада Абишев"])
    assert [work["@id"] for work in data["subjectOf"]] == ["http://testserver/declarations/101/"]


def test_name_that_looks_like_markup_ends_no_block_of_data(world, client):
    person = case("ada")
    person.name = "</script><script>alert(1)</script> & <!-- <b>"
    person.save()

    answer = client.get("/cases/ada/")
    assert data_of(answer)["name"] == person.name
    assert b"<script>alert" not in answer.content


def test_case_as_of_an_earlier_day_says_nothing_of_itself_that_came_later(world, client):
    person = case("ada")
    person.summary = "Freed in 2016."
    person.save()

    assert data_of(client.get("/cases/ada/"))["description"] == "Freed in 2016."
    assert data_of(client.get("/cases/ada/?as_of=2015-06-01"))["description"] == ""
