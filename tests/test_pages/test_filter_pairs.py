"""Each filter and each pair of filters gives the same rows in every format, and those that a plain loop gives."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from declarations import models

from .test_formats import READ, rows

pytestmark = pytest.mark.django_db

SEVERITY = {
    "free": 0, "restricted": 1, "in-exile": 1, "expelled": 1, "facing-charges": 2, "house-arrest": 3,
    "police-custody": 4, "administrative-detention": 4, "pre-trial-detention": 4, "forced-hospitalisation": 4,
    "serving-sentence": 5, "disappeared": 6,
}  # fmt: skip

#: For each list its filters, each with a value that some rows have and others have not.
FILTERS = {
    "cases": {
        "q": "Абишев",
        "situation": "serving-sentence",
        "outcome": "worse",
        "response": "rejected",
        "country": "KZ",
        "category": "journalist",
        "declaration": "103",
        "cited_from": "2016-01-01",
        "cited_to": "2018-01-01",
        "signatory": "boris",
        "group": "SOC",
        "signed_from": "FR",
        "due": "true",
        "updated_before": "2020-02-02",
        "updated_after": "2018-03-03",
        "as_of": "2019-06-01",
        "cited": "true",
        "kind": "person",
        "claimed": "serving-sentence",
        "since_found": "true",
    },
    "declarations": {
        "q": "numbered 101",
        "cited": "ben",
        "country": "FR",
        "group": "EPP/CD",
        "signatory": "anna",
        "alongside": "boris",
        "alongside_group": "EPP/CD",
        "tabled_from": "2017-06-01",
        "tabled_to": "2017-06-01",
    },
    "signatories": {"q": "bor", "country": "FR", "group": "SOC"},
    "follow-ups": {
        "q": "ben",
        "kind": "sentenced",
        "country": "KZ",
        "case": "ada",
        "declaration": "103",
        "happened_from": "2020-02-02",
        "happened_to": "2018-03-03",
    },
}


@pytest.fixture
def world(world):
    """The small world with a group among its people."""
    models.Case.objects.filter(slug="fay").update(kind="group")
    return world


def signers(declaration) -> list[tuple[str, str, str]]:
    return [(row.signatory.slug, row.group_id, row.country_id) for row in declaration.signatures.all()]


def cited_so(citation, asked: dict) -> bool:
    """Whether one citation fulfils everything that is asked about the declaration."""
    declaration = citation.declaration
    slugs, groups = {slug for slug, _, _ in signers(declaration)}, {group for _, group, _ in signers(declaration)}
    return (
        str(declaration.number) == asked.get("declaration", str(declaration.number))
        and asked.get("cited_from", "") <= declaration.tabled_on.isoformat() <= asked.get("cited_to", "9999")
        and ("signatory" not in asked or asked["signatory"] in slugs)
        and ("group" not in asked or asked["group"] in groups)
        and ("signed_from" not in asked or asked["signed_from"] in {country for _, _, country in signers(declaration)})
    )


def outcome(then: str, now: str) -> str:
    if now in ("died", "died-in-custody"):
        return "died"
    if then not in SEVERITY or now not in SEVERITY:
        return "unknown"
    change = SEVERITY[now] - SEVERITY[then]
    return "improved" if change < 0 else "worse" if change else "unchanged"


def standing(case, day: date) -> tuple:
    """Situation, first claim, response and day of the last follow-up, as of a day."""
    told = sorted((row for row in case.follow_ups.all() if row.occurred_on <= day), key=lambda row: row.occurred_on)
    cited = sorted(
        (row for row in case.citations.all() if row.declaration.tabled_on <= day),
        key=lambda row: row.declaration.tabled_on,
    )
    claims = [row.claim for row in cited if row.claim not in ("", "unknown")]
    situations = [row.situation for row in told if row.situation] or claims or ["unknown"]
    responses = [row.response for row in told if row.response] or [""]
    return situations[-1], (claims or [""])[0], responses[-1], told[-1].occurred_on if told else None


def is_case(case, asked: dict) -> bool:
    day = date.fromisoformat(asked["as_of"]) if "as_of" in asked else date.today()
    situation, then, response, last = standing(case, day)
    citations = sorted(case.citations.all(), key=lambda row: row.declaration.tabled_on)
    citing = [row for row in citations if cited_so(row, asked)]
    about_citations = {"declaration", "cited_from", "cited_to", "signatory", "group", "signed_from"} & asked.keys()
    if about_citations and not citing:
        return False
    if "declaration" in asked or (about_citations and "since_found" in asked):
        then = next((row.claim for row in citing if row.claim not in ("", "unknown")), "")
    is_due = SEVERITY.get(situation, 0) >= 3 and (last is None or last < day - timedelta(days=180))
    names = [row.spelling for row in case.spellings.all()]
    return (
        ("q" not in asked or any(asked["q"] in name for name in names))
        and asked.get("situation", situation) == situation
        and ("outcome" not in asked or asked["outcome"] == outcome(then, situation))
        and asked.get("response", response) == response
        and asked.get("country", case.country_id) == case.country_id
        and ("cited" not in asked or bool(citations))
        and asked.get("kind", case.kind) == case.kind
        and asked.get("claimed", then or "unknown") == (then or "unknown")
        and ("category" not in asked or asked["category"] in [row.category for row in case.categories.all()])
        and ("due" not in asked or is_due)
        and ("updated_before" not in asked or bool(last and last.isoformat() < asked["updated_before"]))
        and ("updated_after" not in asked or bool(last and last.isoformat() > asked["updated_after"]))
    )


def is_declaration(declaration, asked: dict) -> bool:
    signed = signers(declaration)
    return (
        ("q" not in asked or all(word in declaration.title for word in asked["q"].split()))
        and ("cited" not in asked or asked["cited"] in [row.case.slug for row in declaration.citations.all()])
        and all(
            name not in asked or asked[name] in [signer[place] for signer in signed]
            for place, name in enumerate(["signatory", "group", "country"])
        )
        and all(
            name not in asked or asked[name] in [signer[place] for signer in signed]
            for place, name in enumerate(["alongside", "alongside_group"])
        )
        and asked.get("tabled_from", "") <= declaration.tabled_on.isoformat() <= asked.get("tabled_to", "9999")
    )


def is_signatory(signatory, asked: dict) -> bool:
    return (
        asked.get("q", "") in signatory.name.lower()
        and asked.get("country", signatory.country_id) == signatory.country_id
        and ("group" not in asked or asked["group"] in [row.group_id for row in signatory.signatures.all()])
    )


def is_follow_up(follow_up, asked: dict) -> bool:
    case = follow_up.case
    numbers = [str(row.declaration.number) for row in case.citations.all()]
    return (
        (asked.get("q", "") in follow_up.note or asked["q"] in case.name.lower())
        and asked.get("kind", follow_up.kind) == follow_up.kind
        and asked.get("country", case.country_id) == case.country_id
        and asked.get("case", case.slug) == case.slug
        and ("declaration" not in asked or asked["declaration"] in numbers)
        and asked.get("happened_from", "") <= follow_up.occurred_on.isoformat() <= asked.get("happened_to", "9999")
    )


BY_LOOP = {
    "cases": (models.Case, is_case),
    "declarations": (models.Declaration, is_declaration),
    "signatories": (models.Signatory, is_signatory),
    "follow-ups": (models.FollowUp, is_follow_up),
}

PAIRS = [
    (name, {one: filters[one] for one in pair})
    for name, filters in FILTERS.items()
    for pair in [*((one,) for one in filters), *combinations(filters, 2)]
]


def on_the_page(client, name: str, asked: dict) -> list[str]:
    return [row.get_absolute_url() for row in client.get(f"/{name}/", asked).context["page_obj"]]


def path(address: str) -> str:
    page, mark, fragment = address.removeprefix("http://testserver").partition("#")
    return page.partition("?")[0] + mark + fragment


@pytest.mark.parametrize(("name", "asked"), PAIRS, ids=lambda part: part if isinstance(part, str) else "+".join(part))
def test_every_format_has_the_rows_that_a_plain_loop_finds(world, client, name, asked):
    model, is_asked_for = BY_LOOP[name]
    expected = {row.get_absolute_url() for row in model.objects.all() if is_asked_for(row, asked)}

    page = on_the_page(client, name, asked)
    assert set(page) == expected
    for wanted in READ:
        assert [path(row["address"]) for row in rows(client, f"/{name}/", wanted, **asked)] == page
    assert [path(row["address"]) for row in client.get(f"/api/{name}/", asked).json()["results"]] == page


@pytest.mark.parametrize(("name", "one"), [(name, one) for name in FILTERS for one in FILTERS[name]])
def test_each_value_of_these_tests_tells_rows_apart(world, client, name, one):
    model, is_asked_for = BY_LOOP[name]
    found = [is_asked_for(row, {one: FILTERS[name][one]}) for row in model.objects.all()]

    assert any(found)
    assert (
        one in {"as_of", "since_found"}
        or (name, one) in {("signatories", "country"), ("declarations", "country")}
        or not all(found)
    )


def test_every_filter_of_a_list_is_among_these_tests(world, client):
    for name, filters in FILTERS.items():
        form = client.get(f"/{name}/").context["filter"].form
        assert set(form.fields) == {*filters, "ordering"}
