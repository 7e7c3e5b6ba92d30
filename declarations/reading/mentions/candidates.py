"""Names of people in a paragraph: sequences of capitalised words that are no place, body, law or event."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..vocabulary import find_country
from . import words

TOKEN = re.compile(
    # Words in small letters between others: no name starts or ends there.
    r"(?P<skipped>(?<= )(?:[a-z]+ ){2,}(?=[a-z]+ ))"
    r"|(?P<initials>(?:(?<!\w)[^\W\d_a-z]\.){1,3}(?=[\s-]))"
    r"|(?P<word>(?:Mr|Mrs|Ms|Dr|Prof)\.|[^\W\d_]+(?:(?:['’](?!s\b)|[-‑])[^\W\d_]+)*)"
    r"|(?P<other>\d+|\S)"
)
FRENCH_ELISION = re.compile(r"\b(?:[dlnsjmtc]|qu|lorsqu|puisqu)['’](?=\w)", re.IGNORECASE)
ARABIC_ARTICLE = re.compile(r"(?:al|el|ul|ad|an|ar|as|ash|at|az)[-‑](?=[^\W\d_a-z])")
VERSUS = re.compile(r"\s+(?:and Others\s+)?(?:v|vs|c)\.?\s+(?:the\s+)?([^\W\d_a-z][\w-]*(?:\s+[^\W\d_a-z][\w-]*)*)")
OFFICE_OF = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, words.OFFICES), key=len, reverse=True))})\s+(?:of|de|du)\s+$",
    re.IGNORECASE,
)
# What follows is a body: "director of Mtavari Arkhi", "a reporter for Novy Fokus".
ROLE_IN_A_BODY = re.compile(
    r"\b(?:directors?|editors?|editor-in-chief|editors-in-chief|founders?|co-founders?|owners?|publishers?|journalists?"
    r"|reporters?|correspondents?|employees?|staff|newsroom|directeur|directrice|r[ée]dact\w+|fondat\w+|journalistes?"
    r"|presidents?|chair|chairman|chairwoman|chairperson|leaders?|members?|spokes\w+|researchers?|lecturers?|professors?"
    r"|teachers?|students?|présidente?s?|dirigeante?s?|membres?|porte-parole|chercheu\w+|professeure?s?|enseignante?s?"
    r"|étudiante?s?|correspondante?s?)\s+(?:of|at|for|with|de|du|d['’]|chez|à)\s*$",
    re.IGNORECASE,
)
VICTIM_WORDS = "|".join(sorted(map(re.escape, words.VICTIM_WORDS), key=len, reverse=True))
# What follows is a place: "the court of Dar El Beïda", "détenu à El Harrach".
IN_A_PLACE = re.compile(
    r"\b(?:court|prison|jail|colony|centre|town|city|village|district|region|province|airport|hospital|university|port"
    r"|mayor|governor|battle|tribunal|cour|colonie|ville|région|aéroport|hôpital|université|gare|quartier|wilaya|maire"
    r"|gouverneur)\s+(?:of|in|at|de|du|d['’])\s*$"
    r"|\b(?:détenu|emprisonné|incarcéré|arrêté|né|enlevé|tué|assassiné|mort|jugé|condamné|transféré|interné|exilé"
    r"|réside|vit|vivent)e?s?\s+à\s*$"
    rf"|\b(?:taken|abducted|deported|transferred|moved|fled|residents?|natives?|{VICTIM_WORDS})\s+(?:away\s+)?from\s*$",
    re.IGNORECASE,
)
BEFORE_A_BODY = (" of ", " in ", " from ", " at ", " for ", " with ", " de ", " du ", " d'", " d’", " chez ", " à ")
WORD_BEHIND, INITIALS_BEHIND = re.compile(r"\s+([a-zà-öø-ÿ-]+)"), re.compile(r"\s+\([A-Z]{2,8}\)")
SHARED_TITLES = frozenset({"messrs", "mm", "mmes"})
MOST_WORDS = 5


class Token:
    """A word, initials, or one other sign of a text."""

    __slots__ = ("end", "is_capitalised", "kind", "start", "text")

    def __init__(self, text: str, start: int, end: int, kind: str):
        self.text, self.start, self.end, self.kind = text, start, end, kind
        self.is_capitalised = kind == "initials" or (kind == "word" and _is_capitalised(text))

    @property
    def folded(self) -> str:
        return _folded(self.text)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return text.casefold().replace("’", "'").rstrip(".")


@lru_cache(maxsize=20_000)
def _is_capitalised(word: str) -> bool:
    if "-" in word or "‑" in word:
        word = ARABIC_ARTICLE.sub("", word)
    return word[0] != word[0].lower()


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name at `start` to `end` of a folded paragraph. `titles` are the words that stood before it with
    capitals of their own, such as "President"; `partial` says that it is one word of a name only."""

    text: str
    start: int
    end: int
    titles: tuple[str, ...]
    partial: bool
    reason: str


