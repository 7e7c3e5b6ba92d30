"""What reading a document gives: plain values, each with the place in the text that it was read from.

Offsets count characters of `ParsedDeclaration.text`, the one canonical text of the document; `end` is the first
character after the passage, as in a Python slice.
"""

from dataclasses import asdict, dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text. `text` has its line breaks and runs of blanks folded into single blanks."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedSignature:
    """One entry of the list of signatories.

    `position` counts from 1 in the order printed. `printed` is the entry with its blanks folded, without the
    separator and the honorific that the web pages put around it. `country` is an ISO 3166 code and `group` an
    English group code, or empty where the document prints none or an unknown one; what it did print stands in
    `printed_country` and `printed_group`.
    """

    position: int
    printed: str
    family_name: str
    given_name: str
    country: str
    group: str
    printed_country: str
    printed_group: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedMention:
    """A person's name found in the paragraphs: a suggestion, nothing more.

    `role` is "victim" or "other"; `claim` a situation code (or empty: the words make no claim); `allegations` are
    allegation codes. `reasons` says, in words a curator reads, what in the text led to each guess.
    """

    printed: str
    start: int
    end: int
    passage: Passage
    role: str
    claim: str
    allegations: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """A doubt of the reader's: a stable code, a sentence for people, and the place it is about."""

    code: str
    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedDeclaration:
    """One edition of one declaration, as one document prints it.

    `date` is the day the declaration was first tabled and `edition_date` the day of this edition; the two differ
    only where the document says that it is a later edition. `doc` is the document number without "Doc.".
    """

    kind: str
    number: int
    doc: str
    date: date
    edition: int
    edition_date: date
    language: str
    layout: str
    media_type: str
    title: Passage
    paragraphs: tuple[Passage, ...]
    signatures: tuple[ParsedSignature, ...]
    mentions: tuple[ParsedMention, ...]
    warnings: tuple[ReadingWarning, ...]
    source_url: str
    text: str = field(repr=False)

    def as_dict(self) -> dict:
        """All of it but `text`, as JSON can hold it: dates in ISO form, tuples as lists."""
        values = asdict(self)
        del values["text"]
        values["date"] = self.date.isoformat()
        values["edition_date"] = self.edition_date.isoformat()
        return values

    @classmethod
    def from_dict(cls, values: dict, text: str) -> "ParsedDeclaration":
        """The inverse of `as_dict`; `text` is the canonical text that the offsets point into."""
        return cls(
            **{
                **values,
                "date": date.fromisoformat(values["date"]),
                "edition_date": date.fromisoformat(values["edition_date"]),
                "title": Passage(**values["title"]),
                "paragraphs": tuple(Passage(**passage) for passage in values["paragraphs"]),
                "signatures": tuple(ParsedSignature(**signature) for signature in values["signatures"]),
                "mentions": tuple(_mention(mention) for mention in values["mentions"]),
                "warnings": tuple(ReadingWarning(**warning) for warning in values["warnings"]),
                "text": text,
            }
        )


def _mention(values: dict) -> ParsedMention:
    return ParsedMention(
        **{
            **values,
            "passage": Passage(**values["passage"]),
            "allegations": tuple(values["allegations"]),
            "reasons": tuple(values["reasons"]),
        }
    )
