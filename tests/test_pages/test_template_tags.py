from datetime import date
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from declarations.models.vocabulary import Outcome, Situation
from declarations.saying import number_word
from declarations.templatetags.wording import Shape, shape_of, situations_of


def rendered(template: str, **context) -> str:
    return Template("{% load tracker %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("situation", "shape"),
    [
        ("free", Shape.FREE),
        ("restricted", Shape.LIMITED),
        ("in-exile", Shape.LIMITED),
        ("expelled", Shape.LIMITED),
        ("facing-charges", Shape.LIMITED),
        ("house-arrest", Shape.HELD),
        ("disappeared", Shape.HELD),
        ("died-in-custody", Shape.DEAD),
        ("died", Shape.DEAD),
        ("unknown", Shape.UNKNOWN),
        ("", Shape.UNKNOWN),
    ],
)
def test_each_situation_has_its_shape(situation, shape):
    assert shape_of(situation) == shape


def test_shapes_share_all_situations_out():
    assert sorted(code for shape in Shape for code in situations_of(shape)) == sorted(Situation.values)


@pytest.mark.parametrize("situation", Situation.values)
def test_situation_is_shown_as_word_shape_and_colour_together(situation):
    html = rendered("{% situation code %}", code=situation)

    assert f'class="situation {shape_of(situation).value}"' in html
    assert '<svg class="shape"' in html
    assert html.endswith(f"{Situation(situation).label}</span>")


@pytest.mark.parametrize("outcome", Outcome.values)
def test_outcome_is_shown_as_sign_and_word(outcome):
    assert f"</span> {Outcome(outcome).label}</span>" in rendered("{% outcome code %}", code=outcome)


@pytest.mark.parametrize(
    ("precision", "html"),
    [
        ("day", '<time datetime="2021-10-01">1 Oct 2021</time>'),
        ("", '<time datetime="2021-10-01">1 Oct 2021</time>'),
        ("month", '<time datetime="2021-10">Oct 2021</time>'),
        ("year", '<time datetime="2021">2021</time>'),
    ],
)
def test_day_is_shown_as_exactly_as_it_is_known(precision, html):
    assert rendered("{% day when precision %}", when=date(2021, 10, 1), precision=precision) == html


def test_no_day_is_shown_as_nothing():
    assert rendered("{% day when %}", when=None) == ""


def test_people_die_on_a_day_and_are_free_since_one():
    assert rendered("{% since 'died' %} {% since 'free' %}") == "on since"


@pytest.mark.parametrize(("number", "word"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13"), (1500, "1,500")])
def test_numbers_up_to_twelve_are_words(number, word):
    assert number_word(number) == word


def test_bar_fills_its_whole_width_and_says_its_numbers():
    html = rendered("{% bar counts 'Now' %}", counts=[(Shape.FREE, 3), (Shape.HELD, 1)])

    assert 'aria-label="Now: 3 free, 1 deprived of liberty"' in html
    assert 'x="0.00%" width="75.00%"' in html
    assert 'x="75.00%" width="25.00%"' in html


def edition(text: str, *spans: tuple[int, int]):
    return SimpleNamespace(
        text=text, language="en", reading={"paragraphs": [{"start": start, "end": end} for start, end in spans]}
    )


def mark(text: str, name: str, number: int, pk: int = 1):
    start = text.index(name)
    return SimpleNamespace(pk=pk, start=start, end=start + len(name), case=SimpleNamespace(name=name)), number


def test_citation_is_marked_where_it_stands_and_numbered():
    text = "Heading\nAnna & Bob\nMiller are held."

    html = rendered("{% marked_text edition marks %}", edition=edition(text, (8, len(text))), marks=[
        mark(text, "Bob\nMiller", 2)
    ])  # fmt: skip

    assert "Heading" not in html
    assert '<p id="paragraph-1">Anna &amp; <mark id="citation-1">Bob Miller</mark><sup>' in html
    assert 'href="#cited-2"' in html
    assert "</sup> are held.</p>" in html


def test_of_marks_that_overlap_the_first_is_shown():
    text = "Anna Bella Celik"

    html = rendered("{% marked_text edition marks %}", edition=edition(text, (0, len(text))), marks=[
        mark(text, "Bella Celik", 2, pk=2), mark(text, "Anna Bella", 1, pk=1)
    ])  # fmt: skip

    assert html.count("<mark") == 1
    assert ">Anna Bella</mark>" in html
    assert "</sup> Celik</p>" in html


def test_text_of_a_document_cannot_become_markup():
    text = "<script>alert(1)</script>"

    html = rendered("{% marked_text edition marks %}", edition=edition(text, (0, len(text))), marks=[])

    assert "<script>" not in html


@pytest.mark.parametrize("page", ["404.html", "400.html", "500.html"])
def test_error_pages_need_nothing_from_the_request(page):
    html = Template(f'{{% include "{page}" %}}').render(Context())

    assert '<nav aria-label="Main">' in html
    assert "aria-current" not in html
