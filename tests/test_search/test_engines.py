"""The database finds what a plain reading of the entries finds, and so both databases find the same."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from declarations import search
from declarations.models import SearchEntry
from declarations.search.finding import EVERYWHERE, Hearing, Scope
from declarations.search.folding import BORDER, plain_words, sounds_of, sounds_of_names, words_of
from declarations.search.questions import Question, Term

pytestmark = pytest.mark.django_db

WORDS = st.sampled_from(
    ["Bokayev", "Bokaev", "Бокаев", "bokay", "human", "rights", "right", "the", "a1b2", "1e5", "14876", "2nd", "e5",
     "0x1f", "1.5", "km²", "O'Reilly", "OReilly", "Kara-Murza", "Мельник", "Melnik", "été", "ete", "Ürümqi", "№",
     "a", "of", "x0x", "1e", "12e3a", "http://a.b/c", "me@x.org", "and", "or", "not", "NEAR", "null"]
)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
QUESTIONS = st.lists(
    st.tuples(st.sampled_from(["", "", "", "-"]), st.sampled_from(["{}", "{}", '"{}"']), TEXTS), min_size=1, max_size=3
).map(lambda parts: " ".join(sign + quotes.format(text) for sign, quotes, text in parts))


def holds(field: str, words: tuple, is_beginning: bool) -> bool:
    """Whether these words stand one after another in a column of the index."""
    here = field.split()
    for start in range(len(here) - len(words) + 1):
        *whole, last = here[start : start + len(words)]
        if whole == list(words[:-1]) and (last == words[-1] or (is_beginning and last.startswith(words[-1]))):
            return True
    return False


def has(entry: SearchEntry, term: Term, scope: Scope) -> bool:
    is_beginning = scope.hearing != Hearing.NONE and term.is_beginning
    if any(holds(getattr(entry, column), term.words, is_beginning) for column in scope.columns):
        return True
    if scope.hearing == Hearing.NONE:
        return False
    likely = 1 if scope.hearing == Hearing.LIKELIEST else None
    if term.readings and all(
        any(holds(entry.heading_sounds, (reading,), is_beginning) for reading in readings[:likely])
        for readings in term.readings
    ):
        return True
    heard = {sound for column in scope.sound_columns for sound in getattr(entry, column).split()}
    return scope.hearing == Hearing.ANY and bool(term.sounds) and heard.issuperset(term.sounds)


def nearness(entry: SearchEntry, question: Question) -> int | None:
    """What a plain reading makes of it: how near the entry is, or None where it does not answer."""
    everywhere = Scope(("heading_words", "body_words"))
    if not question.wanted or any(has(entry, term, everywhere) for term in question.unwanted):
        return None
    for place, scope in enumerate(EVERYWHERE):
        if all(has(entry, term, scope) for term in question.wanted):
            return place
    return None


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), asked=QUESTIONS)
def test_database_finds_what_a_plain_reading_finds(texts, asked):
    SearchEntry.objects.all().delete()
    entries = [
        SearchEntry.objects.create(
            kind="case",
            object_id=number,
            heading=heading,
            heading_words=words_of([heading]),
            body_words=words_of([body]),
            heading_sounds=sounds_of_names([heading]),
            body_sounds=sounds_of([body]),
        )
        for number, (heading, body) in enumerate(texts)
    ]
    question = search.understand(asked)

    found = {row.object_id: row.nearness for row in search.find(SearchEntry.objects.all(), question)}

    read = {entry.object_id: nearness(entry, question) for entry in entries}
    assert found == {key: place for key, place in read.items() if place is not None}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text(max_size=60))
def test_whatever_is_typed_is_a_question_and_no_error(asked):
    question = search.understand(asked)

    assert list(search.find(SearchEntry.objects.all(), question)) == []


@pytest.mark.parametrize(
    "typed",
    ['"', "'", '"""', "a OR", "NEAR(a b)", "heading_words:a", "a*", "^a", "(a", "a)", "{a}", "a:*", "!a", "&", "a & !",
     "\\", "%s", "--", "-", '-"', "'; DROP TABLE x; --", "\x00a"],
)  # fmt: skip
def test_syntax_of_a_database_is_nothing_but_words(typed):
    question = search.understand(typed)

    assert list(search.find(SearchEntry.objects.all(), question)) == []
    assert all(word.isalnum() and word.isascii() for term in question.wanted for word in term.words)


def test_phrase_does_not_go_on_from_one_text_into_the_next():
    assert words_of(["human", "rights"]) == f"human {BORDER} rights"


def test_words_lose_their_accents_and_their_alphabet():
    assert plain_words("Brynjólfsdóttir, Бокаев; L’été № 5") == ["brynjolfsdottir", "bokaev", "l", "ete", "no", "5"]
