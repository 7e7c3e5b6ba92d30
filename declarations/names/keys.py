"""The key under which a name is looked up in the database."""

import re
from functools import lru_cache

from .conventions import conventions
from .readings import likeliest_sounds

# Sounds that one convention or another does not tell apart. They are one in a key, which says only which names are
# worth comparing.
FOLDED = str.maketrans("SCTJzcgXkoe", "ssssss" + "hhh" + "aa")


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """The key of a name: the same for its words in any order, any case, with or without accents, and in any
    transliteration that the conventions know, from any script.

    Two names that `same_name` takes for one have one key, but not all that have one key are the same: a key finds
    the rows to compare, and `same_name` decides.

    >>> name_key("Мухтар Джакишев") == name_key("DZHAKISHEV Mukhtar")
    True

    A name without any letter gives an empty key, which must never link.
    """
    return " ".join(sorted(map(key_of_sound, likeliest_sounds(name))))


@lru_cache(maxsize=100_000)
def key_of_sound(sound: str) -> str:
    """The key of one word, of which `sound` is a reading."""
    if sound.startswith("="):
        return sound[1:]
    for convention in conventions():
        sound = convention.fold(sound)
    return re.sub(r"(.)\1+", r"\1", sound.translate(FOLDED))
