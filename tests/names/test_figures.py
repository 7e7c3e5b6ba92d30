"""The line that linking holds on labelled names. See tests/README.md for what each file is."""

import json
from pathlib import Path

import pytest

from declarations.names.evaluation import evaluate

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    ("file", "recall"), [("corpus", 0.88), ("tuned", 0.88), ("held_out", 0.80), ("unseen", 0.86), ("unseen_2", 0.81)]
)
def test_labelled_names(file, recall):
    labelled = json.loads((DATA / f"{file}.json").read_text(encoding="utf-8"))

    figures = evaluate(labelled["same"], labelled["different"])

    assert figures.linked_precision == 1
    assert figures.linked_recall >= recall
    assert figures.suggested_recall_at_3 >= 0.95


def test_a_wrong_link_counts_against_the_precision():
    figures = evaluate(same=[["Anna Lee", "LEE Anna"], ["Ana Li", "Anna Lée"]], different=[])

    assert figures.linked_precision == pytest.approx(1 / 3, abs=0.001)
    assert {tuple(error["names"]) for error in figures.errors if error["kind"] == "wrongly linked"} == {
        ("Anna Lee", "Anna Lée"),
        ("LEE Anna", "Anna Lée"),
    }


def test_a_name_that_is_only_among_the_different_is_a_person_of_its_own():
    figures = evaluate(same=[["Oleg Sentsov", "Олег Сенцов"]], different=[["Oleg Sentsov", "SENTSOV Oleg"]])

    assert figures.linked_precision < 1


def test_a_pair_that_is_not_linked_says_whether_it_is_suggested():
    figures = evaluate(same=[["Aron Atabek", "Atabek Aron Kairatuly"], ["Jo Ray", "Bo Lee"]], different=[])

    assert [error["kind"] for error in figures.errors] == ["not linked", "not suggested"]
    assert figures.suggested_recall_at_3 == 0.5
