"""Two declarations in one document are refused; one that speaks of another is read."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from declarations.reading import ReadingError, read, second

from .documents import LAYOUTS, Facts, Member, members
from .files import docx, docx_of, paragraph, pdf, pdf_of, pdf_pages, word_blocks

FIRST = Facts()
OTHERS = tuple(Member(f"Ann{member.given.lower()}", f"LI{member.family}", group="EPP/CD") for member in members(23))
SECOND = Facts(OTHERS, "Prisoners in Graustark", ("Graustark holds people too.", "They must go free."), number=652)
# As people refer to another declaration, each on a line of its own.
REFERENCES = (
    "Written declaration No. 652",
    "Written declaration No. 652, Doc. 14493, on Graustark",
    "Written declaration No. 652 | Doc. 14493 | 25 January 2018",
    "Déclaration écrite n° 652, Doc. 14493",
)


def facts_only(facts: Facts) -> str:
    """The layout of facts, which has no text."""
    names = [f"- {member.web}" for member in facts.members]
    head = f"# Written declaration No. {facts.number} | Doc. 12345 | 01 June 2015"
    body = [f"## {facts.title}", "Facts only: a list of ours.", "## Signatories", "\n".join(names), "## Names cited"]
    return "\n\n".join([head, *body, "- Jodo Doe"])


TEXTS = {**LAYOUTS, "facts": facts_only}


def both(layout: str, first: Facts = FIRST, second: Facts = SECOND) -> bytes:
    """Two declarations, one behind the other in one file."""
    if layout == "pdf":
        return pdf(*pdf_pages(first), *pdf_pages(second))
    if layout == "docx":
        return docx(*word_blocks(first), *word_blocks(second))
    return f"{TEXTS[layout](first)}\n{TEXTS[layout](second)}".encode()


def laid_out(layout: str, facts: Facts) -> bytes:
    files = {"pdf": pdf_of, "docx": docx_of}
    return files[layout](facts) if layout in files else TEXTS[layout](facts).encode()


PLAIN = ["overleaf", "web", "pace"]
EVERY_LAYOUT = [*TEXTS, "pdf", "docx"]


@pytest.mark.parametrize("layout", EVERY_LAYOUT)
def test_two_editions_in_one_document_are_refused(layout):
    later = replace(FIRST, members=(*FIRST.members, Member("Ana", "LIMA")))

    with pytest.raises(ReadingError, match=r"holds No\. 600 twice|a second list of signatories"):
        read(both(layout, FIRST, later), "two")


@pytest.mark.parametrize("repeated", ["Written declaration No. 600", "Doc. 12345\nWritten declaration No. 600"])
@pytest.mark.parametrize("before", ["Signed (see overleaf)", "Signed1:", members(12)[11].overleaf, "Total ="])
def test_a_number_that_pages_repeat_is_no_second_edition(before, repeated):
    text = FIRST.overleaf().replace(before, f"{repeated}\n\n{before}")

    assert [signature.printed for signature in read(text.encode(), "a.txt").signatures] == [
        member.overleaf for member in FIRST.members
    ]


@pytest.mark.parametrize("layout", EVERY_LAYOUT)
def test_two_declarations_in_one_document_are_refused_by_their_numbers(layout):
    with pytest.raises(ReadingError, match=r"two declarations, No\. 600 and No\. 652; .*split") as refused:
        read(both(layout), "two")

    assert "“Written declaration No. 652" in str(refused.value)


@pytest.mark.parametrize("second", PLAIN)
@pytest.mark.parametrize("first", PLAIN)
def test_two_declarations_of_different_layouts_are_refused(first, second):
    data = f"{TEXTS[first](FIRST)}\n\n{TEXTS[second](SECOND)}".encode()

    with pytest.raises(ReadingError, match=r"No\. 600 and No\. 652"):
        read(data, "two")


@pytest.mark.parametrize("layout", EVERY_LAYOUT)
def test_two_declarations_are_refused_where_the_first_signatory_of_each_has_no_group(layout):
    first, second = (
        replace(facts, members=(replace(facts.members[0], group=""), *facts.members[1:])) for facts in (FIRST, SECOND)
    )

    with pytest.raises(ReadingError, match=r"No\. 600 and No\. 652"):
        read(both(layout, first, second), "two")


@pytest.mark.parametrize("layout", ["web", "pace"])
def test_a_second_list_of_signatories_is_refused_where_its_number_cannot_be_read(layout):
    second = TEXTS[layout](SECOND).replace("Written declaration No. 652", "Written decl. 652")

    with pytest.raises(ReadingError, match=r"second list of signatories, at “.*LIDOAA, Ireland, EPP/CD.*split"):
        read(f"{TEXTS[layout](FIRST)}\n\n{second}".encode(), "two")


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("layout", [*LAYOUTS, "pdf", "docx"])
def test_a_declaration_that_refers_to_another_on_a_line_of_its_own_is_read(layout, reference):
    facts = replace(FIRST, paragraphs=("We have declared before:", reference, "It still holds, Mr Ayan, Turkey."))

    parsed = read(laid_out(layout, facts), "one")

    assert (parsed.number, len(parsed.signatures)) == (600, 20)
    assert any("652" in paragraph.text for paragraph in parsed.paragraphs)


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("layout", [*LAYOUTS, "facts", "pdf", "docx"])
def test_a_reference_below_the_document_is_no_second_declaration(layout, reference):
    if layout in ("pdf", "docx"):
        pages = {"pdf": lambda: pdf(*pdf_pages(FIRST, below=reference))}
        data = pages.get(layout, lambda: docx(*word_blocks(FIRST), paragraph(reference)))()
    else:
        data = f"{TEXTS[layout](FIRST)}\n\n{reference}\n".encode()

    assert len(read(data, "one").signatures) == 20


def test_a_later_edition_that_prints_its_number_on_every_page_is_read():
    text = FIRST.overleaf().replace("DOAD Jod", "Written declaration No. 600 | Doc. 12345\n\nDOAD Jod")
    later = text.replace("Doc. 12345\n1 June", "Doc. 12345 2nd edition\n3 July", 1).replace(
        "No. 600\n", "No. 600\n\n2nd edition, originally tabled on 1 June 2015\n", 1
    )

    assert len(read(later.encode(), "later.txt").signatures) == 20


people = st.integers(3, 30).map(members)
declarations = st.builds(
    Facts,
    members=people,
    title=st.sampled_from(["The situation in Ruritania", "Written declarations matter", "Justice, Turkey"]),
    paragraphs=st.lists(
        st.sampled_from(["Talgat Ayan is held.", "Free them all.", *REFERENCES]), min_size=1, max_size=4
    )
    .map(tuple)
    .filter(lambda texts: not set(texts) <= set(REFERENCES)),
    number=st.integers(1, 99_999),
)


@given(declarations, declarations, st.sampled_from(EVERY_LAYOUT))
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_two_declarations_are_ever_read_as_one(first, second, layout):
    if first.number == second.number:
        second = replace(second, number=first.number % 99_999 + 1)

    with pytest.raises(ReadingError):
        read(both(layout, first, second), "two")


@pytest.mark.parametrize("number", [600, 652])
def test_a_list_is_looked_for_once_however_often_a_number_is_repeated(number, monkeypatch):
    asked = []
    belongs_to_list = second._belongs_to_list
    monkeypatch.setattr(second, "_belongs_to_list", lambda line: asked.append(line) or belongs_to_list(line))
    lines = f"Written declaration No. {number}\n\n" * 200

    read(FIRST.overleaf().replace(FIRST.paragraphs[0], lines + FIRST.paragraphs[0]).encode(), "a.txt")

    assert len(asked) < 300
