"""The API: the rows of the pages, by the same filters, as its own description promises."""

import json
import re

import pytest
from django.contrib.auth.models import Permission
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from declarations.models.vocabulary import Visibility
from tests.factories import CaseFactory, UserFactory

pytestmark = pytest.mark.django_db

LISTS = ["declarations", "signatories", "cases", "follow-ups"]


@pytest.fixture(scope="module")
def described():
    return SchemaGenerator().get_schema(public=True)


def test_description_is_valid_openapi(described):
    validate_schema(described)


def test_description_is_served(world, client):
    answer = client.get("/api/schema/", {"format": "json"})

    assert answer.status_code == 200
    assert "/api/cases/{slug}/" in answer.json()["paths"]


def test_every_filter_of_a_list_is_described(described):
    names = {parameter["name"] for parameter in described["paths"]["/api/cases/"]["get"]["parameters"]}

    assert names >= {
        "q", "situation", "outcome", "response", "country", "category", "declaration", "cited_from", "cited_to",
        "signatory", "group", "due", "updated_before", "updated_after", "as_of", "ordering", "page",
    }  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_api_gives_the_rows_of_the_list_and_of_its_json(world, client, name):
    given = client.get(f"/api/{name}/").json()

    exported = client.get(f"/{name}/?format=json")
    assert given["results"] == json.loads(exported.getvalue())["results"]
    assert given["count"] == len(given["results"])


@pytest.mark.parametrize(
    ("address", "name"),
    [("cases/ada", "Ada Abishev"), ("declarations/101", None), ("signatories/anna", None)],
)
def test_api_gives_one_row_by_its_key(world, client, address, name):
    row = client.get(f"/api/{address}/").json()

    assert row["address"] == f"http://testserver/{address}/"
    assert name is None or row["name"] == name


def test_row_is_given_as_of_a_day(world, client):
    assert client.get("/api/cases/ada/?as_of=2016-01-01").json()["situation"] == "serving-sentence"
    assert client.get("/api/cases/ada/").json()["situation"] == "free"


def test_pages_lead_from_one_to_the_next_and_back(world, client):
    first = client.get("/api/cases/?page_size=4&ordering=name").json()
    second = client.get(first["next"]).json()

    assert [row["name"][:3] for row in first["results"] + second["results"]] == [
        "Ada",
        "Ben",
        "Cyd",
        "Dan",
        "Eve",
        "Fay",
    ]
    assert first["previous"] is second["next"] is None
    assert client.get(second["previous"]).json()["results"] == first["results"]


@pytest.mark.parametrize(
    "query",
    ["situation=prison", "as_of=soon", "page=two", "page=0", "page=-1", "page_size=0", "page_size=501",
     "page_size=9" + 5000 * "9", "ordering=fame", "q=%00", "format=pdf"],
)  # fmt: skip
def test_wrong_value_is_refused_in_a_sentence(world, client, query):
    answer = client.get(f"/api/cases/?{query}")

    assert answer.status_code == 400
    assert re.fullmatch(r"This (list )?cannot be shown\. \w+: .+", answer.json()["error"])


@pytest.mark.parametrize(
    "address",
    [
        "cases/nobody",
        "declarations/999",
        "declarations/99999999999999999999999",
        "follow-ups/999999",
        "signatories/x",
        "follow-ups/x",
        "cases/a b",
        "nowhere",
    ],
)
def test_row_that_is_not_there_is_not_found(world, client, address):
    answer = client.get(f"/api/{address}/")

    assert answer.status_code == 404
    assert answer.json() == {"error": "There is no such row or page."}


@pytest.mark.parametrize("page", ["2", "9" * 5000])
def test_page_that_is_not_there_is_not_found(world, client, page):
    assert client.get("/api/cases/", {"page": page}).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_api_only_reads(world, client, method):
    assert getattr(client, method)("/api/cases/").status_code == 405


def test_signed_in_curator_gets_what_everybody_may_see_and_no_more(world, client):
    CaseFactory(name="Zyxwa Person", slug="zyxwa-person", visibility=Visibility.RESTRICTED)
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_restricted"))
    client.force_login(user)

    assert "Zyxwa" not in client.get("/api/cases/").content.decode()
    assert client.get("/api/cases/zyxwa-person/").status_code == 404


PAGES_FOR_PEOPLE = ["/api/", "/api/cases/", "/api/cases/ada/", "/api/cases/?page=x", "/api/documentation/"]


