"""Importing a folder, importing it again unchanged, and what reading and saving take of it.

    python benchmarks/importing.py [--count 300]

Every part runs in this one process on the same documents and on a new SQLite database: each declaration comes as two
documents, so that half of them are later editions. Exit 1 where importing again is not ten times faster.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

import django
from django.core.management import call_command

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))

LEAST_RATIO = 10
#: Importing for the first time happens once; of importing again, the quickest of a few runs counts.
REPEATED = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=300, help="declarations, each in two documents")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        documents = write_documents(Path(folder) / "documents", arguments.count)
        return compare(documents)


def set_up(folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'tracker.sqlite3'}"
    os.environ["MEDIA_ROOT"] = str(folder / "media")
    django.setup()
    call_command("migrate", verbosity=0)


def write_documents(folder: Path, count: int) -> Path:
    """Declarations of 22 members each, drawn from the sample's: overleaf, and later as a web page with all of them."""
    from tests.editions import Editions, seed

    folder.mkdir()
    chance = random.Random(1)
    page, overleaf = Editions().web().decode(), Editions(count=20).overleaf().decode()
    words = sorted({word for line in seed().signatures for word in line.family_name.split() if len(word) > 3})
    for number in range(1000, 1000 + count):
        # Other members under most declarations, so that some are known already and some are new.
        names = {word: f"{word}{chance.choice('abcdefgh')}" for word in chance.sample(words, 10)}
        for layout, text in (("overleaf", overleaf), ("web", page)):
            for word, other in names.items():
                text = text.replace(word.upper(), other.upper())
            path = folder / f"{number}-{layout}.txt"
            path.write_text(text.replace("No. 675", f"No. {number}"), encoding="utf-8")
    return folder


def compare(folder: Path) -> int:
    from declarations.importing import documents, import_documents
    from declarations.reading import read

    def imported() -> list[dict]:
        return [report.as_dict() for report in import_documents(documents(str(folder)))]

    found = list(documents(str(folder)))
    reading, _ = timed(lambda: [read(document.read_bytes(), document.filename) for document in found])
    first, lines = timed(imported)
    again, same = min((timed(imported) for _ in range(REPEATED)), key=lambda run: run[0])
    outcomes = {line["outcome"] for line in lines}, {line["outcome"] for line in same}
    if outcomes != ({"created", "updated"}, {"unchanged"}):
        print(f"Something else was imported than was meant: {outcomes}")
        return 1
    for what, seconds in (("reading alone", reading), ("importing", first), ("importing again", again)):
        print(f"{what:16} {seconds / len(found) * 1000:8.2f} ms a document")
    print(f"importing again is {first / again:.1f} times faster (at least {LEAST_RATIO} is asked for)")
    return int(first < LEAST_RATIO * again)


def timed(work):
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


if __name__ == "__main__":
    sys.exit(main())
