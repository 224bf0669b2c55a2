"""Cards: buttons, selects, pictures, files, embeds."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import SHARED
from tests.support.browser import DESK, PHONE

pytestmark = SHARED


async def test_buttons_of_every_style_work(ada):
    for label in ("Primary", "Secondary", "Success", "Danger"):
        await ada.runs("card", "buttons")
        await ada.message("Buttons").last.get_by_role("button", name=label).click()
        await expect(ada.last).to_contain_text(f"Pressed {label}")


async def test_each_style_has_its_own_colour(ada):
    await ada.runs("card", "buttons")
    await expect(ada.last).to_contain_text("Buttons")
    colours = {
        await ada.last.get_by_role("button", name=label).evaluate(
            "button => getComputedStyle(button).backgroundColor"
        )
        for label in ("Primary", "Secondary", "Success", "Danger")
    }
    assert len(colours) == 4


async def test_links_open_elsewhere_and_disabled_buttons_nothing(ada):
    await ada.runs("card", "buttons")
    link = ada.last.get_by_role("link", name="Link")
    await expect(link).to_have_attribute("href", "https://example.org/")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(ada.last.get_by_role("button", name="Disabled")).to_be_disabled()


async def test_a_button_waits_for_the_app_and_its_neighbours_with_it(ada, bot):
    await ada.runs("card", "buttons")
    hold = ada.last.get_by_role("button", name="Hold")
    await hold.click()
    await expect(hold).to_have_attribute("aria-busy", "true")
    await ada.last.get_by_role("button", name="Primary").click(force=True)
    bot.go.set()
    await expect(hold).not_to_have_attribute("aria-busy", "true")
    await expect(ada.last).to_contain_text("Buttons")


async def test_a_button_that_nobody_answers_says_that_it_failed(ada, town):
    town.hub.interactions.patience = 0.2
    await ada.runs("card", "buttons")
    await ada.last.get_by_role("button", name="Break").click()
    await expect(ada.last.get_by_role("alert")).to_contain_text("This interaction failed")


async def test_an_emoji_alone_names_its_button(ada):
    await ada.runs("card", "buttons")
    await ada.last.get_by_role("button", name="🍏").click()
    await expect(ada.last).to_contain_text("Pressed None")


CHOICES = {
    "One colour": ["Green"],
    "A person": ["Ravi"],
    "A role": ["Moderator"],
    "Anyone": ["Zoe"],
    "A channel": ["showcase"],
}


async def test_selects_of_every_kind_by_mouse(ada):
    await ada.runs("card", "selects")
    for placeholder, wanted in CHOICES.items():
        await ada.log.get_by_role("combobox", name=placeholder).click()
        await ada.option(wanted[0]).click()
        await expect(ada.last).to_contain_text(re.compile(f"Chose {wanted[0]}", re.IGNORECASE))
    await expect(ada.log.get_by_role("combobox", name="Nothing now")).to_be_disabled()


async def test_several_can_be_chosen_up_to_the_limit_by_keyboard(ada):
    await ada.runs("card", "selects")
    keys = ada.page.keyboard
    await ada.message("One colour").get_by_role("combobox", name="Some colours").focus()
    for key in ("Enter", "Enter", "ArrowDown", "ArrowDown", "Enter"):
        await keys.press(key)
    await expect(ada.option("Green")).to_have_attribute("aria-disabled", "true")
    await keys.press("Escape")
    await expect(ada.last).to_contain_text("Chose Red, Blue")


async def test_typing_jumps_to_what_begins_so(ada):
    await ada.runs("card", "selects")
    await ada.message("One colour").get_by_role("combobox", name="One colour").focus()
    for key in ("ArrowDown", "b", "Enter"):
        await ada.page.keyboard.press(key)
    await expect(ada.last).to_contain_text("Chose Blue")


async def test_pictures_have_descriptions_and_open_large(ada):
    await ada.runs("card", "layout")
    await expect(ada.last.get_by_role("img", name="A lake")).to_be_visible()
    await ada.last.get_by_role("button", name="Open image: A blue field").click()
    await expect(ada.form.get_by_role("img", name="A blue field")).to_be_visible()
    await ada.page.keyboard.press("Escape")
    await expect(ada.form).to_be_hidden()
    shown = ada.last.get_by_role("img", name="A blue field")
    assert await shown.evaluate("image => image.naturalWidth") == 80


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_a_lone_picture_keeps_its_proportions(bot, visit, size):
    ada = await visit(size=size)
    await ada.runs("card", "layout")
    tower = ada.last.get_by_role("img", name="A tower")
    await expect(tower).to_be_visible()
    box = await tower.bounding_box()
    assert box["height"] <= 350
    assert box["width"] / box["height"] == pytest.approx(900 / 1200, abs=0.01)


async def test_spoilers_hide_until_one_asks(ada):
    await ada.runs("card", "layout")
    veils = ada.last.get_by_role("button", name="Show spoiler")
    await expect(veils).to_have_count(2)
    hidden = ada.last.locator("[inert]")
    await expect(hidden).to_have_count(2)
    await veils.first.click()
    await expect(hidden).to_have_text("A secret")


async def test_a_file_can_be_downloaded(ada):
    await ada.runs("card", "layout")
    async with ada.page.expect_download() as download:
        await ada.last.get_by_role("link", name="notes.txt").click()
    assert (await download.value).suggested_filename == "notes.txt"


async def test_an_embed_and_old_components(ada):
    await ada.runs("old")
    await expect(ada.last.get_by_role("link", name="An embed")).to_be_visible()
    for words in ("Beside it", "An author", "Left", "Right", "A foot"):
        await expect(ada.last).to_contain_text(words)
    await expect(ada.last.get_by_role("button", name="Old")).to_be_visible()
    await expect(ada.last.get_by_role("img")).to_have_count(1)