@pytest.mark.parametrize("address", PAGES_FOR_PEOPLE)
def test_page_for_people_asks_for_nothing_that_a_strict_policy_would_refuse(world, client, address):
    html = client.get(address, headers={"accept": "text/html"}).content.decode()

    assert "<h1>" in html
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert not re.search(r"""<style|<[^>]+\s(style|on\w+)=""", html)
    assert len(html.encode()) < 200_000


def test_page_for_people_shows_the_data_of_the_answer_with_its_addresses_as_links(world, client):
    html = client.get("/api/cases/ada/", headers={"accept": "text/html"}).content.decode()

    assert "&quot;name&quot;: &quot;Ada Abishev&quot;" in html
    assert '<a href="http://testserver/cases/ada/"' in html


def test_documentation_says_every_parameter_and_property(world, client):
    html = client.get("/api/documentation/").content.decode()

    schema = client.get("/api/schema/?format=json").json()
    for path, methods in schema["paths"].items():
        assert path in html
        assert all(f"<code>{one['name']}</code>" in html for one in methods["get"]["parameters"])
    for component in schema["components"]["schemas"].values():
        if "results" not in component["properties"] and "error" not in component["properties"]:
            assert all(f"<code>{name}</code>" in html for name in component["properties"])


@pytest.mark.parametrize("address", ["/api/", "/api/cases/", "/api/cases/ada/", "/api/documentation/"])
def test_page_for_people_asks_nothing_of_another_host(world, client, address):
    answer = client.get(address, headers={"accept": "text/html"})

    assert answer.status_code == 200
    assert not re.findall(r"""(?:src|<link[^>]+href)="(?:https?:)?//[^"]*""", answer.content.decode())


def values_of(schema: dict) -> st.SearchStrategy:
    """What a parameter takes as its schema has it, and anything else that somebody may write."""
    anything = st.text(max_size=12)
    if schema["type"] == "array":
        return st.lists(values_of(schema["items"]), max_size=3)
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | anything
    if schema["type"] == "integer":
        return st.integers(-3, 600).map(str) | anything
    if schema.get("format") == "date":
        return st.dates().map(str) | anything
    return st.sampled_from(["ada", "anna", "101", "103", "KZ", "FR", "SOC", "EPP/CD", "a", "Абишев"]) | anything


def keys_of(schema: dict) -> st.SearchStrategy:
    """What stands in a path: the key of a row that is there, or any other."""
    if schema["type"] == "integer":
        return st.sampled_from([101, 103]) | st.integers(0, 10**20)
    return st.sampled_from(["ada", "anna"]) | st.from_regex(r"[-a-zA-Z0-9_]{1,9}", fullmatch=True)


def requests_of(path: str, parameters: list[dict]) -> st.SearchStrategy:
    """Addresses of the path, each with a query; both drawn at random."""
    keys = {row["name"]: keys_of(row["schema"]).map(str) for row in parameters if row["in"] == "path"}
    query = {row["name"]: values_of(row["schema"]) for row in parameters if row["in"] == "query"}
    addresses = st.fixed_dictionaries(keys).map(lambda drawn: path.format(**drawn))
    return st.tuples(st.just(path), addresses, st.fixed_dictionaries({}, optional=query))


@pytest.fixture
def answering(client):
    """A client whose first answer is given: what the project loads for it changes which values hypothesis draws."""
    client.get("/api/")
    return client


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_every_answer_is_as_described(world, answering, described, data):
    operations = {path: rows["get"] for path, rows in described["paths"].items() if path != "/api/schema/"}
    requests = [requests_of(path, operation.get("parameters", [])) for path, operation in operations.items()]
    path, address, query = data.draw(st.one_of(requests))
    operation = operations[path]

    answer = answering.get(address, query)

    assert str(answer.status_code) in operation["responses"], (address, query, answer.content)
    content = operation["responses"][str(answer.status_code)]["content"]
    if answer["Content-Type"] == "application/json":
        schema = content["application/json"]["schema"]
        Draft202012Validator({**schema, "components": described["components"]}).validate(answer.json())


def test_page_that_a_list_does_not_have_says_how_many_it_has(world, client):
    answer = client.get("/api/cases/?page=9")

    assert (answer.status_code, answer.json()) == (404, {"error": "There is no such page: this list has 1 page."})
