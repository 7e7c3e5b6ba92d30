"""Which sources can still be shown: `check_sources`."""

import sys
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from django.core.management import BaseCommand

from declarations.models import Source
from declarations.preparing import prepare_database

#: Seconds to wait for one address.
PATIENCE = 20
ASKING_AS = "Declaration Tracker (checks whether its sources are still there)"


class Command(BaseCommand):
    help = (
        "Lists sources of published follow-ups of which no copy is kept here, and kept copies that are damaged. "
        "With --online it also asks each address whether it still answers. Exit status 1 if anything is listed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--online", action="store_true", help="ask the addresses; otherwise no network is used")

    def handle(self, *, online, **options):
        prepare_database(self.stderr)
        found = 0
        for source in Source.objects.filter(follow_ups__state="published").distinct().order_by("pk").iterator():
            for fault in [*faults_of_copy(source), *(faults_of_address(source) if online else [])]:
                self.stdout.write(f"Source {source.pk}, {source.address or source.title}: {fault}")
                found += 1
        if found:
            sys.exit(1)
        self.stderr.write("Every source has its copy" + (" and answers." if online else "."))


def faults_of_copy(source: Source) -> list[str]:
    """What is wrong with the kept copy."""
    if not source.copy:
        return ["no copy is kept"]
    try:
        is_whole = source.checksum_of_copy() == source.copy_sha256
    except OSError:
        return ["the kept copy is gone"]
    return [] if is_whole else ["the kept copy is not what was kept"]


def faults_of_address(source: Source) -> list[str]:
    """What is wrong with the address, asking the network. Only the web is asked, whatever the address says."""
    if not source.address.startswith(("http://", "https://")):
        return []
    request = Request(source.address, method="GET", headers={"User-Agent": ASKING_AS})
    try:
        with urlopen(request, timeout=PATIENCE):
            return []
    except HTTPError as error:
        return [f"the address answers {error.code}"]
    except (URLError, OSError, ValueError) as error:
        return [f"the address does not answer: {getattr(error, 'reason', error)}"]
