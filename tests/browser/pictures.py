"""Takes the README's pictures anew: `make pictures`."""

import asyncio
import re
import tempfile
from pathlib import Path

from playwright.async_api import Page

from tests.browser.test_newcomer import check_in, composer, form, heading
from tests.support.browser import DESK, newcomer

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


async def live(page: Page) -> None:
    await page.get_by_role("button", name="Dismiss hints").click()
    await composer(page).press_sequentially("/")
    await shoot(page, "picker")
    await page.keyboard.type("start")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await page.get_by_role("combobox", name=re.compile("time and place")).click()
    await page.get_by_role("option", name=re.compile("New York")).click()
    await form(page).get_by_role("button", name="Submit").click()
    await heading(page, "You're set")
    await shoot(page, "start")
    await check_in(page, "read chapter 2, 30 minutes")
    await heading(page, "Streak: 1 day")
    await page.get_by_role("button", name="+1 day").click()
    await check_in(page, "made notes on gradients")
    await heading(page, "Streak: 2 days")
    await shoot(page, "two-days")
    await composer(page).press_sequentially("/streak why")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await heading(page, "Why your streak is what it is")
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.get_by_role("button", name="Switch between dark and light").click()
    await page.get_by_role("article").last.scroll_into_view_if_needed()
    await shoot(page, "phone")


async def shoot(page: Page, name: str) -> None:
    await page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


async def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with newcomer(Path(folder), {**DESK, "height": 720}) as page:
            await live(page)


if __name__ == "__main__":
    asyncio.run(main())
