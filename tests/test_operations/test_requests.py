"""What holds for every request: headers, limits, the log."""

import json
import logging
import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

import declarations
from declarations.models.vocabulary import Visibility
from tracker import middleware
from tracker.logs import REQUEST_NUMBER, JsonFormatter

from ..factories import CaseFactory, UserFactory, confirmed_citation, published_follow_up

pytestmark = pytest.mark.django_db

PAGES = ["/", "/cases/", "/declarations/", "/signatories/", "/follow-ups/", "/healthz", "/admin/login/", "/nowhere/"]
TEMPLATES = sorted((Path(declarations.__file__).parent / "templates").rglob("*.html"))


class TestContentSecurityPolicy:
    @pytest.mark.parametrize("address", PAGES)
    def test_every_page_runs_and_shows_only_what_has_a_file_of_its_own(self, client, address):
        policy = client.get(address).headers["Content-Security-Policy"]

        assert "default-src 'none'" in policy
        assert "unsafe" not in policy

    @pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
    def test_no_template_needs_more(self, path):
        inline = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:")

        assert inline.findall(path.read_text()) == []


class TestWhatIsKept:
    def test_a_page_is_not_sent_again_to_who_has_it(self, client):
        first = client.get("/cases/")

        assert client.get("/cases/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304

    def test_no_mark_of_a_page_says_that_something_restricted_changed(self, client):
        citation = confirmed_citation()
        case = citation.case
        published_follow_up(case)
        addresses = [*PAGES, case.get_absolute_url()]
        before = {address: client.get(address) for address in addresses}

        confirmed_citation(case=CaseFactory(visibility=Visibility.RESTRICTED), edition=citation.edition)
        published_follow_up(case, note="Restricted", visibility=Visibility.RESTRICTED)

        after = {address: client.get(address) for address in addresses}
        for address in set(addresses) - {"/admin/login/"}:
            assert after[address].headers.get("ETag") == before[address].headers.get("ETag"), address
            assert "Last-Modified" not in after[address].headers

    @pytest.mark.parametrize("address", ["/cases/", "/admin/"])
    def test_nobody_keeps_what_somebody_signed_in_sees(self, client, address):
        client.force_login(UserFactory(is_staff=True))

        answer = client.get(address)

        assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", "))
        assert "ETag" not in answer.headers


class TestLimits:
    @pytest.fixture(autouse=True)
    def one_minute(self, settings, monkeypatch):
        settings.RATE_LIMIT = 3
        monkeypatch.setattr(middleware.time, "time", lambda: 1_000_000.0)
        cache.clear()

    @staticmethod
    def statuses(client, address, times, **headers):
        return [client.get(address, **headers).status_code for _ in range(times)]

    @pytest.mark.parametrize("address", ["/cases/?q=ada", "/search/?q=ada", "/api/cases/", "/cases/?format=csv"])
    def test_who_searches_and_exports_too_often_waits(self, client, address):
        first = self.statuses(client, address, 3)
        answer = client.get(address)

        assert 429 not in first
        assert answer.status_code == 429
        assert answer.headers["Retry-After"] == "60"
        assert "You asked too often: 3 searches and exports a minute are answered" in answer.content.decode()

    def test_a_program_is_told_in_json(self, client):
        self.statuses(client, "/cases/?format=json", 3)

        assert client.get("/cases/?format=json").json()["error"].startswith("You asked too often")

    def test_pages_are_read_without_limit(self, client):
        assert set(self.statuses(client, "/cases/", 10)) == {200}

    def test_each_address_is_counted_for_itself(self, client):
        assert 429 in self.statuses(client, "/cases/?q=ada", 4)

        assert client.get("/cases/?q=ada", REMOTE_ADDR="198.51.100.7").status_code == 200

    def test_the_next_minute_begins_anew(self, client, monkeypatch):
        self.statuses(client, "/cases/?q=ada", 4)
        monkeypatch.setattr(middleware.time, "time", lambda: 1_000_060.0)

        assert client.get("/cases/?q=ada").status_code == 200

    def test_an_address_that_the_client_wrote_is_not_believed(self, client):
        forged = [client.get("/cases/?q=ada", headers={"X-Forwarded-For": f"203.0.113.{n}"}) for n in range(4)]

        assert forged[-1].status_code == 429

    def test_the_address_that_our_own_proxy_saw_counts(self, client, settings):
        settings.TRUSTED_PROXIES = 1
        seen = [client.get("/cases/?q=ada", headers={"X-Forwarded-For": f"203.0.113.{n}"}) for n in range(4)]
        forged = [client.get("/cases/?q=a", headers={"X-Forwarded-For": f"9.9.9.{n}, 198.51.100.1"}) for n in range(4)]

        assert seen[-1].status_code == 200
        assert forged[-1].status_code == 429

    def test_nothing_is_counted_where_no_limit_is_set(self, client, settings):
        settings.RATE_LIMIT = 0

        assert 429 not in self.statuses(client, "/cases/?q=ada", 10)

    def test_what_is_too_big_is_not_read(self, client, settings):
        settings.MAX_UPLOAD = 1 << 20

        answer = client.post("/admin/login/", b"x" * (1 << 20 | 1), content_type="application/octet-stream")

        assert answer.status_code == 413
        assert answer.content.decode() == "This is too big: at most 1 megabytes can be sent at once.\n"


