"""What the declaration page says of its editions, and of states and groups whose names have changed since."""

import re
from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from declarations.importing import Document, import_document
from declarations.models import Country, PoliticalGroup

from ..editions import TITLE_FR, Editions
from ..factories import DeclarationFactory, EditionFactory, SignatureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_of(client):
    def opened(number=675):
        return LexborHTMLParser(client.get(f"/declarations/{number}/").content)

    return opened


def bring_in(**documents):
    for name, data in documents.items():
        assert import_document(Document(name, name, lambda data=data: data)).error is None


def text_of(node) -> str:
    return re.sub(r"(?<=\() | (?=[,.:)])", "", " ".join(node.text(separator=" ").split()))


def test_who_signed_between_the_first_and_the_second_edition(page_of):
    bring_in(second=Editions(count=22).second(), web=Editions(count=20).web())

    said = text_of(page_of().css_first("#edition-1"))

    assert said.startswith("Signed between the first and the second edition (11 Apr 2019 and 1 May 2019):")
    assert said.count(",") == 1  # two names


def test_several_documents_of_one_day_are_one_edition(page_of):
    bring_in(web=Editions().web(), pace=Editions().pace(), french=Editions().french())

    assert page_of().css_first("#edition-1") is None


def test_a_later_edition_without_further_signatures_says_so(page_of):
    bring_in(web=Editions().web(), second=Editions().second())

    assert "has no further signatures" in text_of(page_of().css_first("#edition-1"))


def test_each_document_says_what_it_has_otherwise(page_of):
    bring_in(web=Editions().web(), french=Editions().french(), second=Editions(count=20).second())

    table = text_of(page_of().css_first("section[aria-labelledby=editions] table"))

    assert TITLE_FR in table
    assert "differs: a name is missing" in table


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("MK", date(2009, 6, 22), "the former Yugoslav Republic of Macedonia"),
        ("MK", date(2019, 4, 11), "North Macedonia"),
        ("TR", date(2014, 6, 24), "Turkey"),
        ("TR", date(2023, 1, 26), "Türkiye"),
        ("RS", date(2003, 6, 24), "Serbia and Montenegro"),
        ("RS", date(2007, 1, 22), "Serbia"),
        ("FR", date(1990, 1, 1), "France"),
    ],
)
def test_a_state_has_the_name_of_the_day(code, day, name):
    assert Country.objects.get(pk=code).name_on(day) == name


def test_a_signature_shows_the_names_of_its_time_and_links_to_those_of_today(page_of):
    declaration = DeclarationFactory(number=300, tabled_on=date(2001, 4, 24))
    SignatureFactory(
        first_edition=EditionFactory(declaration=declaration),
        country=Country.objects.get(pk="MK"),
        group=PoliticalGroup.objects.get(pk="LDR"),
    )

    signed = page_of(300).css_first(".signatures li")

    assert "the former Yugoslav Republic of Macedonia, LDR" in text_of(signed)
    links = [link.attributes["href"] for link in signed.css(".small a")]
    assert links == ["/signatories/?country=MK", "/signatories/?group=ALDE"]
    assert "today North Macedonia" in text_of(page_of(300).css_first("#signatories").parent)


def test_the_group_of_today_is_found_over_all_codes_in_between():
    today = PoliticalGroup.objects.of_today()

    assert (today["EDG"].code, today["LDR"].code) == ("ECPA", "ALDE")
    assert "SOC" not in today


def test_groups_that_succeed_one_another_in_a_circle_do_no_harm():
    PoliticalGroup.objects.filter(pk="ECPA").update(successor="EDG")

    assert "EDG" in PoliticalGroup.objects.of_today()
