import pytest
from django.contrib.auth.models import Permission

from ..factories import UserFactory
from .room import Room


def allow(user, *codenames):
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    return type(user).objects.get(pk=user.pk)


@pytest.fixture
def room(client, db):
    """The room of somebody who may do everything."""
    return Room(client, UserFactory(username="ana", is_staff=True, is_superuser=True))


@pytest.fixture
def room_without_publishing(client, db):
    """The room of a curator who drafts, and leaves publishing to others."""
    curator = UserFactory(username="ben", is_staff=True, role=None)
    codenames = [f"{may}_{what}" for may in ("view", "add", "change") for what in ("followup", "followupsource")]
    return Room(client, allow(curator, *codenames, "view_case", "view_source"))


@pytest.fixture
def room_to_look(client, db):
    """The room of somebody who may see everything and change nothing."""
    visitor = UserFactory(username="eve", is_staff=True, role=None)
    codenames = Permission.objects.filter(codename__startswith="view_").values_list("codename", flat=True)
    return Room(client, allow(visitor, *codenames))
