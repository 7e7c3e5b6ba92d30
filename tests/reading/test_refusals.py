"""What cannot be read is one sentence; what is doubtful is a warning with its place."""

from datetime import date, timedelta

import pytest

from declarations.reading import ReadingError, read
from declarations.reading.languages import ENGLISH

from .documents import LAYOUTS, Facts, Member, members

MONTHS = ENGLISH.months


def codes(text: str) -> list[str]:
    return [warning.code for warning in read(text.encode(), "a.txt").warnings]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG picture"),
        (b"\xff\xd8\xff\xe0....", "a JPEG picture"),
        (b"GIF89a....", "a GIF picture"),
        (b"%PDF-1.7 ...", "this PDF is damaged"),
        (b"PK\x03\x04.... word/document.xml", "this DOCX document is damaged"),
        (b"PK\x03\x04.... other", "a zip archive .* that cannot be opened, and may be cut short"),
        (b"PK\x03\x04.... mimetypeapplication/vnd.oasis", "another Office document"),
        (b"PK\x03\x04.... [Content_Types].xml xl/workbook.xml", "another Office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (bytes(range(256)) * 8, "binary data"),
        (b"A letter to whom it may concern.", "its number is missing"),
        (b"<div>" * 20_000 + b"x", "elements inside one another"),
        (b"# Marks\n" + b"[^1" * 200_000, "this text has 600,008 characters, far more than any declaration"),
    ],
)
def test_what_is_no_declaration_is_refused_by_name(data, sentence):
    with pytest.raises(ReadingError, match=sentence):
        read(data, "a.md")


def test_a_misleading_ending_is_pointed_out():
    with pytest.raises(ReadingError, match=r"PNG picture \(although its name ends in “\.md”\)"):
        read(b"\x89PNG\r\n\x1a\n", "a.md")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Motion for a resolution", "a motion for a resolution"),
        ("Motion for a recommendation", "a motion for a recommendation"),
        ("Written question No. 700 to the Committee of Ministers", "a written question"),
        ("Report", "a report"),
        ("Motion for an order", "a motion for an order"),
        ("Opinion No. 199 (1996)", "an opinion"),
        ("Order No. 500 (1995)", "an order"),
        ("Resolution 2193 (2017)", "a resolution"),
        ("Recommendation 2193 (2017)", "a recommendation"),
        ("Request for an urgent debate", "a request"),
    ],
)
def test_a_document_with_the_same_head_is_named_as_what_it_is(line, kind):
    text = Facts().overleaf().replace("Written declaration No. 600", line)

    with pytest.raises(ReadingError, match=rf"this is {kind} \(Doc\. 12345\), not a written declaration"):
        read(text.encode(), "a.txt")


def test_a_motion_that_cites_a_declaration_is_still_a_motion():
    text = Facts(paragraphs=("Written declaration No. 638 had already asked for this.",)).overleaf()

    with pytest.raises(ReadingError, match="a motion for a resolution"):
        read(text.replace("Written declaration No. 600", "Motion for a resolution").encode(), "a.txt")


@pytest.mark.parametrize(
    ("found", "instead", "sentence"),
    [
        ("1 June 2015\n", "\n", "it has no date"),
        ("1 June 2015", "31 June 2015", "“31 June 2015”, is not a day of the calendar"),
        ("The situation in Ruritania\n", "\n", "it has no title"),
        ("Signed", "Sgd", "no list of signatories"),
    ],
)
def test_a_declaration_that_lacks_a_part_says_which(found, instead, sentence):
    with pytest.raises(ReadingError, match=sentence):
        read(Facts().overleaf().replace(found, instead).encode(), "a.txt")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        ("0019", "before the Council of Europe was founded"),
        ("1948", "before the Council of Europe was founded"),
        ("2919", "has not come yet"),
        ("0000", "not a day of the calendar"),
    ],
)
def test_a_day_of_an_absurd_year_is_refused(layout, year, sentence):
    text = LAYOUTS[layout](Facts()).replace("2015", year)

    with pytest.raises(ReadingError, match=f"June {year}”, .*{sentence}"):
        read(text.encode(), "a.txt")


@pytest.mark.parametrize("year", ["1948", "2919"])
def test_an_absurd_day_of_the_first_edition_is_refused(year):
    text = (
        Facts().overleaf().replace("1 June 2015\n", f"3 July 2015\n2nd edition, originally tabled on 1 June {year}\n")
    )

    with pytest.raises(ReadingError, match=f"1 June {year}"):
        read(text.encode(), "a.txt")


def test_a_document_that_is_printed_a_few_days_ahead_is_read():
    day = date.today() + timedelta(days=3)
    text = Facts().overleaf().replace("1 June 2015", f"{day.day} {MONTHS[day.month - 1]} {day.year}")

    assert read(text.encode(), "a.txt").date == day


@pytest.mark.parametrize("layout", ["overleaf", "web", "pace"])
def test_a_declaration_without_a_text_is_refused(layout):
    with pytest.raises(ReadingError, match=r"text|give the whole document"):
        read(LAYOUTS[layout](Facts(paragraphs=())).encode(), "a.txt")


@pytest.mark.parametrize("layout", ["web", "pace"])
def test_a_page_that_ends_within_its_list_says_where(layout):
    text = LAYOUTS[layout](Facts())

    with pytest.raises(ReadingError, match="within its list of signatories, behind “Jod"):
        read(text[: text.index("DOAD") + 6].encode(), "a.txt")


