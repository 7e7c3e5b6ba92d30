"""Many documents at once: known ones are told by their checksum, the others may be read by several processes."""

import json
import os
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from declarations.importing import Document, batch, count, documents, import_documents, saving
from declarations.models import Declaration, Edition, ReadingWarning, Signature
from declarations.reading import read

from .editions import SEED, Editions
from .test_archives import packed

pytestmark = pytest.mark.django_db

LAST = Editions()


def numbered(number: int) -> bytes:
    return LAST.web().replace(b"No. 675", b"No. %d" % number)


@pytest.fixture
def folder(tmp_path):
    """A folder with six declarations, one of them twice, and a text that is none."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(601, 607):
        (folder / f"{number}.txt").write_bytes(numbered(number))
    (folder / "copy of 601.txt").write_bytes(numbered(601))
    (folder / "notes.txt").write_text("Remember the milk.")
    return folder


def outcomes(source, **options):
    return [report.outcome for report in import_documents(documents(str(source)), **options)]


#: In the order of names: 601 to 606, the copy, the notes.
EXPECTED = ["created"] * 6 + ["unchanged", "failed"]


class TestBatches:
    def test_each_document_is_reported_in_its_order(self, folder):
        assert outcomes(folder) == EXPECTED

    @pytest.mark.parametrize("size", [1, 2, 3])
    def test_small_batches_give_the_same(self, folder, monkeypatch, size):
        monkeypatch.setattr(batch, "LARGEST_BATCH", size)

        assert outcomes(folder) == EXPECTED

    def test_several_processes_give_the_same_rows(self, folder):
        alone = [report.as_dict() for report in import_documents(documents(str(folder)), dry_run=True)]

        together = [report.as_dict() for report in import_documents(documents(str(folder)), jobs=2)]

        assert [line | {"outcome": ""} for line in together[:6]] == [line | {"outcome": ""} for line in alone[:6]]
        assert [line["outcome"] for line in together] == EXPECTED

    def test_a_known_document_is_not_read_again(self, folder, monkeypatch):
        outcomes(folder)
        (folder / "notes.txt").unlink()
        monkeypatch.setattr(batch, "read", None)

        assert outcomes(folder) == ["unchanged"] * 7

    def test_known_documents_are_looked_up_together(self, folder):
        outcomes(folder)
        (folder / "notes.txt").unlink()

        with CaptureQueriesContext(connection) as seven:
            outcomes(folder)
        for number in range(602, 607):
            (folder / f"{number}.txt").unlink()
        with CaptureQueriesContext(connection) as two:
            outcomes(folder)

        assert len(seven) == len(two)

    def test_the_line_of_a_known_document_says_all_that_the_first_said(self, folder):
        first = [report.as_dict() for report in import_documents(documents(str(folder)))]

        again = [report.as_dict() for report in import_documents(documents(str(folder)))]

        assert [line | {"outcome": ""} for line in again] == [line | {"outcome": ""} for line in first]

    def test_an_interrupted_import_is_taken_up_where_it_was(self, folder):
        begun = import_documents(documents(str(folder)))
        for _ in range(3):
            next(begun)
        begun.close()

        assert outcomes(folder) == ["unchanged"] * 3 + EXPECTED[3:]

    def test_a_failure_while_saving_leaves_nothing_of_the_document(self, monkeypatch):
        def break_off(*args):
            raise RuntimeError

        monkeypatch.setattr(saving, "save_doubts", break_off)
        with pytest.raises(RuntimeError):
            list(import_documents([Document("seed", SEED.name, SEED.read_bytes)]))

        assert not any(model.objects.exists() for model in (Declaration, Edition, Signature, ReadingWarning))

    def test_no_more_than_two_batches_are_held_however_many_documents_come(self, monkeypatch):
        monkeypatch.setattr(batch, "LARGEST_BATCH", 5)
        found = []

        def endless():
            while True:
                found.append(len(found))
                yield Document(f"{len(found)}", "text", lambda: b"No declaration.")

        ahead = [len(found) - at for at, _ in zip(range(40), import_documents(endless()), strict=False)]

        assert max(ahead) == 10


class BreaksDown(bytes):
    """Bytes over which the process that is handed them ends at once."""

    def __reduce__(self):
        return os._exit, (1,)


def test_a_document_over_which_a_process_breaks_down_fails_and_the_others_are_imported():
    data = {"one": numbered(601), "bad": BreaksDown(b"bad"), "two": numbered(602), "three": numbered(603)}
    found = [Document(name, name, lambda name=name: data[name]) for name in data]

    reports = list(import_documents(found, jobs=2))

    assert [report.outcome for report in reports] == ["created", "failed", "created", "created"]
    assert "reading it broke down" in reports[1].error


class TestCount:
    def test_folders_and_archives_are_counted_without_opening_a_document(self, folder):
        (folder / "more.zip").write_bytes(packed(**{"a.md": b"x", "b.md": b"x", "c/": b""}))

        assert count(str(folder)) == 10

    def test_a_broken_archive_is_one(self, tmp_path):
        (tmp_path / "broken.zip").write_bytes(b"PK")

        assert count(str(tmp_path / "broken.zip")) == 1


class TestCommand:
    def test_the_summary_counts_outcomes_and_warnings(self, folder, capsys):
        few = Editions(count=12)
        (folder / "700.txt").write_bytes(few.web().replace(b"No. 675", b"No. 700"))

        with pytest.raises(SystemExit):
            call_command("import_declaration", str(folder))

        said = capsys.readouterr().out
        assert "7 created, 1 unchanged, 1 failed." in said
        assert "below-rule-56" in said.partition("to look at")[2]

    def test_the_report_file_has_the_lines_of_json(self, folder, tmp_path_factory, capsys):
        file = tmp_path_factory.mktemp("report") / "report.jsonl"

        with pytest.raises(SystemExit):
            call_command("import_declaration", str(folder), "--json", "--report", str(file))

        assert file.read_text() == capsys.readouterr().out
        assert [json.loads(line)["outcome"] for line in file.read_text().splitlines()] == EXPECTED

    def test_a_report_that_cannot_be_written_is_wrong_usage_and_imports_nothing(self, folder):
        with pytest.raises(CommandError) as error:
            call_command("import_declaration", str(folder), "--report", str(folder / "none" / "report"))

        assert error.value.returncode == 2
        assert not Edition.objects.exists()

    @pytest.mark.parametrize("jobs", ["0", "-1", "many"])
    def test_no_number_of_processes_is_wrong_usage(self, jobs):
        with pytest.raises(CommandError, match="processes"):
            call_command("import_declaration", str(SEED), f"--jobs={jobs}")

    def test_an_empty_folder_is_said_to_be_empty(self, tmp_path, capsys):
        call_command("import_declaration", str(tmp_path))

        assert "No document was found." in capsys.readouterr().out


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
MOTION = LAST.overleaf().replace(b"Written declaration No. 675", b"Motion for a resolution")
FAILING = {
    "empty": (b"", "the file is empty"),
    "a picture": (PICTURE, "PNG picture"),
    "another format's ending": (PICTURE, "although its name ends in"),
    "without a number": (LAST.overleaf().replace(b"No. 675", b""), "number is missing"),
    "a motion": (MOTION, "a motion for a resolution"),
    "a web list cut in half": (LAST.web()[: len(LAST.web()) // 2], "it ends within its list"),
}
DOUBTFUL = {
    "a list cut in half": (LAST.overleaf()[: len(LAST.overleaf()) * 2 // 3], {"truncated-list", "missing-total"}),
    "a wrong total": (LAST.overleaf().replace(b"Total = 22", b"Total = 23"), {"total-mismatch"}),
}


class TestBadDocuments:
    @pytest.mark.parametrize("name", FAILING)
    def test_it_fails_with_one_sentence_and_leaves_the_database_as_it_was(self, name, tmp_path, capsys):
        data, why = FAILING[name]
        path = tmp_path / "declaration.md"
        path.write_bytes(data)

        with pytest.raises(SystemExit) as exit_:
            call_command("import_declaration", str(path), "--json")

        line = json.loads(capsys.readouterr().out)
        assert exit_.value.code == 1
        assert (line["outcome"], line["declaration"]) == ("failed", None)
        assert line["error"].startswith(f"{path}: ")
        assert why in line["error"]
        assert "\n" not in line["error"]
        assert not any(model.objects.exists() for model in (Declaration, Edition, Signature, ReadingWarning))

    @pytest.mark.parametrize("name", DOUBTFUL)
    def test_it_is_imported_with_a_warning(self, name, tmp_path, capsys):
        data, codes = DOUBTFUL[name]
        path = tmp_path / "declaration.md"
        path.write_bytes(data)

        call_command("import_declaration", str(path), "--json")

        line = json.loads(capsys.readouterr().out)
        assert line["outcome"] == "created"
        assert codes & {warning["code"] for warning in line["warnings"]}


def test_a_fault_of_the_reader_fails_one_document_and_the_others_are_imported(monkeypatch):
    def faulty(data, filename, spellings):
        return {}["nothing"] if filename == "bad" else read(data, filename, spellings)

    monkeypatch.setattr(batch, "read", faulty)
    found = [Document("bad", "bad", lambda: numbered(601)), Document("good", "good", lambda: numbered(602))]

    reports = list(import_documents(found))

    assert [report.outcome for report in reports] == ["failed", "created"]
    assert "the program has a fault" in reports[0].error


def test_what_a_rule_of_the_database_forbids_fails_one_document_and_the_others_are_imported(monkeypatch):
    def faulty(data, filename, spellings):
        parsed = read(data, filename, spellings)
        return replace(parsed, number=0) if filename == "bad" else parsed

    monkeypatch.setattr(batch, "read", faulty)
    found = [Document("bad", "bad", lambda: numbered(601)), Document("good", "good", lambda: numbered(602))]

    reports = list(import_documents(found))

    assert [report.outcome for report in reports] == ["failed", "created"]
    assert "no room for" in reports[0].error


def test_a_name_longer_than_the_database_takes_is_a_document_that_fails(tmp_path):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite takes names of any length.")
    long = LAST.web().replace(b"GATTOLIN", b"GATTOLIN-" + b"A" * 150)

    [report] = import_documents([Document("long", "long", lambda: long)])

    assert report.outcome == "failed"
    assert "no room for" in report.error
    assert not Declaration.objects.exists()


def test_a_file_name_of_any_length_is_kept_from_its_end():
    [report] = import_documents([Document("long", "x" * 300 + ".txt", LAST.web)])

    assert report.outcome == "created"
    assert Edition.objects.get().filename.endswith("x.txt")


class TestTerminal:
    @pytest.fixture
    def terminal(self, monkeypatch):
        """Standard error is taken for a terminal, standard output for none."""
        monkeypatch.setenv("FORCE_COLOR", "1")

    def test_the_progress_bar_is_on_standard_error_and_leaves_the_lines_alone(self, folder, terminal, capsys):
        with pytest.raises(SystemExit):
            call_command("import_declaration", str(folder), "--json")

        said = capsys.readouterr()
        assert [json.loads(line)["outcome"] for line in said.out.splitlines()] == EXPECTED
        assert "8/8" in said.err
        assert "a second" in said.err

    def test_an_interrupted_import_says_how_to_take_it_up(self, folder, monkeypatch, capsys):
        def interrupted(found):
            yield next(found)
            raise KeyboardInterrupt

        monkeypatch.setattr(batch, "_batches", lambda found: ([batch._arrival(item)] for item in interrupted(found)))

        with pytest.raises(SystemExit) as exit_:
            call_command("import_declaration", str(folder))

        said = capsys.readouterr()
        assert exit_.value.code == 1
        assert "Start the same import again" in said.err
        assert "Traceback" not in said.err
