"""Makes the index of the search anew: `rebuild_search`."""

import sys

from django.core.management import BaseCommand

from declarations import search
from declarations.preparing import prepare_database


class Command(BaseCommand):
    help = "Makes the index of the search anew from the rows. With --check, only says where it is out of step."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 where something differs")

    def handle(self, *, check, **options):
        prepare_database(self.stderr)
        if not check:
            self.stdout.write(f"The search index has {search.rebuild():,} entries.")
            return
        found = list(search.differences())
        self.stdout.write("\n".join(found) or "The search index agrees with the rows.")
        if found:
            sys.exit(1)
