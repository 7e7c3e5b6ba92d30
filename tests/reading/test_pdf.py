"""What is seen on the pages of a PDF is what is read: columns, wrapped names, furniture, accents."""

import pytest

from declarations.reading import ReadingError, read
from declarations.reading.media_types.pdf import _runs

from .documents import STANDING, Facts, Member, members
from .files import Page, pdf

HEAD = ("Doc. 12345", "1 June 2015")


def front(facts: Facts) -> Page:
    page = Page().lines(70, 780, HEAD, pitch=24)
    page.say(70, 720, facts.title, size=14).say(70, 690, "Written declaration No. 600").say(70, 660, STANDING, size=8)
    return page.lines(70, 620, facts.paragraphs, pitch=30).say(70, 400, "Signed (see overleaf)")


def back(*columns: list[str], lefts=(70, 310), pitch: float = 20, total: int = 0) -> Page:
    page = Page().say(70, 780, "Signed").say(101, 784, "1", size=6).say(105, 780, ":")
    for left, lines in zip(lefts, columns, strict=True):
        page.lines(left, 740, lines, pitch=pitch)
    lowest = 740 - pitch * max(len(lines) for lines in columns)
    return page.say(70, lowest - 10, f"Total = {total}").say(70, lowest - 40, "1. SOC: Socialists", size=8)


def overleaf(people) -> list[str]:
    return [member.overleaf for member in people]


def halves(lines: list[str]) -> tuple[list[str], list[str]]:
    half = (len(lines) + 1) // 2
    return lines[:half], lines[half:]


def printed(*pages: Page) -> list[str]:
    return [signature.printed for signature in read(pdf(*pages), "a.pdf").signatures]


def test_two_columns_are_read_one_after_the_other():
    facts = Facts(members(21))

    parsed = read(pdf(front(facts), back(*halves(overleaf(facts.members)), total=21)), "a.pdf")

    assert [signature.printed for signature in parsed.signatures] == overleaf(facts.members)
    assert (parsed.number, parsed.doc, parsed.title.text) == (600, "12345", facts.title)
    assert [paragraph.text for paragraph in parsed.paragraphs] == list(facts.paragraphs)
    assert (parsed.layout, parsed.media_type, parsed.warnings) == ("overleaf", "application/pdf", ())


def test_columns_that_are_filled_row_by_row_are_read_in_the_order_of_the_alphabet():
    lines = overleaf(members(20))

    assert printed(front(Facts()), back(lines[::2], lines[1::2], total=20)) == lines


def test_a_list_in_two_columns_that_goes_on_over_the_page_is_read_down_each_column():
    left, right = halves(overleaf(members(50)))
    first = Page().lines(70, 740, left[:20], pitch=30).lines(310, 740, right[:20], pitch=30)
    second = Page().lines(70, 740, left[20:], pitch=30).lines(310, 740, right[20:], pitch=30)

    assert printed(front(Facts()).say(70, 380, "Signed:"), first, second) == [*left, *right]


def test_pages_that_are_filled_one_after_the_other_are_read_page_by_page():
    lines = overleaf(members(60))
    pages = [Page().lines(70, 740, lines[at : at + 15]).lines(310, 740, lines[at + 15 : at + 30]) for at in (0, 30)]

    assert printed(front(Facts()).say(70, 380, "Signed:"), *pages) == lines


def test_the_fields_of_a_table_are_one_entry_a_row():
    people = members(20)
    columns = ([f"{m.family} {m.given}" for m in people], [m.country for m in people], [m.group for m in people])

    assert printed(front(Facts()), back(*columns, lefts=(70, 250, 420), total=20)) == overleaf(people)


def test_a_name_that_is_wrapped_in_its_column_is_one_entry():
    wrapped = ["BRANDÃO DE MELLO Maria Antónia, van den,", "Bosnia and Herzegovina, EPP/CD"]
    lines = overleaf(members(20))
    left = [*lines[:4], *wrapped, *lines[4:10]]

    found = printed(front(Facts()), back(left, lines[10:], pitch=14, total=21))

    assert found == [*lines[:4], " ".join(wrapped), *lines[4:]]


def test_what_is_drawn_line_by_line_across_the_columns_is_told_apart():
    left, right = halves(overleaf(members(20)))
    page = Page().say(70, 780, "Signed:")
    for at, texts in enumerate(zip(left, right, strict=True)):
        page.say(70, 740 - 20 * at, texts[0]).say(310, 740 - 20 * at, texts[1])

    assert printed(front(Facts()), page.say(70, 500, "Total = 20")) == [*left, *right]


def test_furniture_at_the_head_and_foot_of_pages_is_left_out():
    pages = [front(Facts()), back(*halves(overleaf(members(20))), total=20)]
    for number, page in enumerate(pages, start=1):
        page.say(50, 25, "F - 67075 Strasbourg Cedex | assembly@coe.int", size=7).say(300, 15, str(number), size=7)
        page.say(500, 815, "Doc. 12345", size=7)

    parsed = read(pdf(*pages), "a.pdf")

    assert len(parsed.signatures) == 20
    assert "Strasbourg" not in parsed.text
    assert parsed.warnings == ()


