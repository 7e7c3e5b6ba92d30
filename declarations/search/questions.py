"""What somebody typed -> the words, phrases and exclusions that it means. No text is an error."""

import re
from dataclasses import dataclass

from .folding import plain_words, readings, sounds, tidy, units

#: Words shorter than this are meant as they are; longer ones may also be the beginning of a word.
SHORTEST_BEGINNING = 3

_QUOTES = str.maketrans(dict.fromkeys("“”„«»‟", '"'))
_PARTS = re.compile(r'(?P<sign>[-−–]?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Term:
    """One thing that has to be there, or must not be: words that follow one another, or a name as it sounds.

    `sounds` are the keys of its words, and `readings` how each may sound, the likeliest first.
    """

    words: tuple[str, ...]
    sounds: tuple[str, ...] = ()
    readings: tuple[tuple[str, ...], ...] = ()
    is_exact: bool = False
    is_open: bool = False

    @property
    def is_beginning(self) -> bool:
        """Whether its last word may go on: where it `is_open`, because somebody is still typing it, or is long."""
        return self.is_open or self._is_long

    @property
    def _is_long(self) -> bool:
        return not self.is_exact and len(self.words[-1]) >= SHORTEST_BEGINNING and not self.words[-1].isdigit()


@dataclass(frozen=True)
class Question:
    """What is looked for: every one of `wanted`, and none of `unwanted`. Without `wanted` nothing is found."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()


def understand(text: str) -> Question:
    """The question that a text asks.

    >>> understand('Dzhakishev "human rights" -torture').unwanted
    (Term(words=('torture',), sounds=(), readings=(), is_exact=True),)
    """
    wanted, unwanted = {}, {}
    for part in _PARTS.finditer(tidy(text.translate(_QUOTES)).translate(_QUOTES)):
        is_exact = bool(part["sign"]) or part["phrase"] is not None
        term = _term(part["phrase"] if part["phrase"] is not None else part["word"], is_exact)
        if term:
            (unwanted if part["sign"] else wanted)[term] = None
    return Question(tuple(wanted), tuple(unwanted))


def _term(text: str, is_exact: bool) -> Term | None:
    words = tuple(plain_words(text))
    if not words:
        return None
    if is_exact:
        return Term(words, is_exact=True)
    found = [unit[0] for unit in units(text)]
    keys = dict.fromkeys(key for unit in found for key in sounds(unit)[:1])
    return Term(words, tuple(keys), tuple(tuple(heard) for unit in found if (heard := readings(unit))))
