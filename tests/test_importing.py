import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from declarations import matching
from declarations.importing import Document, documents, import_document
from declarations.models import (
    CaseSpelling,
    Citation,
    Declaration,
    Edition,
    ReadingWarning,
    Signatory,
    SignatorySpelling,
    Signature,
)
from declarations.models.vocabulary import CitationState

from .factories import CaseFactory, CaseSpellingFactory

pytestmark = pytest.mark.django_db

SEED = Path(__file__).parents[1] / "fixtures" / "declarations" / "doc-14876.md"

MEMBERS = [
    ("Mr", "André", "GATTOLIN", "France", "NR"),
    ("Ms", "Petra", "De SUTTER", "Belgium", "SOC"),
    ("Mr", "Frank", "SCHWABE", "Germany", "SOC"),
    ("Mr", "Thomas", "PRINGLE", "Ireland", "UEL"),
    ("Ms", "Maria", "RIZZOTTI", "Italy", "EPP/CD"),
]


def web_page(number=900, day="11 April 2019", members=MEMBERS, text="Talgat Ayan is in prison.", **changed):
    """A short declaration in the layout of the Assembly's web site, as text."""
    title = changed.get("title", "Stop political trials")
    signatories = " ; ".join(
        f"{mr} {given} {family}, {country}, {group}" for mr, given, family, country, group in members
    )
    return "\n\n".join(
        [
            f"Written declaration No. {number} | Doc. {number + 14000} | {day}",
            title,
            f"Signatories: {signatories}",
            "This written declaration commits only those who have signed it.",
            text,
        ]
    ).encode()


def document(data, name="declaration.txt"):
    return Document(name, name, lambda: data)


def bring_in(data, **options):
    return import_document(document(data), **options)


def counts():
    models = (Declaration, Edition, Signatory, SignatorySpelling, Signature, Citation, ReadingWarning)
    return {model.__name__: model.objects.count() for model in models}


class TestSeed:
    def test_everything_in_it_is_saved(self):
        report = bring_in(SEED.read_bytes())

        assert report.outcome == "created"
        assert counts() == {
            "Declaration": 1,
            "Edition": 1,
            "Signatory": 22,
            "SignatorySpelling": 22,
            "Signature": 22,
            "Citation": 12,
            "ReadingWarning": 0,
        }
        assert Declaration.objects.get().tabled_on == date(2019, 4, 11)

    def test_every_span_points_at_what_it_names(self):
        bring_in(SEED.read_bytes())

        edition = Edition.objects.get()
        for row in [*Citation.objects.all(), *Signature.objects.all()]:
            assert " ".join(edition.text[row.start : row.end].split()) == row.printed

    def test_the_document_is_kept_byte_for_byte(self):
        bring_in(SEED.read_bytes())

        with Edition.objects.get().file.open() as kept:
            assert kept.read() == SEED.read_bytes()

    def test_importing_it_again_writes_nothing(self):
        first = bring_in(SEED.read_bytes())
        before = counts()

        again = bring_in(SEED.read_bytes())

        assert again.outcome == "unchanged"
        assert counts() == before
        assert again.as_dict() | {"outcome": "created"} == first.as_dict()

    def test_a_dry_run_says_the_same_and_saves_nothing(self, settings):
        tried = bring_in(SEED.read_bytes(), dry_run=True)

        assert not any(counts().values())
        assert not Path(settings.MEDIA_ROOT).exists()
        assert tried.as_dict() == bring_in(SEED.read_bytes()).as_dict()

    def test_every_row_that_curators_change_has_a_history(self):
        bring_in(SEED.read_bytes())

        for model in (Declaration, Signatory, SignatorySpelling, Signature, Citation):
            assert model.history.count() == model.objects.count(), model


