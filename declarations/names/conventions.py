"""What the spelling of a name sounds like, in each convention that can have written it.

The rules, their sources and examples are in conventions.toml; this module only applies them.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from anyascii import anyascii

from .parts import without_accents

TABLE = Path(__file__).with_name("conventions.toml")
# What a transliteration letter by letter would lose: Greek "μπ" is b, Armenian "ու" is u, Russian "ё" is read as e.
OTHER_SCRIPTS = (
    ("ου", "ou"), ("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("ευ", "ev"), ("αυ", "av"), ("υ", "i"),
    ("ու", "u"), ("ռ", "r"), ("ё", "е"), ("ґ", "g"), ("є", "ye"), ("ж", "zh"), ("җ", "zh"), ("ҷ", "zh"),
    ("қ", "k"), ("ғ", "g"), ("ө", "o"), ("ә", "a"), ("ң", "n"), ("һ", "h"), ("ў", "v"),
)  # fmt: skip

LATIN = re.compile(r"[a-zß-ʯḀ-ỿ]")
GREEK = re.compile(r"[Ͱ-Ͽἀ-῿]")


@dataclass(frozen=True, slots=True)
class Convention:
    """A way to spell names: the `marks` that show it, its `rules`, and the pairs of signs that it takes `loosely`."""

    name: str
    marks: re.Pattern | None
    rules: tuple[tuple[re.Pattern, str], ...]
    loosely: tuple[tuple[re.Pattern, str], ...]
    reads_first: bool

    def fold(self, sounds: str) -> str:
        """The sounds of a word, of those that the convention does not tell apart always the same one."""
        for pattern, sound in self.loosely:
            sounds = pattern.sub(sound, sounds)
        return sounds


@cache
def conventions() -> tuple[Convention, ...]:
    """All conventions, the plain one last."""
    found = [
        Convention(
            name=row["name"],
            marks=re.compile("|".join(row["marks"])),
            rules=_rules(row["rules"]),
            loosely=_pairs(row.get("loosely", ())),
            reads_first=row.get("reads_first", True),
        )
        for row in _table()["convention"]
    ]
    return (*found, Convention("plain", None, (), _pairs(_table()["common"]["loosely"]), reads_first=True))


def plain() -> Convention:
    """The convention that has no rules but the common ones, and no marks."""
    return conventions()[-1]


@lru_cache(maxsize=20_000)
def conventions_of(words: tuple[str, ...]) -> tuple[Convention, ...]:
    """Those that can have written a name of these words, the likeliest first; never none."""
    *others, plain = conventions()
    marked = [found for found in others if any(map(found.marks.search, words))]
    return tuple(sorted([*marked, plain], key=lambda found: not found.reads_first))


@lru_cache(maxsize=100_000)
def sound_of(word: str, convention: Convention) -> str:
    """How a word in small letters sounds, read in a convention: "timoschenko" is "timoSenko" in the German one."""
    if not LATIN.match(word):
        word = anyascii(_in_latin_letters(word)).lower()
    for letters, sound in convention.rules:
        word = letters.sub(sound, word)
    word = re.sub(r"[^A-Za-z]", "", anyascii(without_accents(word)))
    for letters, sound in common_rules():
        word = letters.sub(sound, word)
    return word


@cache
def common_rules() -> tuple[tuple[re.Pattern, str], ...]:
    return _rules(_table()["common"]["rules"])


@cache
def _table() -> dict:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def _in_latin_letters(word: str) -> str:
    word = unicodedata.normalize("NFC", without_accents(word) if GREEK.match(word) else word)
    for letters, sound in OTHER_SCRIPTS:
        word = word.replace(letters, sound)
    return word


def _pairs(rows: list[list[str]]) -> tuple[tuple[re.Pattern, str], ...]:
    return tuple((re.compile(one), other) for one, other in rows)


def _rules(rows: list[dict]) -> tuple[tuple[re.Pattern, str], ...]:
    return tuple((re.compile(row["letters"]), row["sound"]) for row in rows)
