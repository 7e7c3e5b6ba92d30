"""Word documents: tables, footnotes, and archives that are made to do harm."""

import pytest

from declarations.reading import ReadingError, read

from .documents import Facts, members
from .files import docx, paragraph, table


def front(facts: Facts) -> list[str]:
    lines = facts.overleaf().split("Signed (see overleaf)", maxsplit=1)[0]
    return [paragraph(line) for line in [*lines.split("\n"), "Signed (see overleaf)"] if line]


def fields(facts: Facts) -> list[list[str]]:
    return [[f"{member.family} {member.given}", member.country, member.group] for member in facts.members]


def test_a_table_of_fields_gives_an_entry_a_row():
    facts = Facts()

    parsed = read(docx(*front(facts), paragraph("Signed:"), table(fields(facts)), paragraph("Total = 20")), "a.docx")

    assert [signature.printed for signature in parsed.signatures] == [member.overleaf for member in facts.members]
    assert [paragraph.text for paragraph in parsed.paragraphs] == list(facts.paragraphs)
    assert (parsed.layout, parsed.title.text, parsed.warnings) == ("overleaf", facts.title, ())
    assert parsed.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_a_table_of_entries_is_read_in_the_order_of_the_alphabet():
    lines = [member.overleaf for member in members(20)]
    by_column = table(list(zip(lines[:10], lines[10:], strict=True)))
    by_row = table(list(zip(lines[::2], lines[1::2], strict=True)))

    for list_of_names in (by_column, by_row):
        data = docx(*front(Facts()), paragraph("Signed:"), list_of_names, paragraph("Total = 20"))
        assert [signature.printed for signature in read(data, "a.docx").signatures] == lines


def test_the_legend_of_groups_may_be_a_footnote():
    entries = [paragraph(member.overleaf) for member in members(20)]
    body = [*front(Facts()), paragraph("Signed", footnote=True), *entries, paragraph("Total = 20")]

    parsed = read(docx(*body, footnote="SOC: Socialists, Democrats and Greens Group"), "a.docx")

    assert len(parsed.signatures) == 20
    assert "Greens Group" in parsed.text
    assert parsed.warnings == ()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (docx(paragraph("x"), others={"word/media/a.xml": b"0" * 20_000_000}), "unpacks to far more"),
        (docx(paragraph("x"), others={f"word/{at}": b"" for at in range(2_001)}), "unpacks to far more"),
        (docx("<w:p>" * 10), "is damaged"),
        (docx(paragraph("x"))[:-60], "is damaged"),
        (docx(), "has no text"),
        (docx("<w:p>" * 30_000 + "</w:p>" * 30_000), "damaged|no text|too much memory"),
        (docx().replace(b"word/document.xml", b"word/documenx.xml"), "is damaged"),
    ],
)
def test_a_word_document_that_gives_no_text_is_refused_in_one_sentence(data, sentence):
    with pytest.raises(ReadingError, match=sentence):
        read(data, "a.docx")


def test_entities_that_would_fill_the_memory_are_not_expanded():
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    body = f"{bomb}]><w:document><w:body>&i;</w:body></w:document>".encode()

    with pytest.raises(ReadingError, match="is damaged"):
        read(docx(others={"word/document.xml": body}), "a.docx")
