"""The curation desk in a browser: by keyboard alone, without JavaScript, and two curators at once."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PEOPLE = [
    "Almaz Kerimbek", "Botagoz Saurykova", "Chokan Valiuly", "Dinara Egeubayeva", "Erlan Baltabay",
    "Farida Ongarova", "Galym Ageleuov", "Hamza Kazbekov", "Ilyas Utebayev", "Janibek Koshkarov",
    "Karlygash Asanova", "Lazzat Musina", "Murat Dosmukhamed", "Nurgul Kaluova", "Orynbay Okhasov",
    "Perizat Kairat", "Ruslan Ginatullin", "Sanavar Zakirova", "Timur Iskakov", "Ulasbek Akhmet",
    "Vera Kovtunova", "Yerbol Eskhozhin", "Zhanna Baitelova", "Asylkhan Zhaubatyr", "Bauyrzhan Tulegen",
]  # fmt: skip


def declaration(number: int, people: list[str]) -> bytes:
    """A declaration as the Assembly's documents are laid out, about people in prison."""
    members = "\n".join(f"MEMBER{letter} Ada, France, SOC" for letter in "ABCDEFGHIJKLMNOPQRSTUVW")
    paragraphs = "\n\n".join(f"The journalist {person} was sentenced to prison in Kazakhstan." for person in people)
    text = (
        f"Doc. {14000 + number}\n\n11 April 2022\n\nPrisoners in Kazakhstan\n\nWritten declaration No. {number}\n\n"
        "This written declaration commits only those who have signed it.\n\n"
        f"{paragraphs}\n\nSigned (see overleaf)\n\n{members}\n\nTotal = 23\n"
    )
    return text.encode()


def enter(page, site):
    page.goto(site.address + "/admin/")
    page.get_by_label("Username").fill("curator")
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    return page


def bring_in(page, site, number: int, people: list[str]) -> None:
    """Imports a declaration on the page for that, first looking, then saving."""
    page.goto(site.address + "/admin/import/")
    page.get_by_label("Document").set_input_files(
        {"name": f"{number}.txt", "mimeType": "text/plain", "buffer": declaration(number, people)}
    )
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Done.")).to_be_visible()


def waiting(page) -> int:
    return int(re.search(r"(\d+) mentions? undecided", page.locator(".desk-left").inner_text())[1])


def clear(page, site) -> None:
    """Says no to all that waits, so that what is brought in next is all there is."""
    page.goto(site.address + "/admin/desk/")
    while page.locator("[data-key=r]").count():
        press(page, "r")


def press(page, key: str) -> None:
    """Presses a key and waits for the next page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_twenty_mentions_are_decided_by_keyboard_alone(watched, site):
    page = enter(watched, site)
    clear(page, site)
    bring_in(page, site, 1801, PEOPLE)
    page.goto(site.address + "/admin/desk/")
    before = waiting(page)

    for key in "nrnnsnrnnnrnnunrnrnnrnn":
        press(page, key)

    skipped, undone = 1, 1
    assert waiting(page) == before - (23 - skipped - 2 * undone)
    assert before - waiting(page) == 20
    assert page.locator(".desk-last li").count() == 5


def test_another_person_is_found_and_confirmed_by_keyboard_alone(watched, site):
    page = enter(watched, site)
    bring_in(page, site, 1802, ["Gulnara Otherwise"])
    page.goto(site.address + "/admin/declarations/citation/?q=Otherwise")
    key = page.locator("#result_list tbody th a").first.get_attribute("href").split("/")[-3]
    page.goto(f"{site.address}/admin/desk/?item=mention-{key}")

    page.keyboard.press("o")
    page.keyboard.type("Бокаев")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Cases named like “Бокаев”")).to_be_visible()
    page.keyboard.press("1")
    press(page, "c")

    expect(page.get_by_text("“Gulnara Otherwise” in No. 1802: Max Bokayev").first).to_be_visible()


def test_the_desk_works_without_javascript(browser, site):
    page = enter(browser.new_context(java_script_enabled=False).new_page(), site)
    bring_in(page, site, 1803, ["Tatyana Withoutscript"])
    page.goto(site.address + "/admin/desk/")
    before = waiting(page)

    page.get_by_role("button", name="Reject").click()
    assert waiting(page) == before - 1
    page.get_by_role("button", name="Undo U").click()

    assert waiting(page) == before
    page.context.close()


def test_two_sessions_at_once_never_decide_one_item_twice(browser, site):
    ours, theirs = (enter(browser.new_context().new_page(), site) for _ in range(2))
    clear(ours, site)
    bring_in(
        ours,
        site,
        1804,
        [f"{person.split()[0]} Twofold{letter}" for person, letter in zip(PEOPLE[:8], "abcdefgh", strict=True)],
    )
    for page in (ours, theirs):
        page.goto(site.address + "/admin/desk/")
    before = waiting(ours)

    for _ in range(8):
        ours.keyboard.press("r")
        theirs.keyboard.press("n")
        for page in (ours, theirs):
            expect(page.locator(".messagelist li")).not_to_have_count(0)
            page.goto(site.address + "/admin/desk/")

    decisions = before - waiting(ours)
    ours.goto(site.address + "/admin/declarations/decision/?q=Twofold")
    titles = [title.split(":")[0] for title in ours.locator("#result_list .field-title").all_inner_texts()]
    assert len(titles) == len(set(titles))
    assert decisions == 8
    ours.context.close()
    theirs.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_desk_and_the_import_page_are_accessible(watched, site, width):
    page = enter(watched, site)
    page.set_viewport_size({"width": width, "height": 900})

    for where in ("/admin/desk/", "/admin/import/"):
        page.goto(site.address + where)
        found = Axe().run(page, context="#content-main", options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]})
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
