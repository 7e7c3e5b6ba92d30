"""A name as it may sound: one reading for each convention that can have written it."""

from dataclasses import dataclass
from functools import lru_cache

from .conventions import Convention, conventions, conventions_of, sound_of
from .equivalents import equivalents, forms_of
from .parts import Parts, parts_of, without_accents

# The conventions that a given name shows by itself: "Siarhei" is Belarusian whatever the surname looks like.
LANGUAGES = {"be": "Belarusian", "uk": "Ukrainian"}


@dataclass(frozen=True, slots=True)
class Reading:
    """The sounds of a name's words, sorted: with names in several languages as one sign, in `convention`."""

    convention: Convention
    words: tuple[str, ...]

    def sound_of(self, word: str) -> str:
        """How one word of the name, in small letters, sounds in this reading."""
        sound = sound_of(without_accents(word), self.convention)
        return equivalents().get(sound, sound)


@dataclass(frozen=True, slots=True)
class Readings:
    """All readings of a name, the likeliest first; empty for a name without letters."""

    parts: Parts
    all: tuple[Reading, ...]

    @property
    def loose(self) -> set[Convention]:
        """The conventions that it shows marks of and that take some signs loosely."""
        return {reading.convention for reading in self.all if reading.convention.loosely and reading.convention.marks}


@lru_cache(maxsize=50_000)
def readings_of(name: str) -> Readings:
    """How a name may sound. Accents may have been left out, so that a name with them is read without them as well."""
    parts = parts_of(name)
    bare = tuple(map(without_accents, parts.words))
    spellings = dict.fromkeys((bare, parts.words))
    readings = [_read(words, convention) for words in spellings for convention in _conventions_of(words)]
    return Readings(parts, tuple(reading for reading in readings if reading.words))


def likeliest_sounds(name: str) -> tuple[str, ...]:
    """The first reading of a name without its accents, which others may leave out."""
    bare = tuple(map(without_accents, parts_of(name).words))
    return _read(bare, _conventions_of(bare)[0]).words


def _conventions_of(words: tuple[str, ...]) -> list[Convention]:
    shown = {name for language, name in LANGUAGES.items() if not forms_of(language).isdisjoint(words)}
    by_spelling = conventions_of(words)
    by_given_name = [found for found in conventions() if found.name in shown and found not in by_spelling]
    return sorted([*by_given_name, *by_spelling], key=_rank)


def _rank(convention: Convention) -> int:
    """The plain convention is the likeliest where no other is shown that has rules of its own."""
    return 2 if not convention.reads_first else 1 if convention.marks is None else 0


def _read(words: tuple[str, ...], convention: Convention) -> Reading:
    table = equivalents()
    sounds = [sound for word in words if (sound := sound_of(word, convention))]
    return Reading(convention, tuple(sorted(table.get(sound, sound) for sound in sounds)))
