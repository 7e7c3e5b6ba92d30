from datetime import date

import pytest
from django.urls import reverse

from declarations import matching
from declarations.models import Country, Declaration, Demand, Edition, ReadingWarning, Signatory, Signature
from declarations.names import name_key

from ..factories import (
    DeclarationFactory,
    EditionFactory,
    SignatoryFactory,
    SignatureFactory,
    confirmed_citation,
)
from .room import added, words_of

pytestmark = pytest.mark.django_db


def again(row):
    return type(row).objects.get(pk=row.pk)


class TestDeclarations:
    def test_what_was_read_wrong_is_put_right_and_the_cases_follow(self, room):
        citation = confirmed_citation()

        room.save(room.open(citation.declaration), title="The right title", tabled_on="2019-04-12", why="Misread")

        assert again(citation.declaration).title == "The right title"
        assert again(citation.case).first_cited_on == date(2019, 4, 12)
        assert citation.declaration.history.first().history_change_reason == "Misread"

    @pytest.mark.parametrize(("day", "why"), [("0019-04-11", "was founded, in 1949"), ("2919-04-11", "not come yet")])
    def test_a_day_of_tabling_in_an_absurd_year_is_refused(self, room, day, why):
        declaration = DeclarationFactory()

        answer = room.save(room.open(declaration), tabled_on=day, why="Misread")

        assert why in words_of(answer)
        assert again(declaration).tabled_on == declaration.tabled_on

    def test_hundreds_of_signatures_take_no_part_in_the_form(self, room):
        edition = EditionFactory()
        Signature.objects.bulk_create(
            Signature(
                declaration=edition.declaration,
                first_edition=edition,
                position=position,
                printed=f"NAME{position} Ada, France, SOC",
                family_name=f"Name{position}",
                start=0,
                end=1,
            )
            for position in range(1, 701)
        )

        page = room.open(edition.declaration)
        room.save(page, title="Another title")

        assert "NAME700 Ada" in words_of(page)
        assert page.content.count(b"<option") < 100
        assert again(edition.declaration).title == "Another title"
        assert Signature.objects.count() == 700

    def test_its_editions_are_there_to_be_read_and_downloaded(self, room):
        edition = EditionFactory(paragraphs=("The text as received.",))

        assert "The text as received." in words_of(room.open(edition))
        assert reverse("edition", args=[edition.declaration.number, edition.sha256]) in str(room.open(edition).content)
        assert room.client.post(room.open(edition).request["PATH_INFO"], {"text": "Forged"}).status_code == 403

    def test_one_with_decided_citations_is_not_deleted(self, room):
        declaration = confirmed_citation().declaration

        page = room.client.post(
            reverse("admin:declarations_declaration_delete", args=[declaration.pk]), {"post": "yes"}
        )

        assert page.status_code == 200
        assert Declaration.objects.exists()

    def test_a_demand_is_added_by_its_words(self, room):
        edition = EditionFactory(paragraphs=("We are worried.", "We call for\nan investigation at once."))

        room.save(
            room.new(Demand, edition=edition.pk),
            printed="call for an investigation",
            kind="investigation",
            summary="Investigate",
        )

        demand = Demand.objects.get()
        assert (demand.declaration, demand.passage) == (edition.declaration, "call for an investigation")
        assert "<mark>call for" in room.open(demand).content.decode()


class TestDoubts:
    @pytest.fixture
    def doubt(self):
        edition = EditionFactory(paragraphs=("Signed by 21 members.",))
        return ReadingWarning.objects.create(
            edition=edition, code="total-mismatch", message="The total is 22.", start=10, end=12
        )

    def test_they_are_listed_with_their_passage(self, room, doubt):
        page = room.list(ReadingWarning, resolved="no", code="total-mismatch")

        assert "Signed by <mark>21</mark> members." in page.content.decode()

    def test_what_a_curator_found_is_kept_with_name_and_day(self, room, doubt):
        room.save(room.open(doubt), resolution="A misprint: 22 are listed.")

        assert again(doubt).resolved_by == room.user
        assert again(doubt).resolved_at is not None
        assert doubt.message not in words_of(room.list(ReadingWarning, resolved="no"))

    def test_one_is_opened_again_by_taking_the_finding_away(self, room, doubt):
        room.save(room.open(doubt), resolution="A misprint.")
        room.save(room.open(doubt), resolution="")

        assert again(doubt).resolved_at is None


class TestSignatures:
    @pytest.fixture
    def undecided(self):
        france = Country.objects.get(pk="FR")
        return SignatureFactory(signatory=None, family_name="Gattolin", given_name="André", country=france)

    def test_undecided_ones_are_found(self, room, undecided):
        decided = SignatureFactory()

        words = words_of(room.list(Signature, undecided="yes"))

        assert undecided.printed in words
        assert decided.printed not in words

    def test_one_is_linked_to_its_signatory_whose_spelling_is_known_from_then_on(self, room, undecided):
        gattolin = SignatoryFactory(family_name="Gattolin", given_name="A.")

        room.save(room.open(undecided), signatory=gattolin.pk, why="The only one of that name")

        assert again(undecided).signatory == gattolin
        assert gattolin.spellings.get().key == name_key("André Gattolin")
        assert undecided.history.first().history_change_reason == "The only one of that name"

    def test_nobody_signs_twice(self, room, undecided):
        other = SignatureFactory(first_edition=undecided.first_edition)

        page = room.save(room.open(undecided), signatory=other.signatory.pk)

        assert "has signed this declaration already" in words_of(page)
        assert again(undecided).signatory is None

    def test_the_line_stays_as_printed(self, room, undecided):
        room.save(room.open(undecided), printed="Forged", position=9, group="SOC")

        assert again(undecided).printed == undecided.printed

    def test_a_new_signatory_has_an_address_and_is_known_by_name(self, room):
        room.save(room.new(Signatory), family_name="De Sutter", given_name="Petra", country="BE")

        signatory = Signatory.objects.get()
        assert signatory.slug == "petra-de-sutter"
        assert signatory.spellings.get().spelling == "Petra De Sutter"

    def test_a_spelling_of_a_signatory_gets_its_key(self, room):
        signatory = matching.record_signatory(family_name="De Sutter", given_name="Petra", by=None)
        page = room.open(signatory)

        room.save(page, **added(page, "spellings", 1, spelling="Petra Desutter"))

        assert signatory.spellings.get(spelling="Petra Desutter").key == name_key("Petra Desutter")


def test_the_table_of_editions_is_searched_by_the_number_of_the_declaration(room):
    EditionFactory(declaration=DeclarationFactory(number=675))

    assert "1 edition" in words_of(room.list(Edition, q="675"))
    assert "0 editions" in words_of(room.list(Edition, q="no such thing"))
