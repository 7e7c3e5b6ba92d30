"""One document -> rows, in one transaction."""

import hashlib
from dataclasses import replace

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from .. import following
from ..models import Declaration, Edition
from ..models.documents import edition_path
from ..reading import ParsedDeclaration
from .decided import FIRST_READ, decided, reason_of
from .document import Document
from .doubts import save_doubts
from .editions import Printed, entries_of, head_of, in_order
from .family_names import look_again
from .mentions import save_mentions
from .report import ImportReport, report_of, report_of_stored, with_what_is_reported
from .signatures import save_signatures
from .turns import take_turn

LONGEST_FILENAME = Edition._meta.get_field("filename").max_length
#: What the documents say of a declaration itself.
HEAD = ("title", "tabled_on", "doc_number")


def checksum(data: bytes) -> str:
    """By which a document is known again."""
    return hashlib.sha256(data).hexdigest()


def save_document(
    document: Document, data: bytes, parsed: ParsedDeclaration, *, source_url: str = "", dry_run: bool = False
) -> ImportReport:
    """Saves what was read in a document that is not stored yet, or with `dry_run` only tries to.

    Raises DataError or IntegrityError where the database has no room for what the document prints.
    """
    if source_url:
        parsed = replace(parsed, source_url=source_url)
    try:
        return _save(document, data, parsed, dry_run)
    except IntegrityError:
        # Somebody else saved the same declaration or signatory a moment ago: now it is there to be found.
        return _save(document, data, parsed, dry_run)


@transaction.atomic
def _save(document: Document, data: bytes, parsed: ParsedDeclaration, dry_run: bool) -> ImportReport:
    take_turn()
    # Another program may have saved the same bytes while these were read.
    if stored := with_what_is_reported(Edition.objects.filter(sha256=checksum(data))).first():
        return report_of_stored(stored, document.source)
    declaration, known = _declaration_of(parsed)
    edition = _new_edition(declaration, parsed, document.filename, data)
    arrived = Printed(edition, parsed)
    editions = in_order([*known, arrived])
    if known:
        update_head(declaration, known, editions, edition)
    entries = entries_of(editions)
    signatures = save_signatures(declaration, entries, edition)
    citations = save_mentions(declaration, editions, edition)
    warnings = save_doubts(declaration, editions, entries, signatures, arrived)
    if declaration.pk in look_again(signatures):
        signatures, warnings = declaration.signatures.select_related("signatory"), edition.warnings.all()
    report = report_of(
        edition,
        parsed,
        document.source,
        "updated" if known else "created",
        signatures=signatures,
        citations=citations,
        warnings=warnings,
    )
    if dry_run:
        transaction.set_rollback(True)
    else:
        _keep_file(edition, data)
    return report


def _declaration_of(parsed: ParsedDeclaration) -> tuple[Declaration, list[Printed]]:
    """The declaration that a document is an edition of, and the editions of it that are known, in order."""
    named = {"kind": parsed.kind, "number": parsed.number}
    # Locked, so that two editions that arrive at once are laid on one another and not past each other.
    declaration = Declaration.objects.select_for_update().filter(**named).first()
    if declaration is None:
        declaration = Declaration(**named, doc_number=parsed.doc, tabled_on=parsed.date, title=parsed.title.text)
        declaration._change_reason = FIRST_READ
        declaration.save()
        return declaration, []
    return declaration, in_order([Printed.of(edition) for edition in declaration.editions.all()])


def update_head(declaration: Declaration, known: list[Printed], editions: list[Printed], arrived: Edition) -> None:
    """Title, day and document number by all editions, but for those that were put right since.

    `known` are the editions as they were known before, `editions` those of now; both are in order.
    """
    before, now = head_of(known), head_of(editions)
    if decided([declaration]):
        return
    changed = [name for name in HEAD if getattr(declaration, name) == getattr(before, name) != getattr(now, name)]
    for name in changed:
        setattr(declaration, name, getattr(now, name))
    if changed:
        declaration._change_reason = reason_of(arrived)
        declaration.save()
    if "tabled_on" in changed:
        following.refresh_cited(declaration)


def _new_edition(declaration: Declaration, parsed: ParsedDeclaration, filename: str, data: bytes) -> Edition:
    edition = Edition(
        declaration=declaration,
        language=parsed.language,
        layout=parsed.layout,
        ordinal=parsed.edition,
        dated=parsed.edition_date,
        sha256=checksum(data),
        media_type=parsed.media_type,
        filename=filename[-LONGEST_FILENAME:],
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
