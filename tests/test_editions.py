"""A declaration's editions: what they say together is decided by what they print, never by the order of import."""

import random
from datetime import date

import pytest
from django.db import transaction

from declarations import following, matching
from declarations.importing import Document, import_document
from declarations.models import Citation, Declaration, Edition, ReadingWarning, Signatory, SignatorySpelling, Signature
from declarations.models.vocabulary import CitationState

from .editions import TITLE, TITLE_FR, Editions, seed
from .factories import CaseFactory, CaseSpellingFactory, UserFactory

pytestmark = pytest.mark.django_db

FIRST, LAST = Editions(count=20), Editions(count=22)


def bring_in(name, data):
    report = import_document(Document(name, name, lambda: data))
    assert report.outcome in ("created", "updated"), report.error
    return report


def bring_in_all(**documents):
    return {name: bring_in(name, data) for name, data in documents.items()}


ALL = {
    "overleaf": FIRST.overleaf(),
    "web": FIRST.web(),
    "pace": FIRST.pace(),
    "french": FIRST.french(),
    "surnames": FIRST.surnames(),
    "second": LAST.second(),
}


def rows():
    """Every row, by what it says: no primary keys, no times."""
    tables = {
        Declaration: ("number", "doc_number", "tabled_on", "title"),
        Edition: ("filename", "language", "layout", "ordinal", "dated", "sha256"),
        Signatory: ("slug", "family_name", "given_name", "country"),
        SignatorySpelling: ("signatory__slug", "spelling", "key", "seen_in__filename"),
        Signature: (
            *("position", "printed", "family_name", "given_name", "key", "country", "group", "start", "end"),
            *("first_edition__filename", "signatory__slug"),
        ),
        Citation: ("edition__filename", "start", "end", "printed", "passage", "role", "claim", "state", "case"),
        ReadingWarning: ("edition__filename", "code", "message", "start", "end", "signature__printed"),
    }
    return {model.__name__: sorted(model.objects.values_list(*names), key=str) for model, names in tables.items()}


