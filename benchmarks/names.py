"""Names: likely duplicates against all pairs with rapidfuzz, one look-up among many spellings, and the mention finder.

    .venv/bin/python benchmarks/names.py            # needs numpy for rapidfuzz's process.cdist

Both sides of each comparison run in this one process, one after the other, on the same keys. The names are made from
the words of the labelled names in tests/, each printed right or with a slip.
"""

import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

import django
import numpy
from django.core.management import call_command
from rapidfuzz import fuzz, process

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))

from declarations.names import likely_duplicates, name_key  # noqa: E402
from declarations.names.duplicates import FLOOR  # noqa: E402
from declarations.reading import read  # noqa: E402
from declarations.reading.mentions import find_mentions  # noqa: E402

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


def duplicates() -> None:
    keys, key_seconds = timed(lambda: [name_key(name) for name in made_names(20_000)])
    print(f"{len(keys)} names, {len(set(keys))} keys, {key_seconds / len(keys) * 1e6:.0f} µs a key")
    ours, our_seconds = timed(lambda: likely_duplicates(keys))
    theirs, their_seconds = timed(lambda: all_pairs(keys))
    found = {(one, other) for one, other, _ in ours}
    print(f"likely_duplicates  {our_seconds:6.2f} s  {len(found)} pairs")
    print(f"process.cdist      {their_seconds:6.2f} s  {len(theirs)} pairs")
    share = len(found & theirs) / len(theirs)
    print(f"ratio: {their_seconds / our_seconds:.1f} times faster, finds {share:.4f} of the pairs")


def look_ups(folder: str) -> None:
    """One name among 100,000 spellings: its case, and the suggestions, against reading all keys to compare them."""
    os.environ.update(DATABASE_URL=f"sqlite:///{folder}/names.sqlite3", DJANGO_SETTINGS_MODULE="tracker.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    from django.contrib.auth.models import AnonymousUser

    from declarations import matching, search
    from declarations.models import Case, CaseSpelling, SearchEntry
    from declarations.reading import ParsedMention, Passage

    names = made_names(100_000, seed=6)
    Case.objects.bulk_create(Case(name=name, slug=f"case-{at}") for at, name in enumerate(names))
    CaseSpelling.objects.bulk_create(
        CaseSpelling(case=case, spelling=case.name, key=name_key(case.name)) for case in Case.objects.all()
    )
    search.rebuild()
    wanted = made_names(300, seed=7)
    mentions = [ParsedMention(n, 0, len(n), Passage(n, 0, len(n)), "victim", "", (), ()) for n in wanted]
    _, linking = timed(lambda: [matching.match_mentions([mention], {"KZ"}) for mention in mentions])
    _, suggesting = timed(lambda: [matching.suggest_cases(name) for name in wanted])
    visible = SearchEntry.objects.visible_to(AnonymousUser())
    _, typing = timed(
        lambda: [list(search.suggest(visible, name[:at], 10)) for name in wanted[:100] for at in (2, 4, 9)]
    )
    _, scanning = timed(
        lambda: [
            process.extract(name_key(name), list(CaseSpelling.objects.values_list("key", flat=True)), limit=3)
            for name in wanted[:10]
        ]
    )
    print(f"one name among {len(names)} spellings: {linking / len(wanted) * 1e3:.2f} ms to its case,")
    print(f"{suggesting / len(wanted) * 1e3:.1f} ms to suggestions; {scanning / 10 * 1e3:.0f} ms by reading all keys;")
    print(f"{typing / 300 * 1e3:.1f} ms to what is suggested in the search box while a name is typed")


def mention_finder() -> None:
    """The people in the text of the sample declaration, each time with other words, so that nothing is remembered."""
    parsed = read((TOP / "fixtures/declarations/doc-14876.md").read_bytes(), "sample")
    texts = [parsed.text.replace("the ", f"th{chr(97 + at % 26)} ") for at in range(300)]
    signatories = [f"{signature.given_name} {signature.family_name}" for signature in parsed.signatures]
    _, seconds = timed(
        lambda: [find_mentions(text, parsed.paragraphs, "en", signatories=signatories) for text in texts]
    )
    words = sum(len(paragraph.text.split()) for paragraph in parsed.paragraphs)
    print(f"mention finder: {seconds / len(texts) * 1e3:.2f} ms for {words} words")


if __name__ == "__main__":
    duplicates()
    mention_finder()
    with tempfile.TemporaryDirectory() as folder:
        look_ups(folder)
