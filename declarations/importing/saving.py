"""One document -> rows, in one transaction."""

import hashlib
from dataclasses import replace

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from .. import matching
from ..models import Declaration, Edition, ReadingWarning
from ..models.documents import edition_path
from ..reading import ParsedDeclaration, ReadingError, read
from ..reading import ReadingWarning as Doubt
from .mentions import add_mentions
from .report import ImportReport, report_of
from .signatures import add_signatures
from .sources import Document, UnreadableSource


def import_document(document: Document, *, source_url: str = "", dry_run: bool = False) -> ImportReport:
    """Reads a document and saves what it holds, or saves nothing where that fails or `dry_run` is set.

    `source_url` is where it was published, if the document does not say. Never raises for a bad document: the report
    says in one sentence what is wrong with it.
    """
    source = document.source
    try:
        data = document.read_bytes()
    except UnreadableSource as error:
        return ImportReport(source, "failed", error=str(error))
    known = Edition.objects.filter(sha256=hashlib.sha256(data).hexdigest()).select_related("declaration").first()
    if known:
        return _unchanged(known, source)
    try:
        parsed = read(data, document.filename, known_spellings=matching.known_spellings())
    except ReadingError as error:
        return ImportReport(source, "failed", error=f"{source}: {error}")
    if source_url:
        parsed = replace(parsed, source_url=source_url)
    try:
        return _save(document, data, parsed, dry_run)
    except IntegrityError:
        # Somebody else saved the same declaration or signatory a moment ago: now it is there to be found.
        return _save(document, data, parsed, dry_run)


def _unchanged(edition: Edition, source: str) -> ImportReport:
    parsed = ParsedDeclaration.from_dict(edition.reading, edition.text)
    return report_of(edition, parsed, source, "unchanged")


@transaction.atomic
def _save(document: Document, data: bytes, parsed: ParsedDeclaration, dry_run: bool) -> ImportReport:
    declaration, is_new = Declaration.objects.get_or_create(
        kind=parsed.kind,
        number=parsed.number,
        defaults={"doc_number": parsed.doc, "tabled_on": parsed.date, "title": parsed.title.text},
    )
    edition = _new_edition(declaration, parsed, document.filename, data)
    doubts = [*parsed.warnings, *_contradictions(declaration, edition, parsed)]
    doubts += add_signatures(declaration, edition, parsed)
    add_mentions(declaration, edition, parsed)
    ReadingWarning.objects.bulk_create(
        ReadingWarning(edition=edition, code=doubt.code, message=doubt.message, start=doubt.start, end=doubt.end)
        for doubt in doubts
    )
    report = report_of(edition, parsed, document.source, "created" if is_new else "updated")
    if dry_run:
        transaction.set_rollback(True)
    else:
        _keep_file(edition, data)
    return report


def _new_edition(declaration: Declaration, parsed: ParsedDeclaration, filename: str, data: bytes) -> Edition:
    edition = Edition(
        declaration=declaration,
        language=parsed.language,
        layout=parsed.layout,
        ordinal=parsed.edition,
        dated=parsed.edition_date,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=parsed.media_type,
        filename=filename,
        source_url=parsed.source_url,
        text=parsed.text,
        reading=parsed.as_dict(),
    )
    edition.file.name = edition_path(edition, filename)
    edition.save()
    return edition


def _keep_file(edition: Edition, data: bytes) -> None:
    """Stores the document under its checksum; one that was cut short by a crash is written anew."""
    storage, name = edition.file.storage, edition.file.name
    if storage.exists(name) and storage.size(name) != len(data):
        storage.delete(name)
    if not storage.exists(name):
        storage.save(name, ContentFile(data))


def _contradictions(declaration: Declaration, edition: Edition, parsed: ParsedDeclaration) -> list[Doubt]:
    """Where this edition says otherwise than the declaration as it is known. What is known stays."""
    doubts = []

    def doubt(code: str, what: str, known, read_here):
        message = f"This edition gives the {what} “{read_here}”, the declaration has “{known}”. Correct the wrong one."
        doubts.append(Doubt(f"contradicting-{code}", message, parsed.title.start, parsed.title.end))

    is_same_language = declaration.editions.exclude(pk=edition.pk).filter(language=edition.language).exists()
    if is_same_language and _folded(declaration.title) != _folded(parsed.title.text):
        doubt("title", "title", declaration.title, parsed.title.text)
    if declaration.tabled_on != parsed.date:
        doubt("date", "day of tabling", declaration.tabled_on, parsed.date)
    if declaration.doc_number != parsed.doc:
        doubt("doc", "document number", declaration.doc_number, parsed.doc)
    return doubts


def _folded(title: str) -> str:
    return "".join(filter(str.isalnum, title.casefold()))
