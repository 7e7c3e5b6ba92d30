"""Brings documents in: `import_declaration SOURCE ...`."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import MaxLengthValidator, URLValidator
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Column, Table
from rich.text import Text

from declarations.importing import Document, ImportReport, count, documents, import_documents
from declarations.models import Edition
from declarations.preparing import prepare_database

OUTCOMES = ("created", "updated", "unchanged", "failed")


class Command(BaseCommand):
    help = "Reads written declarations and saves what they hold: the text, the signatories, the people they name."

    def add_arguments(self, parser):
        parser.add_argument(
            "sources", nargs="+", metavar="SOURCE", help="a file, a folder, a .zip archive, or - for standard input"
        )
        parser.add_argument("--dry-run", action="store_true", help="read and match, save nothing")
        parser.add_argument("--source-url", default="", metavar="URL", help="where the one document was published")
        parser.add_argument("--json", action="store_true", help="one JSON object a line on standard output")
        parser.add_argument("--report", metavar="FILE", help="write the same JSON lines to a file")
        parser.add_argument("--jobs", type=at_least_one, default=1, metavar="N", help="read in N processes")

    def handle(self, *, sources, dry_run, source_url, jobs, **options):
        prepare_database(self.stderr)
        found = chain.from_iterable(map(documents, sources))
        if source_url:
            refuse_what_is_no_address(source_url)
            found = the_only_one(found)
        summary = Summary()
        with ExitStack() as stack:
            file = stack.enter_context(opened(options["report"])) if options["report"] else None
            show = stack.enter_context(progress_over(sources, self.stdout))
            reports = import_documents(found, source_url=source_url, dry_run=dry_run, jobs=jobs)
            interrupted = False
            try:
                for report in reports:
                    summary.add(report)
                    line = json.dumps(report.as_dict(), ensure_ascii=False) if options["json"] or file else ""
                    if file:
                        file.write(f"{line}\n")
                    show(line if options["json"] else in_lines(report))
            except KeyboardInterrupt:
                interrupted = True
                reports.close()
        if not options["json"]:
            Console(file=self.stdout).print(*summary.tables(), summary.in_words(dry_run))
        if interrupted:
            self.stderr.write("Interrupted. Start the same import again: what is saved is not read a second time.")
        if interrupted or summary.outcomes["failed"]:
            sys.exit(1)


def at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of processes; give 1 or more.")
    return int(text)


def refuse_what_is_no_address(source_url: str) -> None:
    """Raises CommandError unless it is an address that pages can link to."""
    try:
        URLValidator(schemes=["http", "https"])(source_url)
        MaxLengthValidator(Edition._meta.get_field("source_url").max_length)(source_url)
    except ValidationError:
        raise CommandError("--source-url is no address that begins with http:// or https://.", returncode=2) from None


def the_only_one(found: Iterable[Document]) -> list[Document]:
    first = list(islice(found, 2))
    if len(first) != 1:
        these = "these are more" if first else "there is none"
        raise CommandError(f"--source-url is for one document, and {these}.", returncode=2)
    return first


def opened(path: str) -> TextIO:
    """A file to write lines to; each is there for others to read as soon as it is written."""
    try:
        return Path(path).open("w", encoding="utf-8", buffering=1)
    except OSError as error:
        raise CommandError(f"The report cannot be written to {path} ({error.strerror}).", returncode=2) from error


def in_lines(report: ImportReport) -> str:
    """What became of a document in one line for people, and a line for each thing to look at."""
    if report.error:
        return f"{report.outcome:9}  {report.error}"
    parsed = report.parsed
    edition = f"No. {parsed.number}  edition {parsed.edition} ({parsed.language})"
    read = f"{len(parsed.signatures)} signatures, {len(parsed.mentions)} mentions"
    doubts = [f"    {doubt.code}: {doubt.message}" for doubt in report.warnings]
    return "\n".join([f"{report.outcome:9}  {edition}  {read}  {report.source}", *doubts])


class Summary:
    """Counts outcomes and warnings."""

    def __init__(self):
        self.outcomes, self.warnings, self.warned = Counter(), Counter(), Counter()

    def add(self, report: ImportReport) -> None:
        self.outcomes[report.outcome] += 1
        codes = [doubt.code for doubt in report.warnings]
        self.warnings.update(codes)
        self.warned.update(set(codes))

    def tables(self) -> Iterator[Table]:
        numbers = {"justify": "right"}
        outcomes = Table("outcome", Column("documents", **numbers))
        for outcome in filter(self.outcomes.__getitem__, OUTCOMES):
            outcomes.add_row(outcome, str(self.outcomes[outcome]))
        yield outcomes
        if self.warnings:
            warnings = Table("to look at", Column("warnings", **numbers), Column("documents", **numbers))
            for code, number in self.warnings.most_common():
                warnings.add_row(code, str(number), str(self.warned[code]))
            yield warnings

    def in_words(self, dry_run: bool) -> str:
        counted = ", ".join(f"{self.outcomes[outcome]} {outcome}" for outcome in OUTCOMES if self.outcomes[outcome])
        counted = counted or "No document was found"
        return f"{counted}. Nothing was saved." if dry_run else f"{counted}."


class Rate(ProgressColumn):
    """Documents a second."""

    def render(self, task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.0f} a second" if speed else "", style="progress.data.speed")


@contextmanager
def progress_over(sources: list[str], output):
    """What to call with what is said of each document. It is written to `output`, below which a progress bar is shown
    where standard error is a terminal.

    Documents are counted beforehand, without opening them. An archive within an archive counts as one, so the number
    grows where it held more.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield output.write
        return
    columns = (TextColumn("Importing"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console, redirect_stdout=False) as progress:
        task = progress.add_task("", total=sum(map(count, sources)))

        def show(said: str) -> None:
            if output.isatty():  # the terminal of the bar, which has to make room
                console.print(Text(said), soft_wrap=True)
            else:
                output.write(said)
            shown = progress.tasks[0]
            progress.update(task, advance=1, total=max(shown.total, shown.completed + 1))

        yield show
