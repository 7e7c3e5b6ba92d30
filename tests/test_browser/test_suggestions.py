import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser


@pytest.fixture
def box(watched, site):
    watched.goto(site.address)
    return watched.get_by_role("combobox", name="Search everything")


def test_a_name_is_chosen_by_keyboard_alone(watched, site, box):
    box.press_sequentially("Джаки")
    option = watched.get_by_role("option", name="Mukhtar Dzhakishiev")
    option.wait_for()
    box.press("ArrowDown")
    box.press("Enter")

    watched.wait_for_url("**/cases/mukhtar-dzhakishiev/")


def test_the_open_list_is_accessible_and_says_how_many_there_are(watched, box):
    box.press_sequentially("abish")
    watched.get_by_role("option").first.wait_for()
    box.press("ArrowDown")

    found = Axe().run(watched, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    assert watched.get_by_role("status").inner_text() == f"{watched.get_by_role('option').count()} suggestions"
    active = box.get_attribute("aria-activedescendant")
    assert watched.locator(f"#{active}").get_attribute("aria-selected") == "true"


def test_escape_closes_the_list_and_leaves_what_was_typed(watched, box):
    box.press_sequentially("abish")
    watched.get_by_role("option").first.wait_for()
    box.press("Escape")

    assert watched.get_by_role("option").count() == 0
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "abish"


def test_enter_without_a_choice_searches_as_ever(watched, box):
    box.press_sequentially("abish")
    watched.get_by_role("option").first.wait_for()
    box.press("Enter")

    watched.wait_for_url("**/search/?q=abish")


def test_without_scripts_the_box_is_a_plain_form(browser, site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site.address)
    page.get_by_role("searchbox", name="Search everything").fill("abish")
    page.get_by_role("button", name="Find").click()

    page.wait_for_url("**/search/?q=abish")
    assert page.get_by_role("combobox").count() == 0
