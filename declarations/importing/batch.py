"""Many documents -> rows, one after the other: what is known already is told by its checksum before it is read.

Documents are read ahead in small batches, by several processes where that is asked for; one writer saves them in
their order. Each is saved in a transaction of its own, so an interrupted import is taken up by starting it again.
"""

import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import groupby

from django.db import DataError, IntegrityError

from .. import matching
from ..models import Edition
from ..reading import ParsedDeclaration, ReadingError, read
from ..roles import IMPORT, needs
from .document import Document, UnreadableSource
from .report import ImportReport, report_of_stored, with_what_is_reported
from .saving import checksum, save_document

#: What is read ahead, at most, before it is saved.
LARGEST_BATCH, LARGEST_BATCH_IN_BYTES = 50, 8 * 1024 * 1024


@needs(IMPORT)
def import_document(document: Document, *, source_url: str = "", dry_run: bool = False, by=None) -> ImportReport:
    """Reads a document and saves what it holds, or saves nothing where that fails or `dry_run` is set.

    `source_url` is where it was published, if the document does not say. Never raises for a bad document: the report
    says in one sentence what is wrong with it. Raises PermissionDenied where the user `by` may not import; a program
    leaves `by` out.
    """
    [report] = import_documents([document], source_url=source_url, dry_run=dry_run, by=by)
    return report


@needs(IMPORT)
def import_documents(
    documents: Iterable[Document], *, source_url: str = "", dry_run: bool = False, jobs: int = 1, by=None
) -> Iterator[ImportReport]:
    """Imports one document after the other and reports on each; see `import_document`.

    With more than one of `jobs`, documents are read by as many processes. A document over which a process breaks
    down is a document that fails.
    """
    spellings = matching.known_spellings()
    reader = _Readers(spellings, jobs) if jobs > 1 else _Reader(spellings)
    try:
        begun: list[_Arrival] = []
        for batch in _batches(documents):
            _begin(batch, reader)
            yield from _finish(begun, reader, source_url, dry_run)
            begun = batch
        yield from _finish(begun, reader, source_url, dry_run)
    finally:
        reader.close()


@dataclass
class _Arrival:
    """A document with its bytes, or with the sentence that says why it has none."""

    document: Document
    data: bytes = b""
    sha256: str = ""
    error: str = ""
    is_new: bool = False
    reading: Future | None = None


def _batches(documents: Iterable[Document]) -> Iterator[list[_Arrival]]:
    batch, size = [], 0
    for document in documents:
        arrival = _arrival(document)
        batch.append(arrival)
        size += len(arrival.data)
        if len(batch) == LARGEST_BATCH or size > LARGEST_BATCH_IN_BYTES:
            yield batch
            batch, size = [], 0
    yield batch


def _arrival(document: Document) -> _Arrival:
    try:
        data = document.read_bytes()
    except UnreadableSource as error:
        return _Arrival(document, error=str(error))
    return _Arrival(document, data, checksum(data))


def _begin(batch: list[_Arrival], reader: "_Reader") -> None:
    known = set(_editions(batch).values_list("sha256", flat=True))
    for arrival in batch:
        arrival.is_new = bool(arrival.error) or arrival.sha256 not in known
        if arrival.is_new and not arrival.error:
            reader.begin(arrival)


def _editions(batch: Iterable[_Arrival]):
    return Edition.objects.filter(sha256__in={arrival.sha256 for arrival in batch})


def _finish(batch: list[_Arrival], reader: "_Reader", source_url: str, dry_run: bool) -> Iterator[ImportReport]:
    for is_new, arrivals in groupby(batch, key=lambda arrival: arrival.is_new):
        if is_new:
            for arrival in arrivals:
                yield _import(arrival, reader, source_url, dry_run)
        else:
            yield from _unchanged(list(arrivals))


def _unchanged(arrivals: list[_Arrival]) -> Iterator[ImportReport]:
    """What is known already, looked up for all of them at once."""
    editions = {edition.sha256: edition for edition in with_what_is_reported(_editions(arrivals))}
    for arrival in arrivals:
        yield report_of_stored(editions[arrival.sha256], arrival.document.source)


def _import(arrival: _Arrival, reader: "_Reader", source_url: str, dry_run: bool) -> ImportReport:
    source = arrival.document.source
    if arrival.error:
        return ImportReport(source, "failed", error=arrival.error)
    # The same bytes may have come a moment ago, under another name.
    if known := with_what_is_reported(_editions([arrival])).first():
        return report_of_stored(known, source)
    try:
        parsed = _read(arrival, reader)
        return save_document(arrival.document, arrival.data, parsed, source_url=source_url, dry_run=dry_run)
    except ReadingError as error:
        return ImportReport(source, "failed", error=f"{source}: {error}")
    except (DataError, IntegrityError) as error:
        why = " ".join(str(error).split())
        return ImportReport(source, "failed", error=f"{source}: it prints what the database has no room for ({why}).")


def _read(arrival: _Arrival, reader: "_Reader") -> ParsedDeclaration:
    """What was read. Raises ReadingError, also where the reader has a fault of its own: others are still to come."""
    try:
        return reader.finish(arrival)
    except ReadingError:
        raise
    except Exception as error:
        raise fault_of(error) from error


def fault_of(error: Exception) -> ReadingError:
    """What is said where the reader has a fault of its own."""
    fault = f"{type(error).__name__}: {error}"
    return ReadingError(f"the program has a fault that this document brings out ({fault}); please report it.")


class _Reader:
    """Reads a document when it is its turn."""

    def __init__(self, spellings: Sequence[str]):
        self.spellings = spellings

    def begin(self, arrival: _Arrival) -> None:
        """Nothing is read ahead."""

    def finish(self, arrival: _Arrival) -> ParsedDeclaration:
        """What was read. Raises ReadingError."""
        return read(arrival.data, arrival.document.filename, self.spellings)

    def close(self) -> None:
        """Nothing is left open."""


class _Readers(_Reader):
    """Reads documents ahead in several processes. These know the reader only, and have no connection to share."""

    def __init__(self, spellings: Sequence[str], jobs: int):
        super().__init__(spellings)
        self.jobs = jobs
        self.pool = self._new_pool()

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.jobs,
            mp_context=multiprocessing.get_context("spawn"),
            # Only the writer is interrupted; it then stops the readers.
            initializer=signal.signal,
            initargs=(signal.SIGINT, signal.SIG_IGN),
        )

    def begin(self, arrival: _Arrival) -> None:
        try:
            arrival.reading = self._submit(arrival)
        except BrokenProcessPool:
            self._renew()
            arrival.reading = self._submit(arrival)

    def _submit(self, arrival: _Arrival) -> Future:
        return self.pool.submit(read, arrival.data, arrival.document.filename, self.spellings)

    def finish(self, arrival: _Arrival) -> ParsedDeclaration:
        try:
            return arrival.reading.result()
        except BrokenProcessPool:
            # Another document may have done it. Alone in a new pool, this one shows whether it was itself.
            self._renew()
        try:
            return self._submit(arrival).result()
        except BrokenProcessPool:
            self._renew()
            raise ReadingError("reading it broke down; it may be damaged, or made to do harm. Leave it out.") from None

    def _renew(self) -> None:
        self.close()
        self.pool = self._new_pool()

    def close(self) -> None:
        self.pool.shutdown(cancel_futures=True)
