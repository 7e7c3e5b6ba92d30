"""What holds for every document, however it is mutated."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from declarations.reading import ReadingError, read
from declarations.reading.folding import Folded, fold

from .documents import LAYOUTS, Facts, Member, members

BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

LETTERS = "ABCDEGIKLMNOPRSTUVZÁČÉÎÖŞÜŽÆØÞ"
surname = st.text(LETTERS, min_size=3, max_size=12)
family = st.one_of(surname, st.builds("{}-{}".format, surname, surname), st.builds("{} {}".format, surname, surname))
first_name = st.builds(str.capitalize, st.text(LETTERS.lower(), min_size=3, max_size=9))
given_names = st.one_of(first_name, st.builds("{}-{}".format, first_name, first_name))
signatories = st.builds(
    Member,
    given=given_names,
    family=family,
    particles=st.sampled_from(["", "", "de", "van de", "Van den", "von"]),
    country=st.sampled_from(["Italy", "United Kingdom", "Bosnia and Herzegovina", "Türkiye"]),
    group=st.sampled_from(["SOC", "EPP/CD", "EC/DA", ""]),
)


def in_ordinary_case(family_name: str) -> str:
    return "-".join(
        " ".join(word[:1] + word[1:].lower() for word in part.split(" ")) for part in family_name.split("-")
    )


@given(st.lists(signatories, min_size=1, max_size=6), st.sampled_from(sorted(LAYOUTS)))
@BOUNDED
def test_every_signatory_printed_is_read_back(people, layout):
    parsed = read(LAYOUTS[layout](Facts(tuple(people))).encode(), "document")

    assert [(s.given_name, s.family_name, s.printed_country, s.group) for s in parsed.signatures] == [
        (m.given, f"{m.particles} {in_ordinary_case(m.family)}".strip(), m.country, m.group) for m in people
    ]


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


@given(st.sampled_from(sorted(LAYOUTS)), st.randoms(use_true_random=False))
@BOUNDED
def test_a_mutated_document_is_refused_or_its_spans_point_at_what_they_name(layout, random):
    data = mutated(LAYOUTS[layout](Facts(members(6))).encode(), random)

    try:
        parsed = read(data, "a.txt")
    except ReadingError:
        return
    for item in (*parsed.signatures, *parsed.mentions):
        assert fold(parsed.text[item.start : item.end]) == item.printed
    for passage in (parsed.title, *parsed.paragraphs):
        assert fold(parsed.text[passage.start : passage.end]) == passage.text
    assert all(0 <= warning.start < warning.end <= len(parsed.text) for warning in parsed.warnings)


def mutated(data: bytes, random) -> bytes:
    """`data` cut, doubled, shuffled or with rubbish put in, several times."""
    for _ in range(random.randint(1, 5)):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.randint(1, 300))
        how = random.randrange(5)
        if how == 0:
            data = data[:start] + data[end:]
        elif how == 1:
            data = data[:end] + data[start:end] * 3 + data[end:]
        elif how == 2:
            lines = data.split(b"\n")
            random.shuffle(lines)
            data = b"\n".join(lines)
        elif how == 3:
            data = data[:start] + bytes(random.randrange(256) for _ in range(9)) + data[start:]
        else:
            data = data[:start] + b"\0" * 3 + data[start:]
    return data


@given(st.text("ab- \n;", max_size=60).map(str.strip))
@BOUNDED
def test_folding_keeps_the_place_of_every_character(text):
    folded = Folded.of(text, 0, len(text))

    assert folded.text == fold(text)
    assert len(folded.places) == len(folded.text)
    assert all(character in (text[place], " ") for character, place in zip(folded.text, folded.places, strict=True))


def test_very_long_lines_and_deep_markup_are_read_in_time():
    long = Facts(paragraphs=("Word and Word, " * 20_000,))
    deep = Facts().web_html().replace("<p>Written", "<span>" * 20_000 + "<p>Written", 1)

    assert len(read(long.web().encode(), "a.txt").signatures) == 20
    assert len(read(deep.encode(), "a.html").signatures) == 20
