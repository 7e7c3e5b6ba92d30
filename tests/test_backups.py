"""What is backed up comes back, row for row and byte for byte; what is damaged or half written never does."""

import errno
import json
import os
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from declarations.backups import archive, make_backup, making, restore_backup, restoring
from declarations.backups.tables import as_of_one_moment, empty_all, lines_of, tables
from declarations.importing import documents, import_document
from declarations.models import Case
from declarations.sample import load_sample, sample_documents

from .factories import CaseFactory, SourceFactory, UserFactory, draft_follow_up

TOP = Path(__file__).parents[1]


@pytest.fixture
def sample(db):
    for path in sample_documents():
        import_document(next(iter(documents(str(path)))))
    load_sample()


@pytest.fixture
def world(db):
    """A restricted case, a draft that was deleted again, and a kept copy of a source."""
    case = CaseFactory(name="Ада Ключ", visibility="restricted", summary='Two\nlines, a "quote" and a \\ stroke')
    draft_follow_up(case, by=UserFactory(), note="Believed").delete()
    put("sources/copy.pdf", b"%PDF \x00\xff copy")
    SourceFactory(copy="sources/copy.pdf")
    return case


def put(name: str, data: bytes) -> None:
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def everything() -> dict:
    """All rows of all tables and all documents."""
    rows = {label: list(lines_of(model)) for label, model in tables().items()}
    return {**rows, **{name: (Path(settings.MEDIA_ROOT) / name).read_bytes() for name in making.files()}}


def lose_everything() -> None:
    empty_all()
    for name in list(making.files()):
        (Path(settings.MEDIA_ROOT) / name).unlink()


def members_of(path: Path) -> dict:
    return json.loads(zipfile.ZipFile(path).read("manifest.json"))["members"]


def rewrite(path: Path, change=lambda name, data: (name, data), more=()) -> None:
    """Writes the archive anew with its members changed and some more."""
    with zipfile.ZipFile(path) as old:
        members = [change(name, old.read(name)) for name in old.namelist()]
    with zipfile.ZipFile(path, "w") as new:
        for name, data in [*members, *more]:
            new.writestr(name, data)


def with_manifest(**changes):
    def change(name, data):
        return name, json.dumps({**json.loads(data), **changes}) if name == "manifest.json" else data

    return change


class TestRoundTrip:
    def test_every_row_and_every_document_comes_back(self, sample, world, tmp_path):
        before = everything()
        make_backup(tmp_path / "backup")
        lose_everything()

        report = restore_backup(tmp_path / "backup")

        assert everything() == before
        assert Case.objects.get(pk=world.pk).summary == world.summary
        assert report.files == len(sample_documents()) + 1
        assert report.rows > 1000

    def test_a_key_that_was_given_is_not_given_again(self, world, tmp_path):
        last = CaseFactory()
        key = last.pk
        last.delete()
        make_backup(tmp_path / "backup")
        lose_everything()

        restore_backup(tmp_path / "backup")

        assert CaseFactory().pk > key

    def test_nobody_is_signed_in_by_a_backup(self, world, tmp_path):
        Session.objects.create(session_key="open", session_data="door", expire_date=timezone.now())
        make_backup(tmp_path / "backup")

        restore_backup(tmp_path / "backup", replace=True)

        assert not Session.objects.exists()
        assert not [name for name in members_of(tmp_path / "backup") if "session" in name.lower() or "axes" in name]

    def test_one_of_an_sqlite_database_comes_back_on_either_kind(self, db, tmp_path):
        elsewhere = {"DATABASE_URL": f"sqlite:///{tmp_path / 'other.sqlite3'}", "MEDIA_ROOT": str(tmp_path / "other")}
        for command in (["demo", "--no-serve"], ["backup", str(tmp_path / "backup")]):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=TOP, env={**os.environ, **elsewhere}, check=True, capture_output=True,
            )  # fmt: skip

        call_command("restore", str(tmp_path / "backup"))
        call_command("backup", str(tmp_path / "again"))

        assert members_of(tmp_path / "again") == members_of(tmp_path / "backup")

    def test_what_is_there_is_kept_unless_told_otherwise(self, world, tmp_path):
        make_backup(tmp_path / "backup")
        CaseFactory(name="Recorded since")
        before = everything()

        with pytest.raises(CommandError, match=r"The database is not empty.*--replace"):
            call_command("restore", str(tmp_path / "backup"))

        assert everything() == before

    def test_documents_that_are_there_are_kept_unless_told_otherwise(self, world, tmp_path):
        make_backup(tmp_path / "backup")
        empty_all()

        with pytest.raises(CommandError, match="There are documents"):
            call_command("restore", str(tmp_path / "backup"))

    def test_replacing_leaves_nothing_of_what_was_there(self, world, tmp_path):
        before = everything()
        make_backup(tmp_path / "backup")
        CaseFactory(name="Recorded since")
        put("sources/since.pdf", b"since")
        put("sources/copy.pdf", b"changed")

        call_command("restore", str(tmp_path / "backup"), replace=True)

        assert everything() == before


