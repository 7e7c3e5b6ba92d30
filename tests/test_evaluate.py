"""The commands evaluate_names and evaluate_mentions (a published contract)."""

import io
import json

import pytest
from django.core.management import CommandError, call_command


def evaluated(command, *arguments):
    output = io.StringIO()
    call_command(command, *map(str, arguments), stdout=output)
    return output.getvalue()


@pytest.fixture
def labelled(tmp_path):
    def write(content):
        path = tmp_path / "labelled.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write


def test_names_are_measured_as_one_json_object(labelled):
    file = labelled({"same": [["Max Bokayev", "BOKAEV Max", "Bo Li"]], "different": [["Max Bokayev", "Max Bo"]]})

    figures = json.loads(evaluated("evaluate_names", file, "--json"))

    assert list(figures) == ["pairs_same", "linked_precision", "linked_recall", "suggested_recall_at_3", "errors"]
    assert (figures["pairs_same"], figures["linked_precision"]) == (3, 1)
    assert set(figures["errors"][0]) == {"names", "kind", "score", "reasons"}


def test_mentions_are_measured_as_one_json_object(labelled):
    paragraph = {"language": "en", "text": "Ann Lee was arrested.", "victims": {"Ann Lee": None}, "others": []}

    figures = json.loads(evaluated("evaluate_mentions", labelled({"paragraphs": [paragraph]}), "--json"))

    assert list(figures) == ["recall", "precision", "role_accuracy", "claim_accuracy", "claim_unknown", "errors"]
    assert (figures["recall"], figures["claim_accuracy"]) == (1, 0)


@pytest.mark.parametrize("command", ["evaluate_names", "evaluate_mentions"])
def test_without_a_file_the_labelled_examples_of_the_tests_are_measured_for_people(command):
    assert "recall" in evaluated(command)


@pytest.mark.parametrize(
    ("command", "content", "message"),
    [
        ("evaluate_names", "no json", "labelled.json is not JSON"),
        ("evaluate_names", {"same": []}, "has no “different”"),
        ("evaluate_mentions", [], "has no “paragraphs”"),
        ("evaluate_mentions", {"paragraphs": [{"text": "A"}]}, "not in the form"),
        ("evaluate_names", {"same": [1], "different": []}, "not in the form"),
    ],
)
def test_a_file_of_another_form_is_refused_in_a_sentence(labelled, command, content, message):
    with pytest.raises(CommandError, match=message):
        evaluated(command, labelled(content))


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"none\.json cannot be read"):
        evaluated("evaluate_names", tmp_path / "none.json")
