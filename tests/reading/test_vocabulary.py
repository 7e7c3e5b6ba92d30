"""The tables of states and political groups hold together."""

from collections import Counter

import pytest

from declarations.reading.vocabulary import countries, find_country, find_group, political_groups


def test_every_printed_name_finds_its_own_country():
    for country in countries():
        for name in (country.name_en, country.name_fr, *country.also_printed):
            assert find_country(name) == country, name


def test_every_code_and_name_finds_its_own_group():
    for group in political_groups():
        for name in (group.code, group.code_fr, group.name_en, group.name_fr, *group.also):
            assert not name or find_group(name) == group, name


@pytest.mark.parametrize(
    ("code", "french"),
    [
        ("SOC", "Groupe des socialistes, démocrates et verts"),
        ("PPE/DC", "Groupe du Parti populaire européen"),
        ("ADLE", "Groupe de l’Alliance des démocrates et des libéraux pour l’Europe"),
        ("CE/AD", "Groupe des conservateurs européens et Alliance démocratique"),
        ("GUE", "Groupe pour la gauche unitaire européenne"),
        ("GDE", "Groupe démocrate européen"),
        ("NI", "Représentants n’appartenant à aucun groupe politique"),
    ],
)
def test_a_french_code_and_its_name_are_of_one_group(code, french):
    assert find_group(code) is not None
    assert find_group(french) == find_group(code)


@pytest.mark.parametrize("rows", [countries(), political_groups()])
def test_a_code_stands_once(rows):
    assert max(Counter(row.code for row in rows).values()) == 1


def test_the_council_of_europe_has_46_members_one_that_left_and_one_that_fell_apart():
    # Türkiye's year of accession is given differently by different sources, so its row has none.
    members = [country for country in countries() if country.member_from]

    assert len(members) + 1 == 48
    assert [country.code for country in members if country.member_to] == ["CS", "RU"]


@pytest.mark.parametrize("name", ["", "Ruritania", "SOC"])
def test_what_is_no_country_is_none(name):
    assert find_country(name) is None
