"""Lets several programs write at once, and looks afterwards whether anything failed or was lost.

    python benchmarks/eight_writers.py --seconds 300

Each writer imports documents (its own, and some that all of them import at the same time), records, publishes and
corrects follow-ups of the same few cases, and decides citations of them. In the end every act that was reported done
must be there once, and the columns that follow from others must be as if written one after the other. Exit status 1
and the faults where it is not so. DATABASE_URL must name an empty database.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
os.environ.setdefault("MEDIA_ROOT", tempfile.mkdtemp(prefix="eight-writers-"))  # the writers share it

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db.models import Count  # noqa: E402

from benchmarks.documents import document  # noqa: E402
from declarations import following, matching  # noqa: E402
from declarations.backups.tables import is_new  # noqa: E402
from declarations.importing import Document, import_document  # noqa: E402
from declarations.models import Case, Citation, Declaration, FollowUp, Signatory, SituationPeriod, Source  # noqa: E402
from declarations.models.situations import FOLLOWED_COLUMNS  # noqa: E402

CASES = 4
SHARED_EVERY = 5


class Writer:
    """One of the programs that write. `done` counts what it did, `failures` says what went wrong."""

    def __init__(self, number: int):
        self.number, self.choose, self.documents = number, random.Random(number), 0
        self.done, self.failures = Counter(), []
        self.cases = list(Case.objects.order_by("pk"))
        self.source = Source.objects.create(publisher="News", title=f"Writer {number}")

    def work(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        acts = [self.import_one, self.publish, self.publish, self.correct, self.cite]
        while time.monotonic() < until:
            act = self.choose.choice(acts)
            try:
                act()
            except Exception as error:
                self.failures.append(f"{act.__name__}: {type(error).__name__}: {error}"[:300])

    def import_one(self) -> None:
        self.documents += 1
        is_shared = self.documents % SHARED_EVERY == 0
        number = self.documents if is_shared else 10_000 * (self.number + 1) + self.documents
        report = import_document(Document(f"{number}.md", f"{number}.md", document(number).encode))
        if report.outcome == "failed":
            raise RuntimeError(report.error)
        self.done["shared documents" if is_shared else "documents"] += report.outcome == "created"

    def publish(self) -> FollowUp:
        day = date(2020, 1, 1) + timedelta(days=self.choose.randrange(1000))
        kind, situation = self.choose.choice([("released", "free"), ("rearrested", "police-custody"), ("checked", "")])
        facts = {"kind": kind, "situation": situation, "occurred_on": day}
        draft = following.record(by=None, case=self.choose.choice(self.cases), sources=[self.source], **facts)
        published = following.publish(draft, by=None)
        self.done["follow-ups"] += 1
        return published

    def correct(self) -> None:
        correction = following.correct(self.publish(), by=None, reason="Another day", note="Corrected")
        following.publish(correction, by=None)
        self.done["follow-ups"] += 1

    def cite(self) -> None:
        waiting = Citation.objects.suggested().order_by("pk")
        if total := waiting.count():
            citation = waiting[self.choose.randrange(total) : total].first()
            if citation:
                matching.confirm(citation, case=self.choose.choice(self.cases), by=None)


def be_one_writer(number: int, seconds: float) -> None:
    writer = Writer(number)
    writer.work(seconds)
    print(json.dumps({"done": writer.done, "failures": writer.failures}))


def let_them_write(writers: int, seconds: float) -> tuple[Counter, list[str]]:
    command = [sys.executable, __file__, "--seconds", str(seconds), "--writer"]
    processes = [
        subprocess.Popen([*command, str(number)], stdout=subprocess.PIPE, text=True) for number in range(writers)
    ]
    done, failures = Counter(), []
    for process in processes:
        said, _ = process.communicate()
        if process.returncode:
            failures.append(f"A writer ended with status {process.returncode}.")
        else:
            told = json.loads(said)
            done.update(told["done"])
            failures += told["failures"]
    return done, failures


def losses(done: Counter) -> list[str]:
    """What was reported done and is not there once, and columns that do not follow from the rows."""
    found = []
    documents = done["documents"] + done["shared documents"]
    if (there := Declaration.objects.count()) != documents:
        found.append(f"{documents} declarations were created, {there} are there.")
    if (there := FollowUp.objects.published().count()) != done["follow-ups"]:
        found.append(f"{done['follow-ups']} follow-ups were published, {there} are there.")
    names = Signatory.objects.values("family_name", "given_name", "country").annotate(times=Count("pk"))
    found += [f"{row['family_name']} is there {row['times']} times." for row in names.filter(times__gt=1)]
    before = derived()
    following.refresh_cases(Case.objects.values_list("pk", flat=True))
    found += [
        f"Case {key}: what follows was not written as it follows." for key in before if derived()[key] != before[key]
    ]
    return found


def derived() -> dict:
    """The columns that follow from others, by case."""
    periods = SituationPeriod.objects.order_by("begins")
    return {
        row["pk"]: (row, list(periods.filter(case=row["pk"]).values_list("begins", "ends", *FOLLOWED_COLUMNS)))
        for row in Case.objects.values("pk", *FOLLOWED_COLUMNS)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=300, help="how long to write (300 unless given)")
    parser.add_argument("--writers", type=int, default=8, help="how many write at once (8 unless given)")
    parser.add_argument("--writer", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.writer is not None:
        be_one_writer(asked.writer, asked.seconds)
        return
    call_command("migrate", verbosity=0)
    if not is_new():
        raise SystemExit("The database is not empty. Set DATABASE_URL to an empty one.")
    for number in range(CASES):
        matching.record_case(name=f"Shared Person{number}", by=None)
    done, failures = let_them_write(asked.writers, asked.seconds)
    lost = losses(done)
    told = ", ".join(f"{count} {what}" for what, count in sorted(done.items()))
    print(f"{asked.writers} writers for {asked.seconds:.0f} s: {told}; {len(failures)} failed, {len(lost)} lost.")
    for fault in [*failures[:20], *lost]:
        print(fault)
    sys.exit(bool(failures or lost))


if __name__ == "__main__":
    main()
