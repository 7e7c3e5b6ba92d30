import pytest

pytestmark = pytest.mark.browser


def test_the_declaration_marks_the_people_it_cites_and_shows_then_and_now(watched, site):
    watched.goto(site.address + "/declarations/675/")

    marked = watched.locator("mark").all_inner_texts()
    assert len(marked) == 13
    assert {"Kenzhebek Abishev", "Serikzhan Bilash", "Max Bokayev"} <= set(marked)
    assert "Mukhtar Ablyazov" not in marked
    abishev = watched.get_by_role("row").filter(has_text="Kenzhebek Abishev")
    assert "died" in abishev.inner_text()
    assert "improved" in watched.get_by_role("row").filter(has_text="Max Bokayev").inner_text()


def test_a_filter_changes_the_list_without_loading_the_page_and_keeps_the_focus(watched, site):
    watched.goto(site.address + "/cases/")
    watched.evaluate("window.sameDocument = true")

    watched.locator("#situation-free").press("Enter")
    watched.wait_for_url("**/cases/?situation=free")
    watched.locator(".chips").wait_for()

    assert watched.evaluate("window.sameDocument") is True
    assert watched.evaluate("document.activeElement.id") == "situation-free"
    watched.go_back()
    watched.locator(".chips").wait_for(state="detached")
    assert watched.url == site.address + "/cases/"


def test_a_wrong_value_typed_into_the_filters_is_refused_without_loading_the_page(page, site):
    page.goto(site.address + "/cases/")
    page.evaluate("window.sameDocument = true")

    page.get_by_label("Cited by declaration").fill("999999")
    page.get_by_label("Cited by declaration").press("Enter")

    page.get_by_role("alert").wait_for()
    assert page.evaluate("window.sameDocument") is True
    assert "“999999” is not known" in page.get_by_role("alert").inner_text()


def test_lists_are_filtered_without_javascript_too(browser, site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site.address + "/cases/")

    page.locator("#situation-free").click()
    assert page.url == site.address + "/cases/?situation=free"
    page.get_by_label("Search everything").fill("Бокаев")
    page.get_by_label("Search everything").press("Enter")
    assert "Max Bokayev" in page.get_by_role("heading", level=2).filter(has_text="Bokayev").first.inner_text()
