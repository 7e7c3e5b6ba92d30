"""Each rule of conventions.toml holds for its own examples."""

import tomllib
from itertools import combinations

import pytest

from declarations.names import name_key, same_name
from declarations.names.conventions import TABLE

CONVENTIONS = tomllib.loads(TABLE.read_text(encoding="utf-8"))
RULES = [rule for convention in (*CONVENTIONS["convention"], CONVENTIONS["common"]) for rule in convention["rules"]]
EXAMPLES = [example for rule in RULES for example in rule["examples"]]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["letters"])
def test_every_rule_has_examples(rule):
    assert all(len(example) > 1 for example in rule["examples"])
    assert rule["examples"]


@pytest.mark.parametrize("spellings", EXAMPLES, ids=", ".join)
def test_the_spellings_of_an_example_are_one_name(spellings):
    for first, second in combinations(spellings, 2):
        assert name_key(first) == name_key(second)
        assert same_name(first, second)


@pytest.mark.parametrize("convention", CONVENTIONS["convention"], ids=lambda convention: convention["name"])
def test_every_convention_names_its_source(convention):
    assert convention["source"]
