"""Writes the whole public data set into a folder: `export_dataset DIR`."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from declarations.dataset import export_dataset
from declarations.preparing import prepare_database


class Command(BaseCommand):
    help = "Writes the public data as CSV files with a dictionary, the licence, checksums and a datapackage.json."

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", type=Path, help="where to; an earlier data set there is replaced")
        parser.add_argument(
            "--site",
            default="http://localhost:8000",
            metavar="URL",
            help="where the tracker is, for the addresses of the rows (http://localhost:8000 unless given)",
        )

    def handle(self, *, folder, site, **options):
        prepare_database(self.stderr)
        try:
            paths = export_dataset(folder.resolve(), site.rstrip("/"))
        except OSError as error:
            raise CommandError(f"{folder}: the data set cannot be written there: {error.strerror}.") from error
        self.stdout.write(f"{len(paths)} files are in {folder}.")