class TestEditions:
    def test_another_document_of_a_known_declaration_is_an_edition_of_it(self):
        bring_in(web_page())

        report = bring_in(web_page().replace(b"\n\n", b"\n\n\n"))

        assert report.outcome == "updated"
        assert counts()["Declaration"] == 1
        assert counts()["Edition"] == 2

    def test_it_doubles_no_signature_and_no_mention(self):
        bring_in(web_page())
        before = counts()

        bring_in(web_page().replace(b"\n\n", b"\n\n\n"))

        after = counts()
        assert {name for name in after if after[name] != before[name]} == {"Edition", "ReadingWarning"}

    def test_the_signatures_it_adds_follow_the_known_ones(self):
        bring_in(web_page(members=MEMBERS[1:]))

        bring_in(web_page(members=MEMBERS))

        added = Signature.objects.get(family_name="Gattolin")
        assert added.position == 5
        assert added.first_edition.ordinal == 1

    def test_a_contradiction_is_a_doubt_and_what_is_known_stays(self):
        bring_in(web_page())

        report = bring_in(web_page(title="Another title", day="12 April 2019"))

        assert {warning.code for warning in report.warnings} >= {"contradicting-title", "contradicting-date"}
        assert Declaration.objects.get().title == "Stop political trials"

    def test_a_name_that_is_gone_from_a_later_edition_is_kept_with_a_doubt(self):
        bring_in(web_page())

        report = bring_in(web_page(members=MEMBERS[1:], day="20 May 2019"))

        assert "vanished-signature" in {warning.code for warning in report.warnings}
        assert Signature.objects.filter(family_name="Gattolin").exists()

    def test_an_earlier_edition_that_comes_later_raises_no_such_doubt(self):
        bring_in(web_page())

        report = bring_in(web_page(members=MEMBERS[1:]))

        assert "vanished-signature" not in {warning.code for warning in report.warnings}


class TestSignatories:
    def test_a_member_who_signed_twice_is_one_with_the_group_of_each_time(self):
        bring_in(web_page(901, "11 April 2019"))
        bring_in(web_page(902, "27 June 2019", members=[("Mr", "André", "GATTOLIN", "France", "ALDE"), *MEMBERS[1:]]))

        gattolin = Signatory.objects.get(family_name="Gattolin")
        assert [signature.group_id for signature in gattolin.signatures.order_by("declaration__number")] == [
            "NR",
            "ALDE",
        ]

    def test_a_line_that_could_be_two_members_waits_for_a_curator(self):
        bring_in(web_page(901))
        known = Signatory.objects.get(family_name="Gattolin")
        namesake = Signatory.objects.create(
            family_name="Gattolin", given_name="André", country_id="FR", slug="andre-gattolin-2"
        )
        SignatorySpelling.objects.create(signatory=namesake, spelling="André Gattolin", key=known.spellings.get().key)

        report = bring_in(web_page(902))

        assert "undecided-signatory" in {warning.code for warning in report.warnings}
        assert Signature.objects.get(declaration__number=902, family_name="Gattolin").signatory is None

    def test_two_lines_under_one_name_and_state_are_two_signatures_of_which_one_waits(self):
        bring_in(web_page(members=[*MEMBERS, MEMBERS[0]]))

        both = Signature.objects.filter(family_name="Gattolin")
        assert [row.signatory is None for row in both] == [False, True]

    def test_a_curators_choice_of_signatory_survives_another_edition(self):
        bring_in(web_page())
        other = Signatory.objects.create(family_name="Other", slug="other", country_id="FR")
        Signature.objects.filter(family_name="Gattolin").update(signatory=other)

        bring_in(web_page().replace(b"\n\n", b"\n\n\n"))

        assert Signature.objects.get(family_name="Gattolin").signatory == other