class TestMaking:
    def test_it_is_for_its_owner_alone(self, world, tmp_path):
        make_backup(tmp_path / "backup")

        assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, RuntimeError])
    def test_an_interrupted_one_leaves_the_former_and_nothing_else(self, world, tmp_path, monkeypatch, stop):
        make_backup(tmp_path / "backup")
        former = (tmp_path / "backup").read_bytes()

        def stopped(model):
            yield next(lines_of(model))
            raise stop

        monkeypatch.setattr(making, "lines_of", stopped)
        with pytest.raises(stop):
            make_backup(tmp_path / "backup")

        assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["backup"]
        assert (tmp_path / "backup").read_bytes() == former

    def test_a_full_disk_is_told_in_a_sentence(self, world, tmp_path, monkeypatch):
        def full(*_):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(tmp_path / "backup"))

        monkeypatch.setattr(archive.ArchiveWriter, "add", full)

        with pytest.raises(CommandError, match=r"The backup cannot be written: .*No space left"):
            call_command("backup", str(tmp_path / "backup"))
        assert not [path for path in tmp_path.iterdir() if path.is_file()]

    def test_a_folder_that_is_not_there_is_told_in_a_sentence(self, world, tmp_path):
        with pytest.raises(CommandError, match=r"The backup cannot be written: .*nowhere.*No such file"):
            call_command("backup", str(tmp_path / "nowhere" / "backup"))

    def test_a_document_that_is_missing_is_named(self, world, tmp_path, capsys):
        (Path(settings.MEDIA_ROOT) / "sources/copy.pdf").unlink()

        call_command("backup", str(tmp_path / "backup"))

        assert "The document sources/copy.pdf is missing" in capsys.readouterr().err


