"""The desk where doubts are settled, and a declaration that should not have come."""

from pathlib import Path

import pytest
from django.urls import reverse

from declarations import matching
from declarations.importing import Document, import_document
from declarations.models import Citation, Country, Declaration, Edition, ReadingWarning, Signatory, Signature

from ..editions import Editions
from ..factories import CaseFactory, CaseSpellingFactory, EditionFactory, SignatoryFactory
from .room import words_of

pytestmark = pytest.mark.django_db

LAST = Editions()
ENGLISH = LAST.web().replace(b"Andr\xc3\xa9 GATTOLIN, France", b"Andr\xc3\xa9 GATTOLIN, Ruritania")
SURNAMES = LAST.surnames()


def bring_in(data, name="declaration.txt"):
    report = import_document(Document(name, name, lambda: data))
    assert report.error is None
    return report


def doubt(code, **about):
    return ReadingWarning.objects.get(code=code, **about)


def gattolin():
    return Signature.objects.get(family_name="Gattolin")


class TestCorrectingRightThere:
    def test_a_country_that_was_not_known_is_chosen(self, room):
        bring_in(ENGLISH)

        room.save(room.open(doubt("unknown-country")), country="FR", resolution="As on his page.")

        warning = doubt("unknown-country")
        assert gattolin().country_id == "FR"
        assert (warning.resolved_by, warning.resolution) == (room.user, "The country is France. As on his page.")
        assert gattolin().history.first().history_change_reason == "As on his page."

    def test_with_the_country_known_the_signatory_is_too(self, room):
        bring_in(ENGLISH)
        known = matching.record_signatory(family_name="Gattolin", given_name="André", country_id="FR", by=None)

        room.save(room.open(doubt("unknown-country")), country="FR")

        assert gattolin().signatory == known
        assert not ReadingWarning.objects.unresolved().exists()

    def test_a_group_that_was_not_known_is_chosen(self, room):
        bring_in(LAST.web().replace(b"GATTOLIN, France, NR", b"GATTOLIN, France, XYZ"))

        room.save(room.open(doubt("unknown-group")), group="NR")

        assert gattolin().group_id == "NR"
        assert doubt("unknown-group").resolved_by == room.user

    def test_a_signatory_is_chosen_for_a_family_name_alone(self, room):
        bring_in(SURNAMES)
        member = SignatoryFactory(family_name="Gattolin", given_name="André")

        room.save(room.open(doubt("undecided-signatory", signature=gattolin())), signatory=member.pk)

        assert gattolin().signatory == member
        assert doubt("undecided-signatory", signature=gattolin()).resolved_by == room.user

    def test_nobody_signs_twice(self, room):
        bring_in(SURNAMES)
        member = SignatoryFactory(family_name="Gattolin", given_name="André")
        matching.link_signature(Signature.objects.get(family_name="Schwabe"), member, by=None)

        page = room.save(room.open(doubt("undecided-signatory", signature=gattolin())), signatory=member.pk)

        assert "has signed this declaration already" in words_of(page)
        assert doubt("undecided-signatory", signature=gattolin()).resolved_at is None

    def test_the_desk_asks_for_the_one_fact_that_is_doubtful(self, room):
        bring_in(ENGLISH)

        page = room.open(doubt("unknown-country")).content.decode()

        assert 'name="country"' in page
        assert 'name="group"' not in page

    def test_correcting_the_signature_elsewhere_settles_its_doubt(self, room):
        bring_in(SURNAMES)
        member = SignatoryFactory(family_name="Gattolin", given_name="André")

        room.save(room.open(gattolin()), signatory=member.pk, why="The only one")

        warning = doubt("undecided-signatory", signature=gattolin())
        assert warning.resolution == "The signatory is André Gattolin. The only one"
        assert warning.history.first().history_user == room.user

    def test_correcting_the_title_settles_its_contradiction(self, room):
        bring_in(LAST.web())
        bring_in(Editions(title="Another title", day="12 April 2019").pace())

        room.save(room.open(Declaration.objects.get()), title="Another title", why="As in the PDF")

        assert doubt("contradicting-title").resolution == "The declaration has “Another title”. As in the PDF"
        assert doubt("contradicting-date").resolved_at is None

    def test_next_leads_to_the_next_that_waits_and_then_to_the_list(self, room):
        bring_in(ENGLISH.replace(b"Germany", b"Nowhere"))
        first, second = ReadingWarning.objects.filter(code="unknown-country")
        ReadingWarning.objects.exclude(code="unknown-country").delete()

        page = room.save(room.open(first), "next", country="FR")
        assert page.context["original"] == second

        page = room.save(room.open(second), "next", country="DE")
        assert "original" not in page.context


