"""How far one has read, what is new, and going to what is far up."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import SHARED
from tests.browser.test_holds import say
from tests.browser.test_talk import channel_of

pytestmark = SHARED
HIDDEN = "Object.defineProperty(document, 'visibilityState', {value: '%s', configurable: true})"


async def new_stands_before(who, words: str) -> None:
    mark = who.page.get_by_role("separator", name="New messages")
    await expect(mark).to_have_count(1)
    await expect(who.log.locator(".entry").filter(has=mark)).to_contain_text(words)


async def looks_away(who, away: bool) -> None:
    await who.page.evaluate(HIDDEN % ("hidden" if away else "visible"))
    await who.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


async def test_with_many_unread_it_opens_where_one_stopped_and_reads_on(town, ada, bot):
    say(town, *(f"Piece {number:03}" for number in range(120)), where="showcase")
    await ada.opens("showcase")
    await new_stands_before(ada, "Piece 000")
    mark = ada.page.get_by_role("separator", name="New messages")
    await expect(mark.get_by_text("New")).to_be_in_viewport(ratio=1)
    await expect(ada.channel("showcase")).to_have_accessible_name("showcase, unread")
    for _ in range(8):
        await ada.page.evaluate("document.querySelector('#scroller').scrollTop = 1e6")
        await ada.page.wait_for_timeout(100)
    await expect(ada.message("Piece 119")).to_be_in_viewport()
    shown = await ada.messages.all_text_contents()
    found = [int(each[1]) for text in shown if (each := re.search(r"Piece (\d+)", text))]
    assert found == [*range(120)]
    await expect(ada.channel("showcase")).to_have_accessible_name("showcase")
    await expect(ada.button("Jump to present")).to_be_hidden()


async def test_writing_from_far_up_leads_to_the_present(town, ada, bot):
    say(town, *(f"Piece {number:03}" for number in range(120)), where="showcase")
    await ada.opens("showcase")
    await new_stands_before(ada, "Piece 000")
    await ada.says("What did I miss?")
    await expect(ada.last).to_contain_text("What did I miss?")
    await expect(ada.message("Piece 119")).to_be_in_viewport()


async def test_a_second_new_comes_and_goes_when_one_answers(ada, visit):
    ravi = await visit("Ravi")
    for words in ("First", "Second"):
        await looks_away(ada, True)
        await ravi.says(words)
        await new_stands_before(ada, words)
        await looks_away(ada, False)
    await ada.says("Here I am")
    await expect(ada.page.get_by_role("separator", name="New messages")).to_have_count(0)


async def test_after_a_look_at_the_future_new_messages_are_marked(ada, visit):
    ravi = await visit("Ravi")
    await ada.button("+1 day").click()
    await ravi.says("From tomorrow")
    await expect(ada.message("From tomorrow")).to_be_visible()
    await ada.button("Now").click()
    await ada.opens("welcome")
    await ravi.says("Today again")
    await expect(ada.channel("study-hall")).to_have_accessible_name("study-hall, unread")
    await ada.opens("study-hall")
    await new_stands_before(ada, "Today again")


async def test_a_private_answer_taken_away_leaves_no_badge(ada, visit):
    ravi = await visit("Ravi")
    await ravi.says("Hello, @Ada!")
    await expect(ada.message("Hello, @Ada!")).to_be_visible()
    await ada.runs("secret")
    await ada.button("Dismiss message").click()
    await ada.opens("welcome")
    await ravi.says("Just talking")
    await expect(ada.channel("study-hall")).to_have_accessible_name("study-hall, unread")


async def test_a_reply_to_something_far_up_leads_there_without_all_between(town, visit, bot):
    say(town, "The question", *(f"Piece {number:03}" for number in range(300)))
    first = next(
        each
        for each in town.world.messages[str(channel_of(bot, "study-hall").id)].values()
        if each["content"] == "The question"
    )
    ada = await visit()
    await ada.button("Jump to present").click()
    await expect(ada.message("Piece 299")).to_be_in_viewport()
    await ada.page.evaluate(f"location.hash = '#/{first['channel_id']}/{first['id']}'")
    await expect(ada.message("The question")).to_be_focused()
    assert await ada.messages.count() < 200
    await ada.button("Jump to present").click()
    await expect(ada.message("Piece 299")).to_be_in_viewport()


async def test_an_address_of_no_message_says_so_and_loads_nothing(town, ada, bot):
    say(town, *(f"Piece {number:03}" for number in range(120)))
    await expect(ada.message("Piece 119")).to_be_in_viewport()
    before = await ada.messages.count()
    await ada.page.evaluate(f"location.hash = '#/{channel_of(bot, 'study-hall').id}/1'")
    await expect(ada.page.get_by_text("This message isn't here any more.")).to_be_visible()
    assert await ada.messages.count() <= max(before, 60)


async def test_a_reply_to_what_was_deleted_says_so_at_once(ada, visit):
    ravi = await visit("Ravi")
    await ada.says("Who is here?")
    await ravi.menu("Who is here?")
    await ravi.page.get_by_role("menuitem", name="Reply").click()
    await ravi.says("I am")
    await expect(ada.last).to_contain_text("I am")
    asked = ada.message("Who is here?").first
    await asked.hover()
    await asked.get_by_role("button", name="More").click()
    await ada.page.get_by_role("menuitem", name="Delete message").click()
    for who in (ada, ravi):
        await expect(who.last).to_contain_text("Original message was deleted")


@pytest.mark.parametrize("cards", [12])
async def test_the_way_by_tab_past_twelve_cards_is_short(ada, bot, cards):
    for _ in range(cards):
        await ada.runs("card", "buttons")
        await expect(ada.composer).to_be_focused()
    await expect(ada.last.get_by_role("button", name="Primary")).to_be_visible()
    await ada.button("Switch person").focus()
    steps = 0
    while not await ada.composer.evaluate("element => element === document.activeElement"):
        await ada.page.keyboard.press("Tab")
        steps += 1
    assert steps < 25
    await ada.tabs_to(ada.last.get_by_role("button", name="Primary"), backwards=True)
    await ada.page.keyboard.press("Enter")
    await expect(ada.last).to_contain_text("Pressed Primary")
