"""The playground's own bar, its page about itself and its hidden panel."""

import asyncio
import re

from playwright.async_api import expect

from tests.browser.conftest import SHARED
from tests.browser.measures import nameless, pale

pytestmark = SHARED


async def test_the_clock_is_shown_moved_and_brought_back(ada, visit):
    ravi = await visit("Ravi")
    await ada.button("+1 day").click()
    await ada.button("+1 hour").click()
    for who in (ada, ravi):
        await expect(who.page.get_by_label("Playground").get_by_text("+1 d +1 h")).to_be_visible()
    await ada.button("Now").click()
    await expect(ravi.page.get_by_text("+1 d +1 h")).to_be_hidden()


async def test_without_a_next_post_the_page_says_so(ada):
    await ada.button("Next post").click()
    await expect(ada.page.get_by_role("alert")).to_have_text(re.compile(r"^[A-Z][^.]+\."))


async def test_the_page_says_that_the_town_is_waking_up(ada, town):
    status = ada.page.get_by_label("Playground").get_by_role("status")
    town.world.tell("WAKING", {"waking": True})
    await expect(status).to_have_text("The town is waking up…")
    town.world.tell("WAKING", {"waking": False})
    await expect(status).to_have_text("Bot online")


async def test_about_says_what_is_missing_and_leads_back(ada):
    await ada.page.get_by_role("link", name="About").click()
    await expect(ada.page.get_by_role("heading", name="What it does not do")).to_be_visible()
    assert await pale(ada.page) == []
    await ada.page.get_by_role("link", name="Back to the playground").click()
    await expect(ada.composer).to_be_visible()


async def test_faults_can_be_ordered_and_met(ada, bot):
    await ada.page.keyboard.press("Control+Shift+KeyF")
    await expect(ada.form.get_by_text("nothing", exact=True)).to_be_visible()
    assert await nameless(ada.page) == []
    assert await pale(ada.page) == []
    await ada.form.get_by_label("What goes wrong").select_option("500")
    await ada.form.get_by_label("path").fill("/messages")
    await ada.form.get_by_role("button", name="Order").click()
    await expect(ada.form.get_by_role("listitem")).to_contain_text("500  /messages ×1")
    await ada.form.get_by_role("button", name="Clear all").click()
    await expect(ada.form.get_by_text("nothing", exact=True)).to_be_visible()
    resumed = asyncio.create_task(bot.wait_for("resumed", timeout=20))
    await ada.form.get_by_role("button", name="Gateway: close").click()
    await resumed
    await ada.form.get_by_role("button", name="Close", exact=True).click()
    await expect(ada.page.get_by_text("Bot online")).to_be_visible()


async def test_faults_are_reached_from_about(ada):
    await ada.page.get_by_role("link", name="About").click()
    await ada.page.get_by_role("link", name="faults to order").click()
    await expect(ada.page.get_by_role("dialog", name="Faults")).to_be_visible()


async def test_switching_between_dark_and_light(ada):
    html = ada.page.locator("html")
    await ada.button("Switch between dark and light").click()
    await expect(html).to_have_attribute("data-theme", "light")
    await ada.page.reload()
    await expect(html).to_have_attribute("data-theme", "light")


async def test_switching_who_one_is(ada):
    await ada.button("Switch person").click()
    await ada.option("Mina").click()
    await expect(ada.page.get_by_label("You").get_by_text("Mina")).to_be_visible()
    await expect(ada.channel("moderators")).to_be_visible()


async def test_reset_asks_once_and_starts_again(ada):
    await ada.says("To be forgotten")
    ada.page.once("dialog", lambda dialog: dialog.dismiss())
    await ada.button("Reset").click()
    await expect(ada.message("To be forgotten")).to_have_count(1)
    ada.page.once("dialog", lambda dialog: dialog.accept())
    await ada.button("Reset").click()
    await expect(ada.message("To be forgotten")).to_have_count(0)
    await expect(ada.message("explains my clusters")).to_be_visible()
