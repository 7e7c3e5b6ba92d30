"""A flow from then to now: how many of each kind stayed what they were, and how many became what."""

from collections import Counter
from collections.abc import Sequence

from .drawing import COLOURS, Kind, box, number, svg, text, width_of

POST = 16
BETWEEN = 220
#: The height of all together, and of the slot that each kind has at least, so that its label has room.
HEIGHT = 220
SLOT = 20
GAP = 8


def flow(picture: str, title: str, kinds: Sequence[Kind], numbers: Counter, heads: tuple[str, str]) -> str:
    """`numbers` counts pairs of looks, then and now; `heads` are the words over the two sides.

    What flows is as thick as its number, on one scale. `picture` is a word that no other picture of the page has.
    """
    total = sum(numbers.values())
    scale = HEIGHT / total if total else 0
    before = Counter()
    after = Counter()
    for (then, now), count in numbers.items():
        before[then] += count
        after[now] += count
    label_width = width_of(f"{kind.label} {total:,}" for kind in kinds)
    left, right = label_width + 8, label_width + 8 + POST + BETWEEN
    starts, ends = _places(kinds, before, scale), _places(kinds, after, scale)
    parts = [text(left + POST, 10, heads[0], "end"), text(right, 10, heads[1])]
    parts += _ribbons(kinds, numbers, dict(starts), dict(ends), scale, left + POST, right)
    for kind in kinds:
        for places, counts, x, edge, anchor in (
            (starts, before, left, left - 8, "end"),
            (ends, after, right, right + POST + 8, "start"),
        ):
            if counts[kind.look]:
                y, thickness = places[kind.look], counts[kind.look] * scale
                parts.append(box(x, y, POST, thickness, kind.look, picture))
                parts.append(text(edge, y + thickness / 2, f"{kind.label} {counts[kind.look]:,}", anchor))
    bottom = max(
        (places[look] + max(counts[look] * scale, SLOT) for places, counts in ((starts, before), (ends, after))
         for look in places), default=24,
    )  # fmt: skip
    return svg(parts, right + POST + label_width + 8, bottom + 8, title, [*kinds], picture)


def _places(kinds: Sequence[Kind], counts: Counter, scale: float) -> dict[str, float]:
    """Where each kind begins on one side, from above."""
    places, y = {}, 30.0
    for kind in kinds:
        if counts[kind.look]:
            thickness = counts[kind.look] * scale
            slot = max(thickness, SLOT)
            places[kind.look] = y + (slot - thickness) / 2
            y += slot + GAP
    return places


def _ribbons(kinds, numbers: Counter, starts: dict, ends: dict, scale: float, left: float, right: float) -> list[str]:
    """The streams between the two sides; on either side they lie in the order of the kinds on the other."""
    parts, middle = [], (left + right) / 2
    for then in kinds:
        for now in kinds:
            count = numbers[then.look, now.look]
            if not count:
                continue
            a, b, thickness = starts[then.look], ends[now.look], count * scale
            path = " ".join(
                (
                    f"M{number(left)} {number(a)}",
                    f"C{number(middle)} {number(a)} {number(middle)} {number(b)} {number(right)} {number(b)}",
                    f"V{number(b + thickness)}",
                    f"C{number(middle)} {number(b + thickness)} {number(middle)} {number(a + thickness)}",
                    f"{number(left)} {number(a + thickness)}Z",
                )
            )
            colours = f'color="{COLOURS[now.look]}" fill="currentColor" fill-opacity=".16" stroke="currentColor"'
            parts.append(f'<path class="{now.look} ribbon" d="{path}" {colours} stroke-width=".7"/>')
            starts[then.look] += thickness
            ends[now.look] += thickness
    return parts
