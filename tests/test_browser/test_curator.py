import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def room(watched, site):
    """The curators' room, entered."""
    watched.goto(site.address + "/admin/")
    watched.get_by_label("Username").fill("curator")
    watched.get_by_label("Password").fill(site.password)
    watched.get_by_role("button", name="Log in").click()
    expect(watched.get_by_role("button", name="Log out")).to_be_visible()
    return watched
