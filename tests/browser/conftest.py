"""One Chromium for all; a town, a bot that shows everything and windows for each test."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from discord.gateway import DiscordWebSocket
from discord.http import Route
from playwright.async_api import Browser, Page, ViewportSize, expect
from yarl import URL

from deploy.playground.playground import Playground
from tests.browser.everything import Everything
from tests.browser.visitor import Visitor
from tests.support.browser import DESK, NEW_YORK, PATIENCE, Theme, chromium, window

SHARED = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.deep,  # the newcomer's two days are in every run, the rest of the page here
    pytest.mark.asyncio(loop_scope="session"),
]
Visit = Callable[..., Awaitable[Visitor]]
HINTED = "if (location.host) localStorage.setItem('playground.hinted', 'yes')"
here = pytest_asyncio.fixture(loop_scope="session")
expect.set_options(timeout=PATIENCE)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


@here
async def town(tmp_path, monkeypatch) -> AsyncIterator[Playground]:
    async with Playground(data=tmp_path / "town", ratelimits=False) as town:
        monkeypatch.setattr(Route, "BASE", town.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(town.gateway_url))
        yield town


@here
async def bot(town: Playground) -> AsyncIterator[Everything]:
    async with running(town) as bot:
        yield bot


@contextlib.asynccontextmanager
async def running(town: Playground) -> AsyncIterator[Everything]:
    bot = Everything()
    task = asyncio.create_task(bot.start(town.token))
    ready = asyncio.create_task(bot.wait_until_ready())
    try:
        await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        yield bot
    finally:
        ready.cancel()
        bot.go.set()
        await bot.close()
        with contextlib.suppress(asyncio.CancelledError):
            await task


class Windows:
    """A tab takes half a second to open, so that tests lend theirs on: each test has a town at an
    address of its own, and nothing that a browser keeps is shared between addresses."""

    def __init__(self, browser: Browser) -> None:
        self.faults: list[str] = []
        self._browser, self._stack = browser, contextlib.AsyncExitStack()
        self._kept: dict[str, list[Page]] = {}
        self._lent: list[tuple[str, Page]] = []

    async def lend(self, **settings: Any) -> Page:
        kind = str(settings)
        if not self._kept.setdefault(kind, []):
            opened = window(self._browser, self.faults, **settings)
            context = await self._stack.enter_async_context(opened)
            await context.add_init_script(HINTED)
            self._kept[kind].append(await context.new_page())
        page = self._kept[kind].pop()
        self._lent.append((kind, page))
        return page

    async def take_back(self) -> None:
        """Whatever the pages themselves did wrong fails the test."""
        for kind, page in self._lent:
            await page.goto("about:blank")
            self._kept[kind].append(page)
        self._lent.clear()
        found, self.faults[:] = [*self.faults], []
        assert not found, found

    async def close(self) -> None:
        await self._stack.aclose()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def windows(browser: Browser) -> AsyncIterator[Windows]:
    windows = Windows(browser)
    yield windows
    await windows.close()


@here
async def visit(windows: Windows, town: Playground) -> AsyncIterator[Visit]:
    """`await visit("Ravi", size=PHONE, theme="light")`: another window, another person."""

    async def opened(
        name: str = "Ada",
        channel: str = "study-hall",
        size: ViewportSize = DESK,
        theme: Theme = "dark",
        zone: str = NEW_YORK,
    ) -> Visitor:
        visitor = Visitor(await windows.lend(size=size, theme=theme, zone=zone))
        await visitor.page.goto(address(town, name, channel))
        await visitor.page.locator("#log > *").first.wait_for()
        return visitor

    yield opened
    await windows.take_back()


@here
async def ada(bot: Everything, visit: Visit) -> Visitor:
    """In #study-hall at a desk, in the dark, with the bot there."""
    return await visit()


def address(town: Playground, name: str, channel: str) -> str:
    users, channels = town.world.users, town.world.text_channels()
    person = next(id for id in town.world.notes if users[id]["global_name"] == name)
    place = next(each["id"] for each in channels if each["name"] == channel)
    return f"{town.url}/?as={person}#/{place}"
