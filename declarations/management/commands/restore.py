"""The tracker back from a file that `backup` wrote: `restore FILE`."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError

from declarations.backups import BackupRefused, restore_backup
from declarations.preparing import prepare_database


class Command(BaseCommand):
    help = "Puts the rows and documents of a backup in place, after checking it. Everybody has to sign in again."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that backup wrote, with this version of the program")
        parser.add_argument("--replace", action="store_true", help="lose what is there now")

    def handle(self, *, file, replace, **options):
        prepare_database(self.stderr)
        try:
            report = restore_backup(file, replace=replace)
        except BackupRefused as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            sentence = " ".join(str(error).split())
            raise CommandError(f"The database refused the backup and is as it was: {sentence}") from error
        self.stdout.write(f"{file}: {report.rows} rows and {report.files} documents are in place.")
