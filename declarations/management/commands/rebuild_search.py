"""Makes the index of the search and the keys of names anew: `rebuild_search`."""

import sys

from django.core.management import BaseCommand

from declarations import matching, search
from declarations.preparing import prepare_database


class Command(BaseCommand):
    help = (
        "Makes the index of the search and the keys of names anew from the rows, as is due once after an upgrade. "
        "With --check, only says where they are out of step."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 where something differs")

    def handle(self, *, check, **options):
        prepare_database(self.stderr)
        if not check:
            self.stdout.write(f"{matching.renew_keys():,} keys of names were outdated and are right now.")
            self.stdout.write(f"The search index has {search.rebuild():,} entries.")
            return
        found = [*search.differences(), *map(outdated, matching.KEYED)]
        found = [sentence for sentence in found if sentence]
        self.stdout.write("\n".join(found) or "The search index agrees with the rows.")
        if found:
            sys.exit(1)


def outdated(model) -> str:
    """A sentence where the keys of the names of a model are not what they should be, or nothing."""
    number = len(matching.outdated_keys(model))
    return f"{number:,} keys of {model._meta.verbose_name_plural} are outdated." if number else ""
