"""Documents that are stored, read again by today's reader and applied as if they had just come.

Rows are made by importing's own rules, so what a curator decided stays as it is. Where a new reading has another text,
the places of all rows are looked up in it first; a declaration in which a decided one cannot be found is left alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db import DataError, IntegrityError, transaction

from .. import matching
from ..models import Declaration, Edition
from ..reading import ParsedDeclaration, ReadingError, read
from .batch import fault_of
from .doubts import save_doubts
from .editions import Printed, entries_of, in_order
from .family_names import look_again
from .mentions import save_mentions
from .moving import NoPlace, move_citations, move_curated, move_signatures, move_warnings, remove_unknown
from .places import Places
from .saving import checksum, update_head
from .signatures import entries_by_row, save_signatures
from .telling import differing, kept, told_of
from .turns import take_turn


@dataclass(frozen=True)
class Rereading:
    """What became of a declaration: `outcome` is changed, unchanged or failed, `error` a sentence or empty.

    `differences` are lines for people: "-" before what was read at first, "+" before what is read now, "=" before what
    a curator has decided otherwise and what therefore stays.
    """

    declaration: Declaration
    outcome: str
    differences: Sequence[str] = ()
    error: str = ""


def read_again(declarations: Iterable[Declaration], *, dry_run: bool = False) -> Iterator[Rereading]:
    """Reads the stored documents of each declaration again, and applies what is read otherwise, in one transaction.

    With `dry_run` it only says what would differ. A document that cannot be read any more fails its declaration, which
    then stays as it is.
    """
    spellings = matching.known_spellings()
    for declaration in declarations:
        try:
            yield _read_again(declaration.pk, spellings, dry_run)
        except (ReadingError, NoPlace) as error:
            yield Rereading(declaration, "failed", error=f"{declaration}: {error}")
        except (DataError, IntegrityError) as error:
            why = " ".join(str(error).split())
            yield Rereading(declaration, "failed", error=f"{declaration}: the database has no room for it ({why}).")


@transaction.atomic
def _read_again(key: int, spellings: Sequence[str], dry_run: bool) -> Rereading:
    take_turn()
    declaration = Declaration.objects.select_for_update().get(pk=key)
    before = told_of(declaration)
    changed = [edition for edition in declaration.editions.all() if _replace(declaration, edition.pk, spellings)]
    if not changed:
        return Rereading(declaration, "unchanged")
    differences = [*differing(before, told_of(declaration)), *kept(declaration)]
    if dry_run:
        transaction.set_rollback(True)
    return Rereading(declaration, "changed", differences or ["The places in the text, or the reasons for a guess."])


def _replace(declaration: Declaration, key: int, spellings: Sequence[str]) -> bool:
    """Puts today's reading of one document in the place of the first; says whether that changed anything."""
    stored = in_order([Printed.of(edition) for edition in declaration.editions.all()])
    old = next(printed for printed in stored if printed.edition.pk == key)
    parsed = _read_stored(declaration, old.edition, spellings)
    if parsed == old.parsed:
        return False
    edition, before = old.edition, entries_by_row(declaration, entries_of(stored))
    places = Places(old.parsed.text, parsed.text)
    signed = move_signatures(old, parsed, places, before)
    move_citations(edition, places)
    move_curated(edition, places)
    move_warnings(edition, parsed, places)
    _save_edition(edition, parsed)
    arrived = Printed(edition, parsed)
    editions = in_order([arrived if printed is old else printed for printed in stored])
    update_head(declaration, stored, editions, edition)
    entries = entries_of(editions)
    signatures = save_signatures(declaration, entries, edition, before)
    save_mentions(declaration, editions, edition, is_known=True)
    save_doubts(declaration, editions, entries, signatures, arrived, is_known=True)
    look_again([*old.parsed.signatures, *parsed.signatures])
    remove_unknown(signed, edition)
    return True


def _read_stored(declaration: Declaration, edition: Edition, spellings: Sequence[str]) -> ParsedDeclaration:
    """Today's reading of a stored document. Raises ReadingError where there is none, or none of this declaration."""
    try:
        with edition.file.open() as file:
            data = file.read()
    except OSError as error:
        raise ReadingError(f"its document {edition.filename} cannot be opened ({error.strerror}).") from error
    if checksum(data) != edition.sha256:
        raise ReadingError(f"its document {edition.filename} is not what was stored; put it back from a backup.")
    try:
        parsed = read(data, edition.filename, spellings)
    except ReadingError as error:
        raise ReadingError(f"its document {edition.filename} is refused by today's reader: {error}") from error
    except Exception as error:
        raise fault_of(error) from error
    if (parsed.kind, parsed.number) != (declaration.kind, declaration.number):
        raise ReadingError(
            f"its document {edition.filename} is now read as No. {parsed.number}; remove the declaration in the admin"
            " and import the document again."
        )
    return replace(parsed, source_url=edition.source_url or parsed.source_url)


def _save_edition(edition: Edition, parsed: ParsedDeclaration) -> None:
    edition.language, edition.layout, edition.media_type = parsed.language, parsed.layout, parsed.media_type
    edition.ordinal, edition.dated = parsed.edition, parsed.edition_date
    edition.text, edition.reading, edition.source_url = parsed.text, parsed.as_dict(), parsed.source_url
    edition.save()
