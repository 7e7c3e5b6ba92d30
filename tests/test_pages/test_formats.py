"""What is taken away from a list: its rows, all of them, in four formats."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from xml.etree import ElementTree

import openpyxl
import pytest
from django.contrib.auth.models import Permission

from declarations.exports import TABLES
from declarations.exports.formats import cell
from declarations.models import Case, PoliticalGroup
from declarations.models.vocabulary import Visibility
from declarations.views.lists import FilteredList
from tests.factories import CaseFactory, DeclarationFactory, UserFactory, published_follow_up

from .worlds import case

pytestmark = pytest.mark.django_db

LISTS = ["/declarations/", "/signatories/", "/cases/", "/follow-ups/"]
ATOM = "{http://www.w3.org/2005/Atom}"


def body(answer) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def get(client, address: str, wanted: str, **query) -> bytes:
    return body(client.get(address, {**query, "format": wanted}))


def csv_rows(data: bytes) -> list[dict]:
    return list(csv.DictReader(StringIO(data.decode(), newline="")))


def json_rows(data: bytes) -> list[dict]:
    return json.loads(data)["results"]


def xlsx_rows(data: bytes) -> list[dict]:
    names, *lines = openpyxl.load_workbook(BytesIO(data))["Rows"].iter_rows(values_only=True)
    return [dict(zip(names, line, strict=True)) for line in lines]


def atom_entries(data: bytes) -> list[dict]:
    entries = ElementTree.fromstring(data).iter(f"{ATOM}entry")
    return [{"address": entry.find(f"{ATOM}id").text, "name": entry.find(f"{ATOM}title").text} for entry in entries]


READ = {"csv": csv_rows, "json": json_rows, "xlsx": xlsx_rows, "atom": atom_entries}


def rows(client, address: str, wanted: str, **query) -> list[dict]:
    return READ[wanted](get(client, address, wanted, **query))


@pytest.mark.parametrize("wanted", READ)
@pytest.mark.parametrize("address", LISTS)
def test_each_row_has_its_permanent_address(world, client, address, wanted):
    found = [row["address"] for row in rows(client, address, wanted)]

    assert len(found) == len(set(found)) == client.get(address).context["paginator"].count
    for place in found:
        assert place.startswith("http://testserver/")
        assert client.get(place.removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize("wanted", READ)
def test_rows_of_all_pages_are_given_in_the_order_of_the_list(world, client, wanted):
    for number in range(120):
        DeclarationFactory(number=2000 + number, tabled_on=date(2020, 1, 1))

    found = [row["address"] for row in rows(client, "/declarations/", wanted, ordering="number", page="2")]
    numbers = [101, 102, 103, *range(2000, 2120)]
    assert found == [f"http://testserver/declarations/{number}/" for number in numbers]


@pytest.mark.parametrize("wanted", ["csv", "json", "xlsx"])
@pytest.mark.parametrize("address", LISTS)
def test_columns_are_those_of_the_dictionary(world, client, address, wanted):
    table = next(table for table in TABLES.values() if f"/{table.name}/" == address)

    assert list(rows(client, address, wanted)[0]) == [column.name for column in table.all_columns]


def test_case_row_says_how_the_case_stands(world, client):
    row = rows(client, "/cases/", "json", q="Ben")[0]

    assert row == {
        "name": "Ben Bokayev",
        "kind": "person",
        "state": "KZ",
        "state_name": "Kazakhstan",
        "categories": ["journalist", "lawyer"],
        "spellings": [],
        "then": "free",
        "situation": "serving-sentence",
        "as_claimed": False,
        "since": "2020-02-02",
        "outcome": "worse",
        "last_follow_up": "2020-02-02",
        "last_follow_up_kind": "sentenced",
        "due": True,
        "sources": 1,
        "response": "unknown",
        "first_cited": "2015-01-10",
        "cited_by": ["101", "103"],
        "wikidata": None,
        "opensanctions": None,
        "pace_member": None,
        "address": "http://testserver/cases/ben/",
    }


def test_outcome_is_since_the_declaration_that_was_asked_for(world, client):
    row = rows(client, "/cases/", "json", declaration="103", q="Ben")[0]

    assert (row["then"], row["situation"], row["outcome"]) == ("pre-trial-detention", "serving-sentence", "worse")


def test_rows_are_as_of_the_day_that_was_asked_for_and_say_so_in_their_address(world, client):
    row = rows(client, "/cases/", "csv", q="Ada", as_of="2016-01-01")[0]

    assert row["situation"] == "serving-sentence"
    assert row["as_claimed"] == "true"
    assert row["address"] == "http://testserver/cases/ada/?as_of=2016-01-01"


def test_date_is_given_as_exactly_as_it_is_known(world, client):
    published_follow_up(case("fay"), occurred_on=date(2021, 10, 1), precision="month")

    assert rows(client, "/cases/", "csv", q="Fay")[0]["since"] == "2021-10"


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r"])
@pytest.mark.parametrize("wanted", ["csv", "xlsx"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe_before_it(world, client, beginning, wanted):
    note = f"{beginning}HYPERLINK(1)"
    published_follow_up(case("fay"), note=note)

    found = rows(client, "/follow-ups/", wanted, case="fay")[0]["note"]
    assert found.replace("_x000D_", "\r") == f"'{note}"


def test_number_below_nought_is_no_formula():
    assert cell(-1) == -1


@pytest.mark.parametrize("wanted", READ)
def test_odd_characters_of_a_note_break_no_format(world, client, wanted):
    published_follow_up(case("fay"), note='A \x0c page & <b>bold</b> "quoted", Джакишев;\nnext line ]]>')

    assert len(rows(client, "/follow-ups/", wanted, case="fay")) == 1


@pytest.mark.parametrize("wanted", READ)
def test_list_without_rows_is_a_well_formed_file_without_rows(world, client, wanted):
    assert rows(client, "/cases/", wanted, q="nobody of that name") == []


def test_json_says_what_was_asked_and_as_of_which_day(world, client):
    answer = json.loads(get(client, "/cases/", "json", country="TR", as_of="2019-01-01"))

    assert answer["description"] == "2 people in Türkiye"
    assert answer["as_of"] == "2019-01-01"
    assert answer["address"].startswith("http://testserver/cases/?")


def test_workbook_says_what_its_columns_hold(world, client):
    sheet = openpyxl.load_workbook(BytesIO(get(client, "/cases/", "xlsx")))["About"]

    described = {line[0]: line[3] for line in sheet.iter_rows(min_row=7, values_only=True)}
    assert described["since"] == "When the situation began, as far as follow-ups say"


def test_feed_says_when_each_row_and_the_list_last_changed(world, client):
    feed = ElementTree.fromstring(get(client, "/cases/", "atom"))

    assert feed.find(f"{ATOM}updated").text == "2022-09-09T00:00:00+00:00"
    changed = {
        entry.find(f"{ATOM}id").text[-4:-1]: entry.find(f"{ATOM}updated").text[:10]
        for entry in feed.iter(f"{ATOM}entry")
    }
    assert (changed["ada"], changed["fay"]) == ("2016-05-01", "1970-01-01")


@pytest.mark.parametrize(
    ("wanted", "media_type"),
    [
        ("csv", "text/csv; charset=utf-8; header=present"),
        ("json", "application/json"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("atom", "application/atom+xml; charset=utf-8"),
    ],
)
def test_format_bears_its_media_type(world, client, wanted, media_type):
    answer = client.get("/cases/", {"format": wanted})
    b"".join(answer)

    assert answer["Content-Type"] == media_type


@pytest.mark.parametrize("wanted", ["csv", "json", "xlsx"])
def test_file_is_named_after_the_list_and_its_day(world, client, wanted):
    answer = client.get("/follow-ups/", {"format": wanted})
    b"".join(answer)

    assert f'filename="follow-ups-{date.today()}.{wanted}"' in answer["Content-Disposition"]


@pytest.mark.parametrize("address", LISTS)
def test_page_links_to_its_rows_as_data_with_the_same_filters(world, client, address):
    answer = client.get(f"{address}?q=a&page=1")

    html = answer.content.decode()
    for wanted in READ:
        assert f'href="?q=a&amp;format={wanted}"' in html
    assert '<link rel="alternate" type="application/atom+xml"' in html


@pytest.mark.parametrize("wanted", READ)
def test_curator_takes_away_what_everybody_may_see_and_no_more(world, client, wanted):
    CaseFactory(name="Zyxwa Person", slug="zyxwa-person", visibility=Visibility.RESTRICTED)
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_restricted"))
    client.force_login(user)

    assert "Zyxwa" in client.get("/cases/").content.decode()
    assert len(rows(client, "/cases/", wanted)) == Case.objects.filter(visibility=Visibility.PUBLIC).count()
    assert b"yxwa" not in get(client, "/cases/", wanted)


def test_list_of_rows_without_settled_columns_is_given_too(world, rf):
    class Groups(FilteredList):
        plural = "groups"

        def get_rows(self):
            return PoliticalGroup.objects.filter(code__in=["SOC", "EPP/CD"])

    from declarations.filters import ListFilter, fields

    class GroupFilter(ListFilter):
        ordering = fields.ordering({"code": "code"})
        orderings = {"code": "code"}
        default_ordering = "code"

    Groups.filterset_class = GroupFilter
    answer = Groups.as_view()(rf.get("/groups/", {"format": "csv"}))
    assert [row["name"] for row in csv_rows(body(answer))] == [
        str(row) for row in PoliticalGroup.objects.filter(code__in=["EPP/CD", "SOC"]).order_by("code")
    ]