def test_a_paragraph_goes_on_over_the_page():
    page = Page().say(70, 780, "in prison for what they wrote, and ask for their release.")
    page.lines(70, 740, ["Signed (see overleaf)", "Signed:", *overleaf(members(20)), "Total = 20"], pitch=20)
    first = Page().lines(70, 780, [*HEAD, "A title", "Written declaration No. 600"], pitch=30)
    first.say(70, 60, "The signatories remember the people of Ruritania who have for many years now been kept")

    parsed = read(pdf(first, page), "a.pdf")

    assert len(parsed.paragraphs) == 1
    assert "been kept in prison" in parsed.paragraphs[0].text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("The journalists were impris-", "oned without a trial."), "imprisoned without a trial."),
        (("They ask for co-", "operation with the court."), "co-operation with the court."),
        (("Ms Reina de Bruijn-", "Wezeman spoke of it."), "Bruijn-Wezeman spoke of it."),
    ],
)
def test_a_word_parted_at_the_end_of_a_line_is_one_word(lines, text):
    page = front(Facts(paragraphs=())).lines(70, 620, lines)

    parsed = read(pdf(page, back(*halves(overleaf(members(20))), total=20)), "a.pdf")

    assert parsed.paragraphs[0].text.endswith(text)


def test_an_accent_that_is_drawn_apart_belongs_to_the_letter_below_it():
    page = back(*halves(overleaf(members(20))), total=21).say(70, 300, "ANDRE")
    page.say(100.2, 300, "´").say(108, 300, "Jo, Italy, SOC")

    assert "ANDRÉ Jo, Italy, SOC" in printed(front(Facts()), page)


@pytest.mark.parametrize(
    ("rotate", "matrix"),
    [(90, "0 1 -1 0 {at} 60"), (180, "-1 0 0 -1 500 {at}"), (270, "0 -1 1 0 {down} 700")],
)
def test_a_page_that_is_shown_turned_is_read_as_it_is_seen(rotate, matrix):
    page = Page(rotate=rotate)
    for line, text in enumerate(["Signed:", *overleaf(members(20)), "Total = 20"]):
        place = matrix.format(at=40 + 20 * line, down=550 - 20 * line)
        page.content.append(f"BT /F 10 Tf {place} Tm ({text}) Tj ET".encode("cp1252"))

    assert printed(front(Facts()), page) == overleaf(members(20))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (pdf(Page(), picture_only=True), "has no text, so it is a scanned picture"),
        (pdf(front(Facts()), encrypted=True), "is encrypted"),
        (pdf(front(Facts()))[:300].replace(b"obj", b"job"), "is damaged"),
        (pdf(*[Page()] * 301), "has 301 pages"),
    ],
)
def test_a_pdf_that_gives_no_text_is_refused_in_one_sentence(data, sentence):
    with pytest.raises(ReadingError, match=sentence):
        read(data, "a.pdf")


def test_a_motion_in_a_pdf_is_named_as_one():
    page = Page().lines(70, 780, [*HEAD, "A title", "Motion for a resolution", "The Assembly asks."], pitch=30)

    with pytest.raises(ReadingError, match=r"a motion for a resolution \(Doc\. 12345\)"):
        read(pdf(page), "a.pdf")


def test_a_file_with_a_few_bytes_before_its_start_is_a_pdf_all_the_same():
    data = b"\r\n" + pdf(front(Facts()), back(*halves(overleaf((*members(20), Member("Zoë", "ZZ")))), total=21))

    assert len(read(data, "a").signatures) == 21


def test_letters_drawn_close_together_are_one_word_where_pdfium_sees_the_end_of_a_line():
    """As it does in pages that Chromium prints, between "G" and "Y" of one name."""
    letters = "GEVORG\r\nYAN"
    boxes = [(8.0 * at, 10.0, 8.0 * at + 8, 0.0) for at in range(6)] + [(48.0, 3.0, 48.0, 3.0)] * 2
    boxes += [(47.6 + 8 * at, 10.0, 55.6 + 8 * at, 0.0) for at in range(3)]

    assert [cell.text for cell in _runs(letters, boxes)] == ["GEVORGYAN"]


def test_what_a_browser_prints_above_and_below_each_page_is_furniture():
    pages = [front(Facts()), back(*halves(overleaf(members(20))), total=20)]
    for number, page in enumerate(pages, start=1):
        page.say(24, 815, "11/25/26, 2:42 PM The situation in Ruritania", size=6)
        page.say(24, 15, f"https://assembly.coe.int/nw/xml/XRef/Xref-XML2HTML-en.asp?fileid=1 {number}/2", size=6)

    parsed = read(pdf(*pages), "a.pdf")

    assert parsed.warnings == ()
    assert [paragraph.text for paragraph in parsed.paragraphs] == list(Facts().paragraphs)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("11/25/26, 2:42 PM The situation in Ruritania", "file:///home/ana/page.html 1/1"),
        ("25.11.2026, 14:42 Lage in Ruritanien", "https://assembly.coe.int/x.asp?fileid=1 1/1"),
        ("25/11/2026 14:42", "about:blank 1 of 1"),
    ],
)
def test_what_a_browser_prints_on_the_only_page_is_furniture(above, below):
    page = Page().say(24, 815, above, size=6).say(24, 15, below, size=6)
    page.lines(70, 780, Facts(members(2)).web().split("\n\n"), pitch=40, size=5)

    parsed = read(pdf(page), "a.pdf")

    assert "unread-line" not in {warning.code for warning in parsed.warnings}
    assert [paragraph.text for paragraph in parsed.paragraphs] == list(Facts().paragraphs)
