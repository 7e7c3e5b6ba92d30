"""What holds for every page of the curators' room."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from declarations import models
from declarations.models.vocabulary import FollowUpKind

from ..factories import (
    CaseFactory,
    CaseSpellingFactory,
    CitationFactory,
    DeclarationFactory,
    EditionFactory,
    SignatoryFactory,
    SignatureFactory,
    SourceFactory,
    UserFactory,
    draft_follow_up,
)
from .room import address, buttons_of, words_of

pytestmark = pytest.mark.django_db

OURS = [model for model in admin.site._registry if model._meta.app_label == "declarations"]


class World:
    """One row of each model, and any number of rows that belong to it."""

    def __init__(self):
        self.declaration, self.case = DeclarationFactory(), CaseFactory(assigned_to=UserFactory(is_staff=True))
        self.edition = EditionFactory(declaration=self.declaration, paragraphs=("A text. " * 30,))
        self.signatory, self.source = SignatoryFactory(), SourceFactory()
        self.communication = models.Communication.objects.create(
            body="wgad", kind="opinion", title="An opinion", country_id="KZ"
        )
        self.demand = self.new_demand(0)
        self.figure = models.StatedFigure.objects.create(
            declaration=self.declaration, edition=self.edition, start=0, end=5, country_id="KZ", number=1,
            response="ignored",
        )  # fmt: skip
        self.follow_up = draft_follow_up(self.case)
        self.decision = self.new_decision()
        self.size = 0

    def grow_to(self, size):
        for number in range(self.size + 1, size + 1):
            self.add(number)
        self.size = size

    def add(self, number):
        declaration = DeclarationFactory()
        edition = EditionFactory(declaration=declaration, paragraphs=("A text. " * 30,))
        EditionFactory(declaration=self.declaration, language="fr")
        SignatureFactory(first_edition=self.edition)
        signature = SignatureFactory(first_edition=edition, signatory=self.signatory)
        CitationFactory(edition=edition, case=self.case)
        CitationFactory(edition=self.edition, case=CaseFactory(assigned_to=UserFactory(is_staff=True)))
        CaseSpellingFactory(case=self.case, spelling=f"Spelling {number}")
        models.CaseCategory.objects.create(case=self.case, category=f"category {number}")
        models.SignatorySpelling.objects.create(
            signatory=self.signatory, spelling=f"Spelling {number}", seen_in=edition
        )
        models.ReadingWarning.objects.create(
            edition=edition, signature=signature, code="a-doubt", message="A doubt", start=3, end=9
        )
        models.CountryName.objects.create(country_id="KZ", printed=f"Qazaqstan {number}")
        models.CommunicationRequest.objects.create(communication=self.communication, kind="release")
        self.communication.cases.add(CaseFactory())
        self.communication.declarations.add(declaration)
        models.FollowUpSource.objects.create(follow_up=self.follow_up, source=SourceFactory())
        draft_follow_up(self.case, sources=[self.source, SourceFactory()], by=UserFactory())
        answer = {"kind": FollowUpKind.STATE_REPLIED, "situation": "", "sources": [self.source]}
        draft_follow_up(None, communication=self.communication, **answer)
        draft_follow_up(None, demand=self.new_demand(number), **answer)
        self.new_decision()
        models.Change.objects.create(decision=self.decision, model="citation", object_id=number, before={}, after={})
        models.Communication.objects.create(body="ecthr", kind="judgment", title=f"Judgment {number}", country_id="FR")
        models.PoliticalGroup.objects.create(code=f"G{number}", name_en="A group")

    def new_decision(self):
        return models.Decision.objects.create(kind="merge", title="One merged into another", by=UserFactory())

    def new_demand(self, number):
        return models.Demand.objects.create(
            declaration=self.declaration,
            edition=self.edition,
            kind="release",
            summary=f"Demand {number}",
            start=0,
            end=5,
        )


@pytest.fixture
def world():
    return World()


def row_of(world, model):
    if model is models.Country:
        return models.Country.objects.get(pk="KZ")
    own = {type(row): row for row in vars(world).values() if hasattr(row, "_meta")}
    return own.get(model) or model.objects.first()


def queries_of(open_page, *args) -> int:
    with CaptureQueriesContext(connection) as queries:
        open_page(*args)
    return len(queries)


def test_every_model_is_curated_on_a_page_of_its_own_or_on_that_of_its_owner():
    on_a_page = {inline.model for model in OURS for inline in admin.site._registry[model].inlines} | set(OURS)

    assert set(models.__all__) - {model.__name__ for model in on_a_page} == {
        "SearchEntry",
        "SituationPeriod",
        "FormerAddress",
        "CaseDistinction",
        "SignatoryDistinction",
    }


def test_every_list_form_and_history_opens(room, world):
    world.grow_to(1)
    for model in OURS:
        row = row_of(world, model)
        room.list(model)
        room.list(model, q="someone 675")
        room.open(row)
        room.history(row)
        if admin.site._registry[model].has_add_permission(page_request(room)):
            room.new(model)
        if hasattr(model, "history") and row.history.exists():
            assert room.client.get(address(model, "simple_history", row.pk, row.history.first().pk)).status_code == 200


def page_request(room):
    return room.list(models.Country).wsgi_request


def test_no_list_asks_the_database_more_often_for_more_rows(room, world):
    world.grow_to(3)
    few = {model: queries_of(room.list, model) for model in OURS}
    world.grow_to(30)
    many = {model: queries_of(room.list, model) for model in OURS}

    assert {model: (few[model], many[model]) for model in OURS if many[model] > few[model]} == {}


def test_no_form_asks_the_database_more_often_for_more_rows(room, world):
    world.grow_to(3)
    few = {model: queries_of(room.open, row_of(world, model)) for model in OURS}
    world.grow_to(30)
    many = {model: queries_of(room.open, row_of(world, model)) for model in OURS}

    assert {model: (few[model], many[model]) for model in OURS if many[model] > few[model]} == {}


def test_no_choice_of_a_row_asks_the_database_more_often_for_more_rows(room, world):
    def choose(owner, field):
        query = {"app_label": "declarations", "model_name": owner, "field_name": field, "term": ""}
        assert room.client.get("/admin/autocomplete/", query).status_code == 200

    choices = [("citation", "edition"), ("citation", "case"), ("followup", "demand"), ("followupsource", "source")]
    world.grow_to(3)
    few = [queries_of(choose, *choice) for choice in choices]
    world.grow_to(19)

    assert [queries_of(choose, *choice) for choice in choices] == few


def test_who_may_only_look_reads_every_page_and_changes_nothing(room_to_look, world):
    world.grow_to(1)
    for model in OURS:
        row = row_of(world, model)
        page = room_to_look.open(row)

        assert b'name="_save"' not in page.content
        assert buttons_of(page) == []
        assert room_to_look.client.post(page.request["PATH_INFO"], {}).status_code == 403
        assert room_to_look.client.post(address(model, "add"), {}).status_code == 403


def test_the_room_is_named(room):
    page = room.client.get("/admin/")

    assert "Declaration Tracker: curators’ room" in words_of(page)
