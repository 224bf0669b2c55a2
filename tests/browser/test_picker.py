"""The slash picker and the pills of a command."""

import re

from playwright.async_api import expect

from tests.browser.conftest import SHARED
from tests.support.browser import PHONE

pytestmark = SHARED


async def test_typing_a_slash_lists_every_command_under_its_app(ada):
    await ada.composer.press_sequentially("/")
    listed = ada.page.get_by_role("listbox", name="Suggestions")
    await expect(listed.get_by_role("option")).to_have_count(10)
    await expect(listed).to_contain_text("Daymark")
    await expect(listed).not_to_contain_text("/moderate")
    await expect(listed).not_to_contain_text("Quote")


async def test_the_list_narrows_while_one_types(ada):
    await ada.composer.press_sequentially("/pla")
    await expect(ada.option("")).to_have_count(1)
    await expect(ada.option("/garden plant")).to_contain_text("Put it into the earth")
    await ada.composer.press_sequentially("xyz")
    await expect(ada.option("")).to_have_count(0)


async def test_commands_in_groups_are_found_by_their_whole_path(ada):
    await ada.composer.press_sequentially("/garden to")
    await ada.page.keyboard.press("Enter")
    await ada.page.keyboard.press("Enter")
    await expect(ada.last).to_contain_text("Bought")
    await expect(ada.last).to_contain_text("Ada used /garden tools buy")


async def test_typing_on_while_the_commands_are_asked_anew_loses_nothing(ada, town):
    for count in range(1, 6):
        town.world.tell("COMMANDS_UPDATE", {})
        await ada.composer.press_sequentially("/every")
        await ada.page.keyboard.press("Enter")
        await ada.page.keyboard.type("hello")
        await ada.page.keyboard.press("Enter")
        await expect(ada.message("words is hello")).to_have_count(count)


async def test_arrows_move_and_escape_closes(ada):
    await ada.composer.press_sequentially("/")
    first = ada.option("").first
    await expect(first).to_have_class(re.compile("active"))
    await ada.page.keyboard.press("ArrowUp")
    await expect(ada.option("").last).to_have_class(re.compile("active"))
    await ada.page.keyboard.press("ArrowDown")
    await expect(first).to_have_class(re.compile("active"))
    await ada.page.keyboard.press("Escape")
    await expect(first).to_be_hidden()
    await expect(ada.composer).to_have_value("/")


async def test_what_a_moderator_may_use_is_hidden_from_others(bot, visit):
    mina = await visit("Mina")
    await mina.runs("moderate")
    await expect(mina.last).to_contain_text("Moderated")


async def test_required_options_come_first_and_cannot_be_left_empty(ada):
    await ada.begins("every")
    words = ada.page.get_by_role("textbox", name="words")
    await expect(words).to_be_focused()
    await expect(ada.page.get_by_role("status").filter(has_text="What to say")).to_be_visible()
    await ada.page.keyboard.press("Enter")
    await expect(words).to_have_attribute("aria-invalid", "true")
    await expect(ada.page.get_by_text("This option is required. Specify a value.")).to_be_visible()


async def test_optional_ones_are_offered_added_and_taken_away(ada):
    await ada.begins("every")
    await expect(ada.button("+10 optional")).to_be_visible()
    number = await ada.adds("number")
    await expect(number).to_be_focused()
    await expect(ada.button("+9 optional")).to_be_visible()
    await ada.page.keyboard.press("Backspace")
    await expect(number).to_be_hidden()
    await expect(ada.button("+10 optional")).to_be_visible()


async def test_backspace_in_the_first_empty_pill_gives_the_command_up(ada):
    await ada.begins("every")
    await ada.page.keyboard.press("Backspace")
    await expect(ada.composer).to_be_focused()


GIVEN = {
    "number": ("7", "number is 7"),
    "share": ("0.5", "share is 0.5"),
    "sure": ("T", "sure is True"),
    "fruit": ("pe", "fruit is pear"),
    "who": ("Rav", "who is ravi"),
    "where": ("show", "where is showcase"),
    "role": ("Mod", "role is Moderator"),
    "either": ("Zo", "either is zoe"),
}


async def test_each_kind_of_option_by_keyboard(ada):
    await ada.begins("every")
    await ada.page.keyboard.type("hello")
    for option, (typed, _) in GIVEN.items():
        await ada.adds(option)
        await ada.page.keyboard.type(typed)
        if option not in ("number", "share"):
            await expect(ada.option("").first).to_be_visible()
            await ada.page.keyboard.press("Tab")
    await ada.page.keyboard.press("Enter")
    await expect(ada.last).to_contain_text("words is hello")
    for _, sent in GIVEN.values():
        await expect(ada.last).to_contain_text(sent)


WRONG = [
    ("number", "eleven", "Input a valid integer."),
    ("number", "11", "Value must be at most 10."),
    ("number", "0", "Value must be at least 1."),
    ("share", "much", "Input a valid number."),
    ("sure", "maybe", "Input a valid boolean."),
    ("fruit", "stone", "Choose one of the options in the list."),
    ("who", "nobody", "Input a valid user."),
    ("where", "nowhere", "Input a valid channel."),
]


async def test_a_wrong_value_is_said_as_discord_says_it(ada):
    await ada.begins("every")
    await ada.page.keyboard.type("hello")
    for option, typed, complaint in WRONG:
        field = await ada.adds(option)
        await ada.page.keyboard.type(typed)
        await ada.page.keyboard.press("Escape")
        await ada.page.keyboard.press("Enter")
        await expect(ada.page.get_by_text(complaint)).to_be_visible()
        await field.fill("")
        await ada.page.keyboard.press("Escape")
        await ada.page.keyboard.press("Backspace")
        await expect(field).to_be_hidden()


async def test_autocomplete_by_keyboard(ada, bot):
    await ada.begins("every")
    await ada.page.keyboard.type("hello")
    await ada.adds("town")
    await expect(ada.option("")).to_have_count(5)
    await ada.page.keyboard.type("ber")
    await expect(ada.option("")).to_have_count(3)
    await ada.page.keyboard.press("ArrowDown")
    await ada.page.keyboard.press("Enter")
    await expect(ada.page.get_by_role("textbox", name="town")).to_have_value("Bergen")
    await ada.page.keyboard.press("Enter")
    await expect(ada.last).to_contain_text("town is Bergen")
    assert bot.asked[-1] == "ber"


async def test_a_file_goes_along(ada):
    await ada.begins("every")
    await ada.page.keyboard.type("hello")
    await ada.adds("file")
    async with ada.page.expect_file_chooser() as chooser:
        await ada.button("file Choose a file").click()
    await (await chooser.value).set_files(
        [{"name": "a.txt", "mimeType": "text/plain", "buffer": b"hi"}]
    )
    await ada.button("Send").click()
    await expect(ada.last).to_contain_text("file is a.txt")


async def test_what_a_command_asks_for_can_be_read_on_a_phone(bot, visit):
    ada = await visit(size=PHONE)
    await ada.composer.press_sequentially("/")
    note = ada.option("/every").locator(".note")
    await expect(note).to_have_text(re.compile("words.*optional"))
    assert await note.evaluate("node => node.scrollWidth <= node.clientWidth")
