"""Our own lists of facts: what stands in them, and that they say that they are ours."""

from pathlib import Path

import pytest

from declarations.reading import ReadingError, read

FOLDER = Path(__file__).parents[2] / "fixtures" / "declarations"
TEXT = """# Written declaration No. 600 | Doc. 12345 | 1 June 2015

## A title

Facts only: a list of ours; the text is the Assembly's.

Source: <https://pace.coe.int/en/files/1/html>

## Signatories

- Ms Jo DOE, Ireland, SOC
- Ms Jo De ROE, Italy

## Names cited

- Talgat Ayan
- Max Bokayev

## Others named

- A Minister
"""


def test_the_lists_give_signatures_and_names():
    parsed = read(TEXT.encode(), "a.md")

    assert (parsed.layout, parsed.number, parsed.title.text) == ("facts", 600, "A title")
    assert [signature.family_name for signature in parsed.signatures] == ["Doe", "De Roe"]
    assert [(m.printed, m.role) for m in parsed.mentions] == [
        ("Talgat Ayan", "victim"),
        ("Max Bokayev", "victim"),
        ("A Minister", "other"),
    ]
    assert parsed.source_url == "https://pace.coe.int/en/files/1/html"


def test_no_claim_is_read_into_a_list():
    assert {mention.claim for mention in read(TEXT.encode(), "a.md").mentions} == {""}


def test_names_stand_in_the_passages_so_that_a_citation_has_its_place():
    parsed = read(TEXT.encode(), "a.md")

    assert [passage.text for passage in parsed.paragraphs][1:] == ["Talgat Ayan", "Max Bokayev", "A Minister"]
    assert all(parsed.text[mention.start : mention.end] == mention.printed for mention in parsed.mentions)


def test_what_belongs_to_no_list_is_a_warning():
    parsed = read(TEXT.replace("- Ms Jo De", "- Registered by hand\n- Ms Jo De").encode(), "a.md")

    assert "unread-line" in [warning.code for warning in parsed.warnings]


@pytest.mark.parametrize("heading", ["Signatories", "Signatories\n\n- Ms Jo DOE, Ireland, SOC\n- Ms Jo De ROE, Italy"])
def test_a_list_without_signatories_is_refused(heading):
    with pytest.raises(ReadingError, match="Signatories"):
        read(TEXT.replace(f"## {heading}\n", "").encode(), "a.md")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*-facts.md")), ids=lambda path: path.name)
def test_the_lists_that_we_ship_are_read_without_a_doubt(path):
    parsed = read(path.read_bytes(), path.name)

    assert len(parsed.signatures) >= 20
    assert parsed.warnings == ()
    assert "the Assembly's" in parsed.paragraphs[0].text
