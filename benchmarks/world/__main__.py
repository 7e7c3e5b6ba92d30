"""Makes a world, or shows on a small one that both ways of saving it give the same rows."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import django
from django.core.management import call_command


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.world", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="the SQLite file to make; it must not be there yet")
    parser.add_argument("--size", choices=["XS", "S", "M", "L"], default="S")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes that read documents")
    parser.add_argument("--check", action="store_true", help="save it both ways and compare the rows")
    arguments = parser.parse_args()
    if bool(arguments.file) == arguments.check:
        parser.error("give the file to make, or --check")
    if arguments.check:
        return check(arguments.size)
    make(arguments.file, arguments.size, arguments.jobs)
    return 0


def make(path: Path, size: str, jobs: int) -> None:
    """Makes a SQLite file with the world of that size, and sets Django up on it."""
    began = time.perf_counter()
    set_up(path)
    from . import bulk
    from .plan import SIZES, Plan

    def say(sentence: str) -> None:
        print(f"{time.perf_counter() - began:8.0f} s  {sentence}", file=sys.stderr, flush=True)

    call_command("migrate", verbosity=0)
    bulk.save(Plan(SIZES[size]), jobs, say)


def set_up(path: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    os.environ["DATABASE_URL"] = f"sqlite:///{path}"
    os.environ.setdefault("MEDIA_ROOT", tempfile.mkdtemp(prefix="world-"))
    django.setup()


def check(size: str) -> int:
    """Saves one world both ways, each in an empty database, and says what differs."""
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder) / "world.sqlite3")
        from django.db import transaction

        from . import bulk, layers, rows
        from .plan import SIZES, Plan

        call_command("migrate", verbosity=0)
        worlds = []
        for way in (layers, bulk):
            began = time.perf_counter()
            with transaction.atomic():
                way.save(Plan(SIZES[size]))
                print(f"{way.__name__}: {time.perf_counter() - began:.1f} s", file=sys.stderr)
                worlds.append(rows.of_world())
                transaction.set_rollback(True)
    found = rows.differences(*worlds)
    print("\n".join(found) or f"the same {sum(map(len, worlds[0].values())):,} rows both ways")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
