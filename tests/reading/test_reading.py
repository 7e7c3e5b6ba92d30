"""One document in, what it says out: the particulars, the spans, the layouts."""

import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest

from declarations.reading import ParsedDeclaration, read
from declarations.reading.folding import fold

from .documents import LAYOUTS, TEXT, Facts

SEED = Path(__file__).parents[2] / "fixtures" / "declarations" / "doc-14876.md"


@pytest.fixture(scope="module")
def seed():
    return read(SEED.read_bytes(), SEED.name)


def test_the_seed_gives_its_particulars(seed):
    assert (seed.kind, seed.number, seed.doc, seed.date) == ("written-declaration", 675, "14876", date(2019, 4, 11))
    assert (seed.edition, seed.edition_date) == (1, date(2019, 4, 11))
    assert (seed.language, seed.layout, seed.media_type) == ("en", "overleaf", "text/markdown")
    assert seed.title.text.startswith("“Magnitsky laws” sanctions must be imposed")
    assert len(seed.paragraphs) == 4


def test_the_seed_gives_its_22_signatures_and_no_doubt(seed):
    assert len(seed.signatures) == 22
    assert seed.signatures[0].printed == "GATTOLIN André, France, NR"
    assert seed.warnings == ()


def test_a_particle_after_the_given_name_belongs_to_the_family_name(seed):
    sutter = seed.signatures[20]

    assert sutter.printed == "SUTTER Petra, De, Belgium, SOC"
    assert (sutter.family_name, sutter.given_name, sutter.country) == ("De Sutter", "Petra", "BE")


def test_the_seed_cites_eleven_victims_and_one_other_person(seed):
    roles = {mention.printed: mention.role for mention in seed.mentions}

    assert sum(role == "victim" for role in roles.values()) == 11
    assert [name for name, role in roles.items() if role == "other"] == ["Mukhtar Ablyazov"]


def test_the_claims_of_the_seed_are_those_of_its_words(seed):
    claims = {mention.printed: mention.claim for mention in seed.mentions}

    assert claims["Kenzhebek Abishev"] == "serving-sentence"
    assert claims["Aigul Akberdieva"] == "free"
    assert claims["Saniya Toiken"] == claims["Svetlana Glushkova"] == "facing-charges"
    assert claims["Serikzhan Bilash"] == "police-custody"
    assert claims["Mukhtar Ablyazov"] == ""


def test_a_parsed_declaration_survives_json(seed):
    assert ParsedDeclaration.from_dict(seed.as_dict(), seed.text) == seed


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_facts(layout):
    facts = Facts()

    parsed = read(LAYOUTS[layout](facts).encode(), "document")

    assert (parsed.number, parsed.doc, parsed.date) == (600, "12345", date(2015, 6, 1))
    assert parsed.title.text == facts.title
    assert [paragraph.text for paragraph in parsed.paragraphs] == list(TEXT)
    assert [signature.printed_country for signature in parsed.signatures] == [m.country for m in facts.members]
    assert parsed.warnings == ()


@pytest.mark.parametrize(
    ("layout", "name", "media_type"),
    [
        ("overleaf", "overleaf", "text/plain"),
        ("markdown", "overleaf", "text/markdown"),
        ("web", "web", "text/plain"),
        ("web_html", "web", "text/html"),
        ("pace", "pace", "text/plain"),
    ],
)
def test_the_layout_and_the_media_type_are_told_from_the_bytes(layout, name, media_type):
    parsed = read(LAYOUTS[layout](Facts()).encode(), "misleading.pdf")

    assert (parsed.layout, parsed.media_type) == (name, media_type)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_gives_the_same_text(encoding):
    facts = Facts(title="La Zélande “libre”")

    assert read(facts.web().encode(encoding), "a.txt").title.text == facts.title


def test_a_page_is_believed_about_its_encoding():
    page = Facts(title="Łódź").web_html().replace("<head>", '<head><meta charset="iso-8859-2">')

    assert read(page.encode("iso-8859-2"), "a.html").title.text == "Łódź"


def test_line_ends_and_null_bytes_make_no_difference():
    odd = Facts().overleaf().replace("\n", "\r\n").replace("Written", "Wri\0tten")

    assert read(odd.encode(), "a.txt").text == read(Facts().overleaf().encode(), "a.txt").text


@pytest.mark.parametrize("width", [60, 78, 110])
@pytest.mark.parametrize("layout", ["web", "pace"])
def test_wrapped_lines_are_joined_again(layout, width):
    facts = Facts(title="Co-operation with Ruritania must be reconsidered in response to its policy of half-measures")
    wrapped = "\n\n".join("\n".join(textwrap.wrap(block, width)) for block in LAYOUTS[layout](facts).split("\n\n"))

    parsed = read(wrapped.encode(), "a.txt")

    assert parsed.title.text == facts.title
    assert len(parsed.signatures) == len(facts.members)
    assert parsed.warnings == ()


