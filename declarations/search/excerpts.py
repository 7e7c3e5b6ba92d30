"""The part of a text where the words stand that somebody looked for, cut into marked and unmarked pieces."""

from dataclasses import dataclass

from .folding import plain_words, sounds, units
from .questions import Question

#: How many words an excerpt has.
LENGTH = 36

#: How many of them stand before the first word that was looked for.
BEFORE = 8


@dataclass(frozen=True)
class Piece:
    """A stretch of an excerpt."""

    text: str
    is_marked: bool = False


def excerpt(text: str, question: Question, length: int = LENGTH) -> list[Piece]:
    """The stretch of a tidy text with the most of the words that were looked for, these marked; its beginning where
    none of them stands there.
    """
    found = [unit.span() for unit in units(text)]
    hits = [_answers(text[start:end], question) for start, end in found]
    first = _best(hits, length)
    last = min(first + length, len(found))
    if not found:
        return []
    start = 0 if first == 0 else found[first][0]
    end = len(text) if last == len(found) else found[last - 1][1]
    pieces = [Piece("… ")] if start else []
    for (begin, stop), hit in zip(found[first:last], hits[first:last], strict=True):
        if hit:
            pieces += [Piece(text[start:begin]), Piece(text[begin:stop], is_marked=True)]
            start = stop
    pieces.append(Piece(text[start:end]))
    if end < len(text):
        pieces.append(Piece(" …"))
    return [piece for piece in pieces if piece.text]


def _answers(unit: str, question: Question) -> frozenset[str]:
    """Which of the words looked for a word of the text is."""
    here = plain_words(unit)
    heard = set(sounds(unit))
    found = set()
    for term in question.wanted:
        for word in term.words:
            is_beginning = term.is_beginning and word == term.words[-1]
            if any(one == word or (is_beginning and one.startswith(word)) for one in here):
                found.add(word)
        found |= heard.intersection(term.sounds)
    return frozenset(found)


def _best(hits: list[frozenset[str]], length: int) -> int:
    """Where the stretch begins that holds the most different words, and of these the first."""
    starts = [place for place, hit in enumerate(hits) if hit]
    if not starts:
        return 0
    best = max(starts, key=lambda start: (len(frozenset().union(*hits[start : start + length - BEFORE])), -start))
    return max(0, min(best - BEFORE, len(hits) - length))
