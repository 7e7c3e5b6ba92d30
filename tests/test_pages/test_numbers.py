"""Every number of rows on a page is a link, and the list it leads to has exactly as many rows."""

import json
import re
from datetime import date
from urllib.parse import urljoin

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from selectolax.lexbor import LexborHTMLParser

from declarations import models
from tests.factories import confirmed_citation, published_follow_up

#: Where numbers of rows stand on a page. What is drawn in a bar stands as text beside it.
COUNTS = ".count, td.n, .lead"
#: Numbers that count no other list's rows: a list's own, which person of the page this is, a rate, and how many
#: signatures a document prints.
OTHER = ".own-number, .ordinal, .rate, .printed-number, time"
#: Numbers that stand as words, and how many "all" are is said after it.
WORDS = {
    "one": 1, "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
NUMBER = re.compile(rf"(?<![\w-])(?:[1-9][\d,]*|{'|'.join(WORDS)})(?![\w-])", re.IGNORECASE)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The sample data, loaded once as `demo` loads it."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        call_command("demo", no_serve=True, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the server does by itself in time; without, PostgreSQL plans blindly
        yield
        transaction.set_rollback(True)


def addresses() -> list[str]:
    """Every page of what the sample holds, some of them also as of a day."""
    lists = ["/", "/groups/", "/years/", *(f"/{name}/" for name in LISTS)]
    ones = [
        row.get_absolute_url()
        for model in (models.Declaration, models.Signatory, models.Case, models.Communication)
        for row in model.objects.all()
    ]
    states = [
        f"/states/{code}/"
        for code in models.Case.objects.exclude(country=None).values_list("country", flat=True).distinct()
    ]
    past = ["/states/KZ/", ones[0], ones[-1], "/cases/", "/states/", "/communications/", "/groups/",
            "/years/"]  # fmt: skip
    pages = [*lists, *ones, *states, *(f"{address}?as_of=2019-12-31" for address in past)]
    # Which number leads where is the same on either database; PostgreSQL counts those of every fourth page.
    return pages if connection.vendor == "sqlite" else pages[::4]


LISTS = ["declarations", "signatories", "cases", "follow-ups", "communications", "states", "sources", "signatures"]


def numbers_of(html: str) -> list[tuple[str, str]]:
    """The number and the address of each link that counts rows: the link of the number, or that around it."""
    found = []
    page = LexborHTMLParser(html)
    for link in page.css("main a"):
        counts = link.css(".count") or ([link] if "counted" in (link.attributes.get("class") or "") else [])
        found += [(count.text().strip(), link.attributes["href"]) for count in counts]
    return found


def unlinked_numbers(html: str) -> list[str]:
    """The numbers in figures or words, where rows are counted, that lead nowhere."""
    page = LexborHTMLParser(html)
    for node in page.css("main a") + [node for node in page.css(OTHER) if node.parent]:
        node.decompose()
    texts = [node.text(separator=" ") for node in page.css(COUNTS)]
    return [figure for text in texts for figure in NUMBER.findall(text)]


def number_in(words: str) -> int:
    """The number that the words of a link say: "1,200", "eleven", "all eleven"."""
    word = words.casefold().removeprefix("all ")
    return WORDS[word] if word in WORDS else int(word.replace(",", ""))


class Counter:
    """Counts the rows of lists, each asked for once."""

    def __init__(self, client):
        self.client, self.known = client, {}

    def rows(self, page: str, html: str, href: str) -> int:
        if href.startswith("#"):
            return len(LexborHTMLParser(html).css(f"{href} > li"))
        address = urljoin(page, href)
        if address not in self.known:
            # As data, a list gives all its rows, and much sooner than as a page.
            answer = self.client.get(address + ("&" if "?" in address else "?") + "format=json")
            assert answer.status_code == 200, address
            self.known[address] = len(json.loads(b"".join(answer))["results"])
        return self.known[address]


def wrong_numbers(client) -> tuple[list[str], int]:
    """What is wrong with the numbers of all pages, in a sentence each, and how many were followed."""
    counter = Counter(client)
    wrong, followed = [], 0
    for address in addresses():
        html = client.get(address).content.decode()
        for number, href in numbers_of(html):
            rows = counter.rows(address, html, href)
            followed += 1
            if rows != number_in(number):
                wrong.append(f"{address}: {number} leads to {rows} rows at {href}")
        wrong += [f"{address}: {figure} leads nowhere" for figure in unlinked_numbers(html)]
    return wrong, followed


def test_every_number_on_every_page_of_the_sample_leads_to_as_many_rows(demo, db):
    wrong, followed = wrong_numbers(Client())

    assert not wrong, "\n".join(wrong)
    assert followed > 2 * len(addresses())


def test_so_does_every_number_where_several_declarations_cite_the_same_people(world, client):
    published_follow_up(models.Case.objects.get(slug="dan"), occurred_on=date(2016, 1, 1), situation="house-arrest")
    confirmed_citation(
        case=models.Case.objects.get(slug="ada"), edition=models.Edition.objects.get(declaration__number=103), claim=""
    )
    wrong, followed = wrong_numbers(client)

    assert not wrong, "\n".join(wrong)
    assert followed > 2 * len(addresses())


@pytest.mark.parametrize("name", LISTS)
def test_list_says_itself_how_many_rows_it_has(demo, db, name):
    answer = Client().get(f"/{name}/")

    said = LexborHTMLParser(answer.content.decode()).css_first(".own-number").text()
    assert said.split()[0] == f"{answer.context['paginator'].count:,}"
