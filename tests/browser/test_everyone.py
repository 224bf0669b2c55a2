"""For everyone: names, contrast and focus, in dark and light, at a desk and on a phone."""

import re
from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import expect

from tests.browser.conftest import SHARED
from tests.browser.measures import nameless, pale, unseen_focus
from tests.browser.visitor import Visitor
from tests.support.browser import DESK, PHONE

pytestmark = SHARED
State = Callable[[Visitor], Awaitable[None]]


async def at_rest(who: Visitor) -> None:
    await expect(who.last).to_be_visible()


async def picking(who: Visitor) -> None:
    await who.composer.press_sequentially("/")
    await expect(who.option("").first).to_be_visible()


async def filling_in(who: Visitor) -> None:
    await who.begins("every")
    await who.page.keyboard.type("hello")
    await who.adds("file")
    await who.adds("fruit")
    await expect(who.option("").first).to_be_visible()


async def pills_gone_wrong(who: Visitor) -> None:
    await who.begins("every")
    await who.adds("number")
    await who.page.keyboard.type("many")
    await who.page.keyboard.press("Enter")


async def buttons(who: Visitor) -> None:
    await who.runs("card", "buttons")
    await who.last.get_by_role("button", name="Hold").click()
    await expect(who.last.get_by_role("button", name="Hold")).to_have_attribute("aria-busy", "true")
    await who.page.mouse.move(700, 300)


async def selects(who: Visitor) -> None:
    await who.runs("card", "selects")
    await who.last.get_by_role("combobox", name="Some colours").click()
    await expect(who.option("Red")).to_be_visible()


async def layouts(who: Visitor) -> None:
    await who.runs("card", "layout")
    await expect(who.last.get_by_role("img", name="A lake")).to_be_visible()


async def embeds(who: Visitor) -> None:
    await who.runs("old")
    await expect(who.last.get_by_role("link", name="An embed")).to_be_visible()


async def forms(who: Visitor) -> None:
    await who.runs("form")
    await who.form.get_by_role("button", name="Submit").click()
    await expect(who.form).to_contain_text("This field is required.")


async def second_forms(who: Visitor) -> None:
    await who.begins("form")
    await who.adds("second")
    await who.page.keyboard.type("True")
    await who.page.keyboard.press("Tab")
    await who.page.keyboard.press("Enter")
    await expect(who.form).to_be_visible()


async def private_and_menu(who: Visitor) -> None:
    await who.runs("secret")
    await expect(who.last).to_contain_text("Only you can see this")
    await who.menu("explains my clusters")
    await expect(who.page.get_by_role("menuitem", name="Quote")).to_be_visible()


STATES: list[State] = [
    *(at_rest, picking, filling_in, pills_gone_wrong, buttons, selects, layouts, embeds),
    *(forms, second_forms, private_and_menu),
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
async def test_everything_has_a_name_and_can_be_read(bot, visit, state):
    for theme, size in (("dark", DESK), ("light", PHONE)):
        who = await visit(theme=theme, size=size)
        await state(who)
        assert await nameless(who.page) == []
        assert await pale(who.page) == []
        assert await who.page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("state", [at_rest, filling_in, layouts, forms], ids=lambda s: s.__name__)
async def test_the_focus_can_always_be_seen(ada, state):
    await state(ada)
    assert await unseen_focus(ada.page) == []


async def test_a_screen_reader_hears_new_messages(ada, visit):
    await expect(ada.log).to_have_attribute("aria-live", "polite")
    ravi = await visit("Ravi")
    await ravi.says("Something new")
    await expect(ada.last).to_have_accessible_name(re.compile("^Ravi, Today at"))
