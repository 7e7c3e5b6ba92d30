"""Entries of the lists: names in every shape that the Assembly prints."""

import pytest

from declarations.reading.signatories import Entry, entries_in, signatures_of


def only(printed: str):
    ((signature,), _) = signatures_of([Entry.of(printed, 0, len(printed))])
    return signature


@pytest.mark.parametrize(
    ("printed", "given", "family"),
    [
        ("Mr André GATTOLIN", "André", "Gattolin"),
        ("GATTOLIN André", "André", "Gattolin"),
        ("Ms Petra De SUTTER", "Petra", "De Sutter"),
        ("De SUTTER Petra", "Petra", "De Sutter"),
        ("SUTTER Petra, De", "Petra", "De Sutter"),
        ("VEN Mart, van de", "Mart", "van de Ven"),
        ("Mr Mart van de VEN", "Mart", "van de Ven"),
        ("Mr Mart VAN DE VEN", "Mart", "Van De Ven"),
        ("Ms Reina de BRUIJN-WEZEMAN", "Reina", "de Bruijn-Wezeman"),
        ("Mr Luc Van den BRANDE", "Luc", "Van den Brande"),
        ("Mr Yves POZZO di BORGO", "Yves", "Pozzo di Borgo"),
        ("POZZO di BORGO Yves", "Yves", "Pozzo di Borgo"),
        ("Lord Simon RUSSELL of LIVERPOOL", "Simon", "Russell of Liverpool"),
        ("Ms Corien W.A. JONKER", "Corien W.A.", "Jonker"),
        ("JONKER Corien W.A.", "Corien W.A.", "Jonker"),
        ("Ms Christine McCAFFERTY", "Christine", "McCafferty"),
        ("Mr Denis MacSHANE", "Denis", "MacShane"),
        ("Mr Joseph O'REILLY", "Joseph", "O'Reilly"),
        ("Mr Joseph O’REILLY", "Joseph", "O’Reilly"),
        ("Mr Pierre-Yves LE BORGN'", "Pierre-Yves", "Le Borgn'"),
        ("LE BORGN' Pierre-Yves", "Pierre-Yves", "Le Borgn'"),
        ("BEN CHIKHA Fourat", "Fourat", "Ben Chikha"),
        ("Ms Ksenija KORENJAK KRAMAR", "Ksenija", "Korenjak Kramar"),
        ("Mr Michael Aastrup JENSEN", "Michael Aastrup", "Jensen"),
        ("BRYNJÓLFSDÓTTIR Rósa Björk", "Rósa Björk", "Brynjólfsdóttir"),
        ("Ms Thorhildur Sunna ÆVARSDÓTTIR", "Thorhildur Sunna", "Ævarsdóttir"),
        ("Mr Hişyar ÖZSOY", "Hişyar", "Özsoy"),
        ("Ms Sena Nur ÇELİK", "Sena Nur", "Çelik"),
        ("Ms İlknur İNCEÖZ", "İlknur", "İnceöz"),
        ("Mr Éamon Ó CUÍV", "Éamon", "Ó Cuív"),
        ("Mr Massimo D'ALEMA", "Massimo", "D'Alema"),
        ("Mr Al FRANKEN", "Al", "Franken"),
        ("Dame Cheryl GILLAN", "Cheryl", "Gillan"),
        ("Baroness Doreen E. MASSEY", "Doreen E.", "Massey"),
        ("M. Jean-Yves LE DÉAUT", "Jean-Yves", "Le Déaut"),
        ("FOULKES George, Lord", "George", "Foulkes"),
        ("Lord TOMLINSON", "", "Tomlinson"),
        ("Mr JOSEPH O'REILLY", "", "Joseph O'Reilly"),
    ],
)
def test_family_and_given_name_are_told_apart_by_the_capitals(printed, given, family):
    signature = only(f"{printed}, Ireland, SOC")

    assert (signature.given_name, signature.family_name) == (given, family)
    assert (signature.country, signature.group) == ("IE", "SOC")


def test_what_is_printed_is_kept_without_the_honorific():
    assert only("Ms Petra De SUTTER, Belgium, SOC").printed == "Petra De SUTTER, Belgium, SOC"


def test_a_hyphen_at_the_end_of_a_line_stays_in_the_name():
    assert only("Ms Reina de BRUIJN-\nWEZEMAN, Netherlands, ALDE").family_name == "de Bruijn-Wezeman"


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("the former Yugoslav Republic of Macedonia", "MK"),
        ("“The former Yugoslav Republic of Macedonia”", "MK"),
        ("North Macedonia", "MK"),
        ("Czech Republic", "CZ"),
        ("Czechia", "CZ"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Slovak Republic", "SK"),
        ("Bosnia and Herzegovina", "BA"),
        ("Serbia and Montenegro", "RS"),
        ("Republic of Moldova", "MD"),
        ("Pays-Bas", "NL"),
        ("Kyrgyzstan", "KG"),
        ("Palestine", "PS"),
    ],
)
def test_a_country_is_known_by_each_of_its_printed_names(printed, code):
    signature = only(f"DOE Jo, {printed}, SOC")

    assert (signature.country, signature.printed_country) == (code, printed)


@pytest.mark.parametrize(("printed", "code"), [("PPE/DC", "EPP/CD"), ("ADLE", "ALDE"), ("CE", "EC"), ("NI", "NR")])
def test_a_french_group_code_stands_for_the_group(printed, code):
    assert only(f"DOE Jo, Italie, {printed}").group == code


def test_an_entry_may_lack_its_group():
    signature = only("Mr Birgir THÓRARINSSON, Iceland")

    assert (signature.country, signature.group, signature.printed_group) == ("IS", "", "")


@pytest.mark.parametrize("text", ["", " ; ", "…", "\n"])
def test_separators_alone_are_no_entry(text):
    assert Entry.of(text, 0, len(text)) is None


def test_a_list_of_surnames_only_has_no_given_names():
    printed = ("Clinton-Davis", "de Pourbaix-Lundin", "Korenjak Kramar", "van de Ven", "Lord Judd", "Err")
    signatures, doubts = signatures_of(Entry.of(f"{name}, Malta, SOC", 0, len(name) + 12) for name in printed)

    names = [signature.family_name for signature in signatures]
    assert names == ["Clinton-Davis", "de Pourbaix-Lundin", "Korenjak Kramar", "van de Ven", "Judd", "Err"]
    assert {signature.given_name for signature in signatures} == {""}
    assert doubts == []


def test_entries_that_have_lost_what_parted_them_end_with_their_group():
    text = "Ms Jo DOE, Italy, SOC Mr Al ROE, Bosnia and Herzegovina, EPP/CD  Ms Eva POE, Malta"

    assert [entry.printed for entry in entries_in(text, 0, len(text))] == [
        "Jo DOE, Italy, SOC",
        "Al ROE, Bosnia and Herzegovina, EPP/CD",
        "Eva POE, Malta",
    ]
