"""All editions of a declaration -> what it says. Decided by what they print, never by the order in which they came.

The list of signatures only grows and keeps its order (Rule 56), so the editions are laid on one another from the
earliest on: each adds at the end what no earlier one has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .. import matching
from ..models import Edition
from ..models.vocabulary import Language
from ..reading import ParsedDeclaration, ParsedSignature
from .pairing import Name, name_of, pair


@dataclass(frozen=True)
class Printed:
    """An edition with what was read in it."""

    edition: Edition
    parsed: ParsedDeclaration

    @classmethod
    def of(cls, edition: Edition) -> "Printed":
        """One that is stored."""
        return cls(edition, ParsedDeclaration.from_dict(edition.reading, edition.text))

    @property
    def stage(self) -> tuple[date, int]:
        """The same for all documents of one edition: its day and its number."""
        return self.parsed.edition_date, self.parsed.edition


def in_order(editions: Sequence[Printed]) -> list[Printed]:
    """The editions from the earliest on. Of one day, the original language (English) comes first, then the shorter
    list, since lists only grow, then the one that prints more of each name.
    """

    def place(printed: Printed):
        signatures = printed.parsed.signatures
        whole = sum(bool(line.given_name and line.country and line.group) for line in signatures)
        is_translated = printed.parsed.language != Language.ENGLISH
        return *printed.stage, is_translated, len(signatures), -whole, printed.edition.sha256

    return sorted(editions, key=place)


@dataclass(frozen=True)
class Head:
    """What the editions say of the declaration itself."""

    title: str
    tabled_on: date
    doc_number: str


def head_of(editions: Sequence[Printed]) -> Head:
    """`editions` are in order. The title is that of the original language where an edition in it is known."""
    return Head(
        title=leading(editions).parsed.title.text,
        tabled_on=min(printed.parsed.date for printed in editions),
        doc_number=next((printed.parsed.doc for printed in editions if printed.parsed.doc), ""),
    )


def leading(editions: Sequence[Printed]) -> Printed:
    """The first edition in English, or else the first."""
    return min(editions, key=lambda printed: printed.parsed.language != Language.ENGLISH)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list of one edition. `match` is whose it is, by what was known when it was looked up."""

    printed: Printed
    signature: ParsedSignature
    match: matching.SignatoryMatch

    @property
    def place(self) -> tuple[int, int, int]:
        return self.printed.edition.pk, self.signature.start, self.signature.end


@dataclass(frozen=True, slots=True)
class Entry:
    """One signature: its line in each edition that prints it, from the earliest edition on."""

    lines: list[Line]

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def fullest(self) -> Line:
        """The first line that prints a given name and a known state, or else the next best."""
        return max(self.lines, key=lambda line: (bool(line.signature.given_name), bool(line.signature.country)))

    @property
    def country(self) -> str | None:
        return next((line.signature.country for line in self.lines if line.signature.country), None)

    @property
    def group(self) -> str | None:
        return next((line.signature.group for line in self.lines if line.signature.group), None)

    def without(self, edition: Edition) -> "Entry | None":
        """The entry as it was before `edition` came, or None where no other has it."""
        others = [line for line in self.lines if line.printed.edition != edition]
        return Entry(others) if others else None


def entries_of(editions: Sequence[Printed]) -> list[Entry]:
    """The one list of signatures of all editions, which are in order."""
    signatures = [signature for printed in editions for signature in printed.parsed.signatures]
    matches = iter(matching.match_signatories(signatures, head_of(editions).tabled_on))
    entries: list[Entry] = []
    for printed in editions:
        lines = [Line(printed, signature, next(matches)) for signature in printed.parsed.signatures]
        pairs = pair([_name_of_line(line) for line in lines], [_name_of_entry(entry) for entry in entries])
        for line, index in zip(lines, pairs, strict=True):
            if index is None:
                entries.append(Entry([line]))
            else:
                entries[index].lines.append(line)
    return entries


def _name_of_line(line: Line) -> Name:
    return name_of(line.signature, line.signature.country, line.signature.group, _signatory(line))


def _name_of_entry(entry: Entry) -> Name:
    return name_of(entry.fullest.signature, entry.country, entry.group, _signatory(entry.fullest))


def _signatory(line: Line) -> int | None:
    """Whose the line is, where it says so itself. Whom a family name alone may mean, another document may change."""
    is_sure = line.match.signatory and line.signature.given_name
    return line.match.signatory.pk if is_sure else None
