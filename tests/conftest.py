"""What every test finds set up."""

import pytest


@pytest.fixture(autouse=True)
def documents_in_a_folder_of_their_own(settings, tmp_path):
    """Keeps documents that a test imports out of the real MEDIA_ROOT."""
    settings.MEDIA_ROOT = tmp_path / "media"
