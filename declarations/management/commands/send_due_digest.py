"""Mails each curator which of their cases are due: `send_due_digest`."""

from django.conf import settings
from django.core.mail import send_mail
from django.core.management import BaseCommand
from django.template.loader import render_to_string

from declarations.following.due import digests
from declarations.preparing import prepare_database


class Command(BaseCommand):
    help = "Mails each curator the cases assigned to them that are due for a look. Meant to be run daily or weekly."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say who would get what, send nothing")

    def handle(self, *, dry_run, **options):
        prepare_database(self.stderr)
        for curator, cases in digests().items():
            number = f"{len(cases)} case{'' if len(cases) == 1 else 's'}"
            self.stdout.write(f"{curator} <{curator.email}>: {number} due for a look")
            if not dry_run:
                context = {"curator": curator, "cases": cases, "site": settings.SITE_ADDRESS}
                text = render_to_string("declarations/due_digest.txt", context)
                send_mail(f"{number} due for a look", text, None, [curator.email])
