"""The people named in paragraphs: who is one, in which role, with which claim."""

import pytest

from declarations.reading.mentions import find_mentions
from declarations.reading.parsed import Passage


def mentions_in(*paragraphs: str, language: str = "en", **options):
    text, passages = "", []
    for paragraph in paragraphs:
        passages.append(Passage(paragraph, len(text), len(text) + len(paragraph)))
        text += f"{paragraph}\n\n"
    return find_mentions(text, passages, language, **options)


def names_in(*paragraphs: str, language: str = "en", **options) -> list[str]:
    return [mention.printed for mention in mentions_in(*paragraphs, language=language, **options)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Journalists Saniya Toiken and Svetlana Glushkova were held.", ["Saniya Toiken", "Svetlana Glushkova"]),
        ("Mr Mart van de Ven spoke.", ["Mart van de Ven"]),
        ("Mr. J. W. Smith spoke.", ["J. W. Smith"]),
        ("Emir-Usein Kuku and Vladimir Kara-Murza are held.", ["Emir-Usein Kuku", "Vladimir Kara-Murza"]),
        ("Alaa Abd el-Fattah is on hunger strike.", ["Alaa Abd el-Fattah"]),
        ("Bakai uulu Nurlan was arrested.", ["Bakai uulu Nurlan"]),
        ("The regime of Alexander Lukashenko’s friends fell.", ["Alexander Lukashenko"]),
        ("Former President of Georgia Mikheil Saakashvili is ill.", ["Mikheil Saakashvili"]),
        ("Kazakh activist Max Bokayev and German Sterligov met.", ["Max Bokayev", "German Sterligov"]),
        ("The Court decided Ilgar Mammadov v. Azerbaijan and Kavala v. Türkiye.", ["Ilgar Mammadov", "Kavala"]),
    ],
)
def test_a_persons_name_is_found_without_what_stands_around_it(text, names):
    assert names_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Democratic Choice of Kazakhstan, Kazatomprom and Radio Azattyq are named.",
        "Human Rights Watch, Amnesty International and the Italian Federation for Human Rights were heard.",
        "The Magnitsky laws, the Nelson Mandela Rules and the Václav Havel Human Rights Prize are known.",
        "He was held in Matrosskaya Tishina prison.",
        "The United Nations Human Rights Committee and the European Court of Human Rights agree.",
        "Protests in Nizhny Novgorod, San Marino and Sri Lanka went on until Monday in July.",
        "Ukrainian Members of Parliament welcomed Resolution 2193 (2017).",
        "The Open Dialogue Foundation (ODF) is a body.",
        "In Crimea, Crimean Tatars were arrested.",
    ],
)
def test_places_bodies_laws_and_peoples_are_no_persons(text):
    assert names_in(text) == []


def test_a_surname_alone_is_found_once_the_full_name_was_given():
    assert names_in("Toni Comín left.", "The exile of Comín goes on.") == ["Toni Comín", "Comín"]
    assert names_in("The exile of Comín goes on.") == []


def test_a_surname_alone_has_the_role_of_the_full_name():
    mentions = mentions_in("President Ilham Aliyev rules.", "Aliyev was re-elected.")

    assert [mention.role for mention in mentions] == ["other", "other"]


def test_a_known_spelling_is_found_wherever_it_stands():
    assert names_in("We think of Zhanna.", known_spellings=["Zhanna"]) == ["Zhanna"]


def test_a_known_spelling_takes_the_place_of_a_shorter_reading():
    spelling = "Aung San Suu Kyi of Yangon"

    assert names_in("We think of Aung San Suu Kyi of Yangon.", known_spellings=[spelling]) == [spelling]


