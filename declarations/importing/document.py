"""One document that has been found but not read yet."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

#: No declaration comes near this size. A larger file is something else, or an archive made to fill the memory.
LARGEST_DOCUMENT = 20 * 1024 * 1024

#: What Python's libraries raise for files that cannot be had and for archives that are broken or made to harm.
UNREADABLE = (
    *(OSError, EOFError, ValueError, RuntimeError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
)


class UnreadableSource(Exception):
    """A source that gives no bytes; the message is one sentence that names it."""


@dataclass(frozen=True)
class Document:
    """`source` is what reports call it; `load` gives its bytes, or raises one of `UNREADABLE`."""

    source: str
    filename: str
    load: Callable[[], bytes]

    def read_bytes(self) -> bytes:
        """Its bytes. Raises UnreadableSource where they cannot be had."""
        try:
            data = self.load()
        except UNREADABLE as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise UnreadableSource(f"{self.source}: cannot be opened ({reason}).") from error
        if len(data) > LARGEST_DOCUMENT:
            raise UnreadableSource(f"{self.source}: is larger than {megabytes(LARGEST_DOCUMENT)}; leave it out.")
        return data


def refused(source: str, why: str) -> Document:
    """A document that cannot be had; `why` is the sentence that goes behind its name."""

    def load() -> bytes:
        raise UnreadableSource(f"{source}: {why}")

    return Document(source, source.rpartition("!")[2], load)


def megabytes(size: int) -> str:
    return f"{size // 1024 // 1024} MB"
