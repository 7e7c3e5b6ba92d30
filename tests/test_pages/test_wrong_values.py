"""A wrong value is refused with a sentence; it never gives a silent full list."""

import pytest

from declarations.views.cases import CaseList

pytestmark = pytest.mark.django_db

WRONG = [
    "/cases/?situation=prison",
    "/cases/?situation=free&situation=prison",
    "/cases/?outcome=better",
    "/cases/?response=shrug",
    "/cases/?country=XX",
    "/cases/?country=Kazakhstan",
    "/cases/?category=hero",
    "/cases/?declaration=999",
    "/cases/?declaration=abc",
    "/cases/?declaration=99999999999999999999999999",
    "/cases/?declaration=101&declaration=102",
    "/cases/?cited_from=2019-02-30",
    "/cases/?cited_to=11 April 2019",
    "/cases/?signatory=nobody",
    "/cases/?signatory=no%00body",
    "/cases/?group=NONE",
    "/cases/?due=maybe",
    "/cases/?updated_before=soon",
    "/cases/?updated_after=2019",
    "/cases/?as_of=2999-01-01",
    "/cases/?as_of=yesterday",
    "/cases/?ordering=fame",
    "/cases/?ordering=--name",
    "/cases/?q=%00",
    "/cases/?page=two",
    "/cases/?page=0",
    "/cases/?page=00",
    "/cases/?page=-1",
    "/declarations/?page=abc",
    "/signatories/?page=1.5",
    "/follow-ups/?page=-2",
    "/search/?q=Ada&page=0",
    "/declarations/?cited=nobody",
    "/declarations/?country=XX",
    "/declarations/?group=NONE",
    "/declarations/?signatory=nobody",
    "/declarations/?tabled_from=never",
    "/declarations/?ordering=fame",
    "/signatories/?country=XX",
    "/signatories/?group=NONE",
    "/signatories/?ordering=fame",
    "/follow-ups/?kind=miracle",
    "/follow-ups/?case=nobody",
    "/follow-ups/?country=XX",
    "/follow-ups/?declaration=999",
    "/follow-ups/?happened_from=never",
    "/follow-ups/?ordering=fame",
]


@pytest.mark.parametrize("address", WRONG)
def test_wrong_value_is_refused_in_a_sentence_and_without_rows(world, client, address):
    answer = client.get(address)

    assert answer.status_code == 400
    assert answer.context["refusal"].startswith("This list cannot be shown. ")
    assert answer.context["refusal"] in answer.content.decode().replace("&#x27;", "'")
    assert b"<tbody>" not in answer.content


@pytest.mark.parametrize("address", WRONG)
def test_wrong_value_is_refused_in_json_where_that_was_asked_for(world, client, address):
    answer = client.get(f"{address}&format=json")

    assert answer.status_code == 400
    assert list(answer.json()) == ["error"]
    assert answer.json()["error"].startswith("This list cannot be shown. ")


@pytest.mark.parametrize("address", WRONG)
@pytest.mark.parametrize("wanted", ["csv", "xlsx", "atom"])
def test_wrong_value_is_refused_in_json_whatever_data_was_asked_for(world, client, address, wanted):
    answer = client.get(f"{address}&format={wanted}")

    assert (answer.status_code, list(answer.json())) == (400, ["error"])


@pytest.mark.parametrize("wanted", ["pdf", "CSV", "csv,json", "../csv"])
def test_format_that_does_not_exist_is_refused(world, client, wanted):
    answer = client.get("/cases/", {"format": wanted})

    assert answer.status_code == 400
    assert answer.json()["error"].endswith(f"format: “{wanted}” is none of html, csv, json, xlsx, atom.")


@pytest.mark.parametrize("path", ["/cases/", "/declarations/", "/signatories/", "/follow-ups/", "/search/"])
@pytest.mark.parametrize("page", ["2", "99999999999999999999"])
def test_page_that_a_list_does_not_have_is_not_found_and_says_how_many_it_has(world, client, path, page):
    answer = client.get(path, {"q": "Ada", "page": page})

    assert answer.status_code == 404
    assert b"There is no such page: this list has 1 page." in answer.content
    assert b"Show the whole list" in answer.content


def test_number_of_pages_is_that_of_the_rows_that_the_filters_leave(world, client, monkeypatch):
    monkeypatch.setattr(CaseList, "paginate_by", 2)

    assert b"this list has 3 pages." in client.get("/cases/?page=4").content
    assert b"this list has 1 page." in client.get("/cases/?q=Ada&page=4").content


@pytest.mark.parametrize("address", [*WRONG, "/declarations/101/?as_of=soon"])
def test_wrong_value_is_refused_in_json_where_the_reader_prefers_that(world, client, address):
    answer = client.get(address, headers={"accept": "application/json"})

    assert (answer.status_code, list(answer.json())) == (400, ["error"])
    assert "Accept" in answer["Vary"]


def test_page_that_a_list_does_not_have_is_not_found_in_json_too(world, client):
    answer = client.get("/cases/?page=2", headers={"accept": "application/json"})

    assert (answer.status_code, answer.json()) == (404, {"error": "There is no such page: this list has 1 page."})


@pytest.mark.parametrize("accept", ["*/*", "text/html,application/xhtml+xml,*/*;q=0.8", ""])
def test_browser_gets_a_page_with_the_refusal(world, client, accept):
    answer = client.get("/cases/?page=0", headers={"accept": accept} if accept else {})

    assert answer["Content-Type"].startswith("text/html")


def test_fields_left_empty_ask_for_nothing(world, client):
    answer = client.get("/cases/?q=&situation=&country=+&declaration=&as_of=&due=&page=")

    assert answer.context["paginator"].count == 6
    assert answer.context["chips"] == []


@pytest.mark.parametrize("address", ["/cases/", "/cases/ada/", "/declarations/101/", "/signatories/anna/"])
def test_first_day_of_the_calendar_is_a_day_like_any_other(world, client, address):
    assert client.get(address, {"as_of": "0001-01-01"}).status_code == 200


def test_unknown_parameters_are_passed_over(world, client):
    assert client.get("/cases/?utm_source=letter").context["paginator"].count == 6


@pytest.mark.parametrize("address", ["/declarations/101/", "/cases/ada/", "/signatories/anna/"])
@pytest.mark.parametrize("day", ["soon", "2999-01-01"])
def test_page_of_one_thing_refuses_a_wrong_day(world, client, address, day):
    answer = client.get(address, {"as_of": day})

    assert answer.status_code == 400
    assert "as_of: " in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/declarations/999/",
        "/declarations/99999999999999999999999999/",
        "/declarations/101/editions/" + 64 * "0" + "/",
        "/cases/nobody/",
        "/signatories/nobody/",
        "/nowhere/",
    ],
)
def test_what_is_not_there_gives_the_friendly_page(world, client, address):
    answer = client.get(address)

    assert answer.status_code == 404
    assert b"There is no such page" in answer.content
