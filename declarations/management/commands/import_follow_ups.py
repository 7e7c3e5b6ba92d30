"""Brings follow-ups in from a sheet: `import_follow_ups FILE.csv|.xlsx`."""

import sys
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from declarations.following.sheets import import_sheet, read_sheet
from declarations.preparing import prepare_database
from declarations.roles import PUBLISH


class Command(BaseCommand):
    help = (
        "Records a draft for each row of a CSV or XLSX sheet (docs/follow-ups-sheet.md says how to fill it in). "
        "Rows that cannot be taken are listed with their line; the others still come in."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a .csv or .xlsx sheet, or - for standard input")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, save nothing")
        parser.add_argument("--publish", action="store_true", help="publish what comes in; needs --by")
        parser.add_argument("--by", metavar="USER", default="", help="the curator who brings it in")

    def handle(self, *, file, dry_run, publish, by, **options):
        prepare_database(self.stderr)
        curator = self.curator(by, publish)
        try:
            rows = read_sheet(self.read(file))
        except ValidationError as error:
            raise CommandError(f"{file}: {' '.join(error.messages)}", returncode=2) from None
        report = import_sheet(rows, by=curator, to_publish=publish, dry_run=dry_run)
        for row in report.rows:
            if row.message:
                self.stdout.write(f"line {row.line}: {row.outcome}: {row.message}")
        self.stdout.write(report.in_words())
        if report.refused:
            sys.exit(1)

    def curator(self, name: str, publish: bool):
        """The user of that name, who may publish where that is asked for."""
        if not name:
            if publish:
                raise CommandError("--publish needs --by: the editor in whose name it is published.", returncode=2)
            return None
        user = get_user_model().objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no user called “{name}”.", returncode=2)
        if publish and not user.has_perm(PUBLISH):
            raise CommandError(f"“{name}” may not publish follow-ups.", returncode=2)
        return user

    def read(self, file: str) -> bytes:
        if file == "-":
            return sys.stdin.buffer.read()
        try:
            return Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: it cannot be read: {error.strerror}.", returncode=2) from None
