"""What every test finds set up."""

import os

import pytest
from django.core.cache import cache
from hypothesis import settings as property_settings

# Hypothesis by itself repeats the same examples where it finds CI; here each run seeks new ones, and what fails is
# printed so that it can be run again.
property_settings.register_profile("ci", derandomize=False, deadline=None, print_blob=True)
if os.environ.get("CI"):
    property_settings.load_profile("ci")


@pytest.fixture(autouse=True)
def documents_in_a_folder_of_their_own(settings, tmp_path):
    """Keeps documents that a test imports out of the real MEDIA_ROOT."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def nothing_published_when_tables_are_emptied(request):
    """Lets a test that commits be cleaned up: its sources go first, and a published follow-up would keep them."""
    yield
    if {"transactional_db", "live_server"} & set(request.fixturenames):
        from declarations.models import FollowUp

        FollowUp.objects.update(state="draft")


@pytest.fixture(autouse=True)
def nothing_remembered_of_other_tests():
    cache.clear()
