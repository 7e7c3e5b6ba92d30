"""What the pages repeat: situations with their shape, dates, bars, marked texts, sortable columns, navigation."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django import template
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from .. import partial_dates
from ..models.vocabulary import DEATHS, FollowUpKind, Outcome, Response, Situation
from ..saying import day_text, long_day, number_text
from .wording import shape_of

register = template.Library()

PAGES = (
    ("declarations", _("Declarations")),
    ("cases", _("Cases")),
    ("signatories", _("Signatories")),
    ("follow-ups", _("Follow-ups")),
    ("communications", _("Communications")),
    ("states", _("States")),
)

OUTCOME_MARKS = {
    Outcome.IMPROVED: "↗",
    Outcome.UNCHANGED: "→",
    Outcome.WORSE: "↘",
    Outcome.DIED: "■",
    Outcome.UNKNOWN: "?",
}


@register.simple_tag
def situation(code: str) -> str:
    """A situation as word, shape and colour together. An empty code is unknown."""
    code = code or Situation.UNKNOWN
    return _marked(shape_of(code), Situation(code).label)


@register.simple_tag
def shape(kind) -> str:
    """The mark of several situations together, such as all those deprived of liberty."""
    return _marked(kind, kind.label)


def _marked(kind, word) -> str:
    return render_to_string("declarations/_situation.html", {"shape": kind.value, "word": word})


@register.simple_tag
def outcome(code: str) -> str:
    """What became of a person, as a sign and a word."""
    kind = Outcome(code)
    return format_html(
        '<span class="outcome {}"><span aria-hidden="true">{}</span> {}</span>', code, OUTCOME_MARKS[kind], kind.label
    )


@register.filter
def response_label(code: str) -> str:
    """What a state did, with the Committee's grade."""
    return Response(code).label


@register.filter
def kind_label(code: str) -> str:
    """What happened; what is of no listed kind is an event, which its note tells."""
    return _("event") if code == FollowUpKind.OTHER else FollowUpKind(code).label


@register.simple_tag
def since(code: str, precision: str = "") -> str:
    """The word before the day, month or year a situation began: people die on a day and are free since one."""
    if precision in ("month", "year"):
        return (
            pgettext("before a month or year", "in") if code in DEATHS else pgettext("before a month or year", "since")
        )
    return pgettext("before a day", "on") if code in DEATHS else pgettext("before a day", "since")


@register.simple_tag
def day(value, precision: str = "") -> str:
    """A day as exactly as it is known, for people and machines; nothing for no day."""
    if value is None:
        return ""
    exactness = precision or "day"
    return format_html(
        '<time datetime="{}">{}</time>', partial_dates.text_of(value, exactness), day_text(value, exactness)
    )


@register.filter
def in_words(value) -> str:
    """A day with its month in full."""
    return long_day(value)


@register.filter
def short_day(value) -> str:
    """A day with its month shortened."""
    return day_text(value)


@register.simple_tag(takes_context=True)
def as_of_words(context) -> str:
    """The day as of which the page speaks, as a sentence."""
    before, _day, after = gettext("As of %(day)s.").partition("%(day)s")
    return format_html("{}{}{}", before, day(context["as_of"]), after)


#: What changed what the site says of a case.
STEPS = {"published": _("published"), "corrected": _("corrected"), "retracted": _("retracted"), "cited": _("cited")}

#: The facts of a follow-up, as a correction names them.
FACTS = {
    "communication": _("communication"),
    "occurred on": _("occurred on"),
    "precision": _("precision"),
    "kind": _("kind"),
    "situation": _("situation"),
    "certainty": _("certainty"),
    "release ground": _("release ground"),
    "response": _("response"),
    "allegations": _("allegations"),
    "note": _("note"),
}


@register.filter
def step_label(what: str) -> str:
    """What happened to a follow-up."""
    return STEPS.get(what, what)


@register.filter
def fact_label(name: str) -> str:
    """A fact of a follow-up, as people call it."""
    return FACTS.get(name, name)


@register.filter
def figures(number: int) -> str:
    """A number in figures, its thousands set apart."""
    return number_text(number)


@register.simple_tag
def counted(number: int, page: str, query: dict | None = None, words: str = "", **more) -> str:
    """A number of rows as a link to the list `page` that has exactly these rows; none is a plain 0.

    `words` say the number instead of figures. `query` and `more` are what the list is asked for: codes, days, or
    several of them. What is empty is left out.
    """
    if not number:
        return words or "0"
    address = rows_address(page, query, **more)
    return format_html('<a class="counted" href="{}">{}</a>', address, words or number_text(number))


@register.simple_tag
def rows_address(page: str, query: dict | None = None, **more) -> str:
    """The address of the list `page`, asked for `query` and `more`."""
    asked = [(name, value) for name, value in {**(query or {}), **more}.items() if value or value == 0]
    encoded = urlencode(asked, doseq=True)
    return f"{reverse(page)}?{encoded}" if encoded else reverse(page)


