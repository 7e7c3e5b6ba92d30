"""What is in a world: documents, who signs them, whom they cite, and what happened to these people since.

Everything is drawn from one seed. Names are made of syllables, so that there are as many as are needed and nobody is
meant; no two people of a world have a name that the program would take for the same.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from declarations.names import NameTable

FIRST_DAY, LAST_DAY = date(1998, 1, 26), date(2026, 6, 26)
#: Nothing happens in a world after this day, so that every fact has happened when it is recorded.
END = date(2026, 10, 1)

NAMES = {
    what: words.split() for what, words in tomllib.loads((Path(__file__).parent / "names.toml").read_text()).items()
}
GROUPS = {"SOC": 30, "EPP/CD": 32, "ALDE": 16, "UEL": 7}

#: The states held to account and how often: a few have most of the cases, as in the documents of the Assembly.
CASE_COUNTRIES = {
    "AZ": 22, "RU": 20, "TR": 16, "BY": 12, "KZ": 9, "UA": 4, "GE": 3, "CN": 3, "IR": 3, "SY": 2, "EG": 2, "UZ": 2,
    "TJ": 2, "CU": 1, "VE": 1, "MM": 1, "TM": 1, "KG": 1, "ET": 1, "VN": 1,
}  # fmt: skip
CATEGORIES = (
    "opposition", "journalist", "human-rights-defender", "lawyer", "protester", "elected-official", "religious",
    "minority", "academic", "relative",
)  # fmt: skip

SENTENCES = (
    "{} was sentenced to seven years in prison.",
    "The journalist {} was sentenced to five years of imprisonment.",
    "The human rights defender {} has been held in pre-trial detention for a year.",
    "The lawyer {} was arrested by the police on the way home.",
    "{} was placed under house arrest.",
    "The opposition politician {} was detained again after a short trial.",
    "The blogger {} has disappeared.",
    "{} was released on probation and may not leave the country.",
    "The activist {} was tortured in detention.",
)
SUBJECTS = (
    "people in prison for what they said", "the right to a fair trial", "the freedom of the media",
    "the safety of human rights defenders", "persons held for political reasons", "the independence of lawyers",
    "a prompt and full inquiry", "the freedom of assembly",
)  # fmt: skip

#: What happens to people, the situation it leads to, and how often it does.
EVENTS = (
    ("arrested", "police-custody", 10), ("remanded", "pre-trial-detention", 14), ("charged", "facing-charges", 6),
    ("trial-opened", "", 7), ("sentenced", "serving-sentence", 18), ("appeal-decided", "", 8), ("transferred", "", 6),
    ("ill-treatment-reported", "", 5), ("hunger-strike", "", 3), ("medical-care", "", 3), ("released", "free", 12),
    ("released-on-conditions", "restricted", 6), ("pardoned", "free", 2), ("rearrested", "police-custody", 3),
    ("left-country", "in-exile", 2), ("died", "died-in-custody", 1), ("checked", "", 8), ("statement", "", 6),
)  # fmt: skip
NOTES = (
    "The court of the district heard the case in closed session.",
    "Relatives were told by telephone and have not been let in since.",
    "The lawyer said that the appeal would be taken to the supreme court.",
    "The penal colony confirmed it in a letter to the family.",
    "Observers of an embassy were refused entry to the hearing.",
    "The health of the prisoner was said to be poor after the winter.",
    "The prosecutor asked for a longer sentence.",
    "An international body had asked for the release a month before.",
)
PUBLISHERS = ("The Daily Record", "Prison Watch", "Court Reports", "Radio News", "Human Rights Monitor")


@dataclass(frozen=True)
class Size:
    """How much a world holds. The numbers of signatures and follow-ups come out nearly, the others exactly."""

    declarations: int
    signatures: int
    members: int
    cases: int
    follow_ups: int
    sources: int


SIZES = {
    "XS": Size(12, 300, 60, 30, 120, 30),
    "S": Size(850, 25_000, 700, 600, 2_400, 800),
    "M": Size(5_000, 150_000, 2_500, 150_000, 600_000, 150_000),
    "L": Size(70_000, 2_400_000, 10_000, 150_000, 600_000, 150_000),
}


@dataclass(frozen=True)
class PlannedCase:
    """Somebody who is cited. `follow_ups` are those of `PlannedFollowUp`, as they happened."""

    name: str
    country: str
    categories: tuple[str, ...]
    is_restricted: bool


@dataclass(frozen=True)
class PlannedFollowUp:
    """What happened to the case at that place of the plan, by the sources at those places."""

    case: int
    kind: str
    situation: str
    occurred_on: date
    precision: str
    note: str
    is_restricted: bool
    sources: tuple[int, ...]


class Plan:
    """A world of one size; every part of it can be asked for by itself and is the same each time."""

    def __init__(self, size: Size):
        self.size = size

    @cached_property
    def members(self) -> list[str]:
        """The lines of the lists of signatures: family name, given name, country and group."""
        chance = random.Random("members")
        names, lines = NameTable(), []
        while len(lines) < self.size.members:
            family = chance.choice(NAMES["member_roots"]) + chance.choice(NAMES["member_endings"])
            given = chance.choice(NAMES["member_given"])
            if names.first(f"{given} {family}") is None:
                names.add(f"{given} {family}", True)
                lines.append(
                    f"{family.upper()} {given}, {chance.choice(NAMES['member_countries'])}, {_drawn(chance, GROUPS)}"
                )
        return lines

    @cached_property
    def cases(self) -> list[PlannedCase]:
        chance = random.Random("cases")
        names, cases = NameTable(), []
        while len(cases) < self.size.cases:
            parts = (
                chance.choice(NAMES["cited_roots"]),
                chance.choice(NAMES["cited_middles"]),
                chance.choice(NAMES["cited_endings"]),
            )
            name = f"{chance.choice(NAMES['cited_given'])} {''.join(parts)}"
            if names.first(name) is None:
                names.add(name, True)
                categories = tuple(sorted(chance.sample(CATEGORIES, chance.choice((0, 1, 1, 1, 2)))))
                cases.append(PlannedCase(name, _drawn(chance, CASE_COUNTRIES), categories, chance.random() < 0.02))
        return cases

    @cached_property
    def cited(self) -> list[list[int]]:
        """For each declaration the places of the cases that it cites; one case in five is cited a second time."""
        chance = random.Random("citations")
        cited = [[] for _ in range(self.size.declarations)]
        for case in range(self.size.cases):
            here = case * self.size.declarations // self.size.cases
            cited[here].append(case)
            if chance.random() < 0.2 and here + 1 < self.size.declarations:
                cited[chance.randrange(here + 1, self.size.declarations)].append(case)
        return cited

    def tabled_on(self, place: int) -> date:
        """The day of tabling: numbers and days grow together."""
        return FIRST_DAY + (LAST_DAY - FIRST_DAY) * place // self.size.declarations

    def documents(self) -> Iterator[tuple[int, str]]:
        """The number and the text of each declaration."""
        least = 20
        spread = 2 * (self.size.signatures // self.size.declarations - least)
        for place, cited in enumerate(self.cited):
            chance = random.Random(f"document {place}")
            signed = chance.sample(self.members, least + chance.randint(0, spread))
            yield place + 1, self._document(place, cited, signed, chance)

    def _document(self, place: int, cited: list[int], signed: list[str], chance: random.Random) -> str:
        sentences = [chance.choice(SENTENCES).format(self.cases[case].name) for case in cited]
        paragraphs = [" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4)]
        paragraphs.append("The undersigned members of the Assembly call for an investigation without delay.")
        day = self.tabled_on(place)
        head = f"**Doc. {place + 5001}**\n{day.day} {day:%B %Y}\n\n## **{chance.choice(SUBJECTS).capitalize()}**"
        reserve = "This written declaration does not reflect the position of the Assembly; only of those members that"
        lines = "".join(f"{line}  \n" for line in signed)
        return (
            f"{head}\n\n**Written declaration No. {place + 1}**\n\n---\n\n{reserve} have signed it.\n\n---\n\n"
            + "\n\n".join(paragraphs)
            + f"\n\n*Signed (see overleaf)*\n\n*Signed*:\n\n{lines}\nTotal = {len(signed)}\n"
        )

    def sources(self) -> Iterator[dict]:
        """The fields of each source."""
        for place in range(self.size.sources):
            yield {
                "address": f"https://news.example/{place}",
                "title": f"Report {place}",
                "publisher": PUBLISHERS[place % len(PUBLISHERS)],
            }

    def follow_ups(self) -> Iterator[PlannedFollowUp]:
        """What happened, case after case, each in its order."""
        chance = random.Random("follow-ups")
        most = 2 * self.size.follow_ups // self.size.cases
        kinds, weights = range(len(EVENTS)), [often for *_, often in EVENTS]
        cited_first = [case * self.size.declarations // self.size.cases for case in range(self.size.cases)]
        for case, place in enumerate(cited_first):
            day = self.tabled_on(place) - timedelta(days=chance.randint(0, 400))
            left = (END - day).days
            offsets = sorted(chance.sample(range(1, left), chance.randint(0, most)))
            for days in offsets:
                kind, situation, _ = EVENTS[chance.choices(kinds, weights)[0]]
                happened, precision = day + timedelta(days=days), "day"
                if chance.random() < 0.1:
                    happened, precision = happened.replace(day=1), "month"
                yield PlannedFollowUp(
                    case, kind, situation, happened, precision,
                    note=" ".join(chance.sample(NOTES, 2)),
                    is_restricted=chance.random() < 0.02,
                    sources=tuple(chance.sample(range(self.size.sources), chance.choice((1, 1, 1, 2)))),
                )  # fmt: skip


def _drawn(chance: random.Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
