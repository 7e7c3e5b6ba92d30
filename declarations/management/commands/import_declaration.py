"""Brings documents in: `import_declaration SOURCE ...`."""

import json
import sys
from collections import Counter
from collections.abc import Iterable

from django.core.management import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column, Table
from rich.text import Text

from declarations.importing import ImportReport, documents, import_document
from declarations.preparing import prepare_database


class Command(BaseCommand):
    help = "Reads written declarations and saves what they hold: the text, the signatories, the people they name."

    def add_arguments(self, parser):
        parser.add_argument(
            "sources", nargs="+", metavar="SOURCE", help="a file, a folder, a .zip archive, or - for standard input"
        )
        parser.add_argument("--dry-run", action="store_true", help="read and match, save nothing")
        parser.add_argument("--source-url", default="", metavar="URL", help="where the one document was published")
        parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")

    def handle(self, *, sources, dry_run, source_url, **options):
        prepare_database(self.stderr)
        found = [document for source in sources for document in documents(source)]
        if source_url and len(found) != 1:
            raise CommandError(f"--source-url is for one document, and these are {len(found)}.", returncode=2)
        table = new_table()
        outcomes = Counter()
        for document in with_progress(found):
            report = import_document(document, source_url=source_url, dry_run=dry_run)
            outcomes[report.outcome] += 1
            if options["json"]:
                self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
            else:
                table.add_row(*row_of(report))
        if not options["json"]:
            Console(file=self.stdout).print(table, outcomes_in_words(outcomes, dry_run))
        if outcomes["failed"]:
            sys.exit(1)


def new_table() -> Table:
    return Table(
        Column("document", overflow="fold"),
        Column("outcome", no_wrap=True),
        Column("declaration", no_wrap=True),
        Column("signatures", justify="right"),
        Column("mentions", justify="right"),
        Column("what to look at", overflow="fold"),
    )


def row_of(report: ImportReport) -> list[Text]:
    """The report as a row of the table for people; what documents print is never taken for markup."""
    parsed = report.parsed
    cells = [report.source, report.outcome]
    cells += [f"No. {parsed.number}", len(parsed.signatures), len(parsed.mentions)] if parsed else ["", "", ""]
    cells.append(report.error or "\n".join(warning.message for warning in report.warnings))
    return [Text(str(cell)) for cell in cells]


def outcomes_in_words(outcomes: Counter, dry_run: bool) -> str:
    counted = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items()) or "no document found"
    return f"{counted}. Nothing was saved." if dry_run else f"{counted}."


def with_progress(found: list) -> Iterable:
    """The documents one by one, with a progress bar on standard error where that is a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from found
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        yield from progress.track(found, description="Importing")
