"""What all pictures are made of: kinds of things with their patterns, texts, and the element around them."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

#: Colours of a file of its own; the style sheet of the pages has its own for the same classes.
INK = "#1c2024"
PAPER = "#ffffff"
COLOURS = {
    "free": "#1b7357",
    "limited": "#8a5a00",
    "held": "#a3262a",
    "dead": "#1c2024",
    "unknown": "#5f656d",
    "implemented": "#1b7357",
    "partly-implemented": "#1b7357",
    "unsatisfactory": "#8a5a00",
    "rejected": "#a3262a",
    "ignored": "#a3262a",
    "awaited": "#5f656d",
}

#: What fills a kind of things besides its colour, on a tile of eight by eight. Without one it is filled through.
PATTERNS = {
    "free": "",
    "limited": '<path d="M-2 2L2-2M0 8L8 0M6 10L10 6" stroke="currentColor" stroke-width="2"/>',
    "dead": '<path d="M0 0L8 8M8 0L0 8" stroke="currentColor" stroke-width="2.4"/>',
    "unknown": '<circle cx="4" cy="4" r="1.3" fill="currentColor"/>',
    "implemented": "",
    "partly-implemented": '<path d="M0 4H8" stroke="currentColor" stroke-width="1.6"/>',
    "unsatisfactory": '<path d="M-2 2L2-2M0 8L8 0M6 10L10 6" stroke="currentColor" stroke-width="2"/>',
    "rejected": '<path d="M0 0L8 8M8 0L0 8" stroke="currentColor" stroke-width="2.4"/>',
    "awaited": '<path d="M4 0V8" stroke="currentColor" stroke-width="1.6"/>',
}

#: Pixels that a character takes at most, at the size of all texts.
CHARACTER = 8.2
FONT_SIZE = 13
LONGEST_LABEL = 30


@dataclass(frozen=True)
class Kind:
    """One kind of things that a picture counts: its look, a key of `COLOURS`, and its name."""

    look: str
    label: str


def number(value: float) -> str:
    """A length as SVG has it, without digits that nobody sees."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def shortened(label: str) -> str:
    """A label that has room."""
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"


def width_of(labels: Iterable[str]) -> float:
    """How wide a column of these labels is."""
    return max((len(shortened(label)) for label in labels), default=0) * CHARACTER


def text(x: float, y: float, words: str, anchor: str = "start", look: str = "") -> str:
    """Words in the middle of whose height is `y`. With a `look` they stand on a surface of that look."""
    if look:
        is_filled = look not in PATTERNS
        around = "" if is_filled else f' stroke="{PAPER}" stroke-width="4" paint-order="stroke"'
        colours = f' class="{"on-full" if is_filled else "on-pattern"}" fill="{PAPER if is_filled else INK}"{around}'
    else:
        colours = ""
    place = f'x="{number(x)}" y="{number(y)}" dy=".35em" text-anchor="{anchor}"'
    return f"<text {place}{colours}>{escape(shortened(words))}</text>"


def box(x: float, y: float, width: float, height: float, look: str, picture: str) -> str:
    """A rectangle in the pattern of its look."""
    fill = f"url(#{picture}-{look})" if look in PATTERNS else "currentColor"
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    colours = f'color="{COLOURS[look]}" fill="{fill}" stroke="currentColor"'
    return f'<rect {place} class="{look}" {colours}/>'


def key(kinds: list[Kind], x: float, y: float, room: float, picture: str) -> tuple[list[str], float]:
    """What the patterns mean, in as many lines as it takes, and the height of them."""
    parts, left, top = [], x, y
    for kind in kinds:
        width = 28 + len(kind.label) * CHARACTER
        if left > x and left + width > x + room:
            left, top = x, top + 22
        parts += [box(left, top + 4, 14, 14, kind.look, picture), text(left + 20, top + 11, kind.label)]
        left += width
    return parts, top + 26 - y


def svg(parts: Iterable[str], width: float, height: float, title: str, kinds: list[Kind], picture: str) -> str:
    """The parts as one picture; `title` is what it says for those who do not see it."""
    patterns = "".join(
        f'<pattern id="{picture}-{kind.look}" class="{kind.look}" color="{COLOURS[kind.look]}" width="8" height="8" '
        f'patternUnits="userSpaceOnUse"><rect class="ground" width="8" height="8" fill="{PAPER}"/>'
        f"{PATTERNS[kind.look]}</pattern>"
        for kind in kinds
        if kind.look in PATTERNS
    )
    size = f'viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}" height="{number(height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" {size} role="img" aria-label={quoteattr(title)} '
        f'font-family="system-ui, sans-serif" font-size="{FONT_SIZE}" fill="{INK}">'
        f"<defs>{patterns}</defs>{''.join(parts)}</svg>"
    )
