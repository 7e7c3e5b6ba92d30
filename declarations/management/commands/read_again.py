"""Reads what is stored with today's reader: `read_again [DECLARATION ...]`."""

import sys
from collections import Counter
from collections.abc import Iterator

from django.core.management import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from declarations.importing import Rereading, read_again
from declarations.models import Declaration
from declarations.preparing import prepare_database

OUTCOMES = ("changed", "unchanged", "failed")


class Command(BaseCommand):
    help = "Reads the stored documents again, so that what the reader has learned since reaches them."

    def add_arguments(self, parser):
        parser.add_argument(
            "numbers", nargs="*", type=int, metavar="DECLARATION", help="a declaration's number; all unless given"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would differ, change nothing")

    def handle(self, *, numbers, dry_run, **options):
        prepare_database(self.stderr)
        found = asked_for(numbers)
        outcomes = Counter()
        console = Console(stderr=True)
        declarations = track(list(found), "Reading again", console=console, disable=not console.is_terminal)
        for rereading in read_again(declarations, dry_run=dry_run):
            outcomes[rereading.outcome] += 1
            for line in in_lines(rereading):
                self.stdout.write(line)
        counted = ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in OUTCOMES if outcomes[outcome])
        nothing = " Nothing was saved." if dry_run else ""
        self.stdout.write(f"{counted or 'There is no declaration'}.{nothing}")
        if outcomes["failed"]:
            sys.exit(1)


def asked_for(numbers: list[int]):
    """The declarations of these numbers, or all. Raises CommandError for a number that is not there."""
    stored = Declaration.objects.written().order_by("number")
    if not numbers:
        return stored
    found = stored.filter(number__in=numbers)
    missing = sorted(set(numbers) - set(found.values_list("number", flat=True)))
    if missing:
        unknown = ", ".join(f"No. {number}" for number in missing)
        raise CommandError(f"{unknown} is not stored; give numbers of stored declarations.", returncode=2)
    return found


def in_lines(rereading: Rereading) -> Iterator[str]:
    """What became of a declaration, in lines for people; none where nothing did."""
    if rereading.outcome == "unchanged":
        return
    yield f"{rereading.outcome:9}  {rereading.error or rereading.declaration}"
    yield from (f"    {line}" for line in rereading.differences)
