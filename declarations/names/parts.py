"""The words of a personal name, and which of them are a patronymic, an initial or an article."""

import re
import unicodedata
from dataclasses import dataclass

# The rules of this module hold for words without accents, which a writer may have left out: "Ál-Khawaja", "oğlu".

# Signs inside a word are no borders: soft signs, apostrophes ("O'Reilly") and the marks of transliterations.
SILENT_SIGNS = re.compile(r"['’‘ʼʹ`\"ʻ´]")
WORD = re.compile(r"[^\W\d_]+\.?")
# "Anatolyevich", "Анатольевна", "Anatoliyovych": formed from the father's name (Russian, Ukrainian and Belarusian).
EAST_SLAVIC_PATRONYMIC = re.compile(
    r".{2,}(?:[oeaiy]vi(?:ch|tch|tsch)|[oeyi]vyt?ch|[oea]vna|ichna|ivna|[ое]вич|[ое]вна|ична|[оеі]вич|івна|авіч|евіч|ауна|еуна)"
)
# "Hasan oglu", "Hasan qızı": son or daughter of Hasan, in Azerbaijan and Central Asia.
SON_OR_DAUGHTER = frozenset(
    {
        *("oglu", "ogly", "oghlu", "oghly", "ugli", "uulu", "оглы", "оглу", "улы", "уулу"),
        *("kyzy", "qizi", "qızı", "gizi", "kizi", "кызы"),
    }
)
# The Arabic article, joined to the word behind it: "al-Khawaja", "Al Khawaja", "Alkhawaja"; "ash-" before sun letters.
ARTICLE_WITH_HYPHEN = re.compile(r"\b(?P<joint>(?:al|el|ul|ad|an|ar|as|ash|at|az)[-‐‑])(?=\w)")
ARTICLE_ALONE = re.compile(r"(?<=\w )(?P<joint>(?:al|el|ul) )(?=\w)")
ABD_AL = re.compile(r"(?P<joint>abd al-)")
SERVANT_OF = re.compile(r"\b(?P<joint>abd(?:(?:[ -]?(?:al|el|ul))?[ -](?=\w)|(?:al|el|ul)(?=[^\Wl]\w\w)))")
# A syllable of the official romanisation of Chinese; a given name of two is written in one word or with a hyphen.
SYLLABLE = (
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|a|o|e|i|u)"
)
TWO_SYLLABLES = re.compile(rf"\b{SYLLABLE}(?P<joint>[-‐‑]){SYLLABLE}\b")


@dataclass(frozen=True, slots=True)
class Parts:
    """A name in small letters: its `words` with accents, without what is told apart from them."""

    words: tuple[str, ...]
    patronymics: tuple[str, ...]
    initials: tuple[str, ...]


def parts_of(name: str) -> Parts:
    """Takes a name apart. A patronymic or an initial is a word like any other where no two others are left."""
    words = WORD.findall(_joined(_small(name)))
    words, patronymics = _without_son_of(words)
    words, more = _without_patronymic(words)
    initials = tuple(word[0] for word in words if _is_initial(word))
    full = [word for word in words if not _is_initial(word)]
    if len(full) < 2:
        full, initials = words, ()
    return Parts(tuple(word.rstrip(".") for word in full), (*patronymics, *more), initials)


def without_accents(text: str) -> str:
    """`text` without accents, in the letters that are left: "ı" and "ł" stay as they are."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _small(name: str) -> str:
    """The name in small letters, each with its accent as one character; accents that have no such character go."""
    letters = unicodedata.normalize("NFC", name.casefold())
    return SILENT_SIGNS.sub("", "".join(letter for letter in letters if not unicodedata.combining(letter)))


def _joined(name: str) -> str:
    """The name with articles and syllables joined to the words that they belong to."""
    name = " ".join(name.replace("‑", "-").replace("‐", "-").split())
    if "abd" in _bare(name):
        name = _replaced(ARTICLE_WITH_HYPHEN, "al-", name)
        name = _replaced(SERVANT_OF, "abdal", _replaced(ABD_AL, "abdal", name))
    name = _replaced(ARTICLE_ALONE, "al", _replaced(ARTICLE_WITH_HYPHEN, "al", name))
    return _replaced(TWO_SYLLABLES, "", name)


def _replaced(pattern: re.Pattern, sign: str, name: str) -> str:
    """The name with `sign` for every "joint" that the pattern has in it once its accents are left out."""
    for match in reversed(list(pattern.finditer(_bare(name)))):
        name = name[: match.start("joint")] + sign + name[match.end("joint") :]
    return name


def _bare(name: str) -> str:
    """The name without accents, each letter in its place."""
    return "".join(unicodedata.normalize("NFD", letter)[0] if letter.isalpha() else letter for letter in name)


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _without_son_of(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The words without "Hasan oglu", which stays where it is all there is besides the given name."""
    for index, word in enumerate(words):
        if _bare(word) in SON_OR_DAUGHTER and index > 0 and len(words) - 2 >= 2:
            return words[: index - 1] + words[index + 1 :], (words[index - 1],)
    return words, ()


def _without_patronymic(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The words without the patronymic of a name of three: in the middle, or at the end behind a surname first."""
    if len(words) != 3:
        return words, ()
    for index in (1, 2):
        if EAST_SLAVIC_PATRONYMIC.fullmatch(_bare(words[index])):
            return words[:index] + words[index + 1 :], (words[index],)
    return words, ()
