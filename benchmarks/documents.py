"""Makes documents in the layout of the Assembly's own, any number, the same ones each time."""

import random
from pathlib import Path

FAMILY_NAMES = [
    "Adler",
    "Baños",
    "Çelik",
    "Dąbrowski",
    "Eriksson",
    "Ferrari",
    "Gràcia",
    "Horváth",
    "Ivanov",
    "Jónsson",
    "Kovač",
    "Lindqvist",
]
GIVEN_NAMES = [
    "Ada",
    "Bruno",
    "Chiara",
    "Dario",
    "Elena",
    "Franz",
    "Greta",
    "Henrik",
    "Inés",
    "Jan",
    "Karla",
    "Luca",
    "Mira",
    "Nils",
    "Olga",
    "Petra",
]
COUNTRIES = ["France", "Italy", "Spain", "Germany", "Poland", "Sweden", "Norway", "Austria", "Belgium", "Croatia"]
GROUPS = ["SOC", "EPP/CD", "ALDE", "EC", "UEL"]
CITED_GIVEN = ["Aigul", "Bolat", "Darkhan", "Erlan", "Gulnara", "Kairat", "Marat", "Nurlan", "Saule", "Timur"]
CITED_FAMILY = [
    "Akhmetov",
    "Bektasov",
    "Dosanov",
    "Iskakov",
    "Kaliev",
    "Mukanov",
    "Nazarbekov",
    "Omarov",
    "Seitov",
    "Tulegenov",
]


def document(number: int, *, edition: int = 1, signatures: int = 30) -> str:
    """The declaration of that number: who signs it and whom it cites depends on the number alone. A later edition
    has some signatures more.
    """
    choose = random.Random(number)
    cited = [f"{choose.choice(CITED_GIVEN)} {choose.choice(CITED_FAMILY)}" for _ in range(3)]
    members = choose.sample(range(len(FAMILY_NAMES) * len(GIVEN_NAMES)), signatures + 5)
    lines = [member(place) for place in members[: signatures + 5 * (edition - 1)]]
    edition_line = "" if edition == 1 else f"({edition}nd edition, originally tabled on 11 April 2019)\n\n"
    return f"""**Doc. {number + 10000}**
11 April 2019

## **Number {number}: people in prison for what they said**

**Written declaration No. {number}**

{edition_line}---

This written declaration does not reflect the position of the Assembly; only of those members that have signed it.

---

{cited[0]} and {cited[1]} have been sentenced to long prison terms. The journalist {cited[2]} was detained again.

We call for an investigation.

*Signed (see overleaf)*

*Signed*:

{chr(10).join(f"{line}  " for line in lines)}

Total = {len(lines)}
"""


def member(place: int) -> str:
    """One line of the list: a name, its country and its group, the same in every document."""
    family, given = FAMILY_NAMES[place % len(FAMILY_NAMES)], GIVEN_NAMES[place // len(FAMILY_NAMES)]
    return f"{family.upper()} {given}, {COUNTRIES[place % len(COUNTRIES)]}, {GROUPS[place % len(GROUPS)]}"


def write_documents(folder: Path, count: int) -> None:
    """`count` documents: nine first editions, then a second one of the last of these, and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    for place in range(1, count + 1):
        edition = 2 if place % 10 == 0 else 1
        number = place - 1 if edition == 2 else place
        (folder / f"{place:05}.md").write_text(document(number, edition=edition))
