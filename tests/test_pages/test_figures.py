"""Pictures on the pages, and the same ones taken away."""

import csv
from datetime import date
from io import StringIO
from xml.etree import ElementTree

import pytest

from declarations.models import Case, Signature
from declarations.models.vocabulary import Visibility
from tests.factories import CaseFactory, confirmed_citation

pytestmark = pytest.mark.django_db


def table(client, address: str) -> list[list[str]]:
    return list(csv.reader(StringIO(client.get(address).content.decode())))


def test_situations_are_counted_at_the_end_of_each_year(world, client):
    rows = table(client, "/pictures/situations.csv?as_of=2021-12-31")

    assert rows[0] == ["Year", "free", "limited in freedom", "deprived of liberty", "died", "unknown"]
    # 2015: Ada serves a sentence and Ben is free; 2016: Ada is released; 2017: Cyd under house arrest, Dan unknown.
    assert rows[1] == ["2015", "1", "0", "1", "0", "0"]
    assert rows[2] == ["2016", "2", "0", "0", "0", "0"]
    assert rows[3] == ["2017", "2", "0", "1", "0", "1"]
    # 2021: Ben serves a sentence, Dan has died, Eve is said to serve a sentence.
    assert rows[-1] == ["2021", "1", "0", "3", "1", "0"]


@pytest.mark.parametrize("year", range(2015, 2023))
def test_each_year_has_the_numbers_of_the_list_as_of_its_last_day(world, client, year):
    counted = next(row for row in table(client, "/pictures/situations.csv") if row[0] == str(year))

    listed = Case.objects.as_of(date(year, 12, 31)).filter(shown_citation_count__gt=0)
    assert sum(map(int, counted[1:])) == listed.count()
    assert int(counted[1]) == listed.filter(shown_situation="free").count()


def test_the_year_that_is_not_over_says_so(world, client):
    assert table(client, "/pictures/situations.csv?as_of=2019-06-01")[-1][0] == "2019, so far"


def test_from_then_to_now_is_told_since_the_declaration_that_is_asked_for(world, client):
    first = table(client, "/pictures/then-and-now.csv")
    of_one = table(client, "/pictures/then-and-now.csv?declaration=103")

    assert sum(int(row[2]) for row in first[1:]) == 5
    assert ["free", "deprived of liberty", "1"] in first  # Ben, since No. 101
    assert ["deprived of liberty", "deprived of liberty", "1"] in of_one  # Ben, since No. 103


def test_signatures_are_counted_by_country_and_group(world, client):
    rows = table(client, "/pictures/signatures.csv?declaration=103")

    assert rows[0][0] == "Country"
    assert sorted(rows[0][1:-1]) == ["ALDE", "SOC"]
    assert sum(int(row[-1]) for row in rows[1:]) == Signature.objects.filter(declaration__number=103).count()


def test_answers_are_counted_by_year_of_issue(world, client):
    rows = table(client, "/pictures/answers.csv?country=KZ")

    assert rows[1][0] == "2018"
    assert dict(zip(rows[0], rows[1], strict=True))["ignored (D)"] == "1"


@pytest.mark.parametrize(
    ("page", "name", "query"),
    [
        ("/", "then-and-now", ""),
        ("/years/", "situations", ""),
        ("/years/?as_of=2019-01-01", "situations", "?as_of=2019-01-01"),
        ("/states/KZ/", "then-and-now", "?country=KZ"),
        ("/states/KZ/", "answers", "?country=KZ"),
        ("/declarations/103/", "signatures", "?declaration=103"),
    ],
)
def test_what_is_taken_away_is_what_the_page_shows(world, client, page, name, query):
    html = client.get(page).content.decode()

    assert f'href="/pictures/{name}.svg{query}"' in html
    assert f'href="/pictures/{name}.csv{query}"' in html
    assert client.get(f"/pictures/{name}.svg{query}").content.decode() in html


@pytest.mark.parametrize("name", ["situations", "then-and-now", "signatures", "answers"])
def test_a_picture_of_nothing_is_a_picture(db, client, name):
    answer = client.get(f"/pictures/{name}.svg")

    assert answer["Content-Type"] == "image/svg+xml"
    assert "attachment" in answer["Content-Disposition"]
    assert ElementTree.fromstring(answer.content).get("aria-label")


def test_a_wrong_value_is_refused_in_a_sentence(world, client):
    answer = client.get("/pictures/situations.svg?country=nowhere")

    assert answer.status_code == 400
    assert "“nowhere” is not known" in answer.json()["error"]


def test_there_is_no_picture_of_another_name(world, client):
    assert client.get("/pictures/nothing.svg").status_code == 404


def test_what_is_restricted_is_in_no_picture(world, admin_client):
    before = {name: admin_client.get(f"/pictures/{name}.csv").content for name in ("situations", "then-and-now")}

    hidden = CaseFactory(visibility=Visibility.RESTRICTED)
    confirmed_citation(case=hidden)

    assert {name: admin_client.get(f"/pictures/{name}.csv").content for name in before} == before
