"""Each form in equivalents.csv stands for its name, in any script and with any surname."""

import csv

import pytest

from declarations.names import same_name
from declarations.names.equivalents import TABLE

with TABLE.open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['name']} {row['language']}")
def test_every_form_is_one_with_its_name(row):
    assert [form for form in row["forms"].split() if not same_name(f"{form} Belov", f"{row['name']} Belov")] == []
    assert row["source"]


def test_pet_names_are_not_in_it():
    assert not same_name("Nika Gvaramia", "Nikoloz Gvaramia")
    assert not same_name("Sasha Skochilenko", "Aleksandra Skochilenko")
