"""The tracker on its sample data: `demo`."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import BaseCommand, call_command

from declarations.roles import ADMINISTRATOR
from declarations.sample import load_sample, sample_documents

CURATOR = "curator"


class Command(BaseCommand):
    help = "Makes the tables, brings in the sample data, creates a curator and serves the site. Safe to run twice."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="where to serve (8000 unless given)")
        parser.add_argument("--no-serve", action="store_true", help="stop when the data is there")

    def handle(self, *, port, no_serve, **options):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("import_declaration", *map(str, sample_documents()), stdout=self.stdout, stderr=self.stderr)
        load_sample()
        self.create_curator()
        self.stdout.write(f"The tracker is at http://localhost:{port}/ and the curators' room at /admin/.")
        if not no_serve:
            call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)

    def create_curator(self) -> None:
        """Creates the first curator, who may do what an administrator may, and prints the password this once."""
        users = get_user_model().objects
        if users.filter(username=CURATOR).exists():
            return
        password = secrets.token_urlsafe(12)
        curator = users.create_user(CURATOR, password=password, is_staff=True)
        curator.groups.add(Group.objects.get(name=ADMINISTRATOR))
        self.stdout.write(f"Sign in as “{CURATOR}” with the password {password} (it is not shown again).")
