"""The index follows every way in which rows come, change and go."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from declarations import following, matching, models, search
from declarations.sample import load_sample, sample_documents
from tests.factories import (
    CaseFactory,
    DeclarationFactory,
    EditionFactory,
    SignatoryFactory,
    SourceFactory,
    draft_follow_up,
    published_follow_up,
)

pytestmark = pytest.mark.django_db


def found(client, words: str) -> list[str]:
    return [hit.heading for hit in client.get("/search/", {"q": words}).context["hits"]]


def test_index_agrees_with_the_rows_after_an_import_and_the_sample(client):
    call_command("import_declaration", *map(str, sample_documents()), stdout=StringIO(), stderr=StringIO())
    load_sample()

    assert list(search.differences()) == []
    assert models.SearchEntry.objects.filter(kind="signatory").count() == models.Signatory.objects.count() > 0


def test_new_spelling_finds_the_case(client):
    case = CaseFactory(name="Someone Known")
    matching.record_spelling(case, "Nobody Else")

    assert found(client, "nobody") == ["Someone Known"]
    assert list(search.differences()) == []


def test_renamed_case_is_found_by_its_new_name_alone_and_so_are_its_follow_ups(client):
    case = CaseFactory(name="Oldname")
    follow_up = published_follow_up(case, note="Went home.")
    case.name = "Newname"
    case.save()

    assert found(client, "Oldname") == []
    assert found(client, "Newname home") == [str(models.FollowUp.objects.get(pk=follow_up.pk))]
    assert list(search.differences()) == []


def test_draft_is_not_found_until_it_is_published_and_no_longer_once_it_is_corrected(client):
    case = CaseFactory()
    draft = draft_follow_up(case, note="Crossed the bridge.")
    assert found(client, "bridge") == []

    published = following.publish(draft, by=None)
    assert len(found(client, "bridge")) == 1

    correction = following.correct(published, by=None, reason="It was a ferry.", note="Took the ferry.")
    following.publish(correction, by=None)
    assert (len(found(client, "bridge")), len(found(client, "ferry"))) == (0, 1)


def test_answer_of_a_state_is_found_by_the_communication_it_is_about(client):
    letter = models.Communication.objects.create(body="wgad", kind="opinion", title="Opinion on a poet")
    answer = following.record(
        by=None, sources=[SourceFactory()], communication=letter, kind="state-replied", occurred_on=date(2020, 1, 1)
    )
    following.publish(answer, by=None)
    letter.title = "Opinion on a sculptor"
    letter.save()

    assert len(found(client, "sculptor")) == 2
    assert found(client, "poet") == []


def test_edition_brings_its_paragraphs_and_a_second_one_in_that_language_brings_none(client):
    declaration = DeclarationFactory(title="Zebras")
    EditionFactory(declaration=declaration, paragraphs=("A lynx was seen.", "It ran."))
    EditionFactory(declaration=declaration, paragraphs=("A lynx was seen.", "It ran."))

    hits = client.get("/search/?q=lynx").context["hits"]
    assert [hit.kind for hit in hits] == ["declaration", "passage"]
    assert hits[1].get_absolute_url() == f"/declarations/{declaration.number}/#paragraph-1"


def test_deleted_row_is_found_no_longer(client):
    signatory = SignatoryFactory(family_name="Ephemeral")
    assert found(client, "ephemeral") == ["Ada Ephemeral"]

    signatory.delete()
    assert found(client, "ephemeral") == []
    assert list(search.differences()) == []


def test_excerpt_marks_the_words_also_in_another_spelling(client):
    EditionFactory(paragraphs=("Far away, " * 60 + "Mukhtar Dzhakishev was moved <here>.",))

    html = client.get("/search/?q=Джакишев moved&kind=passage").content.decode()
    assert "<mark>Dzhakishev</mark> was <mark>moved</mark> &lt;here&gt;." in html
    assert "… " in html


def test_slip_is_said_to_be_one(client):
    CaseFactory(name="Osman Kavala")

    page = client.get("/search/?q=Kavxla")

    assert page.context["instead"] == "kavala"
    assert "so this looks for “kavala”" in page.content.decode()


def test_name_in_another_spelling_is_no_slip(client):
    CaseFactory(name="Osman Kavala")

    assert client.get("/search/?q=Кавалла").context["instead"] == ""


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"heading": "Other"}, "case {} has changed since it was put into the search index."),
        ({"object_id": 999999}, "case {} is not in the search index."),
    ],
)
def test_difference_between_index_and_rows_is_said(fault, sentence):
    case = CaseFactory()
    models.SearchEntry.objects.filter(kind="case", object_id=case.pk).update(**fault)

    assert sentence.format(case.pk) in list(search.differences())


def test_entry_about_nothing_is_said():
    case = CaseFactory()
    models.SearchEntry.objects.filter(kind="case", object_id=case.pk).update(object_id=999999)

    assert "The search index has case 999999, which is not there." in list(search.differences())


def test_command_says_what_differs_and_mends_it():
    CaseFactory()
    models.SearchEntry.objects.all().delete()

    with pytest.raises(SystemExit):
        call_command("rebuild_search", "--check", stdout=StringIO())
    call_command("rebuild_search", stdout=StringIO())

    out = StringIO()
    call_command("rebuild_search", "--check", stdout=out)
    assert out.getvalue() == "The search index agrees with the rows.\n"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="checks a table that SQLite alone has")
def test_words_of_sqlite_are_those_of_the_entries_after_every_kind_of_change():
    case = CaseFactory(name="First Name")
    case.name = "Second Name"
    case.save()
    CaseFactory().delete()

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO declarations_searchwords (declarations_searchwords, rank) VALUES ('integrity-check', 1)"
        )
