"""Pages in English and French: the same addresses, the same data, the reader's language."""

from datetime import date

import pytest
from django.utils import translation

from declarations.models import Communication, Country
from declarations.saying import day_text, long_day, number_text
from tests.factories import EditionFactory
from tests.test_translations import MESSAGES

from .test_all_pages import ADDRESSES
from .worlds import text_of

pytestmark = pytest.mark.django_db

#: Whole phrases that would stand out in a French page, if they were left in English.
ENGLISH = [
    message.id
    for message in MESSAGES
    if isinstance(message.id, str) and len(message.id) > 14 and "%" not in message.id and message.id != message.string
]


@pytest.mark.parametrize("address", [*ADDRESSES, "/nowhere/", "/cases/?situation=nonsense", "/cases/ada/?as_of=x"])
def test_page_is_in_french_from_its_language_to_its_last_phrase(world, client, address):
    answer = client.get(address, headers={"accept-language": "fr"})

    text = text_of(answer)
    assert '<html lang="fr">' in answer.content.decode()
    assert answer["Content-Language"] == "fr"
    assert [phrase for phrase in ENGLISH if phrase in text] == []


def test_language_of_the_address_is_kept_for_the_next_page(world, client):
    first = client.get("/cases/?lang=fr")

    assert first.cookies["lang"].value == "fr"
    assert first.cookies["lang"]["httponly"]
    assert '<html lang="fr">' in client.get("/declarations/").content.decode()
    assert '<html lang="en">' in client.get("/declarations/?lang=en").content.decode()
    assert '<html lang="en">' in client.get("/declarations/").content.decode()


@pytest.mark.parametrize(
    ("wish", "language"), [("fr-CH, en;q=0.5", "fr"), ("de", "en"), ("en-GB, fr;q=0.9", "en"), ("", "en")]
)
def test_language_is_the_browsers_wish_where_none_was_chosen(world, client, wish, language):
    html = client.get("/", headers={"accept-language": wish}).content.decode()

    assert f'<html lang="{language}">' in html


def test_language_that_is_not_spoken_changes_nothing(world, client):
    answer = client.get("/cases/?lang=tlh")

    assert answer.status_code == 200
    assert "lang" not in answer.cookies


def test_caches_keep_the_languages_apart(world, client):
    varies = client.get("/cases/")["Vary"]

    assert "Accept-Language" in varies
    assert "Cookie" in varies


def test_page_leads_to_itself_in_the_other_language_with_its_filters(world, client):
    html = client.get("/cases/?situation=free&page=1").content.decode()

    assert 'href="/cases/?situation=free&amp;page=1&amp;lang=fr" lang="fr"' in html


def test_permanent_address_is_the_same_in_every_language(world, client):
    address = client.get("/cases/ada/?lang=fr").context["cited_as"].address

    assert address == client.get("/cases/ada/?lang=en").context["cited_as"].address
    assert "lang" not in address


@pytest.mark.parametrize(
    "address",
    [
        "/cases/?format=csv&country=KZ",
        "/cases/?format=json",
        "/follow-ups/?format=atom",
        "/declarations/?format=csv",
        "/cases/?format=json&situation=nonsense",
        "/api/cases/",
        "/api/states/",
        "/api/documentation/",
        "/api/schema/?format=json",
    ],
)
def test_data_is_the_same_in_every_language(world, client, address):
    english = client.get(address, headers={"accept-language": "en"})
    french = client.get(address, headers={"accept-language": "fr"})

    assert french.getvalue() == english.getvalue()


def test_same_rows_are_listed_in_either_language(world, client):
    listed = [
        [row.pk for row in client.get(f"/cases/?country=KZ&lang={language}").context["page_obj"]]
        for language in ("en", "fr")
    ]

    assert listed[0] == listed[1] != []


def test_list_says_in_french_what_is_asked(world, client):
    text = text_of(client.get("/cases/?country=KZ&situation=free&declaration=101&lang=fr"))

    assert "1 personne (État : Kazakhstan), que cite la déclaration n° 101" in text
    assert "dont la situation est : en liberté" in text


def test_nothing_is_counted_as_one_in_french(world, client):
    assert "0 personne" not in text_of(client.get("/cases/?country=KZ&q=nobody&lang=en"))
    assert "0 déclaration " in text_of(client.get("/declarations/?q=nothing&lang=fr")).replace(".", " ")


def test_declaration_answers_its_question_in_french(world, client):
    text = text_of(client.get("/declarations/103/?lang=fr"))

    assert (
        "Sur les trois personnes qu’elle cite, toutes les trois étaient alors derrière les barreaux ; "
        "une l’est aujourd’hui. Une est décédée."
    ) in text


def test_curators_room_stays_in_one_language(world, admin_client):
    html = admin_client.get("/admin/", headers={"accept-language": "fr"}).content.decode()

    assert 'lang="en' in html
    assert "Log out" in html


def test_days_and_numbers_are_written_as_the_language_writes_them():
    with translation.override("fr"):
        assert day_text(date(2021, 7, 1)) == "1er juil. 2021"
        assert day_text(date(2021, 6, 2)) == "2 juin 2021"
        assert day_text(date(2021, 7, 1), "month") == "juil. 2021"
        assert long_day(date(2019, 4, 11)) == "11 avril 2019"
        assert number_text(12345).split() == ["12", "345"]
    with translation.override("en"):
        assert day_text(date(2021, 7, 1)) == "1 Jul 2021"
        assert number_text(12345) == "12,345"


def test_states_bear_their_french_names(world, client):
    azerbaijan = Country.objects.get(pk="AZ")

    assert azerbaijan.name_fr != azerbaijan.name_en
    assert azerbaijan.name_fr in text_of(client.get("/states/?lang=fr"))
    assert azerbaijan.name_en not in text_of(client.get("/states/?lang=fr"))


def test_texts_in_both_languages_stand_beside_each_other(world, client):
    declaration = Communication.objects.get().declarations.get()
    EditionFactory(declaration=declaration, language="fr", paragraphs=("Quelqu’un est en prison.",))

    for language in ("en", "fr"):
        html = client.get(f"/declarations/103/?lang={language}").content.decode()
        assert '<div class="text" lang="fr">' in html
        assert '<div class="text" lang="en">' in html
        assert 'id="paragraph-1"' in html
        assert 'id="paragraph-beside-1"' in html


def test_one_text_alone_has_none_beside_it(world, client):
    assert "paragraph-beside" not in client.get("/declarations/103/").content.decode()
