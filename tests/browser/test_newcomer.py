"""A newcomer's first two days in the browser, once by mouse and once by keyboard alone."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.support.browser import PHONE, newcomer

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    async with newcomer(tmp_path) as opened:
        yield opened


def composer(page: Page) -> Locator:
    return page.get_by_role("textbox", name=re.compile("^Message"))


def form(page: Page) -> Locator:
    return page.get_by_role("dialog")


async def heading(page: Page, words: str) -> None:
    await expect(page.get_by_role("log").get_by_text(words).last).to_be_visible()


async def picks(page: Page, command: str) -> None:
    """Types a slash, filters, and clicks the command in the picker."""
    await composer(page).click()
    await composer(page).press_sequentially("/" + command[:4])
    await page.get_by_role("option", name=f"/{command}").first.click()


async def test_two_days_by_mouse(page: Page):
    for channel in ("welcome", "daily-prompt", "study-hall"):
        await expect(page.get_by_role("link", name=re.compile(channel)).first).to_be_visible()
    await expect(page.get_by_text("Mina").first).to_be_visible()

    await picks(page, "start")
    await page.get_by_role("button", name="Send").click()
    await page.get_by_role("combobox", name=re.compile("time and place")).click()
    await page.get_by_role("option", name=re.compile("New York")).click()
    await form(page).get_by_role("button", name="Submit").click()
    await heading(page, "You're set")

    await picks(page, "checkin")
    await page.keyboard.type("read chapter 2, 30 minutes")
    await page.get_by_role("button", name="Send").click()
    await heading(page, "Checked in for")
    await heading(page, "Streak: 1 day")

    await page.get_by_role("button", name="+1 day").click()
    await picks(page, "checkin")
    await page.keyboard.type("read chapter 3")
    await page.get_by_role("button", name="Send").click()
    await heading(page, "Streak: 2 days")

    yesterday = page.get_by_role("article").filter(has_text="Streak: 1 day")
    await yesterday.get_by_role("button", name="Check in", exact=True).click()
    await form(page).get_by_label("What did you do?").fill("two quizzes")
    await form(page).get_by_label(re.compile("How many minutes")).fill("15")
    await form(page).get_by_role("button", name="Submit").click()
    await heading(page, "Added to")

    await picks(page, "streak why")
    await page.get_by_role("button", name="Send").click()
    await heading(page, "done: check-in, 15 min")


async def test_two_days_by_keyboard_alone(page: Page):
    keys = page.keyboard
    await tab_to(page, composer(page))
    await keys.type("/start")
    await keys.press("Enter")
    await keys.press("Enter")
    place = page.get_by_role("combobox", name=re.compile("time and place"))
    await place.wait_for()
    await tab_to(page, place, backwards=True)
    await keys.press("Enter")
    await keys.type("New")
    await keys.press("Enter")
    await form(page).wait_for()
    await tab_to(page, form(page).get_by_role("button", name="Submit"))
    await keys.press("Enter")
    await heading(page, "You're set")

    await check_in(page, "read chapter 2, 30 minutes")
    await heading(page, "Streak: 1 day")
    await tab_to(page, page.get_by_role("button", name="+1 day"))
    await keys.press("Enter")
    await check_in(page, "read chapter 3")
    await heading(page, "Streak: 2 days")

    yesterday = page.get_by_role("article").filter(has_text="Streak: 1 day")
    await tab_to(page, page.get_by_role("log").get_by_role("article").last, backwards=True)
    while not await yesterday.evaluate("element => element === document.activeElement"):
        await keys.press("ArrowUp")
    await tab_to(page, yesterday.get_by_role("button", name="Check in", exact=True))
    await keys.press("Enter")
    await form(page).wait_for()
    await keys.type("two quizzes")
    await tab_to(page, form(page).get_by_role("button", name="Submit"))
    await keys.press("Enter")
    await heading(page, "Added to")

    await tab_to(page, composer(page))
    await keys.type("/streak why")
    await keys.press("Enter")
    await keys.press("Enter")
    await heading(page, "Why your streak is what it is")


async def check_in(page: Page, did: str) -> None:
    await tab_to(page, composer(page))
    await page.keyboard.type("/checkin")
    await page.keyboard.press("Enter")
    await page.keyboard.type(did)
    await page.keyboard.press("Enter")


async def tab_to(page: Page, target: Locator, *, backwards: bool = False) -> None:
    """Presses Tab until the target has the focus, as someone without a mouse does."""
    for _ in range(120):
        if await target.evaluate("element => element === document.activeElement"):
            return
        await page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"Tab never reached {target}")


async def test_the_page_fits_a_phone(tmp_path: Path):
    async with newcomer(tmp_path, PHONE) as page:
        await composer(page).press_sequentially("/help")
        await page.keyboard.press("Enter")
        await page.keyboard.press("Enter")
        await heading(page, "What I can do for you")
        wide = "document.documentElement.scrollWidth"
        assert await page.evaluate(wide) <= PHONE["width"]
