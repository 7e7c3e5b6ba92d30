"""`check_sources` names sources whose copies are missing or damaged, and asks the network only when told."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from declarations.management.commands import check_sources
from declarations.models.follow_ups import today

from .factories import CaseFactory, SourceFactory, draft_follow_up, published_follow_up

pytestmark = pytest.mark.django_db


def check(*options) -> tuple[str, int]:
    out, status = StringIO(), 0
    try:
        call_command("check_sources", *options, stdout=out, stderr=StringIO())
    except SystemExit as ended:
        status = ended.code
    return out.getvalue(), status


def cited(**fields):
    source = SourceFactory(**fields)
    published_follow_up(CaseFactory(), sources=[source])
    return source


def keep(source, text: bytes = b"As it was."):
    source.copy.save("article.txt", ContentFile(text))
    return source


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(check_sources, "urlopen", refuse)


def test_a_copy_is_kept_with_its_checksum_and_day():
    source = keep(cited())

    source.refresh_from_db()
    assert len(source.copy_sha256) == 64
    assert source.copied_on == today()


def test_a_copy_that_is_replaced_gets_a_checksum_of_its_own():
    source = keep(cited())
    before = source.copy_sha256

    keep(source, b"As it became.")

    source.refresh_from_db()
    assert source.copy_sha256 != before


def test_a_source_with_its_copy_is_in_order(no_network):
    keep(cited())

    assert check() == ("", 0)


def test_a_published_fact_whose_source_has_no_copy_is_named(no_network):
    source = cited()
    draft_follow_up(CaseFactory(), sources=[SourceFactory()])

    assert check() == (f"Source {source.pk}, {source.address}: no copy is kept\n", 1)


def test_a_damaged_copy_is_named(no_network):
    source = keep(cited())
    with open(source.copy.path, "wb") as file:
        file.write(b"Something else.")

    assert "is not what was kept" in check()[0]


def test_online_dead_addresses_are_named():
    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/there" else 404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        there, gone = (
            keep(cited(address=f"http://127.0.0.1:{server.server_port}/{name}")) for name in ("there", "gone")
        )
        lines, status = check("--online")
    finally:
        server.shutdown()
        server.server_close()

    assert status == 1
    assert f"Source {gone.pk}, {gone.address}: the address answers 404" in lines
    assert there.address not in lines
