"""Names: likely duplicates against all pairs with rapidfuzz, one look-up among many spellings, and the mention finder.

    .venv/bin/python benchmarks/names.py            # needs numpy for rapidfuzz's process.cdist

Both sides of each comparison run in this one process, one after the other, on the same keys. The names are made from
the words of the labelled names in tests/, each printed right or with a slip.
"""

import json
import random
import sys
import time
from pathlib import Path

import numpy
from rapidfuzz import fuzz, process

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))

from declarations.names import likely_duplicates, name_key  # noqa: E402
from declarations.names.duplicates import FLOOR  # noqa: E402

LETTERS = "abdefgiklmnoprstuvz"


def labelled_words() -> tuple[list[str], list[str]]:
    """Given names and surnames of the labelled names in Latin letters."""
    names = {
        name
        for path in sorted((TOP / "tests/names/data").glob("*.json"))
        for person in json.loads(path.read_text(encoding="utf-8"))["same"]
        for name in person
        if name.isascii() and len(name.split()) == 2
    }
    return sorted({name.split()[0] for name in names}), sorted({name.split()[1] for name in names})


def made_names(count: int, seed: int = 5) -> list[str]:
    """As many names as asked for, a third of them another one with a slip of one or two letters."""
    chance = random.Random(seed)
    given_names, surnames = labelled_words()
    stems = [surname[: -chance.randint(0, 2)] or surname for surname in surnames if len(surname) > 5]
    names = []
    while len(names) < count:
        if names and chance.random() < 0.33:
            names.append(slipped(chance.choice(names), chance))
        else:
            ending = chance.choice(("ov", "ova", "ev", "eva", "enko", "ski", "li", "shvili", "yan", "zade", "uk"))
            names.append(f"{chance.choice(given_names)} {chance.choice(stems)}{chance.choice(LETTERS)}{ending}")
    return names


def slipped(name: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(name))
        if name[at] != " ":
            name = name[:at] + chance.choice(("", chance.choice(LETTERS))) + name[at + 1 :]
    return name


def timed(work):
    """What the work gives, and the seconds of this process that it took: other programs do not count."""
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def all_pairs(keys: list[str]) -> set[tuple[int, int]]:
    """The pairs at or above the floor, a strip of rows at a time so that the scores fit into memory."""
    found = set()
    for first in range(0, len(keys), 2000):
        scores = process.cdist(
            keys[first : first + 2000], keys, scorer=fuzz.ratio, score_cutoff=FLOOR, dtype=numpy.uint8, workers=1
        )
        rows, columns = numpy.nonzero(scores)
        found.update((row + first, column) for row, column in zip(rows.tolist(), columns.tolist(), strict=True))
    return {(one, other) for one, other in found if one < other}


def main() -> None:
    names = made_names(20_000)
    keys, key_seconds = timed(lambda: [name_key(name) for name in names])
    print(f"{len(keys)} names, {len(set(keys))} keys, {key_seconds / len(keys) * 1e6:.0f} µs a key")
    ours, our_seconds = timed(lambda: likely_duplicates(keys))
    theirs, their_seconds = timed(lambda: all_pairs(keys))
    found = {(one, other) for one, other, _ in ours}
    print(f"likely_duplicates  {our_seconds:6.2f} s  {len(found)} pairs")
    print(f"process.cdist      {their_seconds:6.2f} s  {len(theirs)} pairs")
    print(
        f"ratio {their_seconds / our_seconds:.1f} times faster, {len(found & theirs) / len(theirs):.4f} of the pairs found"
    )


if __name__ == "__main__":
    main()
