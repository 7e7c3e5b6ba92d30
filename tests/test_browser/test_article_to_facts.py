"""From an article to three published facts about two people, step by step, as docs/curators-facts.md shows it.

With PICTURES in the environment, the pictures of that page are made anew in the folder that it names.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

#: What a curator does, at five seconds each, takes less than two minutes: to look for the next field, and to type a
#: name, a date or a short sentence or to paste an address.
MOST_STEPS = 24


class Curator:
    """Somebody at a keyboard, whose steps are counted: each field that is filled in, each button that is pressed."""

    def __init__(self, page):
        self.page, self.steps = page, 0

    def fill(self, label: str, words: str, within=None) -> None:
        (within or self.page).get_by_label(label, exact=True).fill(words)
        self.steps += 1

    def select(self, label: str, code: str, within) -> None:
        within.get_by_label(label, exact=True).select_option(code)
        self.steps += 1

    def find(self, words: str, within) -> None:
        """Types into a search box for cases, and takes what it finds first."""
        within.locator(".field-case .select2-selection").click()
        self.page.locator(".select2-search__field").fill(words)
        self.page.locator(".select2-results__option--highlighted").filter(has_text=words).click()
        self.steps += 1

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.steps += 1

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.steps += 1

    def picture(self, name: str) -> None:
        """For docs/: what is to be seen now."""
        if folder := os.environ.get("PICTURES"):
            self.page.screenshot(path=Path(folder) / f"facts-{name}.png")


@pytest.fixture
def curator(room, site):
    room.set_default_timeout(8000)
    room.set_viewport_size({"width": 1100, "height": 760})
    room.goto(site.address + "/admin/")
    return Curator(room)


def test_a_curator_goes_from_an_article_to_three_published_facts_about_two_people_in_under_two_minutes(curator, site):
    site.record_cases("Ann Example", "Ben Sample")
    page = curator.page

    curator.follow("Facts from an article")
    curator.fill("Address:", "https://news.example/two-cases")
    curator.fill("Title:", "Two cases, one court")
    curator.fill("Publisher:", "Example News")
    curator.fill("Published on:", "2024-10-02")
    curator.picture("1-source")

    first, second, third = (page.locator(f"#follow_up_links-{number}") for number in range(3))
    curator.find("Ann Example", first)
    curator.fill("Occurred on:", "2024-10-01", first)
    curator.select("Kind:", "released-on-conditions", first)
    curator.fill("Note:", "The court let her out on parole.", first)
    curator.find("Ben Sample", second)
    curator.fill("Occurred on:", "2024-09-28", second)
    curator.select("Kind:", "sentenced", second)
    expect(second.get_by_label("from then on:", exact=True)).to_have_value("serving-sentence")
    curator.fill("Note:", "Three years, for taking part in a protest.", second)
    curator.find("Ben Sample", third)
    curator.fill("Occurred on:", "2024-10", third)
    curator.select("Kind:", "hunger-strike", third)
    first.evaluate("element => element.scrollIntoView()")
    curator.picture("2-facts")

    curator.press("Save and publish the new facts")
    expect(page.get_by_text("They are published.")).to_be_visible()
    curator.picture("3-published")
    assert curator.steps <= MOST_STEPS

    page.goto(site.address + "/cases/ann-example/")
    expect(page.get_by_role("main")).to_contain_text("restricted")
    expect(page.get_by_role("main")).to_contain_text("since 1 Oct 2024")
    page.goto(site.address + "/cases/ben-sample/")
    expect(page.get_by_role("main")).to_contain_text("serving a sentence since 28 Sep 2024")
    expect(page.get_by_role("main")).to_contain_text("Hunger strike")
    expect(page.get_by_role("link", name="Two cases, one court").first).to_be_visible()
    curator.picture("4-page")


def test_the_situation_that_a_curator_says_is_not_replaced_by_the_usual_one(curator, site):
    page = curator.page
    page.goto(site.address + "/admin/declarations/followup/add/")
    kind, situation = page.get_by_label("Kind:", exact=True), page.get_by_label("Situation:", exact=True)

    kind.select_option("arrested")
    expect(situation).to_have_value("police-custody")
    kind.select_option("statement")
    expect(situation).to_have_value("")
    situation.select_option("house-arrest")
    kind.select_option("arrested")
    expect(situation).to_have_value("house-arrest")
