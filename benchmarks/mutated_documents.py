"""Reads 2,000 documents that have been spoilt in every way we could think of, and says what became of them.

    python -m benchmarks.mutated_documents [--count 2000] [--seed 1]

None may end in anything but a reading or the reader's own error in one sentence, take longer than ten seconds, or
take this process and the one for PDF and DOCX over 512 MB. Exit 1 where one does; the seed and the number of the
document, which make it again, are printed.
"""

import argparse
import random
import resource
import sys
import time
import traceback
from collections import Counter

from declarations.reading import ReadingError, read
from declarations.reading.media.worker import end_worker
from tests.reading.mutations import MUTATIONS, originals

LONGEST_SECONDS, MOST_MEGABYTES = 10, 512


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    documents = originals()
    outcomes, slowest, failures = Counter(), (0.0, ""), 0
    for number in range(arguments.count):
        source = random.Random(f"{arguments.seed}-{number}")
        kind, mutate = source.choice(list(documents)), source.choice(MUTATIONS)
        what = f"document {number}: {kind}, {mutate.__name__}"
        data = mutate(documents[kind], source)
        started = time.perf_counter()
        outcome = outcome_of(data)
        seconds = time.perf_counter() - started
        slowest = max(slowest, (seconds, what))
        outcomes[outcome] += 1
        if outcome not in ("read", "refused") or seconds > LONGEST_SECONDS:
            failures += 1
            print(f"{what}: {outcome} after {seconds:.1f} s", file=sys.stderr)
    print(f"seed {arguments.seed}: {', '.join(f'{count} {outcome}' for outcome, count in outcomes.most_common())}")
    print(f"slowest: {slowest[0]:.2f} s, {slowest[1]}")
    end_worker()
    memory = memory_in_megabytes()
    print(f"memory: {memory[0]} MB here, {memory[1]} MB in the process for PDF and DOCX")
    return 1 if failures or max(memory) > MOST_MEGABYTES else 0


def outcome_of(data: bytes) -> str:
    try:
        read(data, "mutated")
    except ReadingError as error:
        sentence = str(error)
        return "refused" if sentence.endswith(".") and "\n" not in sentence else f"badly worded: {sentence!r}"
    except Exception:
        traceback.print_exc()
        return "raised"
    return "read"


def memory_in_megabytes() -> tuple[int, int]:
    """The most memory that this process and any that it started has had."""
    to_megabytes = 1024 * 1024 if sys.platform == "darwin" else 1024
    here, there = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return here // to_megabytes, there // to_megabytes


if __name__ == "__main__":
    sys.exit(main())
