"""The zip archive: writing it, and checking it before anything in it is believed."""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

MANIFEST = "manifest.json"
FORMAT = 1
CHUNK = 1 << 20

#: What reading a damaged archive raises.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class BackupRefused(Exception):
    """A backup that cannot be made or restored; the message says why and what to do, in a sentence for people."""


class ArchiveWriter:
    """Writes members one after the other, and remembers the checksum and size of each."""

    def __init__(self, archive: zipfile.ZipFile):
        self.archive = archive
        self.members = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        checksum, size = hashlib.sha256(), 0
        with self.archive.open(name, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                checksum.update(chunk)
                size += len(chunk)
        self.members[name] = {"sha256": checksum.hexdigest(), "size": size}

    def close(self, **facts) -> None:
        """Ends the archive with the manifest: the `facts`, and what is known of each member."""
        manifest = {"format": FORMAT, **facts, "members": self.members}
        self.archive.writestr(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))


@contextmanager
def new_archive(path: Path) -> Iterator[ArchiveWriter]:
    """An archive that stands under `path` when all of it is written, and not before; until then a former one does.

    It is readable by its owner alone, since it holds what is restricted.
    """
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with open(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                yield ArchiveWriter(archive)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def chunks_of(file) -> Iterator[bytes]:
    """The content of an open file, piece by piece."""
    while chunk := file.read(CHUNK):
        yield chunk


@contextmanager
def checked_archive(path: Path) -> Iterator[tuple[zipfile.ZipFile, dict]]:
    """A backup and its manifest, after each byte of it was compared with the checksums.

    Raises BackupRefused where it is no backup, is damaged, or holds what its manifest does not name.
    """
    try:
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise BackupRefused(f"{path} cannot be read: {error.strerror or error}.") from error
    except zipfile.BadZipFile as error:
        raise BackupRefused(f"{path} is no backup, or only part of one. Use another.") from error
    with archive:
        manifest = _manifest_of(archive, path)
        if sorted(archive.namelist()) != sorted([MANIFEST, *manifest["members"]]):
            raise BackupRefused(f"{path} does not hold exactly what its manifest names. Use another backup.")
        for name, known in manifest["members"].items():
            _check(archive, path, name, known)
        yield archive, manifest


def _manifest_of(archive: zipfile.ZipFile, path: Path) -> dict:
    try:
        manifest = json.loads(archive.read(MANIFEST))
        is_ours = manifest["format"] == FORMAT and isinstance(manifest["members"], dict)
    except (KeyError, TypeError, *DAMAGE) as error:
        raise BackupRefused(f"{path} has no readable manifest, so it is no backup of the tracker.") from error
    if not is_ours:
        raise BackupRefused(f"{path} is a backup in a format that this version does not read.")
    return manifest


def _check(archive: zipfile.ZipFile, path: Path, name: str, known: dict) -> None:
    if ".." in PurePosixPath(name).parts or PurePosixPath(name).is_absolute() or "\\" in name:
        raise BackupRefused(f"{path} holds the name {name!r}, which leads elsewhere. Do not trust it.")
    checksum = hashlib.sha256()
    try:
        with archive.open(name) as member:
            for chunk in chunks_of(member):
                checksum.update(chunk)
    except DAMAGE as error:
        raise BackupRefused(f"{path} is damaged at {name}. Nothing was restored; use another backup.") from error
    if checksum.hexdigest() != known.get("sha256"):
        raise BackupRefused(f"{path} is damaged at {name}. Nothing was restored; use another backup.")
