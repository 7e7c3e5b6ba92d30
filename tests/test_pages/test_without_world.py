"""Pages of a tracker that holds nothing yet, or many rows of one kind; and whether it runs."""

import pytest
from django.db import DatabaseError, connection

from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


def test_empty_tracker_has_its_pages_too(client):
    for address in ("/", "/declarations/", "/signatories/", "/cases/", "/follow-ups/"):
        assert client.get(address).status_code == 200


def test_list_goes_on_on_a_second_page(client, db):

    CaseFactory.create_batch(51)
    first, second = client.get("/cases/?ordering=name"), client.get("/cases/?ordering=name&page=2")

    assert (len(first.context["rows"]), len(second.context["rows"])) == (50, 1)
    assert "?ordering=name&amp;page=2" in first.content.decode()


def test_healthz_answers_while_the_database_does(client, db):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, b"ok\n", "text/plain")


def test_healthz_fails_when_the_database_does(client, db, monkeypatch):
    def no_answer():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", no_answer)

    assert client.get("/healthz").status_code == 503
