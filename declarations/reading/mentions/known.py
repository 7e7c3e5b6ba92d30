"""Spellings on record, found in a text wherever they stand, however many there are."""

import re
from collections import defaultdict
from functools import lru_cache

from .candidates import Name

WORD = re.compile(r"\w+")


class KnownSpellings:
    """Spellings by their first word, so that a text is gone through once."""

    def __init__(self, spellings: tuple[str, ...]):
        self._by_first_word: dict[str, list[str]] = defaultdict(list)
        for spelling in {" ".join(spelling.split()) for spelling in spellings}:
            if first := WORD.search(spelling):
                self._by_first_word[first[0]].append(spelling)
        for found in self._by_first_word.values():
            found.sort(key=lambda spelling: (-len(spelling), spelling))

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, spellings: tuple[str, ...]) -> "KnownSpellings":
        """The table of these spellings, made once for all documents that are read with them."""
        return cls(spellings)

    def found_in(self, text: str) -> list[Name]:
        """Every known spelling in a folded text, in its order; of two that overlap, the longer one."""
        if not self._by_first_word:
            return []
        found = [name for word in WORD.finditer(text) for name in self._starting_with(text, word)]
        chosen: list[Name] = []
        for name in sorted(found, key=lambda name: (name.start - name.end, name.start)):
            if not any(name.start < other.end and other.start < name.end for other in chosen):
                chosen.append(name)
        return sorted(chosen, key=lambda name: name.start)

    def _starting_with(self, text: str, word: re.Match) -> list[Name]:
        names = []
        for spelling in self._by_first_word.get(word[0], ()):
            start = word.start() - WORD.search(spelling).start()
            end = start + len(spelling)
            if start >= 0 and text.startswith(spelling, start) and not re.match(r"\w", text[end : end + 1]):
                names.append(Name(spelling, start, end, (), False, f"“{spelling}” is a spelling on record."))
        return names
