"""A case, a state, a declaration and any filter of a list can be subscribed to as an Atom feed (RFC 4287)."""

from datetime import datetime
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from declarations.models import Case
from tests.factories import published_follow_up

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = ["/cases/ada/", "/states/KZ/", "/declarations/103/", "/cases/?country=KZ", "/follow-ups/?kind=sentenced"]


def feed_of(client, page: str) -> tuple[str, ElementTree.Element]:
    """The address that a page names as its feed, and what is there."""
    link = LexborHTMLParser(client.get(page).content.decode()).css_first('link[type="application/atom+xml"]')
    address = link.attributes["href"]
    if address.startswith("?"):
        address = page.partition("?")[0] + address
    answer = client.get(address)
    assert answer["Content-Type"].startswith("application/atom+xml")
    return address, ElementTree.fromstring(answer.getvalue())


@pytest.mark.parametrize("page", PAGES)
def test_page_names_its_feed_to_programs_and_to_people(world, client, page):
    address, _ = feed_of(client, page)

    links = LexborHTMLParser(client.get(page).content.decode()).css("main a")
    assert address.rpartition("/")[2] in [link.attributes["href"].rpartition("/")[2] for link in links]


LISTS = ["declarations", "signatories", "cases", "follow-ups", "communications", "states", "sources", "signatures"]


@pytest.mark.parametrize("page", [*PAGES, *(f"/{name}/" for name in LISTS)])
def test_feed_has_what_the_standard_asks_for(world, client, page):
    address, feed = feed_of(client, page)

    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for element in [feed, *entries]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
            assert element.find(f"{ATOM}{name}").text
        assert datetime.fromisoformat(element.find(f"{ATOM}updated").text).tzinfo
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    assert feed.find(f"{ATOM}link[@rel='self']").attrib["href"] == f"http://testserver{address}"
    ids = [entry.find(f"{ATOM}id").text for entry in entries]
    assert len(ids) == len(set(ids))
    assert all(entry.find(f"{ATOM}link[@rel='alternate']") is not None for entry in entries)


@pytest.mark.parametrize("page", ["/cases/ada/", "/states/KZ/"])
def test_what_is_published_about_a_case_is_in_its_feed_and_in_that_of_its_state(world, client, page):
    follow_up = published_follow_up(Case.objects.get(slug="ada"), note="News of this morning")

    _, feed = feed_of(client, page)
    told = {entry.find(f"{ATOM}id").text: entry.find(f"{ATOM}content").text for entry in feed.iter(f"{ATOM}entry")}
    assert "News of this morning" in told[f"http://testserver/cases/ada/#follow-up-{follow_up.pk}"]
