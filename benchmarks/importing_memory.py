"""Whether importing a large folder takes more memory than importing a small one.

    python -m benchmarks.importing_memory [--small 500] [--large 3000]

Each folder is imported by a process of its own, `import_declaration FOLDER --jobs 2`, into a new SQLite database. Its
memory is the most that it, or one of its readers, ever held (maximum resident set size). Exit 1 where the large folder
takes 1.3 times as much or more.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .importing import write_documents

TOP = Path(__file__).resolve().parents[1]
MANAGE = (sys.executable, str(TOP / "manage.py"))
LARGEST_RATIO = 1.3
DOCUMENTS_OF_A_DECLARATION = 2


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--small", type=int, default=500, help="documents in the small folder")
    parser.add_argument("--large", type=int, default=3000, help="documents in the large folder")
    arguments = parser.parse_args()
    small, large = (megabytes_to_import(documents) for documents in (arguments.small, arguments.large))
    print(f"{arguments.small} documents {small:.0f} MB, {arguments.large} documents {large:.0f} MB")
    print(f"{large / small:.2f} times the memory (less than {LARGEST_RATIO} is asked for)")
    return int(large >= LARGEST_RATIO * small)


def megabytes_to_import(documents: int) -> float:
    """The most memory that importing so many documents takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = write_documents(folder / "documents", documents // DOCUMENTS_OF_A_DECLARATION)
        kept = {"DATABASE_URL": f"sqlite:///{folder / 'tracker.sqlite3'}", "MEDIA_ROOT": str(folder / "media")}
        return maximum_resident_set([*MANAGE, "import_declaration", str(found), "--jobs", "2"], os.environ | kept)


def maximum_resident_set(command: list[str], environment: dict[str, str]) -> float:
    """Runs a command to its end; the megabytes of the largest of its processes. Raises CalledProcessError."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    in_bytes = sys.platform == "darwin"  # elsewhere, kilobytes
    return usage.ru_maxrss / (1024 * 1024 if in_bytes else 1024)


if __name__ == "__main__":
    sys.exit(main())
