"""A better reader reaches what is stored, and no decision of a curator is lost to it."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import transaction

from declarations import integrity, matching
from declarations.importing import import_document, read_again
from declarations.models import (
    Case,
    CaseSpelling,
    Citation,
    Declaration,
    Demand,
    Edition,
    ReadingWarning,
    Signatory,
    SignatoryDistinction,
    SignatorySpelling,
    Signature,
    StatedFigure,
)
from declarations.models.vocabulary import CitationState
from declarations.reading import ReadingWarning as ReadingDoubt
from declarations.reading import read

from .factories import CaseFactory, CaseSpellingFactory, UserFactory
from .test_editions import ALL, bring_in_all, rows
from .test_family_names_alone import family_names, in_full, whose
from .test_importing import MEMBERS, bring_in, document, web_page

pytestmark = pytest.mark.django_db


def fewer_signatures(parsed):
    return replace(parsed, signatures=parsed.signatures[:-3])


def first_signature_missing(parsed):
    left = [replace(line, position=line.position - 1) for line in parsed.signatures[1:]]
    return replace(parsed, signatures=tuple(left))


def no_mentions(parsed):
    return replace(parsed, mentions=())


def no_claims(parsed):
    return replace(parsed, mentions=tuple(replace(mention, claim="", role="other") for mention in parsed.mentions))


def other_names(parsed):
    wrong = [replace(line, given_name="", family_name=f"{line.family_name} X") for line in parsed.signatures]
    return replace(parsed, signatures=tuple(wrong))


def other_people(parsed):
    wrong = [replace(line, family_name=f"{line.family_name}ov") for line in parsed.signatures]
    return replace(parsed, signatures=tuple(wrong))


def no_countries(parsed):
    return replace(parsed, signatures=tuple(replace(line, country="", group="") for line in parsed.signatures))


def another_head(parsed):
    return replace(parsed, title=replace(parsed.title, text="A title"), date=date(2019, 4, 10), doc="1")


def another_warning(parsed):
    return replace(parsed, warnings=(ReadingDoubt("unread-line", "This was not understood.", 0, 4),))


def words_before(parsed):
    """As a reader would have it that took a menu for text: every place is further back."""
    return read(b"Menu of the page\n\n" + parsed.text.encode(), "first")


POORER = [
    fewer_signatures,
    first_signature_missing,
    no_mentions,
    no_claims,
    other_names,
    other_people,
    no_countries,
    another_head,
    another_warning,
    words_before,
]


@pytest.fixture
def first_read(monkeypatch):
    """Imports documents with a reader that reads less than today's."""

    def bring_in_first(poorer, **documents):
        with monkeypatch.context() as patched:
            patched.setattr("declarations.importing.batch.read", lambda *arguments: poorer(read(*arguments)))
            return bring_in_all(**documents)

    return bring_in_first


def again(**options):
    return list(read_again(Declaration.objects.all(), **options))


@pytest.fixture(scope="module")
def read_well(django_db_setup, django_db_blocker):
    """The rows of an import by today's reader."""
    with django_db_blocker.unblock(), transaction.atomic():
        bring_in_all(**ALL)
        expected = rows()
        transaction.set_rollback(True)
    return expected