@pytest.fixture(scope="module")
def in_order_of_publishing(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        bring_in_all(**ALL)
        expected = rows()
        transaction.set_rollback(True)
    return expected


class TestAnyOrder:
    @pytest.mark.parametrize("shuffled", range(12))
    def test_the_rows_are_the_same(self, shuffled, in_order_of_publishing):
        names = random.Random(shuffled).sample(list(ALL), len(ALL))

        bring_in_all(**{name: ALL[name] for name in names})

        assert rows() == in_order_of_publishing

    @pytest.mark.parametrize("names", [list(ALL), list(reversed(ALL))], ids=["forth", "back"])
    def test_the_rows_are_those_of_the_documents(self, names):
        bring_in_all(**{name: ALL[name] for name in names})

        declaration = Declaration.objects.get()
        signatures = list(declaration.signatures.all())
        assert (declaration.title, declaration.tabled_on) == (TITLE, date(2019, 4, 11))
        assert [(row.position, row.family_name, row.given_name) for row in signatures] == [
            (line.position, line.family_name, line.given_name) for line in seed().signatures
        ]
        assert [row.first_edition.ordinal for row in signatures] == [1] * 20 + [2] * 2
        assert all(row.signatory for row in signatures)
        assert declaration.citations.get().edition.language == "en"

    @pytest.mark.parametrize("names", [list(ALL), list(reversed(ALL))], ids=["forth", "back"])
    def test_every_span_points_at_what_it_names(self, names):
        bring_in_all(**{name: ALL[name] for name in names})

        for row in Signature.objects.select_related("first_edition"):
            assert " ".join(row.first_edition.text[row.start : row.end].split()) == row.printed

    def test_positions_change_places_and_the_history_tells(self):
        bring_in_all(second=LAST.second())
        lines = [line.printed.encode() for line in seed().signatures]
        turned = LAST.overleaf().replace(b"\n".join(lines), b"\n".join(reversed(lines)))

        bring_in("first", turned)

        gattolin = Signature.objects.get(family_name="Gattolin")
        assert gattolin.position == 22
        assert [record.position for record in gattolin.history.all()] == [22, 1]


class TestSurnamesOnly:
    def test_they_become_the_signatures_that_are_known_in_full(self):
        bring_in_all(web=LAST.web(), surnames=LAST.surnames())

        assert Signature.objects.count() == Signatory.objects.count() == 22
        assert not ReadingWarning.objects.filter(code="undecided-signatory").exists()

    def test_those_that_wait_are_linked_when_the_full_names_come(self):
        bring_in_all(surnames=LAST.surnames())
        assert ReadingWarning.objects.filter(code="undecided-signatory").count() == 22

        bring_in_all(web=LAST.web())

        assert not Signature.objects.filter(signatory=None).exists()
        assert not ReadingWarning.objects.filter(code="undecided-signatory").exists()

    def test_a_namesake_of_another_group_is_another_member(self):
        web = LAST.web().replace(b"Petra De SUTTER, Belgium, SOC", b"Petra De SUTTER, Belgium, EPP/CD")

        bring_in_all(web=web, surnames=LAST.surnames())

        assert Signature.objects.filter(family_name="De Sutter").count() == 2


class TestContradictions:
    def codes(self, **documents):
        bring_in_all(**documents)
        return set(ReadingWarning.objects.values_list("edition__filename", "code"))

    def test_editions_that_agree_raise_no_doubt(self):
        assert self.codes(**{**ALL, "surnames": LAST.web()}) == set()

    @pytest.mark.parametrize("is_turned", [False, True])
    def test_another_title_in_the_same_language(self, is_turned):
        documents = {"web": LAST.web(), "pace": Editions(title="Another title", day="12 April 2019").pace()}
        if is_turned:
            documents = dict(reversed(documents.items()))

        assert ("pace", "contradicting-title") in self.codes(**documents)
        assert Declaration.objects.get().title == TITLE

    def test_the_title_in_another_language_is_none(self):
        assert self.codes(french=LAST.french(), web=LAST.web()) == set()
        assert Declaration.objects.get().title == TITLE

    def test_a_declaration_known_in_french_only_has_its_french_title(self):
        bring_in_all(french=LAST.french())

        assert Declaration.objects.get().title == TITLE_FR

    @pytest.mark.parametrize("is_turned", [False, True])
    def test_another_day_of_tabling(self, is_turned):
        documents = {"web": LAST.web(), "pace": Editions(day="12 April 2019").pace()}
        if is_turned:
            documents = dict(reversed(documents.items()))

        assert self.codes(**documents) == {("pace", "contradicting-date")}
        assert Declaration.objects.get().tabled_on == date(2019, 4, 11)

    def test_another_text_with_the_paragraph_that_differs(self):
        other = Editions(text=("Talgat Ayan has been in prison since 2016.", "The undersigned ask for a new trial."))

        assert self.codes(web=LAST.web(), second=other.second()) == {("second", "contradicting-text")}
        assert ReadingWarning.objects.get().passage == "The undersigned ask for a new trial."

    def test_the_same_text_in_other_paragraphs_is_no_other_text(self):
        other = Editions(text=("Talgat Ayan has been in prison  since 2016. The undersigned ask for his release.",))

        assert self.codes(web=LAST.web(), pace=other.pace()) == set()

    @pytest.mark.parametrize("is_turned", [False, True])
    def test_a_name_that_is_gone_from_a_later_edition(self, is_turned):
        documents = {"web": LAST.web(), "second": FIRST.second()}
        if is_turned:
            documents = dict(reversed(documents.items()))

        assert self.codes(**documents) == {("second", "vanished-signature")}
        assert Signature.objects.count() == 22

    def test_a_list_cut_short_tells_nothing_of_who_is_gone(self):
        cut = LAST.second().replace(seed().signatures[-1].printed.encode(), b"")

        assert ("second", "vanished-signature") not in self.codes(web=LAST.web(), second=cut)

    def test_another_group_than_in_the_first_edition(self):
        other = LAST.second().replace(b"GATTOLIN Andr\xc3\xa9, France, NR", b"GATTOLIN Andr\xc3\xa9, France, ALDE")

        assert self.codes(web=LAST.web(), second=other) == {("second", "contradicting-group")}
        assert Signature.objects.get(family_name="Gattolin").group_id == "NR"

    def test_a_day_that_does_not_fit_the_numbers_before_and_behind(self):
        bring_in_all(web=LAST.web())

        report = bring_in("next", LAST.web().replace(b"No. 675", b"No. 676").replace(b"2019", b"2018"))

        assert [warning.code for warning in report.warnings] == ["date-out-of-order"]


class TestDecisions:
    @pytest.fixture
    def curator(self):
        return UserFactory()

    def test_a_corrected_title_and_day_stay(self, curator):
        bring_in_all(second=LAST.second())
        declaration = Declaration.objects.get()
        declaration.title, declaration.tabled_on = "The right title", date(2019, 4, 10)
        declaration._history_user = curator
        declaration.save()

        bring_in_all(web=LAST.web())

        declaration.refresh_from_db()
        assert (declaration.title, declaration.tabled_on) == ("The right title", date(2019, 4, 10))

    def test_a_chosen_signatory_stays_and_the_place_follows_the_first_edition(self, curator):
        bring_in_all(second=LAST.second())
        row = Signature.objects.get(family_name="Gattolin")
        other = matching.record_signatory(family_name="Other", given_name="A.", country_id="FR", by=curator)
        matching.link_signature(row, other, by=curator)

        bring_in_all(web=LAST.web())

        row.refresh_from_db()
        assert (row.signatory, row.first_edition.layout) == (other, "web")

    def test_a_corrected_group_stays_in_every_later_edition(self, curator):
        bring_in_all(second=LAST.second())
        row = Signature.objects.get(family_name="Gattolin")
        row.group_id, row._history_user = "SOC", curator
        row.save()

        bring_in_all(web=LAST.web(), french=LAST.french())

        row.refresh_from_db()
        assert row.group_id == "SOC"

    def test_a_confirmed_citation_stays_in_the_edition_where_it_was_confirmed(self, curator):
        bring_in_all(french=LAST.french())
        matching.confirm(Citation.objects.get(), by=curator, case=CaseFactory())

        bring_in_all(web=LAST.web())

        assert Citation.objects.get().edition.language == "fr"

    def test_a_mention_that_nobody_decided_about_moves_to_the_original_language(self):
        bring_in_all(french=LAST.french())

        bring_in_all(web=LAST.web())

        citation = Citation.objects.get()
        assert citation.edition.language == "en"
        assert citation.edition.text[citation.start : citation.end] == "Talgat Ayan"

    def test_a_known_person_who_is_cited_stays_cited_and_follows_the_day_of_tabling(self):
        case = CaseSpellingFactory(spelling="Talgat Ayan").case
        later = Editions(day="1 May 2019")
        bring_in_all(pace=later.pace())

        bring_in_all(web=LAST.web())

        case.refresh_from_db()
        assert Citation.objects.get().state == CitationState.CONFIRMED
        assert (case.citation_count, case.first_cited_on) == (1, date(2019, 4, 11))

    def test_a_doubt_that_was_resolved_is_not_raised_again_by_another_layout(self, curator):
        few = Editions(count=19)
        bring_in_all(web=few.web())
        warning = ReadingWarning.objects.get(code="below-rule-56")
        warning.resolved_by, warning.resolved_at = curator, "2019-05-01T00:00Z"
        warning.resolution = "So it was tabled."
        warning.save()

        bring_in_all(pace=few.pace())

        both = ReadingWarning.objects.filter(code="below-rule-56")
        assert [(row.resolved_by, row.resolution) for row in both] == [(curator, "So it was tabled.")] * 2


def test_following_is_told_when_the_day_moves(monkeypatch):
    told = []
    monkeypatch.setattr(following, "refresh_cited", told.append)
    bring_in_all(pace=Editions(day="1 May 2019").pace())

    bring_in_all(web=LAST.web())

    assert told == [Declaration.objects.get()]
