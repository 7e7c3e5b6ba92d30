"""Lines put together again: text without its line breaks and runs of blanks, and where each character was."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A hyphen at the end of a line stays and takes the next line's word to it ("BRUIJN-" "WEZEMAN"), except where it
# hangs: "pre-" "and post-trial".
LINE_BREAK_OR_BLANKS = re.compile(r"(?<=\w)(?P<hyphen>-)[^\S\n]*\n\s*(?=\w)(?!(?:and|or|et|ou)\b)|\s+")
# What has none of these is on one line already.
UNEVEN_BLANKS = re.compile(r"\s\s|[^\S ]")


def fold(text: str) -> str:
    """`text` on one line, with single blanks and none at the ends."""
    if "-" not in text or "\n" not in text:
        return " ".join(text.split())
    return LINE_BREAK_OR_BLANKS.sub(_replacement, text).strip()


@dataclass(frozen=True, slots=True)
class Folded:
    """A stretch of the canonical text on one line; `places[i]` is where `text[i]` stands in the canonical text."""

    text: str
    places: Sequence[int]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Folded":
        """Folds `text[start:end]` as `fold` does, blanks at the ends aside, which must not be there."""
        stretch = text[start:end]
        if not UNEVEN_BLANKS.search(stretch):
            return cls(stretch, range(start, end))
        pieces, places, position = [], [], start
        for match in LINE_BREAK_OR_BLANKS.finditer(stretch):
            pieces += [stretch[position - start : match.start()], _replacement(match)]
            places += [*range(position, start + match.start()), start + match.start()]
            position = start + match.end()
        pieces.append(stretch[position - start :])
        places += range(position, end)
        return cls("".join(pieces), places)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, not empty, stands in the canonical text."""
        return self.places[start], self.places[end - 1] + 1


def _replacement(match: re.Match) -> str:
    return "-" if match["hyphen"] else " "
