"""What holds for every page."""

import re
from itertools import pairwise

import pytest

from declarations.models.follow_ups import today

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/declarations/", "/declarations/103/", "/signatories/", "/signatories/boris/", "/cases/",
             "/cases/ada/", "/follow-ups/", "/search/", "/search/?q=ada", "/communications/",
             "/communications/900501/", "/states/", "/states/KZ/", "/sources/", "/signatures/", "/cases/ada/history/",
             "/groups/", "/years/"]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_says_as_of_which_day_its_numbers_hold(world, client, address):
    assert f'As of <time datetime="{today()}">' in client.get(address).content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_asks_for_nothing_that_a_strict_policy_would_refuse(world, client, address):
    html = client.get(address).content.decode()

    assert not re.findall(r"<script(?! type=\"application/ld\+json\">| src=\"/static/)", html)
    assert not re.search(r"""<[^>]+\s(style|on\w+)=""", html)
    assert not re.findall(r"""(?:src|<link[^>]+href)="(?:https?:)?//""", html)


@pytest.mark.parametrize("address", ADDRESSES)
def test_headings_go_down_one_step_at_a_time_from_one_title(world, client, address):
    levels = [int(level) for level in re.findall(r"<h([1-6])", client.get(address).content.decode())]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_identifier_stands_twice_on_a_page(world, client, address):
    identifiers = re.findall(r'\sid="([^"]+)"', client.get(address).content.decode())

    assert sorted(identifiers) == sorted(set(identifiers))