class TestLog:
    @pytest.fixture
    def lines(self):
        """The lines that were logged, each read as JSON."""
        records = []
        handler = logging.Handler()
        handler.setFormatter(JsonFormatter())
        handler.emit = lambda record: records.append(handler.format(record))
        logger = logging.getLogger("tracker.requests")
        level = logger.level
        logger.addHandler(handler)
        logger.setLevel("INFO")
        yield records
        logger.removeHandler(handler)
        logger.setLevel(level)

    def test_each_request_has_a_line_with_the_number_that_its_answer_bears(self, client, lines):
        answer = client.get("/cases/")

        line = json.loads(lines[0])
        assert (line["method"], line["path"], line["status"], line["user"]) == ("GET", "/cases/", 200, None)
        assert line["request"] == answer.headers["X-Request-ID"]

    def test_a_number_that_the_client_sends_is_not_taken_over(self, client):
        assert client.get("/", headers={"X-Request-ID": "forged"}).headers["X-Request-ID"] != "forged"

    def test_what_a_reader_looks_for_and_from_where_is_not_written(self, client, lines):
        client.get("/cases/?q=zyxwa", REMOTE_ADDR="198.51.100.7")

        assert "zyxwa" not in lines[0]
        assert "198.51.100.7" not in lines[0]

    def test_who_is_signed_in_is_named_by_number(self, client, lines):
        user = UserFactory(username="secret-name")
        client.force_login(user)
        client.get("/cases/")

        assert json.loads(lines[0])["user"] == user.pk
        assert "secret-name" not in lines[0]

    @pytest.mark.parametrize("forged", ["%0A{}", "%0D%0A{}", "%1B[2J", "%E2%80%AE", "%E2%80%A8"])
    def test_an_address_begins_no_line_and_controls_no_terminal(self, client, lines, forged):
        client.get(f"/cases/{forged}/")

        assert len(lines) == 1
        assert re.fullmatch(r"[\x20-\x7e]+", lines[0])

    def test_an_error_is_written_with_its_place_on_one_line(self):
        try:
            raise ValueError("two\nlines")
        except ValueError as error:
            record = logging.LogRecord(
                "a", logging.ERROR, __file__, 1, "failed: %s", ("\n",), (type(error), error, None)
            )

        line = JsonFormatter().format(record)

        assert "\n" not in line
        assert "two\nlines" in json.loads(line)["traceback"]

    def test_no_number_is_left_behind(self, client):
        client.get("/")

        assert REQUEST_NUMBER.get() is None


class TestSigningIn:
    @pytest.fixture(autouse=True)
    def ana(self, db):
        user = UserFactory(username="ana", is_staff=True)
        user.set_password("a-Long-0ne-indeed")
        user.save()

    @staticmethod
    def sign_in(password, address="192.0.2.1") -> int:
        answer = Client(REMOTE_ADDR=address).post("/admin/login/", {"username": "ana", "password": password})
        return answer.status_code

    def test_the_right_password_opens_the_room(self):
        assert self.sign_in("a-Long-0ne-indeed") == 302

    def test_who_guesses_waits_even_with_the_right_one(self):
        guesses = [self.sign_in(f"guess{n}") for n in range(5)]

        assert guesses == [200, 200, 200, 200, 429]
        assert self.sign_in("a-Long-0ne-indeed") == 429

    def test_nobody_is_shut_out_by_guesses_from_elsewhere(self):
        for n in range(6):
            self.sign_in(f"guess{n}", address="198.51.100.7")

        assert self.sign_in("a-Long-0ne-indeed") == 302