@dataclass(frozen=True)
class Segment:
    """One part of a bar: its look, its number, and where it stands, in hundredths of the width."""

    look: str
    label: str
    number: int
    start: str
    width: str
    has_room: bool


@register.inclusion_tag("declarations/_bar.html")
def bar(counts, title: str) -> dict:
    """A bar of (shape or outcome, number) pairs. It is an image; the same numbers stand as text beside it."""
    total = sum(number for _, number in counts)
    segments, start = [], 0.0
    for kind, number in counts:
        width = 100 * number / total
        segments.append(Segment(kind.value, kind.label, number, f"{start:.2f}%", f"{width:.2f}%", has_room=width >= 4))
        start += width
    return {"segments": segments, "title": title}


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph; `number` is that of the case cited there, or None."""

    text: str
    number: int | None = None
    citation: object = None


@register.inclusion_tag("declarations/_text.html")
def marked_text(edition, marks, prefix: str = "") -> dict:
    """The paragraphs of an edition; `marks` are pairs of a citation in its text and the number of its case.

    `prefix` tells the anchors of a second text on the page from those of the first.
    """
    paragraphs = [_pieces(edition.text, row, marks) for row in _spans(edition)]
    return {"language": edition.language, "paragraphs": paragraphs, "prefix": prefix}


def _spans(edition) -> list[tuple[int, int]]:
    return [(paragraph["start"], paragraph["end"]) for paragraph in edition.reading["paragraphs"]]


def _pieces(text: str, span: tuple[int, int], marks) -> list[Piece]:
    """A paragraph cut at its marks. Of marks that overlap the first one is shown."""
    position, end = span
    pieces = []
    for citation, number in sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end)):
        if position <= citation.start and citation.end <= end:
            pieces.append(Piece(_folded(text[position : citation.start])))
            pieces.append(Piece(_folded(text[citation.start : citation.end]), number, citation))
            position = citation.end
    return [*pieces, Piece(_folded(text[position:end]))]


def _folded(text: str) -> str:
    """The text with its line breaks and runs of blanks as single blanks, also at its ends."""
    middle = " ".join(text.split())
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and middle else ""
    return f"{before}{middle}{after}"


@register.inclusion_tag("declarations/_sortable.html", takes_context=True)
def sortable(context, name: str, title: str, look: str = "") -> dict:
    """The head of a column, as a link that sorts by it: upwards first, then downwards."""
    filterset = context["filter"]
    asked = filterset.form.cleaned_data["ordering"] or filterset.default_ordering
    query = context["view"].first_page()
    query["ordering"] = f"-{name}" if asked == name else name
    direction = {name: "ascending", f"-{name}": "descending"}.get(asked, "")
    return {"title": title, "query": f"?{query.urlencode()}", "direction": direction, "look": look, "name": name}


#: What people call the orders of lists that have no heads of columns.
ORDER_TITLES = {"date": _("date"), "published": _("day of publication"), "nearness": _("nearness")}


@register.inclusion_tag("declarations/_orders.html", takes_context=True)
def orders(context) -> dict:
    """Links to all orders of a list that has no heads of columns to click on."""
    names = context["filter"].orderings
    return {"orders": [sortable(context, name, ORDER_TITLES[name]) for name in names]}


@register.inclusion_tag("declarations/_navigation.html", takes_context=True)
def navigation(context) -> dict:
    """The main navigation; the section one is in is marked. Also for pages made without a request."""
    path = getattr(context.get("request"), "path", "")
    return {"pages": [(reverse(name), title, path.startswith(reverse(name))) for name, title in PAGES]}


#: The languages of the pages, by their own names.
LANGUAGES = {"en": "English", "fr": "Français"}


@register.inclusion_tag("declarations/_languages.html", takes_context=True)
def languages(context) -> dict:
    """Links to this page in the other languages. Also for pages made without a request, which then lead home."""
    request = context.get("request")
    found = []
    for code, name in LANGUAGES.items():
        if code != get_language():
            query = request.GET.copy() if request else QueryDict(mutable=True)
            query["lang"] = code
            found.append((code, name, f"{request.path if request else '/'}?{query.urlencode()}"))
    return {"languages": found}


@register.simple_tag(takes_context=True)
def permanent_address(context) -> str:
    """The address of this page as it stood on the day it speaks of."""
    request = context["request"]
    return f"{request.build_absolute_uri(request.path)}?as_of={context['as_of'].isoformat()}"


#: What would end a block of data within a page, written so that JSON has it but HTML does not see it.
SIGNS_OF_MARKUP = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def linked_data(data: dict) -> str:
    """What the page says, as JSON-LD. It is a block of data: no browser runs it, whatever a name holds."""
    written = json.dumps(data, ensure_ascii=False).translate(SIGNS_OF_MARKUP)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))
