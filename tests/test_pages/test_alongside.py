"""What two members, or members of two groups, signed together."""

import pytest

from declarations.models import Signatory

from .worlds import text_of

pytestmark = pytest.mark.django_db


def numbers(client, query: str) -> list[int]:
    return [row.number for row in client.get(f"/declarations/?{query}").context["page_obj"]]


def test_what_two_members_signed_together(world, client):
    assert numbers(client, "signatory=anna&alongside=boris") == [101]
    assert numbers(client, "signatory=boris&alongside=carla") == [103]
    assert numbers(client, "signatory=anna&alongside=carla") == []


def test_what_members_of_two_groups_signed_together(world, client):
    assert numbers(client, "group=SOC&alongside_group=EPP/CD") == [101]
    assert numbers(client, "group=SOC&alongside_group=ALDE") == [103]


def test_those_who_signed_the_same_come_most_often_first(world):
    boris = Signatory.objects.get(slug="boris")

    assert [(other.slug, other.together) for other in Signatory.objects.alongside(boris)] == [
        ("anna", 1),
        ("carla", 1),
    ]


def test_page_of_a_member_leads_to_what_was_signed_together(world, client):
    html = client.get("/signatories/boris/").content.decode()

    assert 'href="/declarations/?signatory=boris&amp;alongside=carla">1</a>' in html


def test_list_says_who_signed_together(world, client):
    carla = Signatory.objects.get(slug="carla")

    text = text_of(client.get("/declarations/?signatory=boris&alongside=carla"))

    assert f"signed as well by {carla}" in text
