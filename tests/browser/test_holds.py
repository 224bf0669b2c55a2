"""Long channels, bursts, hours of use, reloads and restarts under an open page."""

import re
from statistics import median

from playwright.async_api import CDPSession, Page, expect

from deploy.playground.messages import Draft
from deploy.playground.playground import Playground
from tests.browser.conftest import SHARED, running
from tests.browser.test_talk import channel_of

pytestmark = SHARED
# Something arrives and is scrolled to while the room for it shrinks.
GROWN_IN_ONE_FRAME = """() => {
  const scroller = document.querySelector("#scroller");
  document.querySelector("#log").style.paddingTop = "40px";
  scroller.scrollTop = scroller.scrollHeight;
  document.querySelector("footer").style.paddingTop = "300px";
}"""
SMOOTH = 0.05  # seconds of script, style and layout


def say(town: Playground, *texts: str, by: str = "Ravi", where: str = "study-hall") -> None:
    """As if it had been sent, without a request for each."""
    world = town.world
    channel = next(each for each in world.text_channels() if each["name"] == where)
    author = next(id for id in world.notes if world.users[id]["global_name"] == by)
    for text in texts:
        town.hub.messages.post(Draft(channel, author, {"content": text}))


class Meter:
    """Chromium's own figures of a page, counted from here on."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session

    @classmethod
    async def of(cls, page: Page) -> "Meter":
        session = await page.context.new_cdp_session(page)
        await session.send("Performance.enable")
        return cls(session)

    async def reads(self) -> dict[str, float]:
        found = await self._session.send("Performance.getMetrics")
        return {each["name"]: each["value"] for each in found["metrics"]}

    async def collect(self) -> None:
        await self._session.send("HeapProfiler.collectGarbage")

    async def work(self) -> float:
        """Seconds of script, style and layout."""
        found = await self.reads()
        return sum(found[f"{name}Duration"] for name in ("Script", "RecalcStyle", "Layout"))


async def test_five_thousand_messages_stay_smooth(town, bot, visit):
    say(town, *(f"Piece {number} of *many*, with a <t:1790000000:R>" for number in range(5000)))
    ada = await visit()
    await ada.button("Jump to present").click()
    await expect(ada.message("Piece 4999")).to_be_in_viewport()
    meter, pages = await Meter.of(ada.page), []
    for _ in range(8):
        before = await ada.messages.count()
        started = await meter.work()
        await ada.page.evaluate("document.querySelector('#scroller').scrollTop = 0")
        await expect(ada.messages).not_to_have_count(before)
        pages.append(await meter.work() - started)
    assert await ada.messages.count() >= 450
    assert median(pages) < SMOOTH
    news = []
    for number in range(10):
        started = await meter.work()
        say(town, f"News {number}")
        await expect(ada.message(f"News {number}")).to_have_count(1)
        news.append(await meter.work() - started)
    assert median(news) < SMOOTH


async def test_the_newest_message_stays_in_view_when_sizes_change(town, ada, bot):
    say(town, *(f"Piece {number}, {'long ' * 60}" for number in range(60)))
    newest = ada.message("Piece 59")
    await expect(newest).to_be_in_viewport()
    for width, height in ((1280, 420), (500, 700), (1280, 900), (390, 500), (1280, 800)):
        await ada.page.set_viewport_size({"width": width, "height": height})
        await ada.page.wait_for_timeout(150)
        await expect(newest).to_be_in_viewport(ratio=0.9)
    await ada.composer.fill("line\n" * 12)
    await expect(newest.last).to_be_in_viewport(ratio=0.9)
    await ada.composer.fill("")
    await ada.page.evaluate(GROWN_IN_ONE_FRAME)
    await ada.page.wait_for_timeout(150)
    await expect(newest.last).to_be_in_viewport(ratio=0.9)
    await channel_of(bot, "study-hall").send("Newer still")
    await expect(ada.message("Newer still")).to_be_in_viewport()
    await expect(ada.button("Jump to present")).to_be_hidden()


async def test_a_burst_of_five_hundred_messages_arrives_whole(town, ada):
    say(town, *(f"Burst {number}" for number in range(500)))
    await expect(ada.message("Burst 499")).to_be_in_viewport()
    shown = await ada.messages.all_inner_texts()
    numbers = [int(found[1]) for text in shown if (found := re.search(r"Burst (\d+)", text))]
    assert numbers == [*range(numbers[0], 500)]
    assert len(numbers) <= 400


async def test_an_hour_of_events_leaves_nothing_behind(town, ada):
    meter = await Meter.of(ada.page)

    async def hour() -> dict[str, float]:
        for number in range(100):
            say(town, f"Round {number} with a [link](https://example.org/)")
            say(town, "elsewhere", where="showcase")
            town.world.tell("CLOCK", {"now": int(town.clock.now() * 1000), "offset": 0})
            town.world.tell("BOT", {"online": True})
        await ada.runs("card", "selects")
        await ada.last.get_by_role("combobox", name="One colour").click()
        await ada.page.keyboard.press("Escape")
        await ada.menu("Round 99")
        await ada.page.keyboard.press("Escape")
        for channel in ("welcome", "study-hall"):
            await ada.opens(channel)
        await expect(ada.message("Round 99").last).to_be_visible()
        await meter.collect()
        return await meter.reads()

    await hour()
    first = await hour()
    await hour()
    last = await hour()
    for name in ("Nodes", "JSEventListeners"):
        assert last[name] < first[name] * 1.1, (name, first[name], last[name])


async def test_two_tabs_are_two_people(bot, visit):
    ada, ravi = await visit(), await visit("Ravi")
    tab = await ada.page.context.new_page()
    await tab.goto(ravi.page.url)
    await expect(tab.get_by_label("You").get_by_text("Ravi")).to_be_visible()
    await tab.reload()
    await expect(tab.get_by_label("You").get_by_text("Ravi")).to_be_visible()
    await expect(ada.page.get_by_label("You").get_by_text("Ada")).to_be_visible()
    await ada.says("From Ada")
    await expect(tab.get_by_role("article").filter(has_text="From Ada")).to_be_visible()
    await tab.close()


async def test_reloading_with_an_open_form(ada):
    await ada.runs("form")
    await expect(ada.form).to_be_visible()
    await ada.page.reload()
    await ada.says("Still here")
    await ada.runs("form")
    await expect(ada.form).to_be_visible()


async def test_reloading_in_a_thread_and_in_a_direct_message(ada, bot):
    sent = await channel_of(bot, "study-hall").send("Let us talk")
    await sent.create_thread(name="Talking")
    await ada.last.get_by_role("link", name="Talking").click()
    await ada.says("In here")
    await ada.page.reload()
    await expect(ada.message("In here")).to_be_visible()
    await ada.page.get_by_role("link", name=re.compile("Direct Messages")).click()
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("Daymark")
    await ada.runs("secret")
    await expect(ada.message("A secret word")).to_be_visible()
    await ada.page.reload()
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("Daymark")
    await expect(ada.message("A secret word")).to_be_visible()


async def test_the_bot_restarts_under_an_open_page(town, visit):
    async with running(town):
        ada = await visit()
        await ada.composer.fill("half a thought")
    await expect(ada.page.get_by_text("Bot offline")).to_be_visible()
    async with running(town):
        await expect(ada.page.get_by_text("Bot online")).to_be_visible()
        await expect(ada.composer).to_have_value("half a thought")
        await ada.runs("garden plant")
        await expect(ada.last).to_contain_text("Planted")


async def test_the_page_finds_back_after_a_lost_connection(town, ada):
    town.hub.live.close()
    say(town, "Said meanwhile")
    await expect(ada.message("Said meanwhile")).to_be_visible()
