"""The running tracker -> archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, models
from django.utils import timezone

from .archive import BackupRefused, chunks_of, new_archive
from .tables import applied_migrations, as_of_one_moment, last_keys, lines_of, tables


@dataclass(frozen=True)
class BackupReport:
    """How much a backup holds, and the names of files that rows point to and that were not there to be kept."""

    rows: int
    files: int
    missing: tuple[str, ...]


def make_backup(path: Path) -> BackupReport:
    """Writes the database and the documents to the archive `path`, while the tracker runs.

    The rows are those of one moment. Documents are written before the rows that name them and are never changed, so
    those kept after the rows are theirs. Raises BackupRefused where the archive or a document cannot be written.
    """
    try:
        with new_archive(path) as archive:
            with as_of_one_moment():
                rows = {label: _add_rows(archive, label, model) for label, model in tables().items()}
                facts = {"migrations": applied_migrations(), "last_keys": last_keys()}
                named = set(named_files())
            kept = list(files())
            for name in kept:
                with (Path(settings.MEDIA_ROOT) / name).open("rb") as file:
                    archive.add(f"media/{name}", chunks_of(file))
            made_at = timezone.now().isoformat()
            archive.close(version=settings.VERSION, made_at=made_at, database=connection.vendor, rows=rows, **facts)
    except OSError as error:
        raise BackupRefused(f"The backup cannot be written: {error.filename}: {error.strerror}.") from error
    return BackupReport(sum(rows.values()), len(kept), tuple(sorted(named - set(kept))))


def _add_rows(archive, label: str, model) -> int:
    counted = -1  # the first line names the columns

    def counting():
        nonlocal counted
        for line in lines_of(model):
            counted += 1
            yield line

    archive.add(f"tables/{label}.jsonl", counting())
    return counted


def files() -> Iterator[str]:
    """The names of all documents that are kept, as the database writes them."""
    top = Path(settings.MEDIA_ROOT)
    for path in sorted(top.rglob("*")):
        if path.is_file():
            yield path.relative_to(top).as_posix()


def named_files() -> Iterator[str]:
    """The names of the documents that rows point to."""
    for model in tables().values():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                yield from model._base_manager.exclude(**{field.name: ""}).values_list(field.attname, flat=True)
