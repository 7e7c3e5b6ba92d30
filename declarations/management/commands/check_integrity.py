"""Compares what is stored twice with its source: `check_integrity`."""

import sys

from django.core.management import BaseCommand
from django.db import transaction

from declarations import integrity
from declarations.preparing import prepare_database


class Command(BaseCommand):
    help = "Checks derived columns, places in texts, checksums and files. A line for each fault; exit status 1 if any."

    def add_arguments(self, parser):
        parser.add_argument(
            "--rebuild", action="store_true", help="first write anew the columns that follow from follow-ups"
        )

    def handle(self, *, rebuild: bool, **options):
        prepare_database(self.stderr)
        with transaction.atomic():
            if rebuild:
                integrity.rebuild()
            number = 0
            for fault in integrity.faults():
                self.stdout.write(fault)
                number += 1
        self.stderr.write(f"{number} fault{'' if number == 1 else 's'} found." if number else "No fault found.")
        if number:
            sys.exit(1)
