"""What holds for every document, however it is mutated."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from declarations.reading import ReadingError, read
from declarations.reading.folding import Folded, fold

from .documents import LAYOUTS, Facts, Member
from .files import docx_of, pdf_of
from .mutations import MUTATIONS, originals

ORIGINALS = originals()
BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

# Those that a PDF can show without bringing its own letters.
LETTERS = "ABCDEGIKLMNOPRSTUVZÁÉÎÖÜÆØÞÑŽŠ"
MORE_LETTERS = f"{LETTERS}ČŞŁĐİĢŐȚ"


def signatories(letters: str):
    surname = st.text(letters, min_size=3, max_size=10)
    first_name = st.builds(str.capitalize, st.text(LETTERS.lower(), min_size=3, max_size=9))
    return st.builds(
        Member,
        given=st.one_of(first_name, st.builds("{}-{}".format, first_name, first_name)),
        family=st.one_of(surname, *(st.builds(form.format, surname, surname) for form in ("{}-{}", "{} {}"))),
        particles=st.sampled_from(["", "", "de", "van de", "Van den", "von"]),
        country=st.sampled_from(["Italy", "United Kingdom", "Bosnia and Herzegovina", "Türkiye"]),
        group=st.sampled_from(["SOC", "EPP/CD", "EC/DA", ""]),
    )


def in_ordinary_case(family_name: str) -> str:
    return "-".join(
        " ".join(word[:1] + word[1:].lower().replace("i̇", "i") for word in part.split(" "))
        for part in family_name.split("-")
    )


def assert_read_back(people, data: bytes):
    read_back = {(s.given_name, s.family_name, s.printed_country, s.group) for s in read(data, "document").signatures}

    assert read_back == {
        (m.given, f"{m.particles} {in_ordinary_case(m.family)}".strip(), m.country, m.group) for m in people
    }


@given(st.lists(signatories(MORE_LETTERS), min_size=1, max_size=6), st.sampled_from(sorted(LAYOUTS)))
@BOUNDED
def test_every_signatory_printed_is_read_back(people, layout):
    assert_read_back(people, LAYOUTS[layout](Facts(tuple(people))).encode())


@given(st.lists(signatories(LETTERS), min_size=4, max_size=9), st.sampled_from([pdf_of, docx_of]))
@BOUNDED
def test_every_signatory_in_a_file_is_read_back(people, make):
    assert_read_back(people, make(Facts(tuple(people))))


@given(st.binary(max_size=400))
@BOUNDED
def test_any_bytes_are_read_or_refused_in_one_sentence(data):
    sentence = refusal(data)

    assert sentence is None or (sentence.endswith(".") and "\n" not in sentence)


def refusal(data: bytes) -> str | None:
    try:
        read(data, "a.txt")
    except ReadingError as error:
        return str(error)
    return None


@given(st.sampled_from(sorted(ORIGINALS)), st.sampled_from(MUTATIONS), st.randoms(use_true_random=False))
@BOUNDED
def test_a_mutated_document_is_refused_or_its_spans_point_at_what_they_name(original, mutate, chance):
    data = mutate(ORIGINALS[original], random.Random(chance.random()))

    sentence = refusal(data)

    if sentence is None:
        assert_spans_point_at_what_they_name(read(data, "a.txt"))
    else:
        assert sentence.endswith(".")
        assert "\n" not in sentence


def assert_spans_point_at_what_they_name(parsed):
    for item in (*parsed.signatures, *parsed.mentions):
        assert fold(parsed.text[item.start : item.end]) == item.printed
    for passage in (parsed.title, *parsed.paragraphs):
        assert fold(parsed.text[passage.start : passage.end]) == passage.text
    assert all(0 <= warning.start < warning.end <= len(parsed.text) for warning in parsed.warnings)


@given(st.sampled_from(sorted(LAYOUTS)), st.randoms(use_true_random=False))
@BOUNDED
def test_a_line_that_is_put_in_anywhere_is_read_as_something_or_a_warning(layout, chance):
    lines = LAYOUTS[layout](Facts()).split("\n")
    lines.insert(chance.randrange(len(lines) + 1), "Zzyzx qwertz")

    try:
        parsed = read("\n".join(lines).encode(), "a.txt")
    except ReadingError:
        return
    if "Zzyzx" in parsed.text:
        place = parsed.text.index("Zzyzx")
        claimed = (parsed.title, *parsed.paragraphs, *parsed.signatures, *parsed.warnings)
        assert any(item.start <= place < item.end for item in claimed)


@given(st.text("ab- \n;", max_size=60).map(str.strip))
@BOUNDED
def test_folding_keeps_the_place_of_every_character(text):
    folded = Folded.of(text, 0, len(text))

    assert folded.text == fold(text)
    assert len(folded.places) == len(folded.text)
    assert all(character in (text[place], " ") for character, place in zip(folded.text, folded.places, strict=True))


def test_very_long_lines_and_deep_markup_are_read_in_time():
    long = Facts(paragraphs=("Word and Word, " * 5_000,))
    deep = Facts().web_html().replace("<p>Written", "<span>" * 20_000 + "<p>Written", 1)

    assert len(read(long.web().encode(), "a.txt").signatures) == 20
    assert len(read(deep.encode(), "a.html").signatures) == 20