class TestMentions:
    def test_a_name_in_an_exactly_known_spelling_is_a_citation_at_once(self):
        case = CaseSpellingFactory(spelling="Talgat Ayan").case

        bring_in(web_page())

        case.refresh_from_db()
        assert Citation.objects.get().state == CitationState.CONFIRMED
        assert case.citation_count == 1

    def test_an_unknown_name_is_a_suggestion_without_a_case(self):
        bring_in(web_page())

        citation = Citation.objects.get()
        assert (citation.printed, citation.state, citation.case) == ("Talgat Ayan", CitationState.SUGGESTED, None)
        assert citation.passage == "Talgat Ayan is in prison."

    @pytest.mark.parametrize("decide", ["confirm", "reject"])
    def test_a_decision_survives_another_edition(self, decide):
        bring_in(web_page())
        case = CaseFactory()
        if decide == "confirm":
            decided = matching.confirm(Citation.objects.get(), by=None, case=case)
        else:
            decided = matching.reject(Citation.objects.get(), by=None)

        bring_in(web_page().replace(b"\n\n", b"\n\n\n"))

        assert Citation.objects.get().state == decided.state

    def test_a_rejected_suggestion_is_reported_as_rejected_in_another_edition(self):
        bring_in(web_page())
        matching.reject(Citation.objects.get(), by=None)

        report = bring_in(web_page().replace(b"\n\n", b"\n\n\n"))

        assert report.states == [CitationState.REJECTED]

    def test_an_equal_name_is_a_citation_at_once_where_the_text_names_its_country(self):
        spelling = CaseSpellingFactory(spelling="Max Bokayev", case__country_id="KZ")

        bring_in(web_page(900, text="Maks Bokaev is in prison in Kazakhstan."))
        bring_in(web_page(901, text="Maks Bokaev is in prison in Georgia."))

        assert [(row.case, row.state) for row in Citation.objects.order_by("declaration__number")] == [
            (spelling.case, CitationState.CONFIRMED),
            (spelling.case, CitationState.SUGGESTED),
        ]

    def test_a_spelling_on_record_is_found_where_no_rule_would_find_it(self):
        spelling = CaseSpellingFactory(spelling="mother of Zhanna")

        bring_in(web_page(text="We think of the mother of Zhanna."))

        assert Citation.objects.get().case == spelling.case

    def test_two_people_of_one_key_are_two_mentions(self):
        bring_in(web_page(text="Diana Markova was arrested."))
        bring_in(web_page(text="Diana Markova was arrested, as Dana Markova was."))

        assert sorted(Citation.objects.values_list("printed", flat=True)) == ["Dana Markova", "Diana Markova"]


class TestFailing:
    def test_a_document_that_cannot_be_read_is_one_sentence_and_no_row(self):
        report = bring_in(b"")

        assert report.outcome == "failed"
        assert report.error.startswith("declaration.txt: ")
        assert not any(counts().values())

    def test_the_line_of_a_failure_has_the_same_parts(self):
        assert set(bring_in(b"").as_dict()) == set(bring_in(SEED.read_bytes()).as_dict())


class TestDocuments:
    def names(self, source):
        return [found.source for found in documents(str(source))]

    def test_a_folder_is_read_with_its_folders_in_the_order_of_names(self, tmp_path):
        for name in ("b.md", "a/c.txt", ".hidden/d.md", "a/.DS_Store"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text("x")

        assert self.names(tmp_path) == [f"{tmp_path}/a/c.txt", f"{tmp_path}/b.md"]

    def test_an_archive_gives_its_documents(self, tmp_path):
        path = tmp_path / "documents.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("folder/one.md", SEED.read_bytes())
            archive.writestr("__MACOSX/one.md", b"x")

        [found] = documents(str(path))

        assert found.source == f"{path}!folder/one.md"
        assert found.read_bytes() == SEED.read_bytes()

    def test_an_archive_is_known_by_its_bytes(self, tmp_path):
        path = tmp_path / "documents.txt"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("one.md", b"x")

        assert self.names(path) == [f"{path}!one.md"]

    def test_a_broken_archive_is_a_document_that_fails(self, tmp_path):
        path = tmp_path / "documents.zip"
        path.write_bytes(b"PK\x03\x04 and no more")

        [found] = documents(str(path))

        assert import_document(found).outcome == "failed"

    def test_standard_input_is_one_document(self, monkeypatch):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SEED.read_bytes())))

        [found] = documents("-")

        assert found.read_bytes() == SEED.read_bytes()

    def test_a_source_that_is_not_there_fails_by_name(self, tmp_path):
        [found] = documents(str(tmp_path / "nothing.md"))

        report = import_document(found)

        assert (report.outcome, report.error) == (
            "failed",
            f"{tmp_path}/nothing.md: cannot be opened (No such file or directory).",
        )

    def test_a_file_too_large_to_be_a_declaration_is_refused(self, monkeypatch):
        monkeypatch.setattr("declarations.importing.document.LARGEST_DOCUMENT", 10)

        assert "larger than" in import_document(document(b"x" * 11)).error


def test_known_spellings_are_never_lost_to_an_import():
    CaseSpellingFactory(spelling="Talgat Ayan")

    bring_in(web_page())

    assert CaseSpelling.objects.count() == 1