def test_a_wrong_total_is_a_warning_at_the_total():
    text = Facts().overleaf().replace("Total = 20", "Total = 21")

    parsed = read(text.encode(), "a.txt")

    assert [warning.code for warning in parsed.warnings] == ["total-mismatch"]
    assert parsed.text[parsed.warnings[0].start : parsed.warnings[0].end] == "21"


def test_a_list_cut_between_entries_has_no_total():
    text = Facts(members(24)).overleaf()

    assert codes(text[: text.index("DOBE")]) == ["missing-total"]


def test_a_list_cut_within_an_entry_is_truncated():
    text = Facts(members(24)).overleaf()

    assert "truncated-list" in codes(text[: text.index("DOBE") + 12])


def test_a_semicolon_list_cut_within_an_entry_is_truncated():
    cut = Facts((*members(), Member("Ann", "LAST", country="", group="")))

    assert "truncated-list" in codes(cut.web())


@pytest.mark.parametrize("layout", ["overleaf", "web", "pace"])
@pytest.mark.parametrize(
    ("member", "expected"),
    [
        (Member("Ann", "LAST", country="Ruritania"), "unknown-country"),
        (Member("Ann", "LAST", group="XYZ"), "unknown-group"),
        (Member("Ann", "LAST", group=""), "missing-group"),
        (Member("Joa", "DOAA"), "duplicate-signatory"),
        (Member("ANN MARY", "LAST"), "name-shape"),
    ],
)
def test_a_doubtful_entry_is_a_warning(layout, member, expected):
    people = members()

    assert expected in codes(LAYOUTS[layout](Facts((people[0], member, *people[1:]))))


@pytest.mark.parametrize(
    ("people", "lacking"),
    [
        (members(19), "19 of 20 signatures"),
        (tuple(Member(m.given, m.family, country="Italy", group=m.group) for m in members()), "1 of 4 delegations"),
        (tuple(Member(m.given, m.family, country=m.country, group="NR") for m in members()), "0 of 2 political"),
    ],
)
def test_fewer_than_rule_56_asks_for_is_a_warning(people, lacking):
    (warning,) = read(Facts(people).web().encode(), "a.txt").warnings

    assert warning.code == "below-rule-56"
    assert lacking in warning.message


@pytest.mark.parametrize("line", ["[illegible stamp]", "Registered by hand"])
def test_a_line_that_is_nothing_known_is_a_warning_at_its_place(line):
    text = Facts().overleaf().replace("DOAD Jod", f"{line}\nDOAD Jod")

    parsed = read(text.encode(), "a.txt")

    assert [warning.code for warning in parsed.warnings] == ["unread-line"]
    assert parsed.text[parsed.warnings[0].start : parsed.warnings[0].end] == line


def test_furniture_is_no_doubt():
    text = Facts().overleaf()
    text = text.replace("DOAD Jod", "2\n\nDoc. 12345\n\nDOAD Jod").replace(
        "Doc. 12345\n1 June", "Print\n\nDoc. 12345\n1 June"
    )

    assert codes(text) == []


def test_damaged_utf8_is_a_warning_and_not_another_encoding():
    data = Facts(title="Žižkov, Łódź, Kęstutis, Ærø").web().encode().replace("Ł".encode(), b"\xc5")

    parsed = read(data, "a.txt")

    assert parsed.title.text == "Žižkov, \ufffdódź, Kęstutis, Ærø"
    assert [warning.code for warning in parsed.warnings] == ["damaged-characters"]


def test_a_total_between_the_entries_loses_none_of_them():
    text = Facts().overleaf()
    moved = text.replace("\nTotal = 20\n", "\n").replace("DOAD Jod", "Total = 20\nDOAD Jod")

    parsed = read(moved.encode(), "a.txt")

    assert len(parsed.signatures) == 20
    assert parsed.warnings == ()


@pytest.mark.parametrize(
    ("found", "instead"),
    [
        ("Signed1:", "Handed in by a messenger\n\nSigned1:"),
        ("SOC: Socialists, Democrats and Greens Group", "SOC: Socialists, Democrats and Greens Group\nPlease recycle"),
        ("Written declaration No. 600", "Written declaration No. 600 | Copy for the archive"),
    ],
)
def test_a_line_between_known_ones_is_a_warning_too(found, instead):
    assert codes(Facts().overleaf().replace(found, instead)) == ["unread-line"]


def test_a_head_without_a_document_number_is_a_warning():
    assert codes(Facts().overleaf().replace("Doc. 12345\n", "")) == ["missing-doc"]


def test_a_text_longer_than_any_declaration_is_refused():
    long = Facts(paragraphs=("A sentence. " * 13_000,))

    with pytest.raises(ReadingError, match="far more than any declaration"):
        read(long.web().encode(), "a.txt")


def test_two_declarations_in_one_document_are_refused():
    first = Facts().web()
    second = first.replace("600", "652")

    with pytest.raises(ReadingError, match=r"No\. 600 and No\. 652"):
        read(f"{first}\n\n{second}".encode(), "two.txt")


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_declaration_numbered_0_is_refused(layout):
    with pytest.raises(ReadingError, match="its number is 0, at “Written declaration No"):
        read(layout(Facts(number=0)).encode(), "a.txt")


def test_a_0th_edition_is_a_line_not_understood():
    text = Facts().overleaf().replace("Doc. 12345", "Doc. 12345 0th edition")

    assert read(text.encode(), "a.txt").edition == 1
    assert "unread-line" in codes(text)
