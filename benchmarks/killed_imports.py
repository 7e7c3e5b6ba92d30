"""Kills `import_declaration` at random moments, and looks after each kill whether only whole documents are there.

    python benchmarks/killed_imports.py --kills 200

First the documents are imported without a disturbance, into an empty database; then again and again, each time killed
(SIGKILL) at a moment drawn by lot, until that happened as often as asked. In the end what is there must be the same as
without. Exit status 1 and a sentence where it is not. DATABASE_URL must name an empty database: it is emptied again.
"""

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
os.environ["MEDIA_ROOT"] = tempfile.mkdtemp(prefix="killed-imports-")  # emptied too, so never a real one

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from benchmarks.documents import write_documents  # noqa: E402
from declarations.backups.making import files  # noqa: E402
from declarations.backups.tables import empty_all, is_new  # noqa: E402
from declarations.models import Citation, Edition, Signatory, SignatorySpelling, Signature  # noqa: E402

MEDIA = Path(os.environ["MEDIA_ROOT"])


def of_document(edition: Edition) -> dict:
    """What an edition brought, told without the keys and times that differ from run to run."""
    return {
        "declaration": (edition.declaration.number, edition.declaration.title, edition.declaration.doc_number),
        "text": edition.text,
        "reading": edition.reading,
        "file": checksum(MEDIA / edition.file.name) if (MEDIA / edition.file.name).exists() else None,
        "signatures": sorted(
            Signature.objects.filter(first_edition=edition).values_list(
                "position", "printed", "signatory__slug", "country", "group", "start", "end"
            )
        ),
        "mentions": sorted(
            Citation.objects.filter(edition=edition).values_list(
                "start", "end", "printed", "role", "claim", "state", "passage"
            )
        ),
        "warnings": sorted(edition.warnings.values_list("code", "message", "start", "end")),
        "spellings": sorted(
            SignatorySpelling.objects.filter(seen_in=edition).values_list("signatory__slug", "spelling", "key")
        ),
        "history": Counter(
            row.__class__.__name__
            for rows in (
                Signature.history.filter(first_edition=edition),
                Citation.history.filter(edition=edition),
                SignatorySpelling.history.filter(seen_in=edition),
            )
            for row in rows
        ),
    }


def state() -> dict:
    """All documents by checksum, and what belongs to none."""
    told = {edition.sha256: of_document(edition) for edition in Edition.objects.select_related("declaration")}
    signatories = sorted(Signatory.objects.values_list("slug", "family_name", "given_name", "country"))
    return {"documents": told, "signatories": signatories, "histories": Signatory.history.count()}


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def empty() -> None:
    with transaction.atomic():
        empty_all()
    for name in list(files()):
        (MEDIA / name).unlink()
    call_command("migrate", verbosity=0)


def started(folder: Path) -> subprocess.Popen:
    command = [sys.executable, str(TOP / "manage.py"), "import_declaration", "--json", str(folder)]
    at_once = {**os.environ, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(command, env=at_once, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0)


def import_all(folder: Path) -> float:
    """Imports without a disturbance; returns the seconds that a document took."""
    with started(folder) as process:
        process.stdout.readline()
        began = time.perf_counter()
        others = process.stdout.readlines()
    if process.returncode:
        raise SystemExit("The import failed without being disturbed.")
    return (time.perf_counter() - began) / len(others)


def is_killed(folder: Path, choose: random.Random, seconds: float) -> bool:
    """Starts an import and kills it within one of its next new documents; says whether that came in time."""
    known = Edition.objects.count()
    with started(folder) as process:
        for _ in range(known + choose.randrange(4)):
            process.stdout.readline()
        time.sleep(choose.uniform(0, 2 * seconds))
        process.send_signal(signal.SIGKILL)
    return process.returncode == -signal.SIGKILL


def half_documents(whole: dict) -> list[str]:
    """The checksums of documents of which not everything is there, or more than everything."""
    now = state()["documents"]
    return [sha256 for sha256, told in now.items() if told != whole["documents"].get(sha256)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200, help="how often to kill (200 unless given)")
    parser.add_argument("--documents", type=int, default=40, help="how many documents to import (40 unless given)")
    parser.add_argument("--seed", type=int, default=1, help="another one draws other moments")
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    if not is_new():
        raise SystemExit("The database is not empty. Set DATABASE_URL to an empty one.")
    folder = MEDIA.with_name(f"{MEDIA.name}-documents")
    write_documents(folder, asked.documents)
    seconds = import_all(folder)
    whole = state()
    empty()
    choose, kills, rounds, amid = random.Random(asked.seed), 0, 1, 0
    while kills < asked.kills:
        before = Edition.objects.count()
        if is_killed(folder, choose, seconds):
            kills += 1
            amid += 0 < Edition.objects.count() < asked.documents
        if halves := half_documents(whole):
            raise SystemExit(f"After kill {kills}, half of a document is there: {halves[0]}")
        if before == asked.documents:
            empty()
            rounds += 1
    import_all(folder)
    if state() != whole:
        raise SystemExit("The final state is another than without being killed.")
    stray = [name for name in files() if checksum(MEDIA / name) not in whole["documents"]]
    if stray:
        raise SystemExit(f"A document was left that belongs to nothing: {stray[0]}")
    empty()
    print(
        f"{kills} kills in {rounds} rounds over {asked.documents} documents, {amid} of them with a part imported: "
        "0 half documents, and the same final state as without."
    )


if __name__ == "__main__":
    main()
