"""From an article to facts: a source first, then what it reports about several people."""

from datetime import date

import pytest

from declarations.models import FollowUp, Source
from declarations.models.vocabulary import Situation

from ..factories import CaseFactory, SourceFactory, published_follow_up
from .room import buttons_of, words_of

pytestmark = pytest.mark.django_db

PREFIX = "follow_up_links"
ARTICLE = {
    "address": "https://news.example/two-freed",
    "title": "Two freed, one held",
    "publisher": "The Daily",
    "published_on": "2021-02-05",
}


def fact(number: int, **cells) -> dict:
    return {f"{PREFIX}-{number}-{name}": value for name, value in cells.items()}


@pytest.fixture
def ann():
    return CaseFactory(name="Ann Example")


@pytest.fixture
def bob():
    return CaseFactory(name="Bob Example")


def three_facts(ann, bob) -> dict:
    return {
        **fact(0, case=ann.pk, occurred="2019", kind="sentenced", situation="serving-sentence", note="Three years."),
        **fact(1, case=ann.pk, occurred="2021-02-04", kind="released", situation="free", place="first paragraph"),
        **fact(2, case=bob.pk, occurred="2021-02", kind="arrested", situation="police-custody"),
    }


def test_three_facts_about_two_people_are_published_from_one_form(room, ann, bob):
    room.save(room.new(Source), decision="publish", why="Read today", **ARTICLE, **three_facts(ann, bob))

    source = Source.objects.get()
    ann.refresh_from_db()
    bob.refresh_from_db()
    assert (ann.situation, bob.situation) == (Situation.FREE, Situation.POLICE_CUSTODY)
    assert source.follow_ups.count() == 3
    assert FollowUp.objects.get(kind="released").source_links.get().place == "first paragraph"
    assert {row.published_by for row in source.follow_ups.all()} == {room.user}


def test_saved_without_publishing_they_are_drafts(room, ann, bob):
    room.save(room.new(Source), **ARTICLE, **three_facts(ann, bob))

    assert set(FollowUp.objects.values_list("state", "recorded_by")) == {("draft", room.user.pk)}
    ann.refresh_from_db()
    assert ann.situation == Situation.UNKNOWN


def test_facts_are_added_to_a_source_that_is_there(room, ann):
    source = SourceFactory()
    published_follow_up(ann, sources=[source], occurred_on=date(2018, 1, 1))

    room.save(room.open(source), **fact(0, case=ann.pk, occurred="2021", kind="rearrested"))

    assert source.follow_ups.count() == 2


def test_empty_rows_record_nothing(room):
    room.save(room.new(Source), **ARTICLE)

    assert Source.objects.exists()
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"occurred": "last May"}, "is no date"),
        ({"occurred": "2999-01-01"}, "cannot lie in the future"),
        ({"case": ""}, "Whose case is it?"),
        ({"kind": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_saved(room, ann, wrong, sentence):
    right = {"case": ann.pk, "occurred": "2021", "kind": "arrested"}

    page = room.save(room.new(Source), **ARTICLE, **fact(0, **{**right, **wrong}))

    assert sentence in words_of(page)
    assert not Source.objects.exists()


def test_an_address_that_is_known_is_refused(room, ann):
    SourceFactory(address=ARTICLE["address"])

    page = room.save(room.new(Source), **ARTICLE, **fact(0, case=ann.pk, occurred="2021", kind="arrested"))

    assert "There is a source with this address already." in words_of(page)


def test_publishing_without_a_fact_is_refused(room):
    page = room.save(room.open(SourceFactory()), decision="publish")

    assert "Fill in at least one new fact" in words_of(page)


def test_who_may_not_record_is_offered_no_facts(room_to_look):
    page = room_to_look.open(SourceFactory())

    assert f"{PREFIX}-0-case" not in page.content.decode()
    assert buttons_of(page) == []