def test_a_signatory_is_never_guessed_to_be_a_victim():
    (mention,) = mentions_in("Frank Schwabe was arrested.", signatories=["Frank Schwabe"])

    assert mention.role == "other"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We welcome what the Commissioner for Human Rights, Nils Muižnieks, has said.", "Nils Muižnieks"),
        ("The President of Belarus, Alexander Lukashenko, must free Ales Bialiatski.", "Alexander Lukashenko"),
        ("A man was tortured to testify against the party leader, Mukhtar Ablyazov.", "Mukhtar Ablyazov"),
        ("The amendments proposed by Mr Pieter Omtzigt were adopted.", "Pieter Omtzigt"),
        ("He died in 2009; William Browder has asked for sanctions ever since.", "William Browder"),
        ("They wrote an open letter to the President of the European Council, Donald Tusk.", "Donald Tusk"),
        ("They were jailed under President Viktor Yanukovych.", "Viktor Yanukovych"),
        ("She was taken to Chechnya, whose head is Ramzan Kadyrov, and disappeared.", "Ramzan Kadyrov"),
    ],
)
def test_people_who_act_or_hold_an_office_are_no_victims(text, name):
    roles = {mention.printed: mention.role for mention in mentions_in(text)}

    assert roles[name] == "other"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The co-chairs of the party, Selahattin Demirtaş and Figen Yüksekdağ, have been held.", "Figen Yüksekdağ"),
        ("Oyub Titiev, head of the office of Memorial, was arrested.", "Oyub Titiev"),
        ("Former Prime Minister Yulia Tymoshenko was imprisoned.", "Yulia Tymoshenko"),
        ("An application was lodged by Ilgar Mammadov.", "Ilgar Mammadov"),
        ("The authorities keep elected Members of Parliament, Oriol Junqueras and Toni Comín, away.", "Toni Comín"),
    ],
)
def test_what_happened_to_a_person_counts_more_than_the_office(text, name):
    roles = {mention.printed: mention.role for mention in mentions_in(text)}

    assert roles[name] == "victim"


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Ann Lee was arrested.", ["police-custody"]),
        ("Ann Lee was arrested, tried and sentenced to six years.", ["serving-sentence"]),
        ("Ann Lee, sentenced to six years, was freed in the exchange with Bo Ray.", ["free", "free"]),
        ("Ann Lee was sentenced after being arrested in May.", ["serving-sentence"]),
        ("Ann Lee awaits trial in detention.", ["pre-trial-detention"]),
        ("Ann Lee is under house arrest, while Bo Ray was murdered.", ["house-arrest", "died"]),
        ("Ann Lee was sentenced; Bo Ray and his wife Cy Ray fled.", ["serving-sentence", "in-exile", "in-exile"]),
        ("Ann Lee disappeared and was found in custody.", ["police-custody"]),
        ("Ann Lee was abducted and has not been seen since.", ["disappeared"]),
        ("Ann Lee died in prison, years after the Committee had asked to free her.", ["died-in-custody"]),
        ("Ann Lee was murdered in 2009.", ["died"]),
        ("Ann Lee had to leave the country.", ["in-exile"]),
        ("Ann Lee received a suspended sentence.", ["restricted"]),
        ("Ann Lee was charged with treason.", ["facing-charges"]),
        ("Ann Lee was sent to a psychiatric hospital.", ["forced-hospitalisation"]),
        ("Ann Lee spent time under administrative arrest.", ["administrative-detention"]),
        ("Ann Lee must be released.", [""]),
        ("Ann Lee has not been released.", [""]),
        ("Ann Lee was arrested. She was then sentenced to two years.", ["serving-sentence"]),
        ("The acquittal of Ann Lee was welcome.", ["free"]),
    ],
)
def test_the_claim_is_what_the_words_say_happened_last(text, claims):
    assert [mention.claim for mention in mentions_in(text)] == claims


@pytest.mark.parametrize(
    ("text", "allegations"),
    [
        ("Ann Lee was tortured.", ("torture",)),
        ("Ann Lee was beaten and left without medical care.", ("ill-treatment", "no-medical-care")),
        ("Ann Lee was subjected to arbitrary detention.", ("arbitrary-detention",)),
        ("Ann Lee was arrested.", ()),
    ],
)
def test_wrongs_alleged_are_kept_beside_the_claim(text, allegations):
    (mention,) = mentions_in(text)

    assert mention.allegations == allegations


