"""Bars of several kinds, one bar a row: how many there were of each kind, year after year."""

from collections.abc import Sequence

from .drawing import CHARACTER, Kind, box, key, svg, text, width_of

WIDTH = 640
BAR = 22
STEP = 30


def stacked_bars(picture: str, title: str, kinds: Sequence[Kind], rows: Sequence[tuple[str, Sequence[int]]]) -> str:
    """A bar for each row of `rows`, which are a label and a number for each of `kinds`.

    All bars have one scale, so their lengths compare. `picture` is a word that no other picture of the page has.
    """
    present = [kind for place, kind in enumerate(kinds) if any(numbers[place] for _, numbers in rows)]
    largest = max((sum(numbers) for _, numbers in rows), default=0)
    left = width_of(label for label, _ in rows) + 10
    room = WIDTH - left - len(f"{largest:,}") * CHARACTER - 14
    parts, top = key(present, 0, 0, WIDTH, picture)
    for place, (label, numbers) in enumerate(rows):
        y = top + 6 + place * STEP
        parts.append(text(left - 8, y + BAR / 2, label, "end"))
        x = left
        for kind, number in zip(kinds, numbers, strict=True):
            if number:
                width = room * number / largest
                parts.append(box(x, y, width, BAR, kind.look, picture))
                if width >= len(f"{number:,}") * CHARACTER + 8:
                    parts.append(text(x + width / 2, y + BAR / 2, f"{number:,}", "middle", kind.look))
                x += width
        parts.append(text(x + 6, y + BAR / 2, f"{sum(numbers):,}"))
    return svg(parts, WIDTH, top + 6 + len(rows) * STEP, title, present, picture)
