import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from declarations.models import Declaration, Edition

pytestmark = pytest.mark.django_db

SEED = Path(__file__).parents[1] / "fixtures" / "declarations" / "doc-14876.md"


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_json_of_a_document_is_the_published_line(capsys):
    call_command("import_declaration", str(SEED), "--json")

    [line] = lines(capsys)
    assert list(line) == ["source", "outcome", "declaration", "signatures", "mentions", "warnings", "error"]
    assert line["declaration"] | {"title": "", "paragraphs": []} == {
        "kind": "written-declaration",
        "number": 675,
        "doc": "14876",
        "date": "2019-04-11",
        "edition": 1,
        "edition_date": "2019-04-11",
        "language": "en",
        "title": "",
        "paragraphs": [],
        "url": "/declarations/675/",
    }
    assert line["signatures"][0] == {
        "position": 1,
        "printed": "GATTOLIN André, France, NR",
        "family_name": "Gattolin",
        "given_name": "André",
        "country": "FR",
        "group": "NR",
        "signatory": "/signatories/andre-gattolin/",
    }
    assert line["mentions"][0] | {"start": 0, "end": 0} == {
        "printed": "Almat Zhumagulov",
        "start": 0,
        "end": 0,
        "role": "victim",
        "claim": "serving-sentence",
        "case": None,
        "state": "suggested",
    }
    assert line["warnings"] == []
    assert line["error"] is None


def test_twice_is_created_and_then_unchanged(capsys):
    call_command("import_declaration", str(SEED), "--json")
    call_command("import_declaration", str(SEED), "--json")

    assert [line["outcome"] for line in lines(capsys)] == ["created", "unchanged"]


def test_one_bad_document_fails_and_the_others_are_imported(capsys, tmp_path):
    (tmp_path / "bad.md").write_text("no declaration")

    with pytest.raises(SystemExit) as exit_:
        call_command("import_declaration", str(tmp_path), str(SEED), "--json")

    assert exit_.value.code == 1
    assert [line["outcome"] for line in lines(capsys)] == ["failed", "created"]
    assert Declaration.objects.count() == 1


def test_the_table_for_people_says_what_was_done(capsys):
    call_command("import_declaration", str(SEED), "--dry-run")

    said = capsys.readouterr().out
    assert "No. 675" in said
    assert "1 created. Nothing was saved." in said


def test_brackets_in_a_name_are_not_taken_for_markup(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("[bold].md").write_bytes(SEED.read_bytes())

    call_command("import_declaration", "[bold].md", "--dry-run")

    assert "[bold].md" in capsys.readouterr().out


@pytest.mark.parametrize("address", ["javascript:alert(1)", "assembly", "https://a.example/" + 600 * "a"])
def test_what_is_no_address_is_refused_as_a_source(address):
    with pytest.raises(CommandError, match="no address"):
        call_command("import_declaration", str(SEED), "--source-url", address)

    assert not Edition.objects.exists()


def test_the_address_of_the_one_document_is_kept():
    call_command("import_declaration", str(SEED), "--source-url", "https://assembly.example/675", "--json")

    assert Edition.objects.get().source_url == "https://assembly.example/675"


def test_an_address_for_several_documents_is_wrong_usage():
    with pytest.raises(CommandError) as error:
        call_command("import_declaration", str(SEED), str(SEED), "--source-url", "https://assembly.example/675")

    assert error.value.returncode == 2
