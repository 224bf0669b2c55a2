"""How an app's answers look while they come, and when they don't."""

import re

from playwright.async_api import expect

from tests.browser.conftest import SHARED

pytestmark = SHARED


async def test_a_private_answer_says_so_and_can_be_dismissed(ada, visit):
    ravi = await visit("Ravi")
    await ada.runs("secret")
    await expect(ada.last).to_contain_text("Only you can see this")
    await ada.page.reload()
    await expect(ada.message("A secret word")).to_be_visible()
    await expect(ravi.message("A secret word")).to_have_count(0)
    await ada.button("Dismiss message").click()
    await expect(ada.message("A secret word")).to_have_count(0)
    await ada.page.reload()
    await expect(ada.messages.first).to_be_visible()
    await expect(ada.message("A secret word")).to_have_count(0)


async def test_a_button_can_answer_privately(ada):
    await ada.runs("card", "buttons")
    await ada.last.get_by_role("button", name="Whisper").click()
    await expect(ada.last).to_contain_text("Only for you.")
    await expect(ada.last).to_contain_text("Only you can see this")


async def test_thinking_becomes_the_answer(ada, bot, visit):
    ravi = await visit("Ravi")
    await ada.runs("think")
    await expect(ada.last).to_contain_text("Daymark is thinking…")
    await expect(ravi.last).to_contain_text("Daymark is thinking…")
    bot.go.set()
    await expect(ada.last).to_contain_text("Thought through")
    await expect(ravi.last).to_contain_text("Ada used /think")
    await expect(ada.message("thinking")).to_have_count(0)


async def test_thinking_that_never_ends_says_so_to_everyone(ada, bot, town, visit):
    ravi = await visit("Ravi")
    await ada.runs("think")
    for who in (ada, ravi):
        await expect(who.last).to_contain_text("Daymark is thinking…")
    await ada.button("+1 hour").click()
    for who in (ada, ravi):
        await expect(who.last.get_by_role("alert")).to_have_text("The application did not respond")
        await expect(who.last).to_contain_text("Ada used /think")
    await ravi.page.reload()
    await expect(ravi.last).to_contain_text("The application did not respond")
    await expect(ravi.message("thinking")).to_have_count(0)


async def test_an_edited_message_is_marked(ada):
    await ada.runs("edit")
    await expect(ada.last).to_contain_text("Second words")
    await expect(ada.last).to_contain_text("(edited)")


async def test_no_answer_in_three_seconds(ada, town):
    town.hub.interactions.patience = 0.2
    await ada.runs("silent")
    await expect(ada.last.get_by_role("alert")).to_have_text("The application did not respond")
    await ada.button("Dismiss message").click()
    await expect(ada.message("did not respond")).to_have_count(0)


async def test_an_app_that_is_away(ada, bot):
    await bot.close()
    await expect(ada.page.get_by_role("status").filter(has_text="Bot offline")).to_be_visible()
    await ada.runs("secret")
    await expect(ada.last).to_contain_text("The application did not respond")


async def test_someone_is_typing(ada, bot, town):
    channel = bot.get_channel(int(await ada.page.evaluate("location.hash.slice(2)")))
    async with channel.typing():
        await expect(ada.page.locator("#typing")).to_have_text("Daymark is typing…")
    await channel.send("There")
    await expect(ada.page.locator("#typing")).to_have_text("")


async def test_an_answer_names_who_asked(ada, visit):
    ravi = await visit("Ravi")
    await ravi.runs("garden plant")
    await expect(ada.last).to_contain_text(re.compile("Ravi used.*/garden plant"))