@pytest.mark.parametrize("layout", ["overleaf", "web", "pace"])
def test_a_text_without_empty_lines_is_read_line_by_line(layout):
    facts = Facts(paragraphs=tuple(f"{paragraph} {paragraph}" for paragraph in TEXT))
    dense = "\n".join(line for line in LAYOUTS[layout](facts).split("\n") if line)

    parsed = read(dense.encode(), "a.txt")

    assert parsed.title.text == facts.title
    assert len(parsed.signatures) == len(facts.members)


def test_spans_point_at_what_they_name(seed):
    for item in (*seed.signatures, *seed.mentions):
        assert fold(seed.text[item.start : item.end]) == item.printed
    for passage in (seed.title, *seed.paragraphs, *(mention.passage for mention in seed.mentions)):
        assert fold(seed.text[passage.start : passage.end]) == passage.text


def test_a_later_edition_says_when_it_was_first_tabled():
    later = Facts().overleaf().replace("Doc. 12345\n1 June 2015", "Doc. 12345 2nd edition\n22 June 2015")
    later = later.replace("No. 600\n", "No. 600\n\n2nd edition, originally tabled on 1 June 2015\n")

    parsed = read(later.encode(), "a.txt")

    assert (parsed.edition, parsed.date, parsed.edition_date) == (2, date(2015, 6, 1), date(2015, 6, 22))


def test_a_page_says_where_it_was_published():
    address = "https://pace.coe.int/en/files/1/html"
    page = Facts().web_html().replace("<head>", f'<head><link rel="canonical" href="{address}">')

    assert read(page.encode(), "a.html").source_url == address


def test_a_text_may_give_its_address_on_a_line_of_its_own():
    address = "https://pace.coe.int/en/files/1/html"

    assert read(f"{Facts().web()}\n\n{address}\n".encode(), "a.txt").source_url == address


def test_a_french_page_is_read_with_its_own_words():
    people = " ; ".join(f"Mme Anne DUPONT-{letter * 2}, Allemagne, PPE/DC" for letter in "ABC")
    text = (
        f"Déclaration écrite n° 600 | Doc. 12345 | 1er juin 2015\n\nUn titre\n\nSignataires: {people}\n\n"
        "Cette déclaration écrite n'engage que ses signataires.\n\nUn texte."
    )

    parsed = read(text.encode(), "a.txt")

    assert (parsed.language, parsed.date) == ("fr", date(2015, 6, 1))
    assert (parsed.signatures[0].country, parsed.signatures[0].group) == ("DE", "EPP/CD")
    assert [paragraph.text for paragraph in parsed.paragraphs] == ["Un texte."]


def test_reading_and_names_need_no_django():
    program = (
        "import sys; sys.modules['django'] = None\n"
        "from declarations import names\nfrom declarations.reading import read\n"
        "read(open(sys.argv[1], 'rb').read(), 'a.md')"
    )

    subprocess.run([sys.executable, "-c", program, SEED], check=True, cwd=SEED.parents[2])


def test_a_page_of_about_2001_gives_surnames_and_both_dates():
    names = "".join(f"<p>van {m.given}-{m.family.title()}, Royaume-Uni, SOC</p>\n" for m in Facts().members)
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body><table><tr>'
        "<td><img src=a></td></tr></table><p><b>Doc. 9056 2<sup>nd</sup> edition</b><br><b>15 May 2001</b></p>"
        "<p><b>La libert\xe9 &#322;</b></p><p>Written Declaration No. 320</p>"
        "<p>2<sup>nd</sup> edition, originally tabled on 24 April 2001</p><table border=1><tr><td>"
        "This written declaration commits only the members who have signed it</td></tr></table><p>A text.</p>"
        f"<p><i>Signed (see overleaf)</i></p><p>Signed :<sup>1</sup></p>{names}<p>Total = 20</p>"
        "<p>1. SOC: Socialist Group</p></body></html>"
    )

    parsed = read(page.encode("iso-8859-1"), "a.html")

    assert (parsed.number, parsed.doc, parsed.title.text) == (320, "9056", "La liberté ł")
    assert (parsed.edition, parsed.date, parsed.edition_date) == (2, date(2001, 4, 24), date(2001, 5, 15))
    assert [paragraph.text for paragraph in parsed.paragraphs] == ["A text."]
    assert (parsed.signatures[0].family_name, parsed.signatures[0].given_name) == ("van Joa-Doaa", "")
    assert {warning.code for warning in parsed.warnings} == {"below-rule-56"}
