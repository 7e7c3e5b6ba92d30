"""The documents that a SOURCE of the command line stands for: a file, a folder, an archive, standard input."""

import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

#: No declaration comes near this size. A larger file is something else, or an archive made to fill the memory.
LARGEST_DOCUMENT = 20 * 1024 * 1024
STANDARD_INPUT = "-"


class UnreadableSource(Exception):
    """A source that gives no bytes; the message is one sentence that names it."""


@dataclass(frozen=True)
class Document:
    """One document that has been found but not read yet. `source` is what reports call it."""

    source: str
    filename: str
    load: Callable[[], bytes]

    def read_bytes(self) -> bytes:
        """Its bytes. Raises UnreadableSource where they cannot be had."""
        try:
            data = self.load()
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise UnreadableSource(f"{self.source}: cannot be opened ({reason}).") from error
        if len(data) > LARGEST_DOCUMENT:
            limit = LARGEST_DOCUMENT // 1024 // 1024
            raise UnreadableSource(f"{self.source}: is larger than {limit} MB, so it is no declaration; leave it out.")
        return data


def documents(source: str) -> Iterator[Document]:
    """Every document of one SOURCE, in the order of their names. Hidden files of folders and archives are passed over.

    A source that does not exist gives one document that cannot be read, so that it is reported like any other.
    """
    if source == STANDARD_INPUT:
        data = sys.stdin.buffer.read(LARGEST_DOCUMENT + 1)
        yield from _of_bytes(source, "standard input", lambda: data)
    elif Path(source).is_dir():
        for path in sorted(Path(source).rglob("*")):
            if path.is_file() and not _is_hidden(path.relative_to(source).parts):
                yield from _of_file(path)
    else:
        yield from _of_file(Path(source))


def _of_file(path: Path) -> Iterator[Document]:
    if path.is_file() and _is_archive(path):
        yield from _of_archive(str(path), path)
    else:
        yield Document(str(path), path.name, lambda: _start_of(path))


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_DOCUMENT + 1)


def _of_bytes(source: str, filename: str, load: Callable[[], bytes]) -> Iterator[Document]:
    file = io.BytesIO(load())
    if _is_archive(file):
        yield from _of_archive(source, file)
    else:
        yield Document(source, filename, load)


def _is_archive(file) -> bool:
    """Whether it is a plain ZIP archive, and not one of the document formats that are packed as one."""
    try:
        if not zipfile.is_zipfile(file):
            return False
        with zipfile.ZipFile(file) as archive:
            return not {"[Content_Types].xml", "mimetype"} & set(archive.namelist())
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _of_archive(source: str, file) -> Iterator[Document]:
    # Stays open for as long as one of its documents is still to be loaded.
    archive = zipfile.ZipFile(file)
    for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
        path = Path(entry.filename)
        if not entry.is_dir() and not _is_hidden(path.parts):
            yield Document(f"{source}!{entry.filename}", path.name, lambda entry=entry: _member(archive, entry))


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as member:
        return member.read(LARGEST_DOCUMENT + 1)


def _is_hidden(parts: tuple[str, ...]) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)
