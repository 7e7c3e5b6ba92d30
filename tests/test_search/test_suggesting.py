"""What is suggested in the search box while a name is typed; both databases suggest the same."""

import pytest

from declarations.models.vocabulary import Visibility
from tests.factories import CaseFactory, CaseSpellingFactory, DeclarationFactory, SignatoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    for name, spellings in [
        ("Mukhtar Dzhakishev", ["Мухтар Джакишев"]),
        ("Oleg Sentsov", []),
        ("Igor Senkov", []),
        ("Liu Xiaobo", []),
    ]:
        case = CaseFactory(name=name)
        for spelling in [name, *spellings]:
            CaseSpellingFactory(case=case, spelling=spelling)
    hidden = CaseFactory(name="Olga Sensky", visibility=Visibility.RESTRICTED)
    CaseSpellingFactory(case=hidden, spelling="Olga Sensky")
    SignatoryFactory(family_name="Senol", given_name="Ömer", slug="omer-senol")
    DeclarationFactory(number=675, title="Sanctions after unfair trials")


def suggested(client, typed: str) -> list[str]:
    answer = client.get("/search/suggest/", {"q": typed})
    assert answer.status_code == 200
    return [suggestion["name"] for suggestion in answer.json()["suggestions"]]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("dzh", "Mukhtar Dzhakishev"),
        ("Djakich", "Mukhtar Dzhakishev"),
        ("Джаки", "Mukhtar Dzhakishev"),
        ("Mukhtar D", "Mukhtar Dzhakishev"),
        ("Сен", "Oleg Sentsov"),
        ("om", "Ömer Senol"),
        ("li", "Liu Xiaobo"),
    ],
)
def test_a_name_is_suggested_from_its_beginning_in_any_spelling(rows, client, typed, name):
    assert name in suggested(client, typed)


@pytest.mark.parametrize("typed", ["67", "675", "No. 675", "Sanct"])
def test_a_declaration_is_suggested_by_its_number_and_title(rows, client, typed):
    [name] = suggested(client, typed)

    assert name == "No. 675, Sanctions after unfair trials"


def test_the_same_name_comes_before_a_beginning_and_cases_before_members(rows, client):
    assert suggested(client, "sen") == ["Igor Senkov", "Oleg Sentsov", "Ömer Senol"]
    assert suggested(client, "Sencov")[0] == "Oleg Sentsov"


def test_a_restricted_case_is_suggested_to_nobody_but_the_team(rows, client, admin_client):
    assert suggested(client, "Sensky") == []
    assert suggested(admin_client, "Sensky") == ["Olga Sensky"]


def test_a_suggestion_leads_to_its_page(rows, client):
    [suggestion] = client.get("/search/suggest/", {"q": "sents"}).json()["suggestions"]

    assert suggestion["kind"] == "case"
    assert client.get(suggestion["address"]).status_code == 200


@pytest.mark.parametrize("typed", ["", " ", "s", "С", "-", '"', "zzzz", "-sentsov"])
def test_nothing_is_suggested_for_what_says_too_little(rows, client, typed):
    assert suggested(client, typed) == []


@pytest.mark.parametrize("typed", ["a\x00b", "a" * 201])
def test_a_wrong_value_is_refused_with_a_sentence(client, typed):
    answer = client.get("/search/suggest/", {"q": typed})

    assert answer.status_code == 400
    assert answer.json()["error"].startswith("Nothing can be suggested. q: ")


def test_suggestions_are_kept_by_no_cache_that_several_share(client):
    assert "private" in client.get("/search/suggest/", {"q": "se"})["Cache-Control"]
