"""The documents that a SOURCE of the command line stands for: a file, a folder, an archive, standard input.

They are found one by one, so that thousands take no more memory than one.
"""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from .archives import LARGEST_INNER_ARCHIVE, count_of_archive, documents_of_archive, is_archive, is_hidden
from .document import LARGEST_DOCUMENT, UNREADABLE, Document, refused

STANDARD_INPUT = "-"


def documents(source: str) -> Iterator[Document]:
    """Every document of one SOURCE, in the order of their names. Hidden files of folders and archives are passed over,
    and links to folders, which may lead round in circles.

    A source that does not exist gives one document that cannot be read, so that it is reported like any other.
    """
    if source == STANDARD_INPUT:
        yield from _of_standard_input()
    elif Path(source).is_dir():
        yield from _of_folder(Path(source))
    else:
        yield from _of_file(Path(source))


def count(source: str) -> int:
    """About how many documents a SOURCE stands for: archives within archives count as one."""
    if source == STANDARD_INPUT or not Path(source).is_dir():
        return _count_of_file(source)
    return sum(_count_of_file(os.path.join(folder, name)) for folder, _, names in os.walk(source) for name in names)


def _count_of_file(path: str) -> int:
    try:
        return count_of_archive(path) if path.lower().endswith(".zip") else 1
    except UNREADABLE:
        return 1


def _of_folder(folder: Path) -> Iterator[Document]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(
                (entry.name, entry.is_dir(follow_symlinks=False))
                for entry in entries
                if not is_hidden((entry.name,)) and (entry.is_dir(follow_symlinks=False) or entry.is_file())
            )
    except OSError as error:
        yield refused(str(folder), f"cannot be opened ({error.strerror}).")
        return
    for name, is_folder in found:
        yield from _of_folder(folder / name) if is_folder else _of_file(folder / name)


def _of_file(path: Path) -> Iterator[Document]:
    if path.is_file() and is_archive(path):
        yield from documents_of_archive(str(path), path)
    else:
        yield Document(str(path), path.name, lambda: _start_of(path))


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_DOCUMENT + 1)


def _of_standard_input() -> Iterator[Document]:
    data = sys.stdin.buffer.read(LARGEST_INNER_ARCHIVE + 1)
    file = io.BytesIO(data)
    if is_archive(file):
        yield from documents_of_archive(STANDARD_INPUT, file)
    else:
        yield Document(STANDARD_INPUT, "standard input", lambda: data)
