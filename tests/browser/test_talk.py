"""What people write to each other."""

import re

from playwright.async_api import expect

from tests.browser.conftest import SHARED

pytestmark = SHARED
MARKS = """# Title
**bold** *italic* __under__ ~~gone~~ `code` ||hidden||
> quoted
- first
- second
-# small print
```py
print(1)
```
[a page](https://example.org/) <@{ravi}> <#{showcase}>"""


async def test_discords_markdown(ada, bot, town):
    users, channels = town.world.users, town.world.text_channels()
    names = {each["global_name"]: id for id, each in users.items()}
    showcase = next(each["id"] for each in channels if each["name"] == "showcase")
    text = MARKS.format(ravi=names["Ravi"], showcase=showcase)
    await channel_of(bot, "study-hall").send(text)
    last = ada.last
    await expect(last.get_by_role("heading", name="Title")).to_be_visible()
    for tag, words in {"strong": "bold", "em": "italic", "u": "under", "s": "gone"}.items():
        await expect(last.locator(tag, has_text=words).first).to_be_visible()
    await expect(last.locator("pre")).to_have_text("print(1)")
    await expect(last.get_by_role("blockquote")).to_have_text("quoted")
    await expect(last.get_by_role("listitem")).to_have_count(2)
    await expect(last.get_by_role("link", name="a page")).to_be_visible()
    await expect(last).to_contain_text("@Ravi")
    await last.get_by_role("button", name="Spoiler").click()
    await expect(last.get_by_role("button", name="Spoiler")).to_have_count(0)
    await last.get_by_role("link", name="#showcase").click()
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("showcase")


async def test_what_looks_like_html_stays_text(ada):
    await ada.says("<b>not bold</b> <script>alert(1)</script>")
    await expect(ada.last.locator("b, script")).to_have_count(0)


async def test_timestamps_are_in_the_viewers_zone(bot, visit):
    ada, ravi = await visit(zone="Europe/Berlin"), await visit("Ravi", zone="Asia/Kolkata")
    await channel_of(bot, "study-hall").send("At <t:1790000000:t>, in full <t:1790000000:F>")
    await expect(ada.last).to_contain_text("At 4:13 PM")
    await expect(ravi.last).to_contain_text("At 7:43 PM")
    await expect(ada.last).to_contain_text("Monday, September 21, 2026")


async def test_relative_times_follow_the_clock(ada, bot, town):
    await channel_of(bot, "study-hall").send(f"Due <t:{int(town.clock.now()) + 7200}:R>")
    await expect(ada.last).to_contain_text(re.compile("in (2 hours|119 minutes|1 hour)"))
    await ada.button("+1 day").click()
    await expect(ada.last).to_contain_text("22 hours ago")


async def test_replying(ada, visit):
    ravi = await visit("Ravi")
    await ada.says("Who is here?")
    await ravi.menu("Who is here?")
    await ravi.page.get_by_role("menuitem", name="Reply").click()
    await expect(ravi.page.get_by_text("Replying to Ada")).to_be_visible()
    await ravi.says("I am")
    await expect(ada.last.get_by_role("link", name=re.compile("Replying to Ada"))).to_be_visible()
    await expect(ada.last).to_have_class(re.compile("mentioned"))
    await ada.last.get_by_role("link", name=re.compile("Replying to Ada")).click()
    await expect(ada.message("Who is here?").first).to_be_focused()


async def test_a_reply_without_a_ping(ada, visit):
    ravi = await visit("Ravi")
    await ada.says("Who is here?")
    await ravi.menu("Who is here?")
    await ravi.page.get_by_role("menuitem", name="Reply").click()
    await ravi.button("Mention the author").click()
    await ravi.says("I am")
    await expect(ada.last).to_contain_text("I am")
    await expect(ada.last).not_to_have_class(re.compile("mentioned"))


async def test_mentioning_someone_by_their_first_letters(ada, visit):
    ravi = await visit("Ravi", "welcome")
    await ada.composer.press_sequentially("Hello @Ra")
    await ada.page.keyboard.press("Enter")
    await ada.page.keyboard.type("and #showc")
    await ada.page.keyboard.press("Enter")
    await ada.page.keyboard.press("Enter")
    await expect(ada.last).to_contain_text("Hello @Ravi and #showcase")
    await expect(ada.last.get_by_role("link", name="#showcase")).to_be_visible()
    await expect(ravi.channel("study-hall")).to_have_accessible_name("study-hall, 1 mention")
    await expect(ravi.page).to_have_title(re.compile(r"^\(1\)"))


