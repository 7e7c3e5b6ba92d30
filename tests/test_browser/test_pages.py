import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/declarations/",
    "/declarations/675/",
    "/signatories/",
    "/signatories/andre-gattolin/",
    "/cases/",
    "/cases/?outcome=improved&as_of=2021-12-31",
    "/cases/?situation=nonsense",
    "/cases/kenzhebek-abishev/",
    "/cases/max-bokayev/?as_of=2019-12-31",
    "/follow-ups/",
    "/nothing-here/",
]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_without_a_fault_and_is_accessible(watched, site, address, width):
    watched.set_viewport_size({"width": width, "height": 900})

    watched.goto(site.address + address)

    found = Axe().run(watched, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    assert watched.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_declaration_is_accessible_in_either_light(watched, site, scheme):
    watched.emulate_media(color_scheme=scheme)

    watched.goto(site.address + "/declarations/675/")

    found = Axe().run(watched, options={"runOnly": ["wcag2aa"]})
    assert found.violations_count == 0, found.generate_report()


def test_the_declaration_marks_the_people_it_cites_and_shows_then_and_now(watched, site):
    watched.goto(site.address + "/declarations/675/")

    marked = watched.locator("mark").all_inner_texts()
    assert len(marked) == 13
    assert {"Kenzhebek Abishev", "Serikzhan Bilash", "Max Bokayev"} <= set(marked)
    assert "Mukhtar Ablyazov" not in marked
    abishev = watched.get_by_role("row").filter(has_text="Kenzhebek Abishev")
    assert "died" in abishev.inner_text()
    assert "improved" in watched.get_by_role("row").filter(has_text="Max Bokayev").inner_text()
