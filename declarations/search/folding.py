"""Text -> the words that are looked up: plain small letters, and the keys of names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from anyascii import anyascii

from ..names import name_key, readings_of

#: Stands where one text ends and the next begins, so that no phrase is found across the border.
BORDER = "x0x"

#: Shorter keys than this are in nearly every text.
SHORTEST_SOUND = 3

#: Longer words than this are no words; the databases would not take them.
LONGEST_WORD = 60

_SIGNS = re.compile(r"[A-Z]")
_UNITS = re.compile(r"[^\W_]+(?:['’ʼ‘`][^\W_]+)*")


def tidy(text: str) -> str:
    """The text with each letter and its accent as one character, and runs of blanks as one."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def units(text: str) -> Iterator[re.Match]:
    """The words of a tidy text as they stand there; a name such as O'Reilly is one."""
    return _UNITS.finditer(text)


def plain_words(text: str) -> list[str]:
    """The words in plain small letters: accents and alphabet do not matter."""
    return [word[:LONGEST_WORD] for word in re.findall(r"[a-z0-9]+", anyascii(tidy(text)).lower())]


def sounds(unit: str) -> list[str]:
    """The keys of a word as if it were a name, as the index holds them."""
    parts = {unit, *re.split(r"['’ʼ‘`]", unit)}
    keys = dict.fromkeys(key for part in sorted(parts, key=len, reverse=True) for key in name_key(part).split())
    return [key[:LONGEST_WORD] for key in keys if len(key) >= SHORTEST_SOUND]


def keys_of(name: str) -> list[str]:
    """The keys of the words of a whole name, as the index holds them."""
    return [key[:LONGEST_WORD] for key in name_key(name).split() if len(key) >= SHORTEST_SOUND]


def readings(unit: str) -> list[str]:
    """How a word sounds as a name, the likeliest first, as the index holds it: finer than a key, which is one for
    Sentsov and Senchov.

    Readings tell sounds apart by capital letters, which an index does not; the figure in front tells them from keys.
    """
    found = dict.fromkeys(word for reading in readings_of(unit).all for word in reading.words)
    return ["0" + _SIGNS.sub(lambda sign: f"{sign[0].lower()}0", word)[:LONGEST_WORD] for word in found]


def words_of(texts: Iterable[str]) -> str:
    """What the index holds of these texts."""
    return f" {BORDER} ".join(" ".join(plain_words(text)) for text in texts)


def sounds_of(texts: Iterable[str]) -> str:
    """The keys of the words that may be names: those that begin with a capital letter, or have none."""
    found = {}
    for text in texts:
        for unit in units(tidy(text)):
            if not unit[0][0].islower() and not unit[0].isdigit():
                found.update(dict.fromkeys(sounds(unit[0])))
    return " ".join(found)


def sounds_of_names(names: Iterable[str]) -> str:
    """The keys of people's names and of each of their words, with the readings of these."""
    found = {}
    for name in map(tidy, names):
        found.update(dict.fromkeys(keys_of(name)))
        for unit in units(name):
            found.update(dict.fromkeys([*sounds(unit[0]), *readings(unit[0])]))
    return " ".join(found)
