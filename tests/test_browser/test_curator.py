import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def open_first(room, site, model: str, words: str) -> None:
    """Goes to the page of the first row of `model` that a search for `words` finds, by its link."""
    room.goto(f"{site.address}/admin/declarations/{model}/?q={words}")
    room.locator("#result_list tbody th a").first.click()


def choose(room, field: str, words: str) -> None:
    """Picks the first answer of an autocomplete field to `words`."""
    room.locator(f".field-{field} .select2-selection").click()
    room.locator(".select2-search__field").fill(words)
    room.locator(".select2-results__option--highlighted").filter(has_text=words).click()


def test_a_follow_up_is_published_only_with_a_source_and_then_moves_the_public_page(room, site):
    room.goto(site.address + "/admin/declarations/followup/add/")
    choose(room, "case", "Aigul Akberdieva")
    room.get_by_label("Occurred on").fill("2020-03-03")
    room.get_by_label("Kind").select_option("released")
    room.get_by_label("Situation").select_option("free")
    room.get_by_role("button", name="Save and publish").click()
    expect(room.get_by_text("This follow-up has no source.")).to_be_visible()

    choose(room, "source", "RFE/RL")
    room.get_by_role("button", name="Save and publish").click()
    expect(room.get_by_text("It is published.")).to_be_visible()

    room.goto(site.address + "/cases/aigul-akberdieva/")
    expect(room.get_by_role("main")).to_contain_text("free since 3 Mar 2020")

    open_first(room, site, "followup", "Akberdieva")
    room.get_by_label("Why").fill("The court's own date")
    room.get_by_role("button", name="Correct by a new follow-up").click()
    room.get_by_label("Occurred on").fill("2020-03-04")
    room.get_by_role("button", name="Save and publish").click()
    room.goto(site.address + "/cases/aigul-akberdieva/")
    expect(room.get_by_role("main")).to_contain_text("free since 4 Mar 2020")


def test_a_mention_is_confirmed_and_rejected_and_the_text_follows(room, site):
    open_first(room, site, "citation", "Ablyazov")
    choose(room, "case", "Mukhtar Ablyazov")
    room.get_by_role("button", name="Save and confirm").click()
    room.goto(site.address + "/declarations/675/")
    expect(room.locator("mark").filter(has_text="Ablyazov")).to_have_count(1)

    open_first(room, site, "citation", "Ablyazov")
    room.get_by_role("button", name="Save and reject").click()
    room.goto(site.address + "/declarations/675/")
    expect(room.locator("mark").filter(has_text="Ablyazov")).to_have_count(0)


def test_a_spelling_that_a_curator_adds_finds_the_case(room, site):
    open_first(room, site, "case", "Svetlana Glushkova")
    room.get_by_text("Add another Spelling").click()
    room.locator("input[id^=id_spellings-][id$=-spelling]:visible").fill("Svitlana Hlushkova")
    room.get_by_role("button", name="Save", exact=True).click()

    room.goto(site.address + "/cases/?q=hlushkova")
    expect(room.get_by_role("link", name="Svetlana Glushkova")).to_be_visible()
