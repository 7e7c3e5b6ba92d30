"""Keys that make spellings of one name equal, and scores for those that are merely near."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from declarations.names import name_key, same_name, similarity

words = st.lists(st.text("abcdefgiklmnoprstuvzáéíöüşžčçñ", min_size=2, max_size=9), min_size=1, max_size=4)
bounded = settings(max_examples=80, deadline=None)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Mukhtar Dzhakishiev", "Mukhtar Dzhakishev", "Мухтар Джакишев", "Moukhtar Djakichev"),
        ("Alexei Navalny", "Aleksey Navalnyy", "Алексей Навальный", "Alexej Nawalny"),
        ("Azimjan Askarov", "Azimzhan Askarov", "Азимжан Аскаров"),
        ("Mzia Amaghlobeli", "Mzia Amaglobeli", "მზია ამაღლობელი"),
        ("Alexandros Grigoropoulos", "Αλέξανδρος Γρηγορόπουλος"),
        ("Rasul Jafarov", "Rəsul Cəfərov", "Расул Джафаров"),
        ("Yekaterina Dmitriyeva", "Ekaterina Dmitrieva"),
        ("Lyudmila Alexeyeva", "Ludmilla Alexeyeva"),
        ("Nadiya Savchenko", "Nadia Savtchenko", "Nadija Sawtschenko"),
        ("Selahattin Demirtaş", "Selahattin Demirtas", "DEMİRTAŞ Selahattin"),
        ("Pierre-Yves Le Borgn'", "LE BORGN’ Pierre-Yves"),
        ("Ulla Sandbæk", "SANDBÆK Ulla"),
    ],
)
def test_spellings_of_one_name_have_one_key(spellings):
    assert len({name_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Oleg Sentsov", "Oleg Senkov"),
        ("Maria Kalesnikava", "Maria Kalesnikav"),
        ("Martine van der Velde", "Martin van der Velde"),
        ("Anna Politkovskaya", "Anna Politkovsky"),
        ("Leyla Yunus", "Arif Yunus"),
        ("Yana Ivanova", "Anna Ivanova"),
        ("Hanna Novak", "Anna Novak"),
        ("Diana Markova", "Dana Markova"),
        ("Vladimir Kozlov", "Vladimir Kozlovsky"),
        ("Nurlan Abishev", "Nurzhan Abishev"),
    ],
)
def test_look_alikes_are_never_the_same(name, other):
    assert not same_name(name, other)
    assert similarity(name, other)[0] < 1


def test_a_name_without_letters_has_no_key():
    assert name_key("") == name_key("… 12") == ""
    assert similarity("", "")[0] == 0


@given(words, st.randoms(use_true_random=False))
@bounded
def test_the_order_of_the_words_makes_no_difference(parts, random):
    shuffled = random.sample(parts, len(parts))

    assert name_key(" ".join(shuffled)) == name_key(" ".join(parts))


@given(words)
@bounded
def test_case_makes_no_difference(parts):
    name = " ".join(parts)

    assert name_key(name.upper()) == name_key(name.title()) == name_key(name)


@given(words)
@bounded
def test_accents_make_no_difference(parts):
    name = " ".join(parts)
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))

    assert name_key(bare) == name_key(name)


@given(st.text(max_size=40), st.text(max_size=40))
@bounded
def test_similarity_is_symmetric_and_bounded_for_any_text(name, other):
    score, reasons = similarity(name, other)

    assert 0 <= score <= 1
    assert score == pytest.approx(similarity(other, name)[0])
    assert reasons


def test_similarity_gives_the_evidence_for_and_against():
    score, reasons = similarity("Ales Bialiatski", "Алесь Беляцкий")

    assert score > 0.8
    assert reasons[0] == "For: given name equal after transliteration (“ales”, “алесь”)."


def test_similarity_points_at_a_womans_ending():
    reason = "Against: surname has a woman's ending in one of them only (“kozlova”, “kozlov”)."

    assert reason in similarity("Maria Kozlova", "Maria Kozlov")[1]
