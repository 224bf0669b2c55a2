"""Someone at the page: what they type and press, and where to look for what they then see."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

TABS = 150


@dataclass(frozen=True)
class Visitor:
    page: Page

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("textbox", name=re.compile("^Message"))

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def form(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def messages(self) -> Locator:
        return self.log.get_by_role("article")

    @property
    def last(self) -> Locator:
        return self.messages.last

    @property
    def focused(self) -> Locator:
        return self.page.locator("*:focus")

    def message(self, words: str) -> Locator:
        return self.messages.filter(has_text=words)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def option(self, name: str) -> Locator:
        return self.page.get_by_role("option", name=name)

    def channel(self, name: str) -> Locator:
        return self.page.locator("#channels").get_by_role("link", name=re.compile(name))

    async def begins(self, command: str) -> None:
        """Typed out in full, a command becomes pills; the first empty one has the focus."""
        await self.composer.fill(f"/{command} ")
        await expect(self.button(f"/{command}")).to_be_visible()

    async def runs(self, command: str, *required: str) -> None:
        await self.begins(command)
        for words in required:
            await self.page.keyboard.type(words)
        await self.page.keyboard.press("Enter")

    async def adds(self, option: str) -> Locator:
        """An optional option's pill, from the offer at the end of the command."""
        await self.page.get_by_role("button", name=re.compile("optional")).click()
        await self.page.get_by_role("option", name=re.compile(f"^{option}\\b")).click()
        return self.page.get_by_role("textbox", name=option, exact=True)

    async def says(self, words: str) -> None:
        await self.composer.fill(words)
        await self.page.keyboard.press("Enter")
        await expect(self.message(words).last).to_be_visible()
        await expect(self.page.locator("article.posting")).to_have_count(0)

    async def opens(self, channel: str) -> None:
        await self.channel(channel).first.click()
        await expect(self.page.get_by_role("heading", level=1, name=channel)).to_be_visible()

    async def menu(self, words: str) -> None:
        """The menu of the message that says so."""
        message = self.message(words).last
        await message.hover()
        await message.get_by_role("button", name="More").click()

    async def tabs_to(self, target: Locator, *, backwards: bool = False) -> None:
        """As someone without a mouse does."""
        for _ in range(TABS):
            if await target.evaluate("element => element === document.activeElement"):
                return
            await self.page.keyboard.press("Shift+Tab" if backwards else "Tab")
        raise AssertionError(f"Tab never reached {target}")