def test_each_guess_quotes_the_words_that_gave_it():
    (mention,) = mentions_in("The blogger Ann Lee was kept in custody and tortured.")

    assert any("“kept in custody”" in reason for reason in mention.reasons)
    assert any("“tortured”" in reason for reason in mention.reasons)


def test_the_passage_is_the_sentence():
    (mention,) = mentions_in("Much is said by Mr. Nobody. Ann Lee was arrested. It was May.")[-1:]

    assert mention.passage.text == "Ann Lee was arrested."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Les journalistes Saniya Toiken et Svetlana Glushkova ont été arrêtées et poursuivies.",
            [("Saniya Toiken", "victim", "facing-charges"), ("Svetlana Glushkova", "victim", "facing-charges")],
        ),
        (
            "Nous demandons au président Ilham Aliyev la libération de Tofig Yagublu.",
            [("Ilham Aliyev", "other", ""), ("Tofig Yagublu", "victim", "")],
        ),
        (
            "Condamné à cinq ans de prison, Max Bokayev n'a été libéré qu'à la fin de sa peine.",
            [("Max Bokayev", "victim", "free")],
        ),
        ("La Commission de Venise et la Cour européenne des droits de l'homme sont d'accord.", []),
        ("Mme Petra De Sutter a signé la déclaration.", [("Petra De Sutter", "other", "")]),
    ],
)
def test_french_paragraphs_are_read_with_french_words(text, found):
    mentions = mentions_in(text, language="fr")

    assert [(mention.printed, mention.role, mention.claim) for mention in mentions] == found


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Ana Lee was tried by the court of Bela Palanka.", "en", ["Ana Lee"]),
        ("Ana Lee, a lecturer at Matej Bel, was dismissed.", "en", ["Ana Lee"]),
        ("Ana Lee, a pianist and activist from Bela Palanka, was taken from Novi Pazar.", "en", ["Ana Lee"]),
        ("Ana Lee est détenue à Sidi Bel, par ordre du tribunal de Oued Rhiou.", "fr", ["Ana Lee"]),
        ("La Haute Commissaire Ana Lee a écrit.", "fr", ["Ana Lee"]),
        ("He was a member of Ana Lee's staff.", "en", ["Ana Lee"]),
    ],
)
def test_what_leads_to_a_place_or_a_body_leads_to_no_person(text, language, names):
    assert names_in(text, language=language) == names


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("According to Amnesty International, Ana Lee is serving a life sentence.", ["victim"]),
        ("According to the Public Defender, Ana Lee, the courts were not free.", ["other"]),
        ("Judge Ana Lee and prosecutor Bo Ray were removed from office.", ["victim", "victim"]),
        ("Ana Lee, president of Free Choice, and Bo Ray were jailed.", ["victim", "victim"]),
        ("Ana Lee, pardoned by President Bo Ray, was deported.", ["victim", "other"]),
        ("Ana Lee, who had criticised Bo Ray's decree, was arrested.", ["victim", "other"]),
        ("We regret the arrest of the mayor of Mersin, Ana Lee.", ["victim"]),
    ],
)
def test_a_source_and_a_shared_fate_are_told_apart(text, roles):
    assert [mention.role for mention in mentions_in(text)] == roles


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Ana Lee and Bo Ray were charged; both were found guilty and released.", ["free", "free"]),
        ("Ana Lee, who ran the office of Bo Ray, was sentenced to two years.", ["serving-sentence", ""]),
        ("Ana Lee was arrested in May and is in prison.", [""]),
        ("Ana Lee and Bo Ray were arrested; Mr Ray was released.", ["police-custody", "", "free"]),
    ],
)
def test_the_claim_goes_to_the_person_and_the_time_that_the_sentence_means(text, claims):
    assert [mention.claim for mention in mentions_in(text)] == claims
