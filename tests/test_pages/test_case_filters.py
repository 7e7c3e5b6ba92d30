"""Each filter of /cases/ against a computation in plain Python over the tables of the small world."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import RequestFactory

from declarations.filters import CaseFilter
from declarations.models import Case
from declarations.models.situations import outcome
from declarations.models.vocabulary import DEPRIVED_OF_LIBERTY

from .worlds import CASES, DECLARATIONS, FOLLOW_UPS

pytestmark = pytest.mark.django_db

NAMES = {slug: name for slug, name, *_ in CASES}
COUNTRIES = {slug: country for slug, _, country, *_ in CASES}
CATEGORIES = {slug: categories for slug, _, _, categories, _ in CASES}
CLAIMS = {slug: claims for slug, *_, claims in CASES}
SLUGS = list(NAMES)


def found(query: str) -> set[str]:
    request = RequestFactory().get(f"/cases/?{query}")
    request.user = AnonymousUser()
    filterset = CaseFilter(QueryDict(query), queryset=Case.objects.visible_to(request.user), request=request)
    assert filterset.is_valid(), filterset.error_sentence()
    return {case.slug for case in filterset.rows}


def those(condition) -> set[str]:
    return {slug for slug in SLUGS if condition(slug)}


def news(slug: str, day: date):
    return [(when, facts) for of, when, facts in FOLLOW_UPS if of == slug and when <= day]


def situation(slug: str, day: date = date.max) -> str:
    stating = [facts["situation"] for _, facts in news(slug, day) if facts["situation"]]
    claims = [claim for number, claim in CLAIMS[slug].items() if DECLARATIONS[number][0] <= day]
    return [*claims, *stating, "unknown"][len(claims) + len(stating) - 1]


def changed(slug: str) -> str:
    return outcome(next(iter(CLAIMS[slug].values()), ""), situation(slug))


def cited_where(slug: str, condition) -> bool:
    return any(condition(*DECLARATIONS[number]) for number in CLAIMS[slug])


def updated(slug: str) -> date | None:
    return max((when for when, _ in news(slug, date.max)), default=None)


def is_due(slug: str, day: date) -> bool:
    last = max((when for when, _ in news(slug, day)), default=date.min)
    return situation(slug, day) in DEPRIVED_OF_LIBERTY and last < day - timedelta(days=180)


CHECKS = [
    ("", lambda slug: True),
    ("q=abishev", lambda slug: slug == "ada"),
    ("q=АБИШЕВ", lambda slug: slug == "ada"),
    ("q=celik", lambda slug: slug == "cyd"),
    ("q=bokayev ben", lambda slug: slug == "ben"),
    ("q=nobody", lambda slug: False),
    ("situation=free", lambda slug: situation(slug) == "free"),
    ("situation=free&situation=restricted", lambda slug: situation(slug) in ("free", "restricted")),
    ("outcome=improved", lambda slug: changed(slug) == "improved"),
    ("outcome=worse", lambda slug: changed(slug) == "worse"),
    ("outcome=died&outcome=unknown", lambda slug: changed(slug) in ("died", "unknown")),
    ("response=rejected", lambda slug: slug == "cyd"),
    ("country=KZ", lambda slug: COUNTRIES[slug] == "KZ"),
    ("country=AZ&country=TR", lambda slug: COUNTRIES[slug] in ("AZ", "TR")),
    ("country=FR", lambda slug: False),
    ("category=lawyer", lambda slug: "lawyer" in CATEGORIES[slug]),
    ("category=lawyer&category=opposition", lambda slug: {"lawyer", "opposition"} & {*CATEGORIES[slug]}),
    ("declaration=103", lambda slug: 103 in CLAIMS[slug]),
    (
        "declaration=103&outcome=worse",
        lambda slug: 103 in CLAIMS[slug] and outcome(CLAIMS[slug][103], situation(slug)) == "worse",
    ),
    (
        "declaration=103&outcome=improved",
        lambda slug: 103 in CLAIMS[slug] and outcome(CLAIMS[slug][103], situation(slug)) == "improved",
    ),
    (
        "declaration=102&outcome=died",
        lambda slug: 102 in CLAIMS[slug] and outcome(CLAIMS[slug][102], situation(slug)) == "died",
    ),
    ("cited_from=2017-06-01", lambda slug: cited_where(slug, lambda day, signed: day >= date(2017, 6, 1))),
    ("cited_to=2017-06-01", lambda slug: cited_where(slug, lambda day, signed: day <= date(2017, 6, 1))),
    (
        "cited_from=2016-01-01&cited_to=2018-01-01",
        lambda slug: cited_where(slug, lambda day, signed: date(2016, 1, 1) <= day <= date(2018, 1, 1)),
    ),
    ("signatory=anna", lambda slug: cited_where(slug, lambda day, signed: "anna" in signed)),
    ("group=ALDE", lambda slug: cited_where(slug, lambda day, signed: "ALDE" in signed.values())),
    (
        "group=ALDE&group=SOC",
        lambda slug: cited_where(slug, lambda day, signed: {"ALDE", "SOC"} & {*signed.values()}),
    ),
    (
        "signatory=boris&cited_to=2016-12-31",
        lambda slug: cited_where(slug, lambda day, signed: "boris" in signed and day <= date(2016, 12, 31)),
    ),
    (
        "signatory=anna&group=EPP/CD&cited_from=2017-01-01",
        lambda slug: cited_where(
            slug, lambda day, signed: "anna" in signed and "EPP/CD" in signed.values() and day >= date(2017, 1, 1)
        ),
    ),
    ("declaration=101&cited_from=2016-01-01", lambda slug: False),
    ("due=true", lambda slug: is_due(slug, date.today())),
    ("due=no", lambda slug: not is_due(slug, date.today())),
    ("due=true&as_of=2015-12-01", lambda slug: is_due(slug, date(2015, 12, 1))),
    ("updated_before=2020-02-02", lambda slug: updated(slug) and updated(slug) < date(2020, 2, 2)),
    ("updated_after=2020-02-02", lambda slug: updated(slug) and updated(slug) > date(2020, 2, 2)),
    ("as_of=2016-06-01&situation=free", lambda slug: situation(slug, date(2016, 6, 1)) == "free"),
    (
        "as_of=2019-12-31&situation=serving-sentence",
        lambda slug: situation(slug, date(2019, 12, 31)) == "serving-sentence",
    ),
    (
        "country=TR&signatory=anna&situation=died&q=dan",
        lambda slug: slug == "dan",
    ),
]


@pytest.mark.parametrize(("query", "condition"), CHECKS, ids=[query or "none" for query, _ in CHECKS])
def test_filter_gives_what_the_tables_say(world, query, condition):
    assert found(query) == those(condition)


def test_filters_about_a_citing_declaration_hold_for_the_same_declaration(world):
    # Ben is cited in 2015 and, by a declaration that Carla signed, in 2019; never by hers in 2015.
    assert found("signatory=carla&cited_to=2016-01-01") == set()


def test_outcome_is_told_since_the_declaration_that_is_asked_for(world):
    assert "ben" in found("declaration=101&outcome=worse")
    assert "dan" in found("declaration=103&outcome=died")
    assert "eve" in found("declaration=103&outcome=improved")


def test_facet_counts_leave_their_own_filter_out(world, client):
    query = QueryDict("situation=free&country=KZ")
    request = RequestFactory().get("/cases/")
    request.user = AnonymousUser()
    filterset = CaseFilter(query, queryset=Case.objects.all(), request=request)
    assert filterset.is_valid()

    kazakh = [slug for slug in SLUGS if COUNTRIES[slug] == "KZ"]
    assert filterset.counts("situation") == {
        code: sum(situation(slug) == code for slug in kazakh) for code in {situation(slug) for slug in kazakh}
    }
    assert filterset.counts("category") == {"journalist": 1}


def test_outcome_counts_are_told_since_the_declaration_that_is_asked_for(world):
    request = RequestFactory().get("/cases/")
    request.user = AnonymousUser()
    filterset = CaseFilter(QueryDict("declaration=103"), queryset=Case.objects.all(), request=request)
    assert filterset.is_valid()

    cited = [slug for slug in SLUGS if 103 in CLAIMS[slug]]
    outcomes = [outcome(CLAIMS[slug][103], situation(slug)) for slug in cited]
    assert filterset.counts("outcome") == {code: outcomes.count(code) for code in outcomes}


def in_order(client, query: str) -> list[str]:
    return [row.case.slug for row in client.get(f"/cases/?{query}").context["rows"]]


def test_cases_with_the_latest_news_come_first(world, client):
    assert in_order(client, "") == ["eve", "dan", "ben", "cyd", "ada", "fay"]


@pytest.mark.parametrize(
    ("ordering", "slugs"),
    [
        ("name", ["ada", "ben", "cyd", "dan", "eve", "fay"]),
        ("-name", ["fay", "eve", "dan", "cyd", "ben", "ada"]),
        ("situation", ["ada", "eve", "cyd", "ben", "dan", "fay"]),
        ("-situation", ["fay", "dan", "ben", "cyd", "eve", "ada"]),
        ("since", ["ada", "ben", "dan", "eve", "cyd", "fay"]),
        ("-since", ["eve", "dan", "ben", "ada", "cyd", "fay"]),
        ("last_follow_up", ["ada", "cyd", "ben", "dan", "eve", "fay"]),
        ("sources", ["fay", "ada", "ben", "cyd", "dan", "eve"]),
        ("first_cited", ["ada", "ben", "cyd", "dan", "eve", "fay"]),
        ("-first_cited", ["eve", "cyd", "dan", "ada", "ben", "fay"]),
    ],
)
def test_cases_are_sorted_as_asked_and_those_without_a_value_come_last(world, client, ordering, slugs):
    assert in_order(client, f"ordering={ordering}") == slugs
