"""Channels, threads and direct messages; what is unread in them."""

import re

import discord
import pytest
from playwright.async_api import expect

from tests.browser.conftest import SHARED
from tests.browser.test_talk import channel_of

pytestmark = SHARED


async def test_what_is_unread_is_marked_and_read_by_opening(ada, bot):
    await channel_of(bot, "showcase").send("News")
    await expect(ada.channel("showcase")).to_have_accessible_name("showcase, unread")
    await ada.opens("showcase")
    await expect(ada.channel("showcase")).to_have_accessible_name("showcase")
    await ada.page.reload()
    await expect(ada.channel("showcase")).to_have_accessible_name("showcase")


async def test_a_channel_opens_where_one_stopped_reading(ada, bot):
    for number in range(40):
        await channel_of(bot, "showcase").send(f"Piece {number}")
    await ada.opens("showcase")
    await expect(ada.page.get_by_role("separator", name="New messages")).to_be_in_viewport()
    await expect(ada.message("Piece 39")).not_to_be_in_viewport()
    await ada.button("Jump to present").click()
    await expect(ada.message("Piece 39")).to_be_in_viewport()
    await expect(ada.button("Jump to present")).to_be_hidden()


async def test_reading_above_is_not_disturbed_by_what_comes(ada, bot):
    for number in range(40):
        await channel_of(bot, "study-hall").send(f"Piece {number}")
    await expect(ada.message("Piece 39")).to_be_in_viewport()
    first = ada.message("k-means").first
    await first.scroll_into_view_if_needed()
    await ada.page.wait_for_timeout(100)
    before = await first.bounding_box()
    await channel_of(bot, "study-hall").send("Piece 40")
    await expect(ada.button("Jump to present")).to_be_visible()
    assert await first.bounding_box() == before


async def test_a_thread_is_listed_opened_and_written_in(ada, bot, visit):
    ravi = await visit("Ravi")
    sent = await channel_of(bot, "study-hall").send("Let us talk")
    await sent.create_thread(name="Talking")
    await ada.message("Let us talk").get_by_role("link", name="Talking").click()
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("Talking")
    await expect(ada.log).to_contain_text("Started by Daymark")
    await expect(ada.messages).to_contain_text(["Let us talk"])
    await ada.says("Hello in here")
    await expect(ada.channel("Talking")).to_have_attribute("aria-current", "page")
    await ravi.message("Let us talk").get_by_role("link", name="Talking").click()
    await expect(ravi.message("Hello in here")).to_be_visible()


async def test_a_thread_is_followed_and_left_by_hand(ada, bot):
    sent = await channel_of(bot, "study-hall").send("Let us talk")
    thread = await sent.create_thread(name="Talking")
    await thread.send("One")
    await expect(ada.channel("Talking")).to_have_count(0)
    await ada.last.get_by_role("link", name="Talking").click()
    await ada.button("Follow").click()
    await ada.opens("welcome")
    await thread.send("Two")
    await expect(ada.channel("Talking")).to_have_accessible_name("Talking, unread")
    await ada.opens("Talking")
    await ada.button("Unfollow").click()
    await expect(ada.button("Follow")).to_be_visible()
    await ada.opens("welcome")
    await thread.send("Three")
    await expect(ada.channel("Talking")).to_have_count(0)


async def test_a_thread_of_its_own_is_told_of_and_leads_back(ada, bot):
    public = discord.ChannelType.public_thread
    await channel_of(bot, "study-hall").create_thread(name="Alone", type=public)
    await expect(ada.last).to_contain_text("started a thread: Alone")
    await ada.last.get_by_role("link", name="Alone").click()
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("Alone")
    await ada.page.locator("#heading").get_by_role("link", name="study-hall").click()
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("study-hall")


async def test_pinning_is_told_of(ada, bot):
    sent = await channel_of(bot, "study-hall").send("Worth keeping")
    await sent.pin()
    await expect(ada.last).to_contain_text("pinned a message to this channel.")
    await ada.last.get_by_role("link", name="a message").click()
    await expect(ada.message("Worth keeping")).to_be_focused()


async def test_being_named_in_a_thread_shows_it_with_a_badge(ada, bot, visit):
    ravi = await visit("Ravi")
    sent = await channel_of(bot, "study-hall").send("Let us talk")
    await sent.create_thread(name="Talking")
    await ravi.last.get_by_role("link", name="Talking").click()
    await ravi.says("What do you think, @Ada?")
    await expect(ada.channel("Talking")).to_have_accessible_name("Talking, 1 mention")
    await ada.page.reload()
    await expect(ada.channel("Talking")).to_have_accessible_name("Talking, 1 mention")


