"""Names of members as the Assembly prints them: the family name in capitals, its particles as they are spoken."""

import re
from dataclasses import dataclass

# Titles before a name, in both languages. They are no part of it. "M" is one with its point only.
HONORIFICS = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Sir|Lord|Lady|Dame|Baroness|Baron|Viscount|Viscountess|Dr|Prof|Professor"
    r"|Mmes?|Mlles?|Monsieur|Madame|Mademoiselle|Maître|Rt\.? Hon)\.?\s+|MM?\.\s*)+(?=\S)",
    re.IGNORECASE,
)
# Words in small letters, or with a capital only, that belong to the family name after them.
PARTICLES = frozenset(
    {
        *("de", "da", "di", "do", "du", "das", "dos", "del", "della", "dello", "delle", "degli", "dal", "dalla"),
        *("van", "den", "der", "ten", "ter", "te", "op", "'t", "von", "zu", "zum", "zur", "af", "av", "la", "le"),
        *("ó", "ní", "nic", "uí", "mac", "el", "al", "bin", "ibn", "abu"),
    }
)
# Words that join two parts of one family name: "RUSSELL of LIVERPOOL", "POZZO di BORGO".
JOINING_WORDS = PARTICLES | {"of", "y", "e", "und", "and"}
BETWEEN_PARTS = re.compile(r"([-‐‑'’])")
NO_LETTERS = re.compile(r"[^\w]")
# Prefixes that stay in small letters before capitals: "McCAFFERTY", "MacSHANE", "FitzGERALD", "d'ALEMA".
SMALL_PREFIX = re.compile(r"(?:Mac|Mc|Fitz|Le|La|De|Di|Du|Van|[dl]['’]|[Dd]ell?['’])(?=[^\W\d_a-z]{2})")


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A name in ordinary case. `certain` is False where the two parts could not be told apart for certain."""

    family: str
    given: str
    certain: bool


def split_name(words: list[str], particles: list[str]) -> PersonalName:
    """Tells family from given name by the capitals, in either order: "André GATTOLIN", "GATTOLIN André".

    `words` are the name's words without honorifics; `particles` those printed behind the name, as in
    "SUTTER Petra, De". Printed all in capitals, a name is taken for a family name whole, and is not certain.
    """
    first = next((index for index, word in enumerate(words) if is_family_word(word)), None)
    if first is None:
        return _split_without_capitals(words, particles)
    end = _end_of_family(words, first)
    start = _start_of_family(words, first, family_first=end < len(words))
    end = end if start == 0 else len(words)
    family, given = words[start:end], words[:start] + words[end:]
    return PersonalName(
        family=" ".join([*particles, *map(ordinary, family)]),
        given=" ".join(given),
        certain=(bool(given) or len(words) == 1) and not any(map(str.isdigit, "".join(words))),
    )


def without_honorifics(name: str) -> str:
    """`name` from its first word on that is no honorific: "Lord George FOULKES" -> "George FOULKES"."""
    honorifics = HONORIFICS.match(name)
    return name[honorifics.end() :] if honorifics else name


def is_honorific(word: str) -> bool:
    """Whether `word` is a title such as "Lord", which some lists print behind the name."""
    return HONORIFICS.match(f"{word} -") is not None


def is_family_word(word: str) -> bool:
    """Whether a word is printed in capitals as family names are; initials such as "W.A." are not."""
    if len(word) > 1 and word.isalpha() and (word.isupper() or word.islower() or word.istitle()):
        return word.isupper()
    letters = NO_LETTERS.sub("", SMALL_PREFIX.sub("", word)).replace("ß", "")
    return len(letters) > 1 and letters == letters.upper() and letters != letters.lower() and "." not in word


def ordinary(word: str) -> str:
    """A word of a family name in ordinary case: "O'REILLY" -> "O'Reilly", "McCAFFERTY" -> "McCafferty", "de" as is.

    Turkish "İ" becomes a plain "i", without the point that Python would leave behind it.
    """
    if not is_family_word(word):
        return word
    prefix = SMALL_PREFIX.match(word)
    head, rest = (prefix[0], word[prefix.end() :]) if prefix else ("", word)
    return head + "".join(_capitalised(part) for part in BETWEEN_PARTS.split(rest))


def is_particle(word: str) -> bool:
    """Whether `word` belongs to the family name after it, as "van" and "De" do."""
    return word.replace("’", "'").casefold() in PARTICLES


def _capitalised(part: str) -> str:
    return part[:1] + part[1:].lower().replace("i̇", "i")


def _start_of_family(words: list[str], first: int, family_first: bool) -> int:
    """Where the family name starts that has its first word in capitals at `first`.

    A first word such as "Al" is a given name ("Al FRANKEN"), except where the given name stands behind
    ("De SUTTER Petra"), or where it is in small letters.
    """
    start = first
    while start > 0 and is_particle(words[start - 1]):
        start -= 1
    is_given = start == 0 < first and not family_first and words[0] != words[0].lower()
    return 1 if is_given else start


def _end_of_family(words: list[str], first: int) -> int:
    """Where the family name ends that starts a name: behind its last word in capitals, joined by joining words."""
    end = first + 1
    for index in range(end, len(words)):
        if is_family_word(words[index]):
            end = index + 1
        elif words[index].casefold() not in JOINING_WORDS:
            break
    return end


def _split_without_capitals(words: list[str], particles: list[str]) -> PersonalName:
    start = max(len(words) - 1, 0)
    while start > 1 and is_particle(words[start - 1]):
        start -= 1
    return PersonalName(" ".join([*particles, *words[start:]]), " ".join(words[:start]), certain=False)
