"""What states did about communications, counted: answered, ignored, awaited, or nobody knows."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from ..models.vocabulary import ANSWERED, CommunicationBody, Response


@dataclass(frozen=True)
class Tally:
    """How a state responded to some communications; `query` finds them in /communications/."""

    label: str
    query: dict
    counts: Counter

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def answered(self) -> int:
        return sum(self.counts[response] for response in ANSWERED)

    @property
    def ignored(self) -> int:
        return self.counts[Response.IGNORED]

    @property
    def awaited(self) -> int:
        return self.counts[Response.AWAITED]

    @property
    def unknown(self) -> int:
        return self.counts[Response.UNKNOWN]

    @property
    def due(self) -> int:
        """Those that count for the response rate: answered, or the time to answer has passed."""
        return self.answered + self.ignored

    @property
    def answered_responses(self) -> list[str]:
        return list(ANSWERED)

    @property
    def due_responses(self) -> list[str]:
        return [*ANSWERED, Response.IGNORED]

    @property
    def rate(self) -> str:
        """The response rate in per cent, or nothing where no answer was due yet."""
        return f"{100 * self.answered / self.due:.0f} %" if self.due else ""


def tally(rows: Iterable[tuple], query: dict) -> Tally:
    """All of the rows of `CommunicationQuerySet.response_counts` together."""
    counts = Counter()
    for row in rows:
        response, number = row[-2:]
        counts[response] += number
    return Tally(_("All"), query, counts)


def tallies_by_body(rows: Iterable[tuple[str, str, int]], query: dict) -> list[Tally]:
    """One tally for each body, in the order of the vocabulary."""
    of_body = defaultdict(Counter)
    for body, response, number in rows:
        of_body[body][response] += number
    return [
        Tally(CommunicationBody(body).label, {**query, "body": body}, of_body[body])
        for body in CommunicationBody.values
        if of_body[body]
    ]


def tallies_by_year(rows: Iterable[tuple[int | None, str, int]], query: dict) -> list[Tally]:
    """One tally for each year of issue, latest first; those without a day of issue come last."""
    of_year = defaultdict(Counter)
    for year, response, number in rows:
        of_year[year][response] += number
    return [
        Tally(str(year or _("not known")), {**query, **year_query("issued", year)}, of_year[year])
        for year in sorted(of_year, key=lambda year: year or 0, reverse=True)
    ]


def year_query(what: str, year: int | None) -> dict:
    """How a list is asked for the rows of one year, or for those without a day."""
    if year is None:
        return {"dated": "false"}
    return {f"{what}_from": date(year, 1, 1), f"{what}_to": date(year, 12, 31)}


@dataclass(frozen=True)
class FigureBesideOurs:
    """A number that a declaration states, beside our count of the same as of the day it was tabled."""

    figure: object
    tally: Tally

    @property
    def count(self) -> int:
        return self.tally.counts[self.figure.response]


def beside_ours(figures: Iterable, communications) -> list[FigureBesideOurs]:
    """Each of the stated figures with our count; `communications` are those that the user may see."""
    compared = []
    for figure in figures:
        day = figure.declaration.tabled_on
        counted = communications.filter(country=figure.country_id, body__in=figure.counted_bodies).as_of(day)
        query = {"country": figure.country_id, "body": figure.bodies, "as_of": day}
        compared.append(FigureBesideOurs(figure, tally(counted.response_counts(), query)))
    return compared
