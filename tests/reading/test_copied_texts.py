"""What happens to a text on its way through browsers, blogs, mail programs and editors."""

import unicodedata

import pytest

from declarations.reading import read

from .documents import Facts, Member, members

PEOPLE = (*members(20), Member("Zoë", "ŽĎÁRSKÁ"), Member("Éva", "ŐRÖS", country="Türkiye"))
WEB = Facts(PEOPLE, title="La Zélande “libre” – d’un État").web()


def facts_in(data: bytes):
    parsed = read(data, "a.txt")
    names = [(signature.given_name, signature.family_name, signature.country) for signature in parsed.signatures]
    return names, parsed.title.text, [paragraph.text for paragraph in parsed.paragraphs], parsed.warnings


EXPECTED = facts_in(WEB.encode())[:3]


def misread(text: str, encoding: str) -> str:
    """UTF-8 taken for another encoding; programs keep the bytes that it does not define."""
    return "".join(
        chr(byte) if (letter := bytes([byte]).decode(encoding, "replace")) == "\ufffd" else letter
        for byte in text.encode()
    )


@pytest.mark.parametrize(
    "data",
    [
        misread(WEB, "cp1252").encode(),
        misread(WEB, "cp1250").encode(),
        misread(WEB, "latin-1").encode(),
        misread(misread(WEB, "cp1252"), "cp1252").encode(),
        WEB.encode("utf-16"),
        WEB.encode("utf-16-le"),
        WEB.encode("utf-16-be"),
        unicodedata.normalize("NFD", WEB).encode(),
        WEB.replace(" ", "\xa0").encode(),
        "".join(f"> {line}\n" for line in WEB.split("\n")).encode(),
        "".join(f">> {line}\r\n" for line in WEB.split("\n")).encode(),
    ],
    ids=[
        "1252",
        "1250",
        "8859-1",
        "twice",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "decomposed",
        "hard blanks",
        "quoted",
        ">>",
    ],
)
def test_the_same_facts_are_read(data):
    *facts, warnings = facts_in(data)

    assert tuple(facts) == EXPECTED
    assert warnings == ()


@pytest.mark.parametrize(
    "text", ["DÉJÀ VU : « L’ÉTÉ À L’ÎLE D’ORÉ »", "IRMÃ” e JOÃO", "Ö–Ä", "ESPAÑA’S", "TOMÁŠ RÍŠA"]
)
def test_capitals_with_accents_are_no_mojibake(text):
    assert read(Facts(title=text).web().encode(), "a.txt").title.text == text


@pytest.mark.parametrize("family", ["KIVELÄ", "BLÅ", "IRMÃ", "ADĂ"])
def test_a_hard_blank_behind_a_capital_with_an_accent_is_no_mojibake(family):
    text = Facts((*members(20), Member("Kim", family))).overleaf().replace(" ", "\xa0")

    assert read(text.encode(), "a.txt").signatures[-1].family_name == family.capitalize()


@pytest.mark.parametrize("bullet", ["•", "â€¢", "·", "\uf0b7", "-", "*", "?", "1.", "○"])
@pytest.mark.parametrize("border", ["\n", "\n\n"])
def test_a_list_with_bullets_is_a_list(bullet, border):
    text = Facts().web().replace("Signatories: ", f"Signatories:{border}{bullet} ")

    parsed = read(text.replace(" ; ", f"{border}{bullet} ").encode(), "a.txt")

    assert [signature.printed for signature in parsed.signatures] == [m.web[3:] for m in members()]
    assert parsed.warnings == ()


@pytest.mark.parametrize("separator", [" • ", ";\n", ";\n\n", "\n", " ", "\n•\n"])
def test_entries_may_be_parted_by_anything(separator):
    parsed = read(Facts().web().replace(" ; ", separator).encode(), "a.txt")

    assert [signature.printed for signature in parsed.signatures] == [m.web[3:] for m in members()]


def test_ligatures_are_letters():
    assert read(Facts(title="The oﬃce of the ﬁrst ﬂoor").web().encode(), "a").title.text == (
        "The office of the first floor"
    )
