"""Makes the index of the search and the keys of names anew: `rebuild_search`."""

import sys

from django.core.management import BaseCommand

from declarations import matching, search
from declarations.preparing import prepare_database


class Command(BaseCommand):
    help = (
        "Makes the index of the search and the keys of names anew from the rows, as is due once after an upgrade. "
        "With --check, only says where the index is out of step; check_integrity says so of the keys."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 where something differs")

    def handle(self, *, check, **options):
        prepare_database(self.stderr)
        if not check:
            self.stdout.write(f"{matching.renew_keys():,} keys of names were outdated and are right now.")
            self.stdout.write(f"The search index has {search.rebuild():,} entries.")
            return
        found = list(search.differences())
        self.stdout.write("\n".join(found) or "The search index agrees with the rows.")
        if found:
            sys.exit(1)
