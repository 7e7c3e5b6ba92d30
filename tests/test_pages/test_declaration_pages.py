"""The page of one declaration, and of one signatory."""

import pytest

from declarations import models
from declarations.models.follow_ups import today
from tests.factories import CitationFactory, EditionFactory, confirmed_citation

from .worlds import text_of

pytestmark = pytest.mark.django_db


def test_declaration_answers_its_question_first(world, client):
    text = text_of(client.get("/declarations/103/"))

    assert "Of the three people it cites, all three were behind bars then; one is now. One has died." in text
    assert "from 3 sources." in text


def test_declaration_shows_then_and_now_of_each_case_cited(world, client):
    changes = client.get("/declarations/103/").context["changes"]

    assert [(row.case.slug, row.then, row.now, row.outcome) for row in changes] == [
        ("ben", "pre-trial-detention", "serving-sentence", "worse"),
        ("dan", "serving-sentence", "died", "died"),
        ("eve", "serving-sentence", "restricted", "improved"),
    ]


def test_declaration_as_of_a_day_shows_how_things_stood_then(world, client):
    changes = client.get("/declarations/103/?as_of=2020-01-01").context["changes"]

    assert [(row.case.slug, row.now) for row in changes] == [
        ("ben", "pre-trial-detention"),
        ("dan", "serving-sentence"),
        ("eve", "serving-sentence"),
    ]


def test_case_cited_twice_is_marked_twice_and_listed_once(db, client):
    edition = EditionFactory(paragraphs=("Ada Li, says Ada Li, is held.",))
    first = confirmed_citation(edition=edition, start=0, end=6, printed="Ada Li")
    confirmed_citation(edition=edition, start=13, end=19, printed="Ada Li", case=first.case)

    page = client.get(edition.declaration.get_absolute_url())
    assert [number for _, number in page.context["marks"]] == [1, 1]
    assert len(page.context["changes"]) == 1
    assert page.content.decode().count(">Ada Li</mark>") == 2


def test_declaration_shows_its_first_english_edition_with_citations(db, client):
    french = EditionFactory(language="fr", paragraphs=("Le texte.",))
    bare = EditionFactory(declaration=french.declaration, paragraphs=("The bare text.",))
    cited = EditionFactory(declaration=french.declaration, paragraphs=("The text with names.",))
    confirmed_citation(edition=cited)

    assert client.get(french.declaration.get_absolute_url()).context["edition"] == cited
    assert bare != cited


def test_suggested_and_rejected_mentions_are_not_marked(world, client):

    CitationFactory(edition=models.Edition.objects.get(declaration__number=103), printed="Somebody Else")

    assert "Somebody Else" not in client.get("/declarations/103/").content.decode()


def test_signatories_are_shown_with_country_and_group_of_the_time(world, client):
    text = text_of(client.get("/declarations/102/"))

    assert "Ada Anna France , EPP/CD" in text  # each a link
    assert "1 signature" in text


def test_total_agrees_unless_the_reader_found_otherwise(world, client):
    edition = models.Edition.objects.get(declaration__number=103)
    edition.reading["signatures"] = [{"position": 1}, {"position": 2}]
    edition.save()
    assert "agrees with the document’s own count" in text_of(client.get("/declarations/103/"))

    edition.warnings.create(code="total-mismatch", message="It says 3.", start=0, end=1)

    assert "agrees with the document’s own count" not in text_of(client.get("/declarations/103/"))


def test_total_of_a_layout_that_prints_none_is_not_said_to_agree(world, client):
    edition = models.Edition.objects.get(declaration__number=103)
    edition.reading["signatures"] = [{"position": 1}, {"position": 2}]
    edition.layout = "web"
    edition.save()

    assert "own count" not in text_of(client.get("/declarations/103/"))


def test_declaration_says_how_to_cite_it_with_a_permanent_address(world, client):
    address = f"http://testserver/declarations/103/?as_of={today()}"

    assert f'<a href="{address}">{address}</a>' in client.get("/declarations/103/").content.decode()


def test_signatory_page_shows_what_became_of_those_named(world, client):
    page = client.get("/signatories/boris/")

    assert [(row.case.slug, row.then, row.outcome) for row in page.context["changes"]] == [
        ("ada", "serving-sentence", "improved"),
        ("ben", "free", "worse"),
        ("dan", "serving-sentence", "died"),
        ("eve", "serving-sentence", "improved"),
    ]
    assert "signed as EPP/CD" in text_of(page)
    assert "signed as SOC" in text_of(page)
