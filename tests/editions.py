"""The signatories of the sample declaration, laid out as editions of it in several layouts and two languages."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from declarations.reading import ParsedDeclaration, ParsedSignature, read, vocabulary

SEED = Path(__file__).parents[1] / "fixtures" / "declarations" / "doc-14876.md"
NUMBER, DOC = 675, "14876"
TITLE, TITLE_FR = "People held in Ruritania", "Personnes détenues en Ruritanie"
TEXT = ("Talgat Ayan has been in prison since 2016.", "The undersigned ask for his release.")
TEXT_FR = ("Talgat Ayan est en prison depuis 2016.", "Les soussignés demandent sa libération.")
TABLED, TABLED_FR = "11 April 2019", "11 avril 2019"
LATER = "1 May 2019"


@cache
def seed() -> ParsedDeclaration:
    return read(SEED.read_bytes(), SEED.name)


@dataclass(frozen=True)
class Editions:
    """Documents of one declaration. `count` is how many of the signatories an edition has, from the first on."""

    title: str = TITLE
    text: tuple[str, ...] = TEXT
    day: str = TABLED
    count: int = 22

    @property
    def lines(self) -> tuple[ParsedSignature, ...]:
        return seed().signatures[: self.count]

    def web(self) -> bytes:
        head = f"Written declaration No. {NUMBER} | Doc. {DOC} | {self.day}"
        return _joined(head, self.title, f"Signatories: {_semicolons(self.lines)}", _COMMITS, *self.text)

    def pace(self) -> bytes:
        head = f"Written declaration No. {NUMBER} | Doc. {DOC} | {self.day}"
        return _joined(
            self.title, head, _semicolons(self.lines), "We, the undersigned, declare the following:", *self.text
        )

    def french(self) -> bytes:
        head = f"Déclaration écrite n° {NUMBER} | Doc. {DOC} | {TABLED_FR}"
        signatories = f"Signataires: {' ; '.join(map(_french_line, self.lines))}"
        return _joined(head, TITLE_FR, signatories, "Cette déclaration écrite n'engage que ses signataires.", *TEXT_FR)

    def overleaf(self) -> bytes:
        return self._overleaf([f"Doc. {DOC}", self.day], [line.printed for line in self.lines])

    def second(self) -> bytes:
        """The second edition, overleaf: its own day, and the day of the first."""
        head = [f"Doc. {DOC} 2nd edition", LATER, f"2nd edition, originally tabled on {TABLED}"]
        return self._overleaf(head, [line.printed for line in self.lines])

    def surnames(self) -> bytes:
        """A first edition that prints family names only, as documents of about 2001 do."""
        lines = [f"{line.family_name}, {line.printed_country}, {line.group}" for line in self.lines]
        return self._overleaf([f"Doc. {DOC}", self.day], lines)

    def _overleaf(self, head: list[str], lines: list[str]) -> bytes:
        top = [*head, self.title, f"Written declaration No. {NUMBER}", _COMMITS, *self.text, "Signed (see overleaf)"]
        return _joined(*top, "Signed:", "\n".join(lines), f"Total = {len(lines)}")


_COMMITS = "This written declaration commits only those who have signed it."


def _joined(*blocks: str) -> bytes:
    return "\n\n".join(blocks).encode()


def _semicolons(lines) -> str:
    return " ; ".join(
        f"Mr {line.given_name} {_capitals(line.family_name)}, {line.printed_country}, {line.group}" for line in lines
    )


def _capitals(family_name: str) -> str:
    return " ".join(word if word.lower() in {"de", "van", "den"} else word.upper() for word in family_name.split())


def _french_line(line: ParsedSignature) -> str:
    country = next(country for country in vocabulary.countries() if country.code == line.country)
    group = next(group for group in vocabulary.political_groups() if group.code == line.group)
    return f"M. {line.given_name} {_capitals(line.family_name)}, {country.name_fr}, {group.code_fr}"