class TestWhatNobodyDecided:
    @pytest.mark.parametrize("poorer", POORER)
    def test_is_as_if_todays_reader_had_read_it_at_first(self, first_read, read_well, poorer):
        first_read(poorer, **ALL)
        assert rows() != read_well

        [rereading] = again()

        assert rereading.outcome == "changed"
        assert rows() == read_well
        assert list(integrity.faults()) == []

    @pytest.mark.parametrize("poorer", POORER)
    @pytest.mark.parametrize("name", ["overleaf", "french"])
    def test_is_so_for_a_declaration_of_one_document(self, first_read, poorer, name):
        first_read(poorer, **{name: ALL[name]})

        again()

        after = rows()
        Citation.objects.all().delete()
        Signature.objects.all().delete()
        Declaration.objects.all().delete()
        Signatory.objects.all().delete()
        bring_in_all(**{name: ALL[name]})
        assert after == rows()

    def test_is_unchanged_where_the_reader_is_the_same(self):
        bring_in_all(**ALL)
        before, records = rows(), Signature.history.count()

        assert [rereading.outcome for rereading in again()] == ["unchanged"]
        assert (rows(), Signature.history.count()) == (before, records)

    def test_is_unchanged_the_second_time(self, first_read):
        first_read(no_claims, **ALL)
        again()

        assert [rereading.outcome for rereading in again()] == ["unchanged"]

    def test_a_spelling_recorded_since_is_found_in_what_was_read_before(self):
        bring_in(web_page(text="We think of the mother of Zhanna."))
        case = CaseSpellingFactory(spelling="mother of Zhanna").case

        again()

        assert Citation.objects.get().case == case
        assert Case.objects.get(pk=case.pk).citation_count == 1

    def test_every_span_points_at_what_it_names(self, first_read):
        first_read(words_before, **ALL)

        again()

        for row in Signature.objects.select_related("first_edition"):
            assert " ".join(row.first_edition.text[row.start : row.end].split()) == row.printed
        for row in Citation.objects.select_related("edition"):
            assert row.edition.text[row.start : row.end] == row.printed

    def test_a_signatory_known_from_elsewhere_stays(self, first_read):
        bring_in(web_page(902))
        known = set(Signatory.objects.values_list("pk", flat=True))
        first_read(other_names, first=web_page(901))

        again()

        assert set(Signatory.objects.values_list("pk", flat=True)) == known

    def test_a_family_name_elsewhere_is_looked_at_again(self, first_read):
        def as_another(parsed):
            first, *others = parsed.signatures
            return replace(parsed, signatures=(replace(first, family_name="Gross", country="CH"), *others))

        first_read(as_another, full=in_full(302, "3 May 2002"))
        bring_in_all(alone=family_names())
        assert whose(family_name="Gross") == "André"

        again()

        assert whose(family_name="Gross") is None
        assert not Signatory.objects.filter(family_name="Gross").exists()

    def test_changes_have_a_history_with_their_reason(self, first_read):
        first_read(no_countries, first=web_page())

        again()

        record = Signature.history.filter(history_type="~").first()
        assert record.history_change_reason.startswith("Read in No. 900")


