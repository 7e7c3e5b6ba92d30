"""The line that the mention finder holds on labelled paragraphs. See tests/README.md for what each file is."""

import json
from pathlib import Path

import pytest

from declarations.reading.mentions.evaluation import evaluate

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize("file", ["corpus", "tuned", "tuned_2", "tuned_3", "held_out", "unseen"])
def test_labelled_paragraphs(file):
    labelled = json.loads((DATA / f"mentions_{file}.json").read_text(encoding="utf-8"))

    figures = evaluate(labelled["paragraphs"])

    assert figures.recall >= 0.97
    assert figures.precision >= 0.98
    assert figures.role_accuracy >= 0.95
    assert figures.claim_accuracy >= 0.92


@pytest.mark.parametrize("file", ["fresh", "fresh_2"])
def test_paragraphs_that_were_read_last(file):
    labelled = json.loads((DATA / f"mentions_{file}.json").read_text(encoding="utf-8"))

    figures = evaluate(labelled["paragraphs"])

    assert figures.recall >= 0.97
    assert figures.precision >= 0.98
    assert figures.role_accuracy >= 0.94
    assert figures.claim_accuracy >= 0.90


def paragraph(text, victims=(), others=()):
    return {"language": "en", "text": text, "victims": dict(victims), "others": list(others)}


def test_a_person_who_is_not_found_counts_against_the_recall():
    figures = evaluate([paragraph("Ann Lee was arrested.", {"Ann Lee": "police-custody", "Bo Ray": None})])

    assert (figures.recall, figures.precision) == (0.5, 1)
    assert [error["kind"] for error in figures.errors] == ["not found"]


def test_a_name_of_nobody_counts_against_the_precision_and_a_surname_repeated_does_not():
    figures = evaluate([paragraph("Ann Lee met Bo Ray. Lee was arrested.", {"Ann Lee": None})])

    assert figures.precision == 0.5
    assert figures.errors[0]["name"] == "Bo Ray"


def test_an_unknown_claim_is_no_wrong_one_and_is_counted():
    figures = evaluate([paragraph("Ann Lee is in prison.", {"Ann Lee": "serving-sentence"})])

    assert (figures.claim_accuracy, figures.claim_unknown) == (1, 1)


def test_a_wrong_claim_and_a_wrong_role_quote_what_gave_them():
    figures = evaluate(
        [paragraph("Ann Lee was arrested.", {"Ann Lee": "died"}), paragraph("Bo Ray fled.", (), ["Bo Ray"])]
    )

    assert (figures.role_accuracy, figures.claim_accuracy) == (0.5, 0)
    assert ["“arrested”" in error["reasons"] or "“fled”" in error["reasons"] for error in figures.errors] == [
        True,
        True,
    ]
