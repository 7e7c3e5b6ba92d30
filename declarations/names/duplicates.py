"""The names of a long list that are near each other, without comparing every two of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz, process

#: How alike two keys are, of 100, before they are likely to be one person's.
FLOOR = 90
SHORTEST_WORD = 3


def likely_duplicates(keys: Sequence[str], floor: int = FLOOR) -> list[tuple[int, int, float]]:
    """The pairs of `keys` (see `name_key`) whose ratio is at least `floor`: two indices, the smaller first, and the
    ratio from 0 to 1, the nearest pairs first.

    Only names that share a block are compared: a word and an end of what is left, or the beginnings or ends of two
    words. That leaves out pairs in which all words differ at both ends.
    """
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        for block in set(_blocks_of(key)):
            blocks[block].append(index)
    found: dict[tuple[int, int], float] = {}
    for members in blocks.values():
        if len(members) > 1:
            found.update(_near_in(members, keys, floor))
    return sorted(((*pair, score) for pair, score in found.items()), key=lambda row: (-row[2], row[0], row[1]))


def _blocks_of(key: str) -> Iterator[tuple[str, ...]]:
    words = key.split()
    if len(words) == 1:
        yield ("alone", key[:2])
        yield ("alone", key[-2:])
    for at, word in enumerate(words):
        rest = " ".join(words[:at] + words[at + 1 :])
        if len(word) >= SHORTEST_WORD and rest:
            yield ("begins", word, rest[0])
            yield ("ends", word, rest[-1])
    for first, second in pairwise(words):
        yield ("both begin", first[:2], second[:2])
        yield ("both end", first[-2:], second[-2:])
        yield ("outer ends", first[:2], second[-2:])
        yield ("inner ends", first[-2:], second[:2])


def _near_in(members: list[int], keys: Sequence[str], floor: int) -> Iterator[tuple[tuple[int, int], float]]:
    """The near pairs of one block. Of many with one key, the key is compared once."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for index in members:
        by_key[keys[index]].append(index)
    distinct = list(by_key)
    for at, key in enumerate(distinct):
        same = by_key[key]
        yield from (((one, other), 1.0) for place, one in enumerate(same) for other in same[place + 1 :])
        nearest = process.extract(key, distinct[at + 1 :], scorer=fuzz.ratio, score_cutoff=floor, limit=None)
        for other_key, score, _ in nearest:
            for one in same:
                for other in by_key[other_key]:
                    yield (min(one, other), max(one, other)), score / 100