class TestWhatACuratorDecided:
    @pytest.mark.parametrize("poorer", [no_claims, words_before])
    @pytest.mark.parametrize("decide", ["confirm", "reject"])
    def test_a_citation_stays_and_finds_its_place(self, first_read, poorer, decide):
        first_read(poorer, first=web_page())
        decided = {
            "confirm": lambda row: matching.confirm(row, by=UserFactory(), case=CaseFactory()),
            "reject": lambda row: matching.reject(row, by=UserFactory()),
        }[decide](Citation.objects.get())

        again()

        kept = Citation.objects.get()
        assert (kept.pk, kept.state, kept.case, kept.role, kept.claim, kept.decided_at) == (
            decided.pk,
            decided.state,
            decided.case,
            decided.role,
            decided.claim,
            decided.decided_at,
        )
        assert kept.edition.text[kept.start : kept.end] == kept.printed == "Talgat Ayan"

    def test_a_citation_that_is_read_otherwise_is_listed(self, first_read):
        first_read(no_claims, first=web_page(text="Talgat Ayan was sentenced to five years in prison."))
        matching.confirm(Citation.objects.get(), by=UserFactory(), case=CaseFactory())

        [rereading] = again()

        assert rereading.differences == [
            "= “Talgat Ayan” stays as decided: victim, no claim (read as victim, serving-sentence)"
        ]

    @pytest.mark.parametrize("poorer", [no_countries, words_before, other_names])
    def test_a_signature_stays_whose_it_is(self, first_read, poorer):
        first_read(poorer, first=web_page())
        row, other = Signature.objects.get(position=1), Signatory.objects.create(family_name="Other", slug="other")
        row.country_id, row.group_id = "BE", "SOC"
        matching.link_signature(row, other, by=UserFactory())

        again()

        row = Signature.objects.get(position=1)
        assert (row.signatory, row.country_id, row.group_id) == (other, "BE", "SOC")
        assert row.first_edition.text[row.start : row.end] == row.printed

    def test_a_decided_signature_that_is_not_read_any_more_stays_behind_the_others(self, monkeypatch):
        bring_in(web_page())
        row = Signature.objects.get(position=2)
        matching.link_signature(row, row.signatory, by=UserFactory())
        monkeypatch.setattr(
            "declarations.importing.again.read",
            lambda *given: replace(read(*given), signatures=read(*given).signatures[2:]),
        )

        again()

        assert [row.family_name for row in Signature.objects.all()] == ["Schwabe", "Pringle", "Rizzotti", "De Sutter"]

    def test_a_title_that_was_put_right_stays(self, first_read):
        first_read(another_head, first=web_page())
        declaration = Declaration.objects.get()
        declaration.title, declaration._history_user = "The right title", UserFactory()
        declaration.save()

        again()

        assert Declaration.objects.get().title == "The right title"

    def test_a_demand_finds_its_place(self, first_read):
        first_read(words_before, first=web_page())
        edition = Edition.objects.get()
        start = edition.text.index("Talgat Ayan is in prison")
        Demand.objects.create(
            declaration=edition.declaration, kind="release", summary="x", edition=edition, start=start, end=start + 24
        )

        again()

        assert Demand.objects.get().passage == "Talgat Ayan is in prison"

    def test_a_stated_figure_finds_its_place(self, first_read):
        first_read(words_before, first=web_page(text="Talgat Ayan is in prison. It ignored 19 of 26 appeals."))
        edition = Edition.objects.get()
        place = {"start": edition.text.index("19 of"), "end": edition.text.index(" appeals")}
        said = {"country_id": "KZ", "response": "ignored", "number": 19, "out_of": 26}
        StatedFigure.objects.create(declaration=edition.declaration, edition=edition, **place, **said)

        again()

        assert StatedFigure.objects.get().passage == "19 of 26"

    def test_a_signatory_whose_spelling_somebody_recorded_is_not_deleted(self, first_read):
        first_read(other_people, first=web_page())
        wrong = Signatory.objects.get(family_name="Gattolinov")
        spelling = SignatorySpelling(signatory=wrong, spelling="A. Gattolinov", key="x")
        spelling._history_user = UserFactory()
        spelling.save()

        again()

        assert set(Signatory.objects.filter(family_name__endswith="ov")) == {wrong}

    def test_a_signatory_who_was_told_from_another_is_not_deleted(self, first_read):
        first_read(other_names, first=web_page())
        one, other = (Signatory.objects.create(family_name=name, slug=name) for name in ("one", "other"))
        Signature.objects.filter(position=1).update(signatory=one)
        Signature.objects.filter(position=2).update(signatory=other)
        SignatoryDistinction.objects.create(first=one, second=other, decided_by=UserFactory())

        again()

        assert SignatoryDistinction.objects.exists()

    def test_a_resolved_doubt_stays_resolved(self, first_read):
        first_read(words_before, first=web_page())
        doubt = ReadingWarning.objects.get(code="below-rule-56")
        doubt.resolution, doubt.resolved_by, doubt.resolved_at = "So it is", UserFactory(), "2020-01-01T00:00Z"
        doubt.save()

        again()

        assert not ReadingWarning.objects.filter(code="below-rule-56", resolved_at=None).exists()
        assert ReadingWarning.objects.get(pk=doubt.pk).resolution == "So it is"

    def test_a_declaration_is_left_alone_where_a_decision_has_no_place_any_more(self, monkeypatch):
        bring_in(web_page(text="Talgat Ayan is in prison. So is Max Bokayev."))
        matching.confirm(Citation.objects.get(printed="Max Bokayev"), by=UserFactory(), case=CaseFactory())
        before = rows()
        monkeypatch.setattr(
            "declarations.importing.again.read",
            lambda data, *given: read(data.replace(b" So is Max Bokayev.", b""), *given),
        )

        [rereading] = again()

        assert (rereading.outcome, rows()) == ("failed", before)
        assert rereading.error.startswith("No. 900: a curator has decided about “Max Bokayev”, which the text")

    def test_no_spelling_is_lost(self, first_read):
        first_read(no_mentions, first=web_page())
        CaseSpellingFactory(spelling="Talgat Ayan")

        again()

        assert CaseSpelling.objects.count() == 1
        assert Citation.objects.get().state == CitationState.CONFIRMED


