"""Archive -> tracker."""

import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from .archive import BackupRefused, checked_archive, chunks_of
from .making import files
from .tables import applied_migrations, empty_all, fill, is_new, set_last_keys, tables

MEDIA = "media/"


@dataclass(frozen=True)
class RestoreReport:
    rows: int
    files: int


def restore_backup(path: Path, *, replace: bool = False) -> RestoreReport:
    """Puts the rows and documents of the backup in place; with `replace`, those that are there now are gone then.

    The database is as before or as in the backup, never between. Raises BackupRefused, before anything is changed,
    where the backup is damaged or of another version, or where something is there and `replace` is not set.
    """
    with checked_archive(path) as (archive, manifest):
        _refuse_other_version(manifest)
        _refuse_what_is_there(replace)
        members = [name for name in manifest["members"] if name.startswith(MEDIA)]
        try:
            for member in members:
                _write_file(archive, member)
        except OSError as error:
            raise BackupRefused(f"A document cannot be written: {error.filename}: {error.strerror}.") from error
        _fill_tables(archive, manifest)
        for name in set(files()) - {member.removeprefix(MEDIA) for member in members}:
            (Path(settings.MEDIA_ROOT) / name).unlink()
    return RestoreReport(sum(manifest["rows"].values()), len(members))


def _refuse_other_version(manifest: dict) -> None:
    version = manifest.get("version")
    if version != settings.VERSION:
        raise BackupRefused(
            f"The backup is of version {version}, this program of version {settings.VERSION}. "
            "Restore it with that version, then upgrade."
        )
    ours, theirs = set(applied_migrations()), set(manifest["migrations"])
    if different := sorted(ours ^ theirs):
        raise BackupRefused(
            f"The backup and this database differ in the migration {different[0]}. "
            "Restore it with the version that made it, then upgrade."
        )
    if missing := sorted(set(tables()) - set(manifest["rows"])):
        raise BackupRefused(f"The backup has no table {missing[0]}. Restore it with the version that made it.")


def _refuse_what_is_there(replace: bool) -> None:
    if replace:
        return
    if not is_new():
        raise BackupRefused("The database is not empty. Restore elsewhere, or say --replace to lose what is there.")
    if next(files(), None):
        raise BackupRefused(
            f"There are documents in {settings.MEDIA_ROOT} already. "
            "Restore elsewhere, or say --replace to lose what is there."
        )


def _write_file(archive: zipfile.ZipFile, member: str) -> None:
    """Puts one document in place, as a whole: a reader finds the old one or the new one."""
    path = Path(settings.MEDIA_ROOT) / member.removeprefix(MEDIA)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.unfinished")
    with archive.open(member) as content, unfinished.open("wb") as file:
        for chunk in chunks_of(content):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _fill_tables(archive: zipfile.ZipFile, manifest: dict) -> None:
    try:
        with transaction.atomic():
            empty_all()
            for label, model in tables().items():
                with archive.open(f"tables/{label}.jsonl") as lines:
                    fill(model, lines)
            set_last_keys(manifest["last_keys"])
            connection.check_constraints()
    except (KeyError, ValueError, TypeError) as error:
        raise BackupRefused(f"The backup does not fit the tables: {error}. The database is as it was.") from error
