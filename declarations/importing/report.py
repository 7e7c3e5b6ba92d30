"""What importing says about one document, to people and as the published JSON line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet

from ..models import Citation, Edition, ReadingWarning, Signature
from ..models.vocabulary import CitationState
from ..names import NameTable
from ..reading import ParsedDeclaration, ParsedMention, ParsedSignature
from ..reading import ReadingWarning as Doubt
from .signatures import rows_of


@dataclass(frozen=True)
class ImportReport:
    """What became of one document: `outcome` is created, updated, unchanged or failed, `error` a sentence or None.

    `signatories` and `cases` give the address of the page that each signature and mention of `parsed` was tied to,
    or None; `states` the state of each mention.
    """

    source: str
    outcome: str
    error: str | None = None
    parsed: ParsedDeclaration | None = None
    url: str | None = None
    signatories: Sequence[str | None] = ()
    cases: Sequence[str | None] = ()
    states: Sequence[str] = ()
    warnings: Sequence[Doubt] = ()

    def as_dict(self) -> dict:
        """The report as one line of `import_declaration --json` (a published contract)."""
        return {
            "source": self.source,
            "outcome": self.outcome,
            "declaration": self._declaration() if self.parsed else None,
            "signatures": [
                self._signature(signature, signatory)
                for signature, signatory in zip(self._signatures(), self.signatories, strict=True)
            ],
            "mentions": [
                self._mention(mention, case, state)
                for mention, case, state in zip(self._mentions(), self.cases, self.states, strict=True)
            ],
            "warnings": [
                {"code": doubt.code, "message": doubt.message, "start": doubt.start, "end": doubt.end}
                for doubt in self.warnings
            ],
            "error": self.error,
        }

    def _signatures(self) -> Sequence[ParsedSignature]:
        return self.parsed.signatures if self.parsed else ()

    def _mentions(self) -> Sequence[ParsedMention]:
        return self.parsed.mentions if self.parsed else ()

    def _declaration(self) -> dict:
        return {
            "kind": self.parsed.kind,
            "number": self.parsed.number,
            "doc": self.parsed.doc,
            "date": self.parsed.date.isoformat(),
            "edition": self.parsed.edition,
            "edition_date": self.parsed.edition_date.isoformat(),
            "language": self.parsed.language,
            "title": self.parsed.title.text,
            "paragraphs": [paragraph.text for paragraph in self.parsed.paragraphs],
            "url": self.url,
        }

    @staticmethod
    def _signature(signature: ParsedSignature, signatory: str | None) -> dict:
        return {
            "position": signature.position,
            "printed": signature.printed,
            "family_name": signature.family_name,
            "given_name": signature.given_name,
            "country": signature.country or None,
            "group": signature.group or None,
            "signatory": signatory,
        }

    @staticmethod
    def _mention(mention: ParsedMention, case: str | None, state: str) -> dict:
        return {
            "printed": mention.printed,
            "start": mention.start,
            "end": mention.end,
            "role": mention.role,
            "claim": mention.claim or None,
            "case": case,
            "state": state,
        }


def with_what_is_reported(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """The editions with all that `report_of` asks for, in as many queries however many they are."""
    return editions.select_related("declaration").prefetch_related(
        "declaration__signatures__signatory", "declaration__citations__case", "warnings"
    )


def report_of_stored(edition: Edition, source: str) -> ImportReport:
    """The report on a document that is stored already as `edition`, one that `with_what_is_reported` gave."""
    parsed = ParsedDeclaration.from_dict(edition.reading, edition.text)
    declaration = edition.declaration
    return report_of(
        edition,
        parsed,
        source,
        "unchanged",
        signatures=declaration.signatures.all(),
        citations=declaration.citations.all(),
        warnings=edition.warnings.all(),
    )


def report_of(
    edition: Edition,
    parsed: ParsedDeclaration,
    source: str,
    outcome: str,
    *,
    signatures: Iterable[Signature],
    citations: Iterable[Citation],
    warnings: Iterable[ReadingWarning],
) -> ImportReport:
    """The report on `edition`, whose declaration has these rows, and which itself has these warnings."""
    rows = rows_of(edition, parsed.signatures, list(signatures))
    cited = _citations_of(edition, parsed, list(citations))
    return ImportReport(
        source,
        outcome,
        parsed=parsed,
        url=edition.declaration.get_absolute_url(),
        signatories=[_url(row and row.signatory) for row in rows],
        cases=[_url(citation and citation.case) for citation in cited],
        states=[citation.state if citation else CitationState.SUGGESTED for citation in cited],
        warnings=[
            Doubt(row.code, row.message, row.start, row.end)
            for row in sorted(warnings, key=lambda row: (row.start, row.end, row.code, row.message))
        ],
    )


def _citations_of(edition: Edition, parsed: ParsedDeclaration, rows: Sequence[Citation]) -> list[Citation | None]:
    """The row of each mention: that of its very span, or of the same name elsewhere in the declaration."""
    by_span = {(row.edition_id, row.start, row.end): row for row in rows}
    by_name = NameTable((row.printed, row) for row in rows)
    return [
        by_span.get((edition.pk, mention.start, mention.end)) or by_name.first(mention.printed)
        for mention in parsed.mentions
    ]


def _url(row) -> str | None:
    return _address(type(row), row.slug) if row else None


@lru_cache(maxsize=10_000)
def _address(model, slug: str) -> str:
    """The same few members sign again and again."""
    return model(slug=slug).get_absolute_url()
