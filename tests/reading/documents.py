"""Small documents in the layouts that the reader knows, written for its tests."""

from dataclasses import dataclass, field

TEXT = ("The authorities of Ruritania hold several people in prison.", "The signatories ask for their release.")
STANDING = "This written declaration commits only those who have signed it."
COUNTRIES = ("Ireland", "Iceland", "Italy", "Republic of Moldova", "United Kingdom")
GROUPS = ("SOC", "EPP/CD", "ALDE", "NR")


@dataclass(frozen=True)
class Member:
    """A member as printed: the family name in capitals, its particles apart."""

    given: str
    family: str
    particles: str = ""
    country: str = "Ireland"
    group: str = "SOC"

    @property
    def overleaf(self) -> str:
        return ", ".join(filter(None, (f"{self.family} {self.given}", self.particles, self.country, self.group)))

    @property
    def web(self) -> str:
        name = " ".join(filter(None, ("Ms", self.given, self.particles, self.family)))
        return ", ".join(filter(None, (name, self.country, self.group)))


def members(count: int = 20) -> tuple[Member, ...]:
    """As many members as asked for, with names of their own, of several countries and groups."""
    letters = "ABDEFGKLMNOPRSTUVZ"  # no two of them sound alike in a name
    return tuple(
        Member(
            given=f"Jo{letters[at % 18].lower()}",
            family=f"DO{letters[at // 18]}{letters[at % 18]}",
            country=COUNTRIES[at % len(COUNTRIES)],
            group=GROUPS[at % len(GROUPS)],
        )
        for at in range(count)
    )


@dataclass(frozen=True)
class Facts:
    """What a document says, in whatever layout."""

    members: tuple[Member, ...] = field(default_factory=members)
    title: str = "The situation in Ruritania"
    paragraphs: tuple[str, ...] = TEXT
    number: int = 600

    def overleaf(self) -> str:
        return "\n".join(
            [
                "Doc. 12345",
                "1 June 2015",
                "",
                self.title,
                "",
                f"Written declaration No. {self.number}",
                "",
                STANDING,
                "",
                *(line for paragraph in self.paragraphs for line in (paragraph, "")),
                "Signed (see overleaf)",
                "",
                "Signed1:",
                "",
                *(member.overleaf for member in self.members),
                "",
                f"Total = {len(self.members)}",
                "",
                "1. ALDE: Alliance of Liberals and Democrats for Europe",
                "SOC: Socialists, Democrats and Greens Group",
                "",
            ]
        )

    def markdown(self) -> str:
        plain = self.overleaf().replace(self.title, f"## **{self.title}**")
        return "".join(f"{line}  \n" for line in plain.split("\n"))

    def web(self) -> str:
        return "\n\n".join([self._number, self.title, f"Signatories: {self._list}", STANDING, *self.paragraphs])

    def pace(self) -> str:
        undersigned = "We, the undersigned, declare the following:"
        return "\n\n".join([self.title, self._number, self._list, undersigned, *self.paragraphs])

    def web_html(self) -> str:
        paragraphs = "".join(f"<p>{block}</p>" for block in self.web().split("\n\n"))
        menu = "<nav>Menu</nav><div><script>var a = 'Ms Jo DOE, Ireland, SOC';</script></div>"
        return f"<!DOCTYPE html><html><head><title>T</title></head><body>{menu}{paragraphs}</body></html>"

    @property
    def _number(self) -> str:
        return f"Written declaration No. {self.number} | Doc. 12345 | 01 June 2015"

    @property
    def _list(self) -> str:
        return " ; ".join(member.web for member in self.members)


LAYOUTS = {
    "overleaf": Facts.overleaf,
    "markdown": Facts.markdown,
    "web": Facts.web,
    "pace": Facts.pace,
    "web_html": Facts.web_html,
}
