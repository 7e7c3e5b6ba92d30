"""The whole tracker in one file: `backup FILE`."""

import signal
import sys
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from declarations.backups import BackupRefused, make_backup
from declarations.preparing import prepare_database


class Command(BaseCommand):
    help = "Writes the database and all documents to one file, while the tracker runs. Keep it as safe as these."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the file to write; one that is there stays until all is written")

    def handle(self, *, file, **options):
        prepare_database(self.stderr)
        # Being told to stop ends the backup as Ctrl-C does: what is half written goes.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            report = make_backup(file)
        except BackupRefused as error:
            raise CommandError(str(error)) from error
        for name in report.missing:
            self.stderr.write(f"The document {name} is missing: the backup does not have it either.")
        self.stdout.write(f"{file}: {report.rows} rows and {report.files} documents.")
