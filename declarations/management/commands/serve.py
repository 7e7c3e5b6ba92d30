"""The tracker for more than one reader: `serve`."""

import os
import subprocess
import sys

from django.conf import settings
from django.core.management import BaseCommand

from declarations.preparing import prepare_database


class Command(BaseCommand):
    help = "Serves the tracker with gunicorn, its static files with names that browsers may keep for ever."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (127.0.0.1 unless given)")
        parser.add_argument("--port", type=int, default=8000, help="the port to listen at (8000 unless given)")

    def handle(self, *, host, port, **options):
        prepare_database(self.stderr)
        served = {"STATIC_ROOT": str(settings.LOCAL_DIR / "static"), "RATE_LIMIT": "300", "LOG_LEVEL": "INFO"}
        environment = {**served, **os.environ}
        collect = [sys.executable, str(settings.BASE_DIR / "manage.py"), "collectstatic", "--no-input", "-v", "0"]
        subprocess.run(collect, env=environment, check=True)
        config = ["--config", "python:tracker.gunicorn_config", "--bind", f"{host}:{port}"]
        # From here on this process is gunicorn, and a signal to it reaches gunicorn.
        os.chdir(settings.BASE_DIR)
        os.execve(sys.executable, [sys.executable, "-m", "gunicorn", *config], environment)
