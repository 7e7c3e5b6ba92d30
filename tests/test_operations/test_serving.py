"""The settings of a site that others reach, and `serve`, as it runs."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]

REACHED = {
    "HTTPS": "on",
    "TRUSTED_PROXIES": "1",
    "ALLOWED_HOSTS": "tracker.example",
    "SECRET_KEY": "k2J8-fWq0_ZxV7nB3mLr9TgYh6UeDs1CaPo5IiXwQvMjNkRtFbHyGz4",
}


def place(folder: Path) -> dict:
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'tracker.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
    }


def test_the_deployment_check_finds_nothing(tmp_path):
    check = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(check, cwd=TOP, env={**place(tmp_path), **REACHED}, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (0, "System check identified no issues (1 silenced).\n"), done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A tracker that `serve` serves, its address, and the file that holds its log."""
    folder = tmp_path_factory.mktemp("served")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    log = folder / "log.txt"
    with log.open("w") as output:
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        server = subprocess.Popen(command, cwd=TOP, env=place(folder), stdout=output, stderr=output)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_it_answers(address, server, log)
        yield server, address, log
    finally:
        server.kill()
        server.wait()


def wait_until_it_answers(address: str, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_static_files_are_kept_for_ever_under_a_name_that_changes_with_them(site):
    _, address, _ = site
    with urllib.request.urlopen(address) as page:
        style = re.search(r'href="(/static/declarations/tracker\.[0-9a-f]{12}\.css)"', page.read().decode())[1]

    with urllib.request.urlopen(address + style) as answer:
        assert "immutable" in answer.headers["Cache-Control"]


def test_a_request_that_is_no_http_gets_no_answer_of_ours_and_harms_nobody(site):
    server, address, _ = site
    with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 400")

    urllib.request.urlopen(f"{address}/healthz", timeout=30).close()
    assert server.poll() is None


def test_told_to_stop_it_ends_by_itself(site):
    server, _, log = site

    server.send_signal(signal.SIGTERM)

    assert server.wait(timeout=60) == 0
    assert "Shutting down" in log.read_text()
