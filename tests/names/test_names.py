"""Keys that make spellings of one name equal, and scores for those that are merely near."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from declarations.names import NameTable, compare, likely_duplicates, name_key, same_name, similarity
from declarations.names.parts import parts_of

word = st.text("abcdefgiklmnoprstuvzáéíöüşžčçñ", min_size=2, max_size=9)
joined = st.sampled_from(
    ["al", "ál", "él-", "abd", "ábd-", "abdül", "xí-ān", "oğlu", "qızı", "petróvich", "petrović", "ivánovna", "é."]
)
words = st.lists(word | joined, min_size=1, max_size=4)
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


def says_the_same_anywhere(word: str) -> bool:
    """Whether a word is no article, patronymic or "son of", which are told by the words that they stand between."""
    return all(
        parts_of(" ".join(names)).words == names
        for names in [("ines", word, "marek"), ("ines", "elsa", word, "marek")]
    )


@given(st.lists(word.filter(says_the_same_anywhere), min_size=1, max_size=4), st.randoms(use_true_random=False))
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


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("aa ál aa", "aa al aa"),
        ("Xí-Ān", "Xi-An"),
        ("Ábd ül-Háqq Mansúr", "Abd ul-Haqq Mansur"),
        ("Ivan Petróvich Sidorov", "Ivan Petrovich Sidorov"),
        ("Ivan Petrovič Sidorov", "Ivan Petrovic Sidorov"),
        ("Ali Həsən öğlu Məmmədov", "Ali Həsən oglu Məmmədov"),
        ("Марыя Аляксееўна Клімава", "Марыя Аляксееуна Клімава"),
    ],
)
def test_what_joins_or_leaves_out_words_may_have_accents(name, bare):
    assert name_key(name) == name_key(bare)


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


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Oleg Sentsov", "Oleg Gennadyevich Sentsov"),
        ("Сенцов Олег Геннадьевич", "Oleg Sentsov"),
        ("Ali Hasan oglu Mammadov", "Ali Mammadov"),
        ("Mikhail B. Khodorkovsky", "Mikhail Borisovich Khodorkovsky"),
        ("Abdulhadi al-Khawaja", "Abdul Hadi Alkhawaja"),
        ("Liu Xiao-bo", "LIU Xiaobo"),
        ("Corien W.A. Jonker", "Corien Jonker"),
        ("Vladimir Kara-Murza", "Vladimir Kara Murza"),
        ("Siarhei Tsikhanouski", "Сергей Тихановский"),
    ],
)
def test_what_may_be_left_out_or_joined_makes_no_difference(name, other):
    assert same_name(name, other)
    assert same_name(other, name)


@pytest.mark.parametrize(
    ("name", "other", "reason"),
    [
        ("Ivan Petrovich Sidorov", "Ivan Pavlovich Sidorov", "Against: the patronymics differ."),
        ("Ivan P. Sidorov", "Ivan A. Sidorov", "Against: the initials differ."),
        ("Ivan P. Sidorov", "Ivan Ivanovich Sidorov", "Against: the initials differ."),
    ],
)
def test_what_contradicts_keeps_names_of_one_sound_apart(name, other, reason):
    assert name_key(name) == name_key(other)
    assert not same_name(name, other)
    assert reason in similarity(name, other)[1]


@pytest.mark.parametrize(
    ("name", "other", "reason"),
    [
        (
            "Ruslan Zeytullaev",
            "Ruslan Zeitullayev",
            "For: surname equal after transliteration (“zeytullaev”, “zeitullayev”).",
        ),
        ("Aset Abishev", "Asetia Abishev", "Against: given name differs in 2 letters (“aset”, “asetia”)."),
        ("A. Navalny", "Alexei Navalny", "For: given name fits the initial (“a”, “alexei”)."),
        ("Osman Kavala", "Mehmet Osman Kavala", "Against: only one of them has “mehmet”."),
        ("Ann Lee", "…", "Against: one of the names holds no letter."),
    ],
)
def test_the_reasons_are_sentences(name, other, reason):
    assert reason in similarity(name, other)[1]


def test_two_spellings_in_one_convention_have_to_be_equal_as_they_are():
    assert same_name("Maks Schukow", "Maks Zhukov")
    assert not same_name("Maks Schukow", "Maks Zhukow")


def test_german_spells_two_surnames_alike_so_it_tells_neither():
    assert not same_name("Andrej Sacharow", "Andrei Zakharov")


def test_a_country_is_evidence_and_never_makes_names_equal():
    near = compare("Oleg Sentsov", "Oleg Senkov", same_country=True)
    far = compare("Oleg Sentsov", "Oleg Senkov", same_country=False)

    assert far.score < near.score < 1
    assert "For: same country." in near.reasons
    assert "Against: another country." in far.reasons


@given(st.text(max_size=30), st.text(max_size=30))
@bounded
def test_the_same_name_has_one_key_and_a_score_of_one_for_any_text(name, other):
    if same_name(name, other):
        assert name_key(name) == name_key(other) != ""
        assert compare(name, other).score == 1
    assert same_name(name, other) == same_name(other, name)


def test_a_table_finds_rows_by_every_spelling_of_a_name():
    table = NameTable([("Mukhtar Ablyazov", 1), ("Madina Ablyazova", 2), ("Moukhtar Abliazov", 3)])

    assert table.of("Мухтар Аблязов") == [1, 3]
    assert table.first("Oleg Sentsov") is None
    assert table.of("") == []


def test_likely_duplicates_are_the_near_pairs_and_no_others():
    keys = [name_key(name) for name in ("Oleg Sentsov", "Olga Petrova", "Oleg Senkov", "SENTSOV Oleg")]

    found = likely_duplicates(keys, floor=85)

    assert [(first, second) for first, second, _ in found] == [(0, 3), (0, 2), (2, 3)]
    assert found[0][2] == 1


@given(st.lists(st.sampled_from(["oleg sentsov", "aset abishev", "max bokayev"]), max_size=6))
@bounded
def test_likely_duplicates_finds_every_equal_pair(keys):
    equal = {(i, j) for i, one in enumerate(keys) for j, other in enumerate(keys) if i < j and one == other}

    assert equal <= {(first, second) for first, second, _ in likely_duplicates(keys)}
