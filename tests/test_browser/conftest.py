"""The demonstration, served as `./run demo` serves it, and a browser to walk through it."""

import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]

# `./run test` installs no browser driver; without one there is nothing here to collect.
if importlib.util.find_spec("playwright") is None:
    collect_ignore_glob = ["test_*.py"]


@dataclass(frozen=True)
class Site:
    address: str
    password: str
    environment: dict[str, str]

    def import_document(self, data: bytes) -> None:
        """Brings a document in as the command line does."""
        command = [sys.executable, "manage.py", "import_declaration", "-"]
        subprocess.run(command, cwd=TOP, env=self.environment, input=data, check=True, capture_output=True)

    def record_cases(self, *names: str) -> None:
        """Makes cases of these names, of nobody who lives."""
        program = (
            f"from declarations.matching import record_case\nfor name in {names}: record_case(name=name, by=None)"
        )
        command = [sys.executable, "manage.py", "shell", "--command", program]
        subprocess.run(command, cwd=TOP, env=self.environment, check=True, capture_output=True)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A tracker of its own on the sample data, and its curator's password."""
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'tracker.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "PYTHONUNBUFFERED": "1",
    }
    said = folder / "said.txt"
    with said.open("w") as output:
        command = [sys.executable, "manage.py", "demo", "--port", str(port)]
        server = subprocess.Popen(command, cwd=TOP, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_it_answers(address, server, said)
        yield Site(address, re.search(r"password (\S+)", said.read_text())[1], environment)
    finally:
        server.terminate()
        server.wait()


def wait_until_it_answers(address: str, server: subprocess.Popen, said: Path) -> None:
    for _ in range(1800):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/healthz").close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"The site does not serve:\n{said.read_text()}")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = shutil.which("chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": ["--no-sandbox", "--disable-gpu"]}


@pytest.fixture
def watched(page, site):
    """A page that remembers what went wrong on it: console errors, failed and foreign requests."""
    faults = []
    page.on("console", lambda message: is_fault(message, page) and faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: is_broken(request) and faults.append(f"failed: {request.url}"))
    page.on("request", lambda request: is_foreign(request.url, site) and faults.append(f"foreign: {request.url}"))
    yield page
    assert faults == []


@pytest.fixture
def room(watched, site):
    """The curators' room, entered."""
    watched.goto(site.address + "/admin/")
    watched.get_by_label("Username").fill("curator")
    watched.get_by_label("Password").fill(site.password)
    watched.get_by_role("button", name="Log in").click()
    watched.get_by_role("button", name="Log out").wait_for()
    return watched


def is_fault(message, page) -> bool:
    """Whether a console message is an error other than the browser's own note that the page itself answered 4xx.

    What comes from no address is of the tests' own accessibility checker, which tries styles on the page.
    """
    return message.type == "error" and message.location["url"] not in ("", page.url)


def is_broken(request) -> bool:
    """Whether a request failed other than by the next page being asked for before this one was whole."""
    return request.failure != "net::ERR_ABORTED"


def is_foreign(url: str, site: Site) -> bool:
    return not url.startswith((site.address, "data:"))