class TestWhatIsSettledStays:
    @pytest.mark.parametrize("another", [LAST.french(), ENGLISH.replace(b"\n\n", b"\n\n\n"), LAST.second()])
    def test_a_correction_survives_every_other_edition(self, room, another):
        bring_in(ENGLISH)
        room.save(room.open(doubt("unknown-country")), country="DE")

        bring_in(another, "another.txt")

        assert gattolin().country_id == "DE"
        assert gattolin().signatory.country_id == "DE"

    def test_the_same_doubt_in_another_layout_comes_settled(self, room):
        bring_in(ENGLISH)
        room.save(room.open(doubt("unknown-country")), country="FR")

        bring_in(ENGLISH.replace(b"\n\n", b"\n\n\n"))

        again = ReadingWarning.objects.filter(code="unknown-country")
        assert [warning.resolved_by for warning in again] == [room.user, room.user]


class TestList:
    def test_it_shows_what_waits_next_to_the_passage(self, room):
        bring_in(ENGLISH)
        waiting = doubt("unknown-country")

        assert "<mark>André GATTOLIN, Ruritania, NR</mark>" in room.list(ReadingWarning).content.decode()
        room.save(room.open(waiting), country="FR")

        assert "0 reading warnings" in words_of(room.list(ReadingWarning, code="unknown-country"))
        assert waiting.message in words_of(room.list(ReadingWarning, resolved="yes"))
        assert waiting.message in words_of(room.list(ReadingWarning, resolved="all"))

    def test_it_is_filtered_by_declaration_and_country(self, room):
        bring_in(LAST.web().replace(b"GATTOLIN, France, NR", b"GATTOLIN, France, XYZ"))
        bring_in(
            LAST.web().replace(b"No. 675", b"No. 676").replace(b"SCHWABE, Germany, SOC", b"SCHWABE, Germany, XYZ")
        )

        def listed(**query):
            return list(room.list(ReadingWarning, **query).context["cl"].queryset.values_list("message", flat=True))

        assert len(listed()) == 2
        assert "GATTOLIN" in "".join(listed(declaration="675"))
        assert "SCHWABE" in "".join(listed(signature__country__code__exact="DE"))
        assert listed(declaration="no number") == []


class TestRemoving:
    def remove(self, room, declaration):
        where = reverse("admin:declarations_declaration_delete", args=[declaration.pk])
        return words_of(room.client.post(where, {"post": "yes"}, follow=True))

    def test_a_declaration_that_nobody_built_on_goes_with_all_that_came_with_it(
        self, room, django_capture_on_commit_callbacks
    ):
        case = CaseSpellingFactory(spelling="Talgat Ayan").case
        bring_in(SURNAMES)
        bring_in(LAST.web())
        kept = [Path(edition.file.path) for edition in Edition.objects.all()]

        with django_capture_on_commit_callbacks(execute=True):
            self.remove(room, Declaration.objects.get())

        case.refresh_from_db()
        assert not any(m.objects.exists() for m in (Declaration, Edition, Signature, Signatory, Citation))
        assert case.citation_count == 0
        assert not any(path.exists() for path in kept)
        assert Declaration.history.filter(history_type="-", history_user=room.user).count() == 1

    def test_members_who_signed_something_else_stay(self, room):
        bring_in(LAST.web())
        bring_in(Editions(count=20).web().replace(b"No. 675", b"No. 676"))

        self.remove(room, Declaration.objects.get(number=676))

        assert Signatory.objects.count() == 22
        assert Signature.objects.count() == 22

    @pytest.mark.parametrize("decision", ["citation", "rejection", "signature", "doubt", "title", "demand"])
    def test_what_a_curator_decided_stands_in_the_way(self, room, decision):
        bring_in(ENGLISH)
        declaration, what = Declaration.objects.get(), ""
        if decision == "citation":
            matching.confirm(Citation.objects.get(), by=room.user, case=CaseFactory())
            what = "1 decided citation"
        elif decision == "rejection":
            matching.reject(Citation.objects.get(), by=room.user)
            what = "1 decided citation"
        elif decision == "signature":
            room.save(room.open(gattolin()), country="FR")
            what = "1 decided signature"
        elif decision == "doubt":
            room.save(room.open(doubt("unknown-country")), resolution="There is no such state.")
            what = "1 resolved doubt"
        elif decision == "title":
            room.save(room.open(declaration), title="Another title")
            what = "1 correction of its own"
        else:
            edition = declaration.editions.get()
            declaration.demands.create(edition=edition, kind="release", summary="Free him", start=0, end=1)
            what = "1 demand"

        said = self.remove(room, declaration)

        assert f"No. 675 cannot be removed, because of what was decided about it: {what}" in said
        assert Declaration.objects.exists()
        assert Signature.objects.count() == 22

    def test_who_may_not_delete_declarations_is_not_offered_it(self, room_to_look):
        declaration = EditionFactory().declaration
        where = reverse("admin:declarations_declaration_delete", args=[declaration.pk])

        assert room_to_look.client.post(where, {"post": "yes"}).status_code == 403
        assert Declaration.objects.exists()


def test_a_country_chosen_at_the_desk_is_one_that_is_known(room):
    bring_in(ENGLISH)

    page = room.save(room.open(doubt("unknown-country")), country="XX")

    assert "Select a valid choice" in words_of(page)
    assert Country.objects.filter(pk="XX").count() == 0