async def test_attaching_a_picture_and_a_file(ada):
    png = (await picture_bytes(), "image/png", "lake.png")
    await ada.page.locator("#composer input[type=file]").set_input_files(
        [
            {"name": png[2], "mimeType": png[1], "buffer": png[0]},
            {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"hello"},
        ]
    )
    await ada.button("Remove notes.txt").click()
    await ada.composer.fill("Look")
    await ada.page.keyboard.press("Enter")
    await expect(ada.last.get_by_role("img", name="lake.png")).to_be_visible()
    await expect(ada.last).not_to_contain_text("notes.txt")


async def test_a_long_message_is_refused_in_discords_words(ada):
    await ada.composer.fill("x" * 2001)
    await ada.page.keyboard.press("Enter")
    await expect(ada.page.get_by_role("alert")).to_contain_text("2000 or fewer in length")
    await expect(ada.composer).to_have_value("x" * 2001)


async def test_what_is_typed_while_a_message_is_on_its_way_stays(ada, town):
    for number in range(5):
        await ada.composer.press_sequentially(f"Quick {number}")
        await ada.page.keyboard.press("Enter")
    await expect(ada.message("Quick")).to_have_count(5)
    await expect(ada.composer).to_have_value("")


async def test_a_draft_waits_in_its_channel(ada):
    await ada.composer.fill("half a thought")
    await ada.opens("welcome")
    await expect(ada.composer).to_have_value("")
    await ada.opens("study-hall")
    await expect(ada.composer).to_have_value("half a thought")


async def test_one_cannot_write_where_one_may_not(bot, visit):
    ada = await visit(channel="digest")
    await expect(ada.composer).to_be_disabled()
    await expect(ada.page.locator("#channels")).not_to_contain_text("moderators")


def channel_of(bot, name):
    return next(each for each in bot.get_all_channels() if each.name == name)


async def picture_bytes() -> bytes:
    from tests.browser.everything import picture

    return picture().fp.read()


async def test_changing_and_deleting_ones_own_message(ada, visit):
    ravi = await visit("Ravi")
    await ada.says("Aword")
    await ada.page.keyboard.press("ArrowUp")
    await expect(ada.page.get_by_text("Editing message")).to_be_visible()
    await ada.composer.fill("A word")
    await ada.page.keyboard.press("Enter")
    await expect(ravi.last).to_contain_text(re.compile(r"A word.*\(edited\)"))
    await ada.menu("A word")
    await ada.page.get_by_role("menuitem", name="Delete message").click()
    await expect(ravi.message("A word")).to_have_count(0)


async def test_only_ones_own_message_can_be_changed_and_a_moderator_may_delete(ada, visit):
    mina = await visit("Mina")
    await ada.menu("it measures distance")
    await expect(ada.page.get_by_role("menuitem", name="Reply")).to_be_visible()
    await expect(ada.page.get_by_role("menuitem", name="Edit message")).to_have_count(0)
    await expect(ada.page.get_by_role("menuitem", name="Delete message")).to_have_count(0)
    await mina.menu("it measures distance")
    await mina.page.get_by_role("menuitem", name="Delete message").click()
    await expect(ada.message("it measures distance")).to_have_count(0)


async def test_reacting_is_offered_only_where_one_may(town, bot, visit):
    place = next(each for each in town.world.text_channels() if each["name"] == "study-hall")
    everyone = {"id": town.world.guild["id"], "type": 0, "allow": "0", "deny": str(1 << 6)}
    place["permission_overwrites"] = [everyone]
    ada = await visit()
    await ada.menu("explains my clusters")
    await expect(ada.page.get_by_role("menuitem", name="Reply")).to_be_visible()
    await expect(ada.page.get_by_role("menuitem", name="Add reaction")).to_have_count(0)
    await expect(ada.button("Add reaction")).to_have_count(0)


async def test_reacting_and_taking_it_back(ada, visit):
    ravi = await visit("Ravi")
    await ada.says("Good news")
    await ada.last.hover()
    await ada.last.get_by_role("button", name="Add reaction").click()
    await ada.page.get_by_role("menuitem", name="🎉").click()
    await ravi.last.get_by_role("button", name="🎉 reaction, 1").click()
    await ada.last.get_by_role("button", name="🎉 reaction, 2").click()
    await expect(ravi.last.get_by_role("button", name="🎉 reaction, 1")).to_be_visible()