class TestFailing:
    def test_a_stored_document_that_is_gone_or_changed_is_named(self, settings):
        bring_in(web_page())
        edition = Edition.objects.get()
        edition.file.storage.delete(edition.file.name)
        [gone] = again()
        edition.file.storage.save(edition.file.name, ContentFile(b"other bytes"))
        [changed] = again()

        assert gone.error == "No. 900: its document declaration.txt cannot be opened (No such file or directory)."
        assert changed.error.startswith("No. 900: its document declaration.txt is not what was stored")

    def test_a_document_that_is_read_as_another_declaration_is_left_alone(self, monkeypatch):
        bring_in(web_page())
        before = rows()
        monkeypatch.setattr("declarations.importing.again.read", lambda *given: replace(read(*given), number=901))

        [rereading] = again()

        assert "is now read as No. 901; remove the declaration" in rereading.error
        assert rows() == before

    def test_a_fault_of_the_reader_fails_the_declaration_and_no_other(self, monkeypatch):
        bring_in(web_page(901))
        bring_in(web_page(902))
        monkeypatch.setattr(
            "declarations.importing.again.read",
            lambda data, *given: read(data, *given) if b"902" in data else 1 / 0,
        )

        assert sorted(rereading.error for rereading in again()) == [
            "",
            "No. 901: the program has a fault that this document brings out"
            " (ZeroDivisionError: division by zero); please report it.",
        ]

    def test_one_that_fails_does_not_keep_the_others_from_being_read(self, first_read):
        first_read(no_mentions, first=web_page(901), second=web_page(902))
        edition = Edition.objects.get(declaration__number=902)
        edition.file.storage.delete(edition.file.name)

        assert sorted(rereading.outcome for rereading in again()) == ["changed", "failed"]


class TestCommand:
    def test_it_lists_what_differs_and_counts(self, first_read, capsys):
        first_read(no_mentions, first=web_page())

        call_command("read_again")

        said = capsys.readouterr().out
        assert "changed    No. 900\n" in said
        assert "    + mention “Talgat Ayan”: victim, " in said
        assert said.endswith("1 changed.\n")

    def test_a_dry_run_lists_the_same_and_changes_nothing(self, first_read, capsys):
        first_read(fewer_signatures, **ALL)
        before = rows()

        call_command("read_again", "--dry-run")
        tried = capsys.readouterr().out
        assert rows() == before
        call_command("read_again")

        assert tried == capsys.readouterr().out.rstrip() + " Nothing was saved.\n"

    def test_only_the_declarations_asked_for_are_read(self, first_read, capsys):
        first_read(no_mentions, first=web_page(901), second=web_page(902))

        call_command("read_again", "902")

        assert [row.declaration.number for row in Citation.objects.all()] == [902]

    def test_a_number_that_is_not_stored_is_a_wrong_use(self):
        with pytest.raises(CommandError, match=r"No\. 5 is not stored") as refused:
            call_command("read_again", "5")

        assert refused.value.returncode == 2

    def test_a_failure_is_an_exit_of_1(self, capsys):
        bring_in(web_page())
        edition = Edition.objects.get()
        edition.file.storage.delete(edition.file.name)

        with pytest.raises(SystemExit) as ended:
            call_command("read_again")

        assert ended.value.code == 1
        assert "failed     No. 900: its document" in capsys.readouterr().out


def test_a_report_of_the_same_bytes_says_what_is_read_now(first_read):
    first_read(fewer_signatures, first=web_page())
    again()

    assert len(import_document(document(web_page())).parsed.signatures) == len(MEMBERS)
