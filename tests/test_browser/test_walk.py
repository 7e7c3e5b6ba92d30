"""A walk through every kind of page: at three widths, in both languages, with and without JavaScript, by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import is_foreign

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/declarations/",
    "/declarations/675/",
    "/declarations/675/?as_published_on=2026-11-24",
    "/signatories/",
    "/signatories/andre-gattolin/",
    "/signatures/?declaration=675",
    "/cases/",
    "/cases/?outcome=improved&as_of=2021-12-31",
    "/cases/?situation=nonsense",
    "/cases/?q=nobody-of-this-name",
    "/cases/kenzhebek-abishev/",
    "/cases/max-bokayev/?as_of=2019-12-31",
    "/cases/max-bokayev/history/",
    "/follow-ups/",
    "/communications/",
    "/communications/1/",
    "/states/",
    "/states/KZ/",
    "/groups/",
    "/years/",
    "/sources/",
    "/search/",
    "/search/?q=Джакишев",
    "/api/",
    "/api/cases/?page_size=5",
    "/api/documentation/",
    "/guide/",
    "/guide/words/",
    "/guide/researchers/",
    "/guide/curators-facts/",
    "/style/",
    "/nothing-here/",
    "/cases/max-bokayev/?as_of=yesterday",
]

WIDTHS = (360, 768, 1440)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

#: The most that a page and all that it brings along may weigh, in bytes.
HEAVIEST = 200_000

#: Everything on the page that the keyboard has to reach.
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
    .filter((element) => element.type !== "hidden" && element.checkVisibility())"""


def in_language(address: str, language: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


def overflow(page) -> int:
    """How many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_fault_at_any_width_in_either_language(watched, site, address, language):
    watched.set_viewport_size({"width": WIDTHS[0], "height": 900})
    watched.goto(site.address + in_language(address, language))

    assert overflow(watched) <= 0
    for width in WIDTHS[1:]:
        watched.set_viewport_size({"width": width, "height": 900})
        assert overflow(watched) <= 0, f"{width} pixels"
    found = Axe().run(watched, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/", "/declarations/675/", "/cases/", "/states/KZ/", "/years/"])
def test_page_is_accessible_on_a_telephone_in_either_light(watched, site, address, scheme):
    watched.emulate_media(color_scheme=scheme)
    watched.set_viewport_size({"width": WIDTHS[0], "height": 900})
    watched.goto(site.address + address)

    found = Axe().run(watched, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()


def test_every_page_says_the_same_without_javascript(browser, site):
    with_scripts = browser.new_context().new_page()
    without = browser.new_context(java_script_enabled=False).new_page()

    for address in PAGES:
        for page in (with_scripts, without):
            page.goto(site.address + address)
        assert without.locator("main").inner_text() == with_scripts.locator("main").inner_text(), address
        for width in WIDTHS:
            without.set_viewport_size({"width": width, "height": 900})
            assert overflow(without) <= 0, f"{address} at {width} pixels"


def test_no_page_is_heavy_or_asks_another_host(browser, site):
    heavy, foreign = {}, []
    for address in PAGES:
        context = browser.new_context()
        page = context.new_page()
        answers = []
        page.on("response", lambda answer, kept=answers: kept.append(answer))
        page.goto(site.address + address, wait_until="networkidle")
        foreign += [answer.url for answer in answers if is_foreign(answer.url, site)]
        weight = sum(len(answer.body()) for answer in answers)
        if weight > HEAVIEST:
            heavy[address] = weight
        context.close()

    assert heavy == {}
    assert foreign == []


@pytest.mark.parametrize(
    "address",
    ["/", "/declarations/675/", "/cases/?country=KZ", "/cases/max-bokayev/", "/states/KZ/", "/api/documentation/"],
)
def test_keyboard_reaches_all_that_can_be_used_and_shows_where_it_is(watched, site, address):
    watched.goto(site.address + address)
    watched.evaluate(f"window.waiting = new Set(({REACHABLE})()); window.unseen = []")
    number = watched.evaluate("window.waiting.size")

    for _ in range(4 * number):
        watched.keyboard.press("Tab")
        left = watched.evaluate(
            """() => {
                const element = document.activeElement;
                if (element !== document.body && getComputedStyle(element).outlineStyle === "none")
                    window.unseen.push(element.outerHTML);
                window.waiting.delete(element);
                return window.waiting.size;
            }"""
        )
        if left == 0:
            break

    assert number > 10
    assert watched.evaluate("[...window.waiting].map((element) => element.outerHTML)") == []
    assert watched.evaluate("window.unseen") == []


def test_skip_link_comes_first_and_leads_past_the_navigation(watched, site):
    watched.goto(site.address + "/cases/")

    watched.keyboard.press("Tab")
    watched.keyboard.press("Enter")
    watched.keyboard.press("Tab")

    assert watched.evaluate("document.querySelector('main').contains(document.activeElement)")
