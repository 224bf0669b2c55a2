"""Writing: names, files, commands that are pasted, drafts, and what one is told."""

import re

from playwright.async_api import expect

from tests.browser.conftest import SHARED
from tests.browser.test_talk import channel_of

pytestmark = SHARED
PASTED = """([text, size]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(size)], text, { type: "text/plain" }));
  const field = document.querySelector("#composer textarea");
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}"""
DROPPED = (
    PASTED.replace("ClipboardEvent", "DragEvent")
    .replace('"paste"', '"drop"')
    .replace("clipboardData: data", "dataTransfer: data")
)


async def test_only_whole_names_outside_code_are_mentions(ada, visit):
    ravi = await visit("Ravi", "welcome")
    await ada.says("me@Ravi.example, @Ravindra and @Ravine!")
    await expect(ravi.channel("study-hall")).to_have_accessible_name("study-hall, unread")
    await ada.says("But @Ravi, hello!")
    await expect(ravi.channel("study-hall")).to_have_accessible_name("study-hall, 1 mention")


async def test_a_role_is_mentioned_by_its_name(ada, visit, town):
    mina = await visit("Mina", "welcome")
    await ada.composer.press_sequentially("Help, @Mod")
    await ada.page.keyboard.press("Enter")
    await ada.page.keyboard.press("Enter")
    await expect(ada.last).to_contain_text("Help, @Moderator")
    await expect(mina.channel("study-hall")).to_have_accessible_name("study-hall, 1 mention")


async def test_a_pasted_command_becomes_a_command(ada):
    await ada.composer.fill("/every words:hello there number:3")
    await expect(ada.button("/every")).to_be_visible()
    await expect(ada.page.get_by_role("textbox", name="words", exact=True)).to_have_value(
        "hello there"
    )
    await expect(ada.page.get_by_role("textbox", name="number", exact=True)).to_have_value("3")


async def test_a_command_waits_in_its_channel_and_words_outlive_a_reload(ada):
    await ada.begins("every")
    await ada.page.keyboard.type("hello")
    await ada.opens("welcome")
    await ada.composer.fill("half a thought")
    await ada.page.reload()
    await expect(ada.composer).to_have_value("half a thought")
    await ada.begins("every")
    await ada.page.keyboard.type("hello")
    await ada.opens("study-hall")
    await ada.opens("welcome")
    await expect(ada.button("/every")).to_be_visible()
    await expect(ada.page.get_by_role("textbox", name="words", exact=True)).to_have_value("hello")


async def test_files_are_pasted_and_dropped_with_their_size(ada):
    await ada.page.evaluate(PASTED, ["notes.txt", 2048])
    await ada.page.evaluate(DROPPED, ["more.txt", 10])
    for name in ("notes.txt", "more.txt"):
        await expect(ada.button(f"Remove {name}")).to_be_visible()
    await expect(ada.page.locator("#composer")).to_contain_text("2 KB")
    await ada.page.evaluate(PASTED, ["film.txt", 11 * 1024**2])
    await expect(ada.page.get_by_role("alert")).to_contain_text("at most 10 MB")
    await ada.composer.press_sequentially("Look")
    await expect(ada.page.get_by_role("alert")).to_have_count(0)


async def test_blocking_comes_last_and_says_what_happened(ada):
    await ada.runs("garden plant")
    await ada.message("Planted").get_by_role("button", name="Daymark").click()
    await expect(ada.page.get_by_role("menuitem").last).to_have_text("Block")
    await ada.page.keyboard.press("End")
    await ada.page.keyboard.press("Enter")
    await expect(ada.page.get_by_text("You blocked Daymark")).to_be_visible()


async def test_between_two_people_there_are_no_commands_and_no_false_reason(ada):
    await ada.message("it measures distance").get_by_role("button", name="Ravi").click()
    await ada.page.get_by_role("menuitem", name="Message Ravi").click()
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("Ravi")
    await ada.composer.press_sequentially("/")
    await expect(ada.page.get_by_text("There are no commands to use here.")).to_be_visible()


async def test_a_message_is_shown_while_it_is_on_its_way(ada, town):
    town.at_rest.clear()
    await ada.composer.fill("On its way")
    await ada.page.keyboard.press("Enter")
    await expect(ada.last).to_contain_text("On its way")
    await expect(ada.last).to_have_class(re.compile("posting"))
    town.at_rest.set()
    await expect(ada.last).not_to_have_class(re.compile("posting"))
    await expect(ada.message("On its way")).to_have_count(1)


async def test_a_message_that_is_emptied_is_asked_about(ada):
    await ada.says("To be gone")
    await ada.page.keyboard.press("ArrowUp")
    await ada.composer.fill("")
    ada.page.once("dialog", lambda dialog: dialog.accept())
    await ada.page.keyboard.press("Enter")
    await expect(ada.message("To be gone")).to_have_count(0)


async def test_links_keep_their_brackets_and_never_pretend(ada, bot):
    where = channel_of(bot, "study-hall")
    await where.send("See https://example.org/a_(b), [https://bank.example](https://evil.example/)")
    link = ada.last.get_by_role("link")
    await expect(link.first).to_have_attribute("href", "https://example.org/a_(b)")
    await expect(ada.last).to_contain_text("(https://evil.example/)")
