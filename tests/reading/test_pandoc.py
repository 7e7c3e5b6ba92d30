"""Markdown as pandoc writes it, with its own notations and its tables."""

import pytest

from declarations.reading import read

from .documents import Facts, Member, members

PEOPLE = (*members(20), Member("Ana", "SILVA DO MONTE", "da", country="United Kingdom", group="EPP/CD"))
FACTS = Facts(PEOPLE)
ROWS = [
    (f"{member.family} {member.given}, {member.particles}".strip(", "), member.country, member.group)
    for member in PEOPLE
]
WIDTHS = [26, 22, 8]


def facts_in(markdown: str):
    parsed = read(markdown.encode(), "a.md")
    lines = [(line.family_name, line.given_name, line.country, line.group) for line in parsed.signatures]
    return lines, parsed.title.text, [paragraph.text for paragraph in parsed.paragraphs], parsed.warnings


def with_list(table: str) -> str:
    """The document with this table in the place of its list."""
    plain = FACTS.overleaf().replace(FACTS.title, f"## **{FACTS.title}**")
    head, rest = plain.split(PEOPLE[0].overleaf)
    return f"{head}{table}\n\n{rest[rest.index('Total') :]}"


def dashes(character: str, left: str = "", border: str = " ") -> str:
    return left + border.join(character * width for width in WIDTHS) + left


def padded(row, border: str = " ") -> str:
    return border.join(cell.ljust(width) for cell, width in zip(row, WIDTHS, strict=True))


def in_columns(between: str) -> str:
    return "\n".join([f"  {dashes('-')}", between.join(f"  {padded(row)}" for row in ROWS), f"  {dashes('-')}"])


def wrapped_in_columns() -> str:
    """Each name on two lines, as in a narrow column."""
    rows = [f"{padded((name.rpartition(' ')[0], *rest))}\n{name.rpartition(' ')[2]}" for name, *rest in ROWS]
    return "\n".join([dashes("-"), "\n\n".join(rows), dashes("-")])


def in_a_grid() -> str:
    border = dashes("-", "+", "+")
    return "\n".join([border, *(f"|{padded(row, '|')}|\n{border}" for row in ROWS)])


def with_pipes() -> str:
    return "\n".join(["| | | |", "|---|:--|---|", *(f"| {' | '.join(row)} |" for row in ROWS)])


EXPECTED = facts_in(FACTS.markdown())


@pytest.mark.parametrize(
    "table",
    [with_pipes(), in_columns("\n"), in_columns("\n\n"), wrapped_in_columns(), in_a_grid()],
    ids=["pipes", "simple", "multiline", "wrapped", "grid"],
)
def test_a_table_gives_an_entry_a_row(table):
    assert facts_in(with_list(table)) == EXPECTED


@pytest.mark.parametrize(
    ("notation", "replaced"),
    [
        ("Signed^1^:", "Signed1:"),
        ("Signed[^1]:", "Signed1:"),
        ("[Signed]{.underline}:", "Signed1:"),
        ("[^1]: ALDE", "1. ALDE"),
        ("::: {.section}\n\nDoc. 12345", "Doc. 12345"),
        ("## **The situation in Ruritania** {#the-situation .unnumbered}", "## **The situation in Ruritania**"),
    ],
)
def test_a_notation_of_pandoc_leaves_nothing_unread(notation, replaced):
    text = FACTS.markdown()
    assert replaced in text

    assert facts_in(text.replace(replaced, notation)) == EXPECTED


@pytest.mark.parametrize("border", ["----- ----", "+---+---+", "--- ---\n\n--- ---"])
def test_a_border_without_a_table_loses_no_line(border):
    text = FACTS.markdown().replace(FACTS.paragraphs[0], f"{FACTS.paragraphs[0]}\n\n{border}\n")

    lines, *_ = facts_in(text)

    assert lines == EXPECTED[0]
    assert FACTS.paragraphs[1] in facts_in(text)[2][-1]