def names_in(text: str, language: str, surnames: set[str]) -> list[Name]:
    """The names of people in a folded paragraph, in their order.

    `surnames` are the words of names that were given in full before, each of which may now stand alone; those of
    the names found here are added.
    """
    names = []
    for run, before in _runs(text, language):
        name = _name_of(text, run, before, surnames, language) or _next_of_several(text, run, names)
        if name:
            names.append(name)
            if not name.partial:
                surnames.update(name.text.split()[1:])
    return names


def _next_of_several(text: str, run: list[Token], names: list[Name]) -> Name | None:
    """The surname that shares a title with the one before: "Messrs Baluken and Önder"."""
    if (
        not names
        or len(run) != 1
        or SHARED_TITLES.isdisjoint(word.casefold().rstrip(".") for word in names[-1].titles)
    ):
        return None
    if not re.fullmatch(r",?\s*(?:(?:and|et)\s+)?", text[names[-1].end : run[0].start]) or _is_thing(run[0]):
        return None
    token, titles = run[0], names[-1].titles
    return Name(token.text, token.start, token.end, titles, True, f"“{titles[-1]}” stands before “{token.text}” too.")


def _tokens(text: str, language: str) -> list[Token]:
    if language == "fr":
        text = FRENCH_ELISION.sub(lambda match: " " * len(match[0]), text)
    matches = TOKEN.finditer(text)
    return [Token(match[0], *match.span(), match.lastgroup) for match in matches if match.lastgroup != "skipped"]


def _runs(text: str, language: str) -> Iterator[tuple[list[Token], Token | None]]:
    """Each sequence of capitalised words with the particles between them, and the token before it."""
    tokens = _tokens(text, language)
    at = 0
    while at < len(tokens):
        if not tokens[at].is_capitalised:
            at += 1
            continue
        end = at + 1
        while end < len(tokens):
            following = _run_goes_on(text, tokens, at, end, language)
            if following == end:
                break
            end = following
        yield tokens[at:end], tokens[at - 1] if at else None
        at = end


def _run_goes_on(text: str, tokens: list[Token], start: int, end: int, language: str) -> int:
    """Where the sequence that has come to `end` comes to with its next name word, or `end`."""
    titled = tokens[start].folded in words.HONORIFICS
    particles = words.PARTICLES if language != "fr" or titled else words.PARTICLES_OF_FRENCH
    at = end
    while at < len(tokens) and at - end < 3 and _adjoins(text, tokens[at - 1], tokens[at]):
        if tokens[at].is_capitalised:
            return at + 1
        if tokens[at].folded in words.PATRONYMIC_WORDS:
            return at + 1
        if tokens[at].folded not in particles:
            break
        at += 1
    return end


def _adjoins(text: str, token: Token, following: Token) -> bool:
    return text[token.end : following.start] == " "


def _name_of(text: str, run: list[Token], before: Token | None, surnames: set[str], language: str) -> Name | None:
    titles, rest = _without_titles(_without_place(text, run), language)
    if not rest or len(rest) > MOST_WORDS:
        return None
    if any(_is_thing(token) for token in rest) or _is_place(rest):
        return None
    return _judged(text, titles, rest, before, surnames)


def _without_place(text: str, run: list[Token]) -> list[Token]:
    """The sequence without the place that an office before it governs: "President of Georgia Mikheil Saakashvili"."""
    start = run[0].start
    if not text.endswith((" of ", " de ", " du "), 0, start) or not OFFICE_OF.search(text, max(0, start - 40), start):
        return run
    for count in range(min(4, len(run) - 2), 0, -1):
        if find_country(" ".join(token.text for token in run[:count])):
            return run[count:]
    return run[1:] if len(run) > 2 else run


def _without_titles(run: list[Token], language: str) -> tuple[list[Token], list[Token]]:
    """The words of a sequence that stand before the name (titles, roles, the sentence's first word), and the name."""
    at = 0
    while at < len(run) and _stands_before_a_name(run[at], len(run) - at - 1, language):
        at += 1
    return run[:at], run[at:]


