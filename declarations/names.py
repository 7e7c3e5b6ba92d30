"""Keys under which two spellings of one person's name are equal, and a score for those that are merely near.

Rows are linked on equal keys only. A score never links: look-alikes such as Sentsov and Senkov are common, so it
does no more than put a suggestion before a curator. What the rules fold is the spelling of sounds, never a
person's sex: Kalesnikava and Kalesnikov stay apart, as Martine and Martin do.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

# Azerbaijani Latin letters stand for other sounds than in English: "Xədicə" is Khadija, "Cəfərov" Jafarov. A name
# is taken to be spelt so only where it holds a letter that no other language of the Assembly has.
AZERBAIJANI_LETTER = "ə"
AZERBAIJANI_SOUNDS = str.maketrans({"x": "kh", "c": "j", "q": "g", "ə": "a"})

# Digraphs that a transliteration letter by letter would lose: Greek "Γρηγορόπουλος" is Grigoropoulos.
GREEK_DIGRAPHS = {"ου": "ou", "μπ": "b", "ντ": "d", "γκ": "g", "ευ": "ev", "αυ": "av"}

# The spelling of sounds, applied in this order to each word in plain small letters. Sources: the tables of BGN/PCGN
# and ISO 9 for Cyrillic, the habits of English, French and German newspapers, and the national passport spellings.
SOUND_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"dsch|dzh|dj", "j"),  # Dzhakishiev, Djakichiev; Dschakischijew
        (r"zh", "j"),  # Azimzhan, Azimjan
        (r"shch|schtsch|chtch", "S"),  # Shcherban, Schtscherban, Chtcherban
        (r"tsch|sch|tch|sh|ch", "S"),  # Timoshenko, Timoschenko, Timochenko; Savchenko, Savtchenko
        (r"kh", "h"),  # Mikhail, Mihail
        (r"gh", "g"),  # Amaghlobeli, Amaglobeli
        (r"gu(?=[ei])", "g"),  # Sergueï, Sergei
        (r"ck|q", "k"),  # Sadyk, Sadyq
        (r"ph", "f"),  # Stephan, Stefan
        (r"w", "v"),  # Nawalny, Navalny
        (r"x", "ks"),  # Alexei, Aleksei
        (r"ts|tz", "c"),  # Lutsenko, Lucenko
        (r"ou", "u"),  # Kara-Mourza, Kara-Murza
        (r"ae", "a"),  # Sandbaek, Sandbæk
        (r"oe", "o"),  # Boehm, Böhm
        (r"j$|(?<=[aeiou])j(?=[aeiou])|(?<=[lnrt])j(?=[aeu]$)", "i"),  # Alexej, Alexei; Ilja, Ilya
        (r"(?<!^)[yi]+(?=e)|^[yi](?=e)", ""),  # Yekaterina, Ekaterina; Dmitriyev, Dmitriev
        (r"^[yi]o", "e"),  # Yorov, Ёров
        (r"(?<=[lnr])[yi]+(?=u)", ""),  # Lyudmila, Ludmila
        (r"[yi]+", "i"),  # Navalny, Navalnyy; Natalya, Natalia
        (r"(?<=[bdgrt])h|h$", ""),  # Thomas, Tomas; Abdullah, Abdulla
        (r"(.)\1+", r"\1"),  # Ludmilla, Ludmila
    )
)

SUGGESTION_FLOOR = 0.8


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """The key of a name: equal for its words in any order, any case, with or without accents, and in the
    transliterations that `SOUND_RULES` know, from any script.

    >>> name_key("Мухтар Джакишев") == name_key("DZHAKISHEV Mukhtar")
    True

    A name without any letter gives an empty key, which must never link.
    """
    return " ".join(sorted(_words(name)))


def similarity(first: str, second: str) -> tuple[float, tuple[str, ...]]:
    """How near two names are, from 0 to 1, and the evidence for and against in sentences for a curator.

    Only to suggest: 1.0 is an equal key, and everything from `SUGGESTION_FLOOR` on is worth showing.
    """
    words, others = sorted(_words(first)), sorted(_words(second))
    if not words or not others:
        return 0.0, ("One of the names holds no letter.",)
    if words == others:
        return 1.0, ("Both names have the same key.",)
    score = fuzz.ratio(" ".join(words), " ".join(others)) / 100
    shared = [word for word in words if word in others]
    unshared = [word for word in words if word not in others], [word for word in others if word not in words]
    return min(score, 0.99), tuple(_evidence(shared, *unshared))


def _evidence(shared: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    sentences = []
    if shared:
        sentences.append(f"For: they share {_listed(shared)}, as it sounds.")
    if not ours or not theirs:
        sentences.append(f"Against: only one of them has {_listed(ours or theirs)}.")
    else:
        sentences.append(f"Against: {_listed(ours)} and {_listed(theirs)} differ.")
    if any(_differ_by_womans_ending(word, other) for word in ours for other in theirs):
        sentences.append("Against: the difference is a woman's ending.")
    return sentences


def _listed(words: list[str]) -> str:
    return ", ".join(f"“{word.lower()}”" for word in words)


def _differ_by_womans_ending(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return long in (short + "a", short + "e") or (short[-1:] == "i" and long == short[:-1] + "a")


def _words(name: str) -> list[str]:
    """The words of a name as they sound."""
    plain = _without_accents(name.casefold())
    if AZERBAIJANI_LETTER in plain:
        plain = plain.translate(AZERBAIJANI_SOUNDS)
    for letters, sound in GREEK_DIGRAPHS.items():
        plain = plain.replace(letters, sound)
    # Signs inside a word are no borders: soft signs, apostrophes ("O'Reilly") and the marks of transliterations.
    latin = re.sub(r"['’ʼʹ`\"]", "", anyascii(re.sub(r"['’‘ʼʹ`]", "", plain)).lower())
    return [sound for word in re.findall(r"[a-z]+", latin) if (sound := _sound(word))]


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _sound(word: str) -> str:
    for pattern, sound in SOUND_RULES:
        word = pattern.sub(sound, word)
    return word
