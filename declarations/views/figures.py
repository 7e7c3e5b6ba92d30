"""Pictures with the numbers they are drawn from; each is taken away as SVG, and its numbers as CSV."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count as CountRows
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import pictures
from ..models import SituationPeriod
from ..models.vocabulary import Response, Situation
from ..templatetags.wording import Shape, shape_of, situations_of
from .responses import tallies_by_year

#: The responses of states in the order of the bars: what was done, from best to worst, then what nobody knows yet.
RESPONSES = (
    Response.IMPLEMENTED,
    Response.PARTLY_IMPLEMENTED,
    Response.UNSATISFACTORY,
    Response.REJECTED,
    Response.IGNORED,
    Response.AWAITED,
    Response.UNKNOWN,
)


@dataclass(frozen=True)
class Count:
    """A number of the table, and what finds as many rows in the list."""

    number: int
    query: dict


@dataclass(frozen=True)
class Figure:
    """One picture: its name in addresses, its title, the element of SVG, and the table that it is drawn from.

    `listed` is the list whose rows it counts, and `query` asks for just this picture, in the words of that list.
    """

    name: str
    title: str
    svg: str
    heads: list[str]
    rows: list[list[str | Count]]
    listed: str
    query: dict

    def address_as(self, format: str) -> str:
        """Where the picture, or its table, is taken away."""
        given = [(name, value) for name, value in self.query.items() if value]
        asked = f"?{urlencode(given, doseq=True)}" if given else ""
        return reverse("picture", args=[self.name, format]) + asked

    @property
    def address_of_svg(self) -> str:
        return self.address_as("svg")

    @property
    def address_of_table(self) -> str:
        return self.address_as("csv")

    @property
    def numbers(self) -> list[list[str | int]]:
        """The table without what finds its rows."""
        return [[cell.number if isinstance(cell, Count) else cell for cell in row] for row in self.rows]


def _kinds(labelled) -> list[pictures.Kind]:
    return [pictures.Kind(one.value, str(one.label)) for one in labelled]


def _labels(labelled) -> list[str]:
    return [str(one.label) for one in labelled]


def _bars(rows: list[list[str | Count]]) -> list[tuple[str, list[int]]]:
    return [(label, [count.number for count in counts]) for label, *counts in rows]


def situations_figure(cases, until: date, query: dict) -> Figure:
    """How the cited ones among `cases` stood at the end of each year, and on the day `until`."""
    periods = SituationPeriod.objects.filter(case__in=cases.order_by().values("pk"))
    rows = []
    for year, situations in periods.standing_at_year_ends(until).items():
        day = min(until, date(year, 12, 31))
        label = str(year) if day.month == 12 and day.day == 31 else _("%(year)s, so far") % {"year": year}
        counts = [_standing(situations, shape, {**query, "cited": "true", "as_of": day}) for shape in Shape]
        rows.append([label, *counts])
    title = _("Cited cases by situation, at the end of each year")
    svg = pictures.stacked_bars("situations", title, _kinds(Shape), _bars(rows))
    return Figure("situations", title, svg, [_("Year"), *_labels(Shape)], rows, "cases", query)


def _standing(situations: Counter, shape: Shape, query: dict) -> Count:
    codes = situations_of(shape)
    return Count(sum(situations[code] for code in codes), {**query, "situation": codes})


def then_and_now_figure(pairs: Counter, query: dict) -> Figure:
    """The flow of cases from the situation claimed to that of the day; `pairs` counts both codes together."""
    shapes = Counter()
    for (then, now), number in pairs.items():
        shapes[shape_of(then), shape_of(now)] += number
    title = _("From then to now, each stream as wide as its number of cases")
    looks = Counter({(then.value, now.value): number for (then, now), number in shapes.items()})
    svg = pictures.flow("then-and-now", title, _kinds(Shape), looks, (_("Then"), _("Now")))
    rows = [
        [str(then.label), str(now.label), Count(shapes[then, now], {**query, **_changed(then, now)})]
        for then in Shape
        for now in Shape
        if shapes[then, now]
    ]
    return Figure("then-and-now", title, svg, [_("Then"), _("Now"), _("Cases")], rows, "cases", query)


def _changed(then: Shape, now: Shape) -> dict:
    return {"cited": "true", "claimed": situations_of(then), "situation": situations_of(now)}


def signatures_figure(signatures: Iterable, query: dict) -> Figure:
    """Who signed, by country and group of the time: a dot for each of `signatures`."""
    counted, of_country, of_group = Counter(), Counter(), Counter()
    asked = {}
    for signature in signatures:
        country = signature.country_name or _("not known")
        group = signature.group.abbreviation if signature.group else _("not known")
        counted[country, group] += 1
        of_country[country] += 1
        of_group[group] += 1
        asked["country", country] = (
            {"country": signature.country_id} if signature.country else {"country_known": "false"}
        )
        asked["group", group] = {"group": signature.group_id} if signature.group else {"group_known": "false"}
    countries = sorted(of_country, key=lambda name: (-of_country[name], name))
    groups = sorted(of_group, key=lambda code: (-of_group[code], code))
    rows = []
    for country in countries:
        found = {**query, **asked["country", country]}
        counts = [Count(counted[country, group], {**found, **asked["group", group]}) for group in groups]
        rows.append([country, *counts, Count(of_country[country], found)])
    title = _("Signatures by country and political group, a dot for each")
    svg = pictures.dots("signatures", title, countries, groups, counted, _("All"))
    return Figure("signatures", title, svg, [_("Country"), *groups, _("All")], rows, "signatures", query)


def answers_figure(communications, query: dict) -> Figure:
    """What states did about `communications`, which `as_of` gave, by the year of issue."""
    counts = communications.annotate(year=ExtractYear("issued_on")).response_counts("year")
    rows = [
        [str(tally.label), *(Count(tally.counts[one], {**tally.query, "response": one.value}) for one in RESPONSES)]
        for tally in reversed(tallies_by_year(counts, query))
    ]
    title = _("Responses to opinions and appeals, by the year of issue")
    svg = pictures.stacked_bars("answers", title, _kinds(RESPONSES), _bars(rows))
    return Figure("answers", title, svg, [_("Year"), *_labels(RESPONSES)], rows, "communications", query)


def pairs_of(cases, then: str = "shown_first_claim") -> Counter:
    """How many of `cases`, which `as_of` gave, had each claim in the column `then` and have each situation now."""
    pairs = Counter()
    counted = cases.order_by().values_list(then, "shown_situation").annotate(number=CountRows("pk"))
    for claim, situation, number in counted:
        pairs[claim or Situation.UNKNOWN, situation or Situation.UNKNOWN] += number
    return pairs