def _stands_before_a_name(token: Token, left: int, language: str) -> bool:
    folded = token.folded
    if folded in words.HONORIFICS or folded in words.OFFICES or folded in words.OFFICE_QUALIFIERS:
        return token.kind == "word" or folded == "m"
    leads = folded in words.LEADING_WORDS or (language == "fr" and folded in words.LEADING_WORDS_OF_FRENCH)
    if leads or folded in words.VICTIM_WORDS:
        # "De Sutter", "Le Pen" and "Van" start names as well as sentences.
        return not (folded in words.PARTICLES and left == 1)
    return folded in words.PEOPLES_ONLY


def _is_thing(token: Token) -> bool:
    folded = token.folded
    if folded in words.THINGS or folded in words.PEOPLES_ONLY:
        return True
    if folded in words.MONTHS_AND_DAYS and folded not in ("april", "may", "june", "august"):
        return True
    if len(folded) > 7 and folded.endswith(words.THING_ENDINGS):
        return True
    # "OSCE", "DCK": a name in capitals is longer.
    return token.kind == "word" and token.text.isupper() and len(token.text) < 4


def _is_place(rest: list[Token]) -> bool:
    folded = " ".join(token.folded for token in rest)
    return (
        folded.replace("-", " ") in words.PLACES
        or any(find_country(token.text) for token in rest[len(rest) > 1 and rest[0].folded in words.GIVEN_NAMES_TOO :])
        or find_country(folded) is not None
    )


def _judged(
    text: str, titles: list[Token], rest: list[Token], before: Token | None, surnames: set[str]
) -> Name | None:
    """The name that the words make where the words around them allow one, with the reason."""
    start, end = rest[0].start, rest[-1].end
    name = text[start:end]
    is_case = _is_case_title(text, end)
    if not is_case and _is_named_thing(text, start, end, titles[-1] if titles else before):
        return None
    count = len([token for token in rest if token.kind == "word" and token.is_capitalised])
    full = count > 1 or (count == 1 and rest[0].kind == "initials" and rest[0].text not in words.STATES_BY_INITIALS)
    title_words = tuple(token.text for token in titles)
    if full:
        reason = f"“{name}” is written as a person's name is."
        return Name(name, start, end, title_words, partial=False, reason=reason)
    if name in surnames:
        return Name(name, start, end, title_words, True, f"“{name}” is part of a name that was given before.")
    if is_case:
        return Name(name, start, end, title_words, True, f"“{name}” brought a case against a state.")
    title = titles[-1] if titles else before
    if title and _makes_a_surname(title, is_in_run=bool(titles)):
        return Name(name, start, end, title_words, True, f"“{title.text}” stands before “{name}”.")
    return None


def _makes_a_surname(title: Token, is_in_run: bool) -> bool:
    """Whether the single word behind is a surname: "Mr Mammadov", "President Erdoğan", "le président Erdoğan"."""
    return (is_in_run and title.folded in words.HONORIFICS) or title.folded in words.OFFICES_BEFORE_A_SURNAME


def _is_case_title(text: str, end: int) -> bool:
    """Whether "v. Azerbaijan" or the like stands behind."""
    versus = VERSUS.match(text, end)
    return bool(versus) and any(
        find_country(" ".join(versus[1].split()[:count])) for count in range(1, len(versus[1].split()) + 1)
    )


def _leads_to_a_thing(text: str, start: int) -> bool:
    """Whether the words before belong to a body or a place and to no person."""
    first = max(0, start - 60)
    return bool(ROLE_IN_A_BODY.search(text, first, start) or IN_A_PLACE.search(text, first, start))


def _owns(text: str, end: int) -> bool:
    """Whether something is a person's: "a member of Alexei Navalny's staff"."""
    return text.startswith(("'s ", "’s "), end)


def _is_named_thing(text: str, start: int, end: int, before: Token | None) -> bool:
    """Whether the word before or behind makes a thing or a place of the sequence."""
    behind = WORD_BEHIND.match(text, end)
    if behind and behind[1] in words.THINGS_BEHIND:
        return True
    if INITIALS_BEHIND.match(text, end):
        return True
    if text.endswith(BEFORE_A_BODY, 0, start) and _leads_to_a_thing(text, start) and not _owns(text, end):
        return True
    return before is not None and (
        before.folded in words.ARTICLES
        or before.folded in words.PLACE_PREPOSITIONS
        or before.folded in words.THINGS_BEFORE
    )
