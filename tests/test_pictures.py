"""Pictures: whatever the numbers, what is drawn is XML, nothing lies upon another thing, and the sums hold."""

from collections import Counter
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declarations.pictures import Kind, dots, flow, stacked_bars
from declarations.pictures.drawing import COLOURS

SVG = "{http://www.w3.org/2000/svg}"
KINDS = [Kind(look, look.capitalize()) for look in ("free", "limited", "held", "dead", "unknown")]
LOOKS = [kind.look for kind in KINDS]

numbers = st.integers(0, 5000)
labels = st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=40)
bars = st.lists(st.tuples(labels, st.lists(numbers, min_size=5, max_size=5)), max_size=12)
flows = st.dictionaries(st.tuples(st.sampled_from(LOOKS), st.sampled_from(LOOKS)), st.integers(1, 5000))
fields = st.dictionaries(st.tuples(st.sampled_from("ABCD"), st.sampled_from("xyz")), st.integers(0, 20))

#: Lengths are written with two digits after the point.
EXACT = 0.02


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def boxes(root, looks=LOOKS) -> list[dict]:
    """The rectangles that stand for numbers, without those of patterns and of the key."""
    found = [rect for rect in root.findall(f"{SVG}rect") if rect.get("class") in looks]
    return [
        {"look": rect.get("class"), **{name: float(rect.get(name)) for name in ("x", "y", "width", "height")}}
        for rect in found
    ]


def overlap(one: dict, other: dict) -> bool:
    across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
    down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
    return across > EXACT and down > EXACT


def is_inside(box: dict, root) -> bool:
    width, height = (float(root.get(name)) for name in ("width", "height"))
    return (
        min(box["x"], box["y"]) >= 0
        and box["x"] + box["width"] <= width + EXACT
        and box["y"] + box["height"] <= height + EXACT
    )


@given(bars)
def test_bars_lie_beside_each_other_inside_the_picture(rows):
    root = drawn(stacked_bars("a", "Title", KINDS, rows))

    found = boxes(root)
    assert all(is_inside(box, root) for box in found)
    assert not any(overlap(*pair) for pair in combinations(found, 2))


@given(bars)
def test_every_number_has_one_bar_as_long_as_it_is_large(rows):
    root = drawn(stacked_bars("a", "Title", KINDS, rows))

    given_numbers = [number for _, row in rows for number in row if number]
    found = [box["width"] for box in boxes(root) if box["height"] != 14]
    assert len(found) == len(given_numbers)
    for number, width in zip(given_numbers, found, strict=True):
        assert width / sum(found) == pytest.approx(number / sum(given_numbers), abs=0.001)


@given(bars)
def test_every_bar_ends_with_its_sum(rows):
    root = drawn(stacked_bars("a", "Title", KINDS, rows))

    words = [text.text for text in root.iter(f"{SVG}text")]
    assert Counter(f"{sum(row):,}" for _, row in rows) <= Counter(words)


@given(flows)
def test_as_much_arrives_as_leaves(counted):
    root = drawn(flow("a", "Title", KINDS, Counter(counted), ("Then", "Now")))

    found = boxes(root)
    left = min((box["x"] for box in found), default=0)
    before = sum(box["height"] for box in found if box["x"] == left)
    after = sum(box["height"] for box in found if box["x"] != left)
    assert before == pytest.approx(after, abs=0.1)
    assert len([path for path in root.iter(f"{SVG}path") if "ribbon" in path.get("class", "")]) == len(counted)


@given(flows)
def test_kinds_of_a_flow_do_not_overlap_nor_do_their_labels(counted):
    root = drawn(flow("a", "Title", KINDS, Counter(counted), ("Then", "Now")))

    found = boxes(root)
    assert all(is_inside(box, root) for box in found)
    assert not any(overlap(*pair) for pair in combinations(found, 2))
    for side in ("start", "end"):
        heights = [float(text.get("y")) for text in root.iter(f"{SVG}text") if text.get("text-anchor") == side]
        assert all(after - before >= 13 for before, after in pairwise(sorted(heights)))


@given(fields)
def test_there_is_a_dot_for_each_and_none_upon_another(counted):
    root = drawn(dots("a", "Title", "ABCD", "xyz", Counter(counted), "All"))

    circles = [(float(dot.get("cx")), float(dot.get("cy"))) for dot in root.iter(f"{SVG}circle")]
    assert len(circles) == sum(counted.values())
    assert len(set(circles)) == len(circles)
    assert all(4 <= x <= float(root.get("width")) and 4 <= y <= float(root.get("height")) for x, y in circles)
    assert all(abs(a[0] - b[0]) >= 8 or abs(a[1] - b[1]) >= 8 for a, b in combinations(circles, 2))


@given(labels, labels)
def test_words_are_never_markup(title, label):
    root = drawn(stacked_bars("a", title, [Kind("free", label)], [(label, [1])]))

    # A line break in an attribute is read as a blank.
    assert root.get("aria-label").split() == title.split()
    assert {element.tag for element in root.iter()} <= {
        f"{SVG}{tag}" for tag in ("svg", "defs", "pattern", "rect", "text")
    }


def pattern(look: str) -> list[str]:
    """What is drawn in the pattern of a look, without its colour."""
    root = drawn(stacked_bars("a", "Title", [Kind(look, "x")], [("y", [1])]))
    parts = [part for pattern in root.iter(f"{SVG}pattern") for part in pattern if part.get("class") != "ground"]
    return [ElementTree.tostring(part, "unicode") for part in parts] if root.findall(f".//{SVG}pattern") else ["full"]


@pytest.mark.parametrize(
    "looks",
    [LOOKS, ["implemented", "partly-implemented", "unsatisfactory", "rejected", "ignored", "awaited", "unknown"]],
)
def test_no_two_kinds_look_alike_without_colour(looks):
    for one, other in combinations(looks, 2):
        assert pattern(one) != pattern(other)


def test_every_picture_stands_alone_without_script_or_style():
    svg = stacked_bars("a", "Title", [Kind(look, look) for look in COLOURS], [("2019", [1] * len(COLOURS))])

    assert "style=" not in svg
    assert "<style" not in svg
    assert "<script" not in svg
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
