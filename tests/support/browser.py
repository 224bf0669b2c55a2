"""Chromium before the playground: windows onto any town, or onto what `make run` starts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    async_playwright,
)

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
DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
NEW_YORK = "America/New_York"
PATIENCE = 15_000  # milliseconds; a busy machine needs them, a free one doesn't
Theme = Literal["dark", "light"]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    path = need("browser")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        await browser.close()


@asynccontextmanager
async def window(
    browser: Browser,
    faults: list[str],
    size: ViewportSize = DESK,
    theme: Theme = "dark",
    zone: str = NEW_YORK,
) -> AsyncIterator[BrowserContext]:
    """Shares nothing with other windows. `faults` are those of the pages' own code, and what their
    content security policy refused."""

    def noted(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            faults.append(message.text)

    opened = await browser.new_context(
        viewport=size, color_scheme=theme, locale="en-US", timezone_id=zone
    )
    opened.set_default_timeout(PATIENCE)
    opened.on("weberror", lambda error: faults.append(str(error.error)))
    opened.on("console", noted)
    yield opened
    await opened.close()


@asynccontextmanager
async def newcomer(folder: Path, size: ViewportSize = DESK) -> AsyncIterator[Page]:
    """A page that has just been opened, with Daymark ready behind it."""
    need("browser")
    faults = list[str]()
    async with Process({}, folder, (*TOWN, str(folder / "town"))) as town:
        address = (await town.says("Open http://")).split()[1]
        await town.ready()
        async with chromium() as browser, window(browser, faults, size) as opened:
            page = await opened.new_page()
            await page.goto(address)
            yield page
    assert not faults, faults
