"""What `evaluate_names` and `evaluate_mentions` share: the labelled file in, the figures out."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

MOST_ERRORS = 20


class EvaluationCommand(BaseCommand):
    """A command that measures the labelled FILE; `labels` are the keys that its JSON object must have."""

    labels: tuple[str, ...] = ()
    labelled_by_default: Path

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", metavar="FILE", help=f"labelled JSON ({self.labelled_by_default.name} of the tests)"
        )
        parser.add_argument("--json", action="store_true", help="the figures as one JSON object")

    def measure(self, labelled: dict):
        """The figures, as a dataclass with `errors`."""
        raise NotImplementedError

    def describe(self, error: dict) -> tuple[str, ...]:
        """The cells of one error in the table for people."""
        raise NotImplementedError

    def handle(self, *, file, **options):
        figures = asdict(measured(self.measure, Path(file or self.labelled_by_default), self.labels))
        if options["json"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False))
            return
        errors = figures.pop("errors")
        console = Console(file=self.stdout)
        for name, value in figures.items():
            console.print(f"{name.replace('_', ' ')}: {value}")
        table = Table("error", "name", "why", title=f"The first {MOST_ERRORS} of {len(errors)} errors")
        for error in errors[:MOST_ERRORS]:
            table.add_row(*self.describe(error))
        if errors:
            console.print(table)


def measured(measure: Callable[[dict], object], path: Path, labels: tuple[str, ...]):
    """What `measure` gives for the labelled file at `path`. Raises CommandError for what is no such file."""
    try:
        labelled = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path} cannot be read ({error.strerror}). Give a file of labelled examples.") from error
    except ValueError as error:
        raise CommandError(f"{path} is not JSON: {error}.") from error
    missing = [label for label in labels if label not in labelled] if isinstance(labelled, dict) else labels
    if missing:
        raise CommandError(f"{path} has no “{missing[0]}”. See {' and '.join(labels)} in tests/README.md.")
    try:
        return measure(labelled)
    except (AttributeError, KeyError, TypeError) as error:
        raise CommandError(f"{path} is not in the form that is described in tests/README.md: {error}.") from error
