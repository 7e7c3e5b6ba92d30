import pytest
from django.db import transaction

from .worlds import make_world


@pytest.fixture(scope="module")
def made_world(django_db_setup, django_db_blocker):
    """The small world, made once for all tests of a module; each test's own changes are undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_world()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(made_world, db):
    """The small world, for one test to read and change."""