async def test_direct_messages_with_the_app(ada, bot):
    await ada.page.get_by_role("link", name=re.compile("Direct Messages")).click()
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("Daymark")
    await ada.runs("secret")
    await expect(ada.last).to_contain_text("A secret word")
    user = await bot.fetch_user(
        int(await ada.page.evaluate("new URL(location).searchParams.get('as')"))
    )
    await ada.page.get_by_role("link", name=re.compile("Daymark Learners")).click()
    await user.send("Psst")
    mark = ada.page.get_by_role("link", name="Direct Messages, 1 new message")
    await expect(mark).to_be_visible()
    await ada.page.reload()
    await expect(mark.locator(".badge")).to_have_text("1")
    await mark.click()
    await expect(ada.last).to_contain_text("Psst")


async def test_all_of_a_first_direct_message_is_new(bot, visit, town):
    ravi = await visit("Ravi")
    id = next(id for id in town.world.notes if town.world.users[id]["global_name"] == "Ravi")
    user = await bot.fetch_user(int(id))
    for words in ("One", "Two"):
        await user.send(words)
    await ravi.page.get_by_role("link", name="Direct Messages, 2 new messages").click()
    new = ravi.page.get_by_role("separator", name="New messages")
    first = ravi.log.locator(".entry").filter(has=new)
    await expect(first).to_contain_text("One")
    await ravi.page.get_by_role("link", name="Daymark Learners", exact=True).click()
    await user.send("Three")
    await ravi.page.get_by_role("link", name="Direct Messages, 1 new message").click()
    third = ravi.log.locator(".entry").filter(has=new)
    await expect(third).to_contain_text("Three")
    badge, line = await new.get_by_text("New").bounding_box(), await third.bounding_box()
    assert badge["y"] >= line["y"]  # or it would be cut off


async def test_direct_messages_between_people(ada, visit):
    ravi = await visit("Ravi")
    await ada.message("it measures distance").get_by_role("button", name="Ravi").click()
    await ada.page.get_by_role("menuitem", name="Message Ravi").click()
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("Ravi")
    await ada.says("Just between us")
    await ravi.page.get_by_role("link", name=re.compile("Direct Messages")).click()
    await ravi.page.locator("#channels").get_by_role("link", name=re.compile("Ada")).click()
    await expect(ravi.last).to_contain_text("Just between us")


async def test_the_app_has_its_entries_in_the_menu_of_a_message(ada):
    await ada.menu("explains my clusters")
    await ada.page.get_by_role("menuitem", name="Quote").click()
    await expect(ada.last).to_contain_text("Quoted Oh. That explains my clusters.")
    await expect(ada.last).to_contain_text("Ada used Quote")


async def test_a_menu_by_keyboard_alone(ada):
    await ada.tabs_to(ada.last, backwards=True)
    await ada.tabs_to(ada.last.get_by_role("button", name="More"))
    for key in ("Enter", "End", "Enter"):
        await ada.page.keyboard.press(key)
    await expect(ada.last).to_contain_text("Quoted")


async def test_the_app_has_its_entries_in_the_menu_of_a_person(ada):
    await ada.message("it measures distance").get_by_role("button", name="Ravi").click()
    await ada.page.get_by_role("menuitem", name="Wave").click()
    await expect(ada.last).to_contain_text("Waved at Ravi")


async def test_on_a_phone_the_channels_are_in_a_drawer(bot, visit):
    from tests.support.browser import PHONE

    ada = await visit(size=PHONE)
    await expect(ada.channel("showcase")).to_be_hidden()
    await ada.button("Open the channel list").click()
    await ada.channel("showcase").click()
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("showcase")
    await expect(ada.channel("showcase")).to_be_hidden()


async def test_archived_threads_are_listed_too(ada, bot):
    sent = await channel_of(bot, "study-hall").send("Let us talk")
    thread = await sent.create_thread(name="Old talk")
    await thread.edit(archived=True)
    await expect(ada.channel("Old talk")).to_have_count(0)
    await ada.button("Threads").click()
    await ada.page.get_by_role("menuitem", name="Old talk").click()
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("Old talk")


async def test_a_deleted_thread_leads_back(ada, bot):
    sent = await channel_of(bot, "study-hall").send("Let us talk")
    thread = await sent.create_thread(name="Talking")
    await ada.last.get_by_role("link", name="Talking").click()
    await thread.delete()
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("welcome")


async def test_blocking_the_bot_closes_direct_messages(ada, bot):
    user = await bot.fetch_user(
        int(await ada.page.evaluate("new URL(location).searchParams.get('as')"))
    )
    await ada.runs("garden plant")
    for name in ("Block", "Unblock"):
        await ada.message("Planted").get_by_role("button", name="Daymark").click()
        async with ada.page.expect_response(lambda answer: answer.request.method != "GET"):
            await ada.page.get_by_role("menuitem", name=name, exact=True).click()
        if name == "Block":
            with pytest.raises(discord.Forbidden):
                await user.send("Psst")
    await user.send("Psst")
    await expect(ada.page.get_by_role("link", name=re.compile("Direct Messages, "))).to_be_visible()