class TestRefusals:
    @pytest.fixture
    def backup(self, world, tmp_path):
        make_backup(tmp_path / "backup")
        return tmp_path / "backup"

    @pytest.fixture
    def refused(self, backup):
        """Restores, and says by which sentence that was refused; nothing is changed by it."""

        def restore() -> str:
            before = everything()
            with pytest.raises(CommandError) as refusal:
                call_command("restore", str(backup), replace=True)
            assert everything() == before
            return str(refusal.value)

        return restore

    def test_a_file_that_is_not_there(self, backup, refused):
        backup.unlink()

        assert "cannot be read: No such file" in refused()

    def test_a_file_of_another_kind(self, backup, refused):
        backup.write_text("No archive at all")

        assert "is no backup" in refused()

    @pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
    def test_a_part_of_one(self, backup, refused, part):
        backup.write_bytes(backup.read_bytes()[: int(backup.stat().st_size * part)])

        assert "only part of one" in refused()

    @pytest.mark.parametrize("place", [n / 20 for n in range(20)])
    def test_one_with_a_changed_byte_is_refused_or_brings_back_the_same(self, backup, place):
        before = everything()
        data = bytearray(backup.read_bytes())
        data[int(len(data) * place)] ^= 0xFF
        backup.write_bytes(data)

        # Some bytes of an archive say nothing of its content, such as the time of a member.
        with suppress(CommandError):
            call_command("restore", str(backup), replace=True)

        assert everything() == before

    def test_one_with_a_changed_table(self, backup, refused):
        rewrite(
            backup,
            lambda name, data: (
                name,
                data.replace(b"restricted", b"public") if name.endswith(".Case.jsonl") else data,
            ),
        )

        assert "is damaged at tables/declarations.Case.jsonl" in refused()

    def test_one_with_a_table_less(self, backup, refused):
        rewrite(backup, lambda name, data: (name.replace("tables/declarations.Case.", "tables/other."), data))

        assert "does not hold exactly what its manifest names" in refused()

    def test_one_with_more_than_it_names(self, backup, refused):
        rewrite(backup, more=[("media/more.pdf", b"more")])

        assert "does not hold exactly what its manifest names" in refused()

    @pytest.mark.parametrize("name", ["media/../../outside", "/outside", "media/..\\outside"])
    def test_one_whose_names_lead_elsewhere(self, backup, refused, name):
        known = {**members_of(backup), name: {"sha256": "0", "size": 0}}
        rewrite(backup, with_manifest(members=known), more=[(name, b"")])

        assert "leads elsewhere" in refused()

    def test_an_archive_without_a_manifest(self, backup, refused):
        rewrite(backup, lambda name, data: (name.replace("manifest", "other"), data))

        assert "has no readable manifest" in refused()

    def test_one_in_a_format_of_the_future(self, backup, refused):
        rewrite(backup, with_manifest(format=99))

        assert "in a format that this version does not read" in refused()

    def test_one_of_another_version(self, backup, refused):
        rewrite(backup, with_manifest(version="99.0"))

        assert refused().startswith("The backup is of version 99.0, this program of version")

    def test_one_of_other_migrations(self, backup, refused):
        rewrite(backup, with_manifest(migrations=["declarations.0001_initial"]))

        assert "differ in the migration" in refused()

    def test_one_that_the_tables_refuse(self, backup, monkeypatch):
        before = everything()

        def stopped(*_):
            raise ValueError("The columns are others")

        monkeypatch.setattr(restoring, "set_last_keys", stopped)

        with pytest.raises(CommandError, match=r"The columns are others. The database is as it was"):
            call_command("restore", str(backup), replace=True)
        assert everything() == before


WRITE_WHILE_READING = """
import sqlite3, sys
import django
django.setup()
from declarations.backups.tables import as_of_one_moment
from django.contrib.auth.models import Group
path, before = sys.argv[1], Group.objects.count()
with as_of_one_moment():
    counted = [Group.objects.count()]
    other = sqlite3.connect(path, timeout=1)
    other.execute("INSERT INTO auth_group (name) VALUES ('another')")
    other.commit()
    counted.append(Group.objects.count())
print(counted == [before, before], Group.objects.count() == before + 1)
"""


class TestWhileTheTrackerRuns:
    def test_others_write_to_sqlite_and_are_not_waited_for(self, tmp_path):
        path = tmp_path / "tracker.sqlite3"
        environment = {
            **os.environ, "DATABASE_URL": f"sqlite:///{path}", "DJANGO_SETTINGS_MODULE": "tracker.settings",
        }  # fmt: skip
        run = {"cwd": TOP, "env": environment, "check": True, "capture_output": True, "text": True}
        subprocess.run([sys.executable, "manage.py", "migrate"], **run)

        answer = subprocess.run([sys.executable, "-c", WRITE_WHILE_READING, str(path)], **run)

        assert answer.stdout.split() == ["True", "True"]

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.skipif(connection.vendor == "sqlite", reason="The database of the tests has one connection only")
    def test_others_write_to_postgresql_and_are_not_waited_for(self):
        def write():
            CaseFactory()
            connection.close()

        writer = Thread(target=write)
        with as_of_one_moment():
            before = Case.objects.count()
            writer.start()
            writer.join(timeout=30)
            assert not writer.is_alive()
            assert Case.objects.count() == before

        assert Case.objects.count() == before + 1
