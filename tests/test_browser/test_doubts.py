import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from ..editions import Editions

pytestmark = pytest.mark.browser

DOUBTFUL = Editions().web().replace(b"No. 675", b"No. 690").replace(b"GATTOLIN, France", b"GATTOLIN, Ruritania")


@pytest.fixture
def desk(room, site):
    """The desk, where the doubts about one document wait."""
    site.import_document(DOUBTFUL)
    room.goto(site.address + "/admin/declarations/readingwarning/?declaration=690")
    return room


def test_a_doubt_is_settled_next_to_its_passage(desk, site):
    row = desk.get_by_role("row").filter(has_text="is not a known country")
    expect(row.locator("mark")).to_have_text("André GATTOLIN, Ruritania, NR")
    row.get_by_role("link").first.click()
    expect(desk.locator("mark")).to_have_text("André GATTOLIN, Ruritania, NR")
    found = Axe().run(desk, context="#content-main", options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert found.violations_count == 0, found.generate_report()

    desk.get_by_label("Country:").select_option("France")
    desk.get_by_label("Resolution:").fill("As on his page.")
    desk.get_by_role("button", name="Save", exact=True).click()

    desk.goto(site.address + "/admin/declarations/readingwarning/?declaration=690")
    expect(desk.get_by_text("is not a known country")).to_have_count(0)
    desk.goto(site.address + "/admin/declarations/readingwarning/?declaration=690&resolved=yes")
    desk.get_by_role("link", name="is not a known country").click()
    expect(desk.get_by_text("The country is France. As on his page.")).to_be_visible()
    expect(desk.locator(".field-resolved_by")).to_contain_text("curator")
    desk.goto(site.address + "/declarations/690/")
    expect(desk.get_by_role("listitem").filter(has_text="André Gattolin")).to_contain_text("France")


def test_the_number_of_a_declaration_is_typed_into_its_filter(desk):
    box = desk.locator(".number-filter").get_by_label("Number")
    box.fill("12345")
    box.press("Enter")

    expect(desk.get_by_text("0 reading warnings")).to_be_visible()
