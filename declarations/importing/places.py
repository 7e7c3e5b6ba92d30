"""Where a stretch of a text stands in another reading of the same document."""

import re
from difflib import SequenceMatcher

WORD = re.compile(r"\S+")

Place = tuple[int, int]


class Places:
    """Finds places of an `old` text in a `new` one that has most of its words."""

    def __init__(self, old: str, new: str):
        self.old, self.new = old, new
        self.is_same = old == new
        if not self.is_same:
            self._old_words, self._new_words = ([word.span() for word in WORD.finditer(text)] for text in (old, new))
            words = [[text[slice(*span)] for span in spans] for text, spans in self._both()]
            self._blocks = SequenceMatcher(None, *words).get_matching_blocks()

    def _both(self):
        return (self.old, self._old_words), (self.new, self._new_words)

    def of(self, start: int, end: int) -> Place | None:
        """Where `old[start:end]` stands in the new text, or None where that cannot be told."""
        if self.is_same:
            return start, end
        return self._among_same_words(start, end) or self._only_one(self.old[start:end])

    def _among_same_words(self, start: int, end: int) -> Place | None:
        within = [at for at, (first, last) in enumerate(self._old_words) if first < end and start < last]
        if not within:
            return None
        first, last = within[0], within[-1]
        for block in self._blocks:
            if block.a <= first and last < block.a + block.size:
                shift = block.b - block.a
                begins = self._new_words[first + shift][0] - self._old_words[first][0]
                ends = self._new_words[last + shift][1] - self._old_words[last][1]
                return start + begins, end + ends
        return None

    def _only_one(self, stretch: str) -> Place | None:
        """The one place of these words, however they are parted."""
        found = list(re.finditer(r"\s+".join(map(re.escape, stretch.split())), self.new)) if stretch.strip() else []
        return found[0].span() if len(found) == 1 else None
