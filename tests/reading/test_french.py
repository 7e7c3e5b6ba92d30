"""French documents say the same in each layout; what they print stays as they print it."""

import pytest

from declarations.reading import ReadingError, read
from declarations.reading.vocabulary import countries, political_groups

from .documents import Facts, Member, members

FRENCH = {country.name_en: country.name_fr for country in countries()}
CODES = {group.code: group.code_fr for group in political_groups()}
PEOPLE = tuple(
    Member(m.given, m.family, m.particles, FRENCH.get(m.country, "République de Moldova"), CODES[m.group])
    for m in members()
)
FACTS = Facts(PEOPLE, title="La situation en Ruritanie", paragraphs=("Les autorités détiennent des opposants.",))
LIST = " ; ".join(member.web.replace("Ms ", "Mme ") for member in PEOPLE)
NUMBER = "Déclaration écrite n° 600 | Doc. 12345 | 1er juin 2015"

OVERLEAF = (
    FACTS.overleaf()
    .replace("1 June 2015", "1er juin 2015")
    .replace("Written declaration No. 600", "Déclaration écrite n° 600")
    .replace(
        "This written declaration commits only those who have signed it.",
        "La présente déclaration écrite n’engage que ses signataires.",
    )
    .replace("Signed (see overleaf)", "Signé (voir au verso)")
    .replace("Signed1:", "Signé1 :")
    .replace(
        "ALDE: Alliance of Liberals and Democrats for Europe",
        "ADLE: Alliance des démocrates et des libéraux pour l’Europe",
    )
    .replace("SOC: Socialists, Democrats and Greens Group", "SOC: Groupe des socialistes, démocrates et verts")
)
WEB = "\n\n".join(
    [
        NUMBER,
        FACTS.title,
        f"Signataires\xa0: {LIST}",
        "Cette déclaration écrite n'engage que ses signataires.",
        *FACTS.paragraphs,
    ]
)
PACE = "\n\n".join([FACTS.title, NUMBER, LIST, "Nous, soussignés, déclarons ce qui suit :", *FACTS.paragraphs])


@pytest.mark.parametrize("text", [OVERLEAF, WEB, PACE], ids=["overleaf", "web", "pace"])
def test_a_french_document_gives_the_same_codes(text):
    parsed = read(text.encode(), "a.txt")

    assert (parsed.language, parsed.number, parsed.doc, parsed.date.isoformat()) == ("fr", 600, "12345", "2015-06-01")
    assert parsed.title.text == FACTS.title
    assert [paragraph.text for paragraph in parsed.paragraphs] == list(FACTS.paragraphs)
    assert [signature.printed_country for signature in parsed.signatures] == [m.country for m in PEOPLE]
    assert [signature.group for signature in parsed.signatures] == [m.group for m in members()]
    assert {signature.country for signature in parsed.signatures} == {"IE", "IS", "IT", "MD", "GB"}
    assert parsed.warnings == ()


@pytest.mark.parametrize("country", [country for country in countries() if country.member_from], ids=lambda c: c.code)
def test_each_member_state_is_known_in_both_languages(country):
    for name in (country.name_en, country.name_fr):
        people = (*members(), Member("Ann", "LAST", country=name))
        assert read(Facts(people).overleaf().encode(), "a").signatures[-1].country == country.code


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("l’ex-République yougoslave de Macédoine", "MK"),
        ("« L’ex-République yougoslave de Macédoine »", "MK"),
        ("ex-République yougoslave de Macédoine", "MK"),
        ("République de Macédoine du Nord", "MK"),
        ("Moldavie", "MD"),
        ("Moldova", "MD"),
        ("République tchèque", "CZ"),
        ("Slovaquie", "SK"),
        ("Turquie", "TR"),
        ("Türkiye", "TR"),
        ("Russie", "RU"),
        ("Bosnie et Herzégovine", "BA"),
        ("Serbie-Monténégro", "RS"),
        ("Grande-Bretagne", "GB"),
        ("BELGIQUE", "BE"),
    ],
)
def test_other_names_of_states_are_known(printed, code):
    people = (*members(), Member("Ann", "LAST", country=printed))

    assert read(Facts(people).overleaf().encode(), "a").signatures[-1].country == code


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Proposition de résolution", "a motion for a resolution"),
        ("Proposition de recommandation", "a motion for a recommendation"),
        ("Proposition de directive", "a motion for an order"),
        ("Question écrite n° 700 au Comité des Ministres", "a written question"),
        ("Rapport", "a report"),
        ("Avis 300 (2020)", "an opinion"),
        ("Directive n° 500 (1995)", "an order"),
        ("Résolution 2193 (2017)", "a resolution"),
        ("Recommandation 2193 (2017)", "a recommendation"),
    ],
)
def test_other_documents_are_named_in_french_too(line, kind):
    with pytest.raises(ReadingError, match=f"this is {kind}"):
        read(OVERLEAF.replace("Déclaration écrite n° 600", line).encode(), "a.txt")
