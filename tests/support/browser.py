"""Chromium before the playground as `make run` starts it, on the page that a newcomer opens."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, async_playwright

from tests.support.process import Process
from tests.support.required import need

TOWN = ("-m", "deploy.playground", "--port", "0", "--data")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 15_000  # milliseconds; a busy machine needs them, a free one doesn't


@asynccontextmanager
async def newcomer(folder: Path, size: dict[str, int] = DESK) -> AsyncIterator[Page]:
    """A page that has just been opened, with the bot ready behind it; a fault in the page's own
    code fails the test."""
    chromium, faults = need("browser"), list[str]()
    async with Process({}, folder, (*TOWN, str(folder / "town"))) as town:
        address = (await town.says("Open http://")).split()[1]
        await town.ready()
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=QUIET)
            page = await browser.new_page(
                viewport=size, color_scheme="dark", locale="en-US", timezone_id="America/New_York"
            )
            page.set_default_timeout(PATIENCE)
            page.on("pageerror", lambda error: faults.append(str(error)))
            await page.goto(address)
            yield page
            await browser.close()
    assert not faults
