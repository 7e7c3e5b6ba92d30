"""Each filter and each pair of filters gives the same rows in every format, and those that a plain loop gives."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from django.db import connection

from declarations import following, models
from tests.factories import SignatureFactory, SourceFactory

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
    "communications": {
        "q": "letter",
        "body": "wgad",
        "kind": "opinion",
        "response": "ignored",
        "country": "KZ",
        "case": "eve",
        "declaration": "103",
        "issued_from": "2018-06-01",
        "issued_to": "2018-12-31",
        "dated": "true",
        "as_of": "2019-01-31",
    },
    "states": {"q": "kaz", "as_of": "2018-01-01"},
    "sources": {
        "q": "gazette",
        "country": "KZ",
        "case": "ada",
        "declaration": "103",
        "signatory": "anna",
        "as_of": "2019-01-01",
    },
    "signatures": {
        "q": "bor",
        "declaration": "103",
        "signatory": "boris",
        "country": "FR",
        "group": "SOC",
        "country_known": "true",
        "group_known": "false",
    },
}


@pytest.fixture
def world(world):
    """The small world with a group among its people."""
    models.Case.objects.filter(slug="fay").update(kind="group")
    more_communications()
    more_sources_and_signatures()
    return world


def more_communications() -> None:
    """Beside the opinion of the small world: a letter that was answered, one that still waits, one without a day."""
    rows = [
        ("special-procedures", "allegation-letter", "A letter on Ada", date(2018, 3, 1), "KZ", "ada", 101),
        ("special-procedures", "urgent-appeal", "A letter on Cyd", date(2018, 12, 20), "TR", "cyd", 103),
        ("ecthr", "judgment", "Dan v. Turkey", None, "TR", "dan", None),
    ]
    for body, kind, title, day, country, slug, number in rows:
        row = models.Communication.objects.create(
            body=body, kind=kind, title=title, issued_on=day, country_id=country, reference=title
        )
        row.cases.add(models.Case.objects.get(slug=slug))
        if number:
            row.declarations.add(models.Declaration.objects.get(number=number))
        if slug == "ada":
            facts = {"kind": "state-replied", "response": "rejected", "occurred_on": date(2018, 4, 1)}
            source = SourceFactory(publisher="Gazette", title="The answer")
            answer = following.record(by=None, communication=row, case=row.cases.get(), sources=[source], **facts)
            following.publish(answer, by=None)


def more_sources_and_signatures() -> None:
    """A source of two follow-ups, one that only a draft cites, and lines of which country or group is unknown."""
    shared = SourceFactory(publisher="Gazette", title="Two at once")
    for slug in ("ada", "eve"):
        following.attach_source(models.FollowUp.objects.filter(case__slug=slug).latest("pk"), shared)
    SourceFactory(publisher="Gazette", title="Never published")
    edition = models.Edition.objects.get(declaration__number=102)
    SignatureFactory(
        first_edition=edition, signatory=None, family_name="Unknown", given_name="", printed="UNKNOWN", key="unknown",
        country=None, group=None,
    )  # fmt: skip


def signers(declaration) -> list[tuple[str, str, str]]:
    return [
        (row.signatory and row.signatory.slug, row.group_id, row.country_id) for row in declaration.signatures.all()
    ]


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


def is_communication(row, asked: dict) -> bool:
    day = date.fromisoformat(asked["as_of"]) if "as_of" in asked else date.today()
    if row.issued_on > day if row.issued_on else "as_of" in asked:
        return False
    told = sorted(
        (answer for answer in row.follow_ups.all() if answer.occurred_on <= day), key=lambda a: a.occurred_on
    )
    late = row.due_on is not None and row.due_on < day
    response = told[-1].response if told else "unknown" if row.due_on is None else "ignored" if late else "awaited"
    words = [row.title, row.reference, row.note, *(case.name for case in row.cases.all())]
    issued = row.issued_on.isoformat() if row.issued_on else ""
    numbers = [str(declaration.number) for declaration in row.declarations.all()]
    return (
        ("q" not in asked or any(asked["q"] in text.lower() for text in words))
        and all(asked.get(name, value) == value for name, value in [("body", row.body), ("kind", row.kind)])
        and asked.get("response", response) == response
        and asked.get("country", row.country_id) == row.country_id
        and ("case" not in asked or asked["case"] in [case.slug for case in row.cases.all()])
        and ("declaration" not in asked or asked["declaration"] in numbers)
        and ("issued_from" not in asked or (bool(issued) and issued >= asked["issued_from"]))
        and ("issued_to" not in asked or (bool(issued) and issued <= asked["issued_to"]))
        and ("dated" not in asked or bool(issued))
    )


def is_state(state, asked: dict) -> bool:
    is_held = bool(state.cases.all() or state.communications.all())
    return is_held and asked.get("q", "") in state.name_en.lower()


def is_source(source, asked: dict) -> bool:
    """Whether one published follow-up, known that day, fulfils all that is asked about follow-ups."""
    day = date.fromisoformat(asked["as_of"]) if "as_of" in asked else date.today()
    words = f"{source.title} {source.publisher} {source.address}".lower()
    told = [link.follow_up for link in source.follow_up_links.all() if link.follow_up.state == "published"]
    return asked.get("q", "") in words and any(is_told(row, asked) for row in told if row.known_on <= day)


def is_told(follow_up, asked: dict) -> bool:
    case = follow_up.case
    subject = case or follow_up.communication
    citations = list(case.citations.all()) if case else []
    return (
        asked.get("country", subject.country_id) == subject.country_id
        and ("case" not in asked or (bool(case) and case.slug == asked["case"]))
        and ("declaration" not in asked or asked["declaration"] in [str(row.declaration.number) for row in citations])
        and (
            "signatory" not in asked
            or any(asked["signatory"] in {slug for slug, _, _ in signers(row.declaration)} for row in citations)
        )
    )


def is_signature(row, asked: dict) -> bool:
    return (
        asked.get("q", "") in row.printed.lower()
        and asked.get("declaration", str(row.declaration.number)) == str(row.declaration.number)
        and ("signatory" not in asked or (bool(row.signatory) and row.signatory.slug == asked["signatory"]))
        and asked.get("country", row.country_id) == row.country_id
        and asked.get("group", row.group_id) == row.group_id
        and ("country_known" not in asked or (row.country_id is not None) == (asked["country_known"] == "true"))
        and ("group_known" not in asked or (row.group_id is not None) == (asked["group_known"] == "true"))
    )


BY_LOOP = {
    "communications": (models.Communication, is_communication),
    "states": (models.Country, is_state),
    "sources": (models.Source, is_source),
    "signatures": (models.Signature, is_signature),
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
    # How rows are written to a file is no matter of the database: PostgreSQL writes one kind for a pair.
    for wanted in READ if connection.vendor == "sqlite" or len(asked) == 1 else ["json"]:
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
