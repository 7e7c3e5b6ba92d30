"""The documents in a ZIP archive and in the archives within it. Nothing is ever unpacked to the disk.

Archives come from strangers: how deep they are nested, how many documents they hold and how large those become is
limited, and what goes beyond is refused with a sentence that says what to do.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from .document import LARGEST_DOCUMENT, UNREADABLE, Document, UnreadableSource, megabytes, refused

DEEPEST = 3
MOST_DOCUMENTS = 50_000
#: All documents of an archive together, unpacked; and an archive within it, which is held in memory.
LARGEST_CONTENT = 1024 * 1024 * 1024
LARGEST_INNER_ARCHIVE = 50 * 1024 * 1024
#: The table at the end of an archive; all of it is held in memory.
LARGEST_DIRECTORY = 16 * 1024 * 1024

_START = b"PK\x03\x04"
_END_OF_DIRECTORY = b"PK\x05\x06"
_ENCRYPTED = 0x1
_UNPACK = "unpack it and give the folder"


def is_archive(file) -> bool:
    """Whether `file` (a path, or an open binary file) is a ZIP archive, and no document format packed as one."""
    try:
        if not zipfile.is_zipfile(file) or _directory_size(file) > LARGEST_DIRECTORY:
            return False
        with zipfile.ZipFile(file) as archive:
            return not {"[Content_Types].xml", "mimetype"} & set(archive.namelist())
    except UNREADABLE:
        return False


def documents_of_archive(source: str, file) -> Iterator[Document]:
    """Every document of an archive, in the order of their names. Hidden files are passed over."""
    yield from _documents(source, file, _Room(), depth=1)


def count_of_archive(file) -> int:
    """How many documents are in an archive, an archive within it counted as one."""
    with zipfile.ZipFile(file) as archive:
        return sum(_is_document(entry) for entry in archive.infolist())


class _Room:
    """What is left of the limits while one archive is read."""

    def __init__(self):
        self.bytes_left = LARGEST_CONTENT
        self.documents_left = MOST_DOCUMENTS

    @property
    def is_used_up(self) -> bool:
        return self.bytes_left < 0 or self.documents_left <= 0

    def read(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
        """The bytes of one entry, cut behind `most` and one more."""
        with archive.open(entry) as member:
            data = member.read(most + 1)
        self.bytes_left -= len(data)
        if self.bytes_left < 0:
            raise UnreadableSource(f"{entry.filename}: is too large with what came before; {_UNPACK}.")
        return data


def _documents(source: str, file, room: _Room, depth: int) -> Iterator[Document]:
    # Stays open for as long as one of its documents is still to be loaded.
    archive = zipfile.ZipFile(file)
    for entry in sorted(filter(_is_document, archive.infolist()), key=lambda entry: entry.filename):
        if room.is_used_up:
            limits = f"{MOST_DOCUMENTS} documents or {megabytes(LARGEST_CONTENT)}"
            yield refused(source, f"holds more than {limits}, and the rest was left out; {_UNPACK}.")
            return
        room.documents_left -= 1
        yield from _of_entry(f"{source}!{entry.filename}", archive, entry, room, depth)


def _of_entry(
    source: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: _Room, depth: int
) -> Iterator[Document]:
    if _leaves(entry.filename):
        yield refused(source, "has a path that leaves the archive, so it was not read; pack it anew.")
    elif entry.flag_bits & _ENCRYPTED:
        yield refused(source, "is encrypted; unpack it with its password and give the document.")
    elif (inner := _inner_archive(archive, entry, room)) is None:
        name = PurePosixPath(entry.filename).name
        yield Document(source, name, lambda: room.read(archive, entry, LARGEST_DOCUMENT))
    elif depth == DEEPEST:
        yield refused(source, f"is an archive more than {DEEPEST} archives deep; {_UNPACK}.")
    else:
        yield from _documents(source, inner, room, depth + 1)


def _inner_archive(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: _Room) -> io.BytesIO | None:
    """The entry's bytes where it is an archive itself. What cannot be opened is none: loading it says why."""
    try:
        with archive.open(entry) as member:
            if member.read(len(_START)) != _START:
                return None
        data = room.read(archive, entry, LARGEST_INNER_ARCHIVE)
    except (*UNREADABLE, UnreadableSource):
        return None
    file = io.BytesIO(data)
    return file if is_archive(file) else None


def _is_document(entry: zipfile.ZipInfo) -> bool:
    path = entry.filename
    return not entry.is_dir() and (_leaves(path) or not is_hidden(PurePosixPath(path).parts))


def is_hidden(parts: tuple[str, ...]) -> bool:
    """Whether a path, given by its parts, is one that systems keep for themselves."""
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _leaves(path: str) -> bool:
    parts = re.split(r"[/\\]", path)
    return ".." in parts or parts[0] == "" or bool(re.match(r"[A-Za-z]:", path))


def _directory_size(file) -> int:
    """How large an archive says that its table is; see "End of central directory record" in the ZIP specification."""
    if not hasattr(file, "seek"):
        with open(file, "rb") as opened:
            return _directory_size(opened)
    longest_end = 22 + 65_535
    size = file.seek(0, io.SEEK_END)
    file.seek(max(size - longest_end, 0))
    end = file.read()
    at = end.rfind(_END_OF_DIRECTORY)
    return int.from_bytes(end[at + 12 : at + 16], "little")
