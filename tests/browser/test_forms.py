"""Forms with every kind of field."""

import re

from playwright.async_api import expect

from tests.browser.conftest import SHARED

pytestmark = SHARED


async def test_texts_and_selects(ada):
    await ada.runs("form")
    await expect(ada.form.get_by_role("heading", name="Every field")).to_be_visible()
    await expect(ada.form).to_contain_text("Fill in everything.")
    name = ada.form.get_by_label("Name")
    await expect(name).to_be_focused()
    await name.fill("Ada")
    await expect(ada.form).to_contain_text("3/10")
    await ada.form.get_by_label("Story").fill("Once\nupon a time")
    await ada.form.get_by_role("combobox", name="Colour").click()
    await ada.option("Green").click()
    await ada.form.get_by_role("combobox", name="Who").click()
    await ada.option("Ravi").click()
    await ada.form.get_by_role("button", name="Submit").click()
    await expect(ada.form).to_be_hidden()
    for line in ("Name: Ada", "upon a time", "Colour: Green", "Who: ravi"):
        await expect(ada.last).to_contain_text(line)


async def test_choices_and_files_by_keyboard(ada):
    keys = ada.page.keyboard
    await ada.begins("form")
    await ada.adds("second")
    await keys.type("T")
    await keys.press("Tab")
    await keys.press("Enter")
    await expect(ada.form.get_by_role("heading", name="Choices and files")).to_be_visible()
    await ada.tabs_to(ada.form.get_by_role("radio", name="Tea"))
    await keys.press("ArrowDown")
    await ada.tabs_to(ada.form.get_by_role("checkbox", name="Sugar"))
    await keys.press(" ")
    await ada.tabs_to(ada.form.get_by_role("checkbox", name="Agreed"))
    await keys.press(" ")
    await ada.form.get_by_label("Files").set_input_files(
        [{"name": f"{n}.txt", "mimeType": "text/plain", "buffer": b"hello"} for n in "ab"]
    )
    await ada.tabs_to(ada.form.get_by_role("combobox", name="Where"))
    await keys.press("Enter")
    await keys.type("showc")
    await keys.press("Enter")
    await ada.tabs_to(ada.form.get_by_role("button", name="Submit"))
    await keys.press("Enter")
    for line in ("One: Coffee", "Some: Sugar", "Agreed: True", "Files: a.txt, b.txt", "showcase"):
        await expect(ada.last).to_contain_text(line)


async def test_a_missing_field_is_pointed_at(ada):
    await ada.runs("form")
    await ada.form.get_by_role("button", name="Submit").click()
    name = ada.form.get_by_label("Name")
    await expect(name).to_be_focused()
    await expect(name).to_have_attribute("aria-invalid", "true")
    await expect(ada.form).to_contain_text("This field is required.")
    await name.fill("A")
    await ada.form.get_by_role("button", name="Submit").click()
    await expect(ada.form).to_contain_text("Must be at least 2 characters.")


async def test_too_many_ticks_are_refused(ada):
    await ada.begins("form")
    await ada.adds("second")
    await ada.page.keyboard.type("True")
    await ada.page.keyboard.press("Tab")
    await ada.page.keyboard.press("Enter")
    await ada.form.get_by_role("radio", name="Tea").check()
    for name in ("Milk", "Sugar", "Salt"):
        box = ada.form.get_by_role("checkbox", name=name)
        if await box.is_enabled():
            await box.check()
    assert await ada.form.get_by_role("checkbox", checked=True).count() == 2


async def test_a_form_that_got_no_answer_keeps_what_was_typed(ada, town, bot):
    await ada.runs("form")
    await ada.form.get_by_label("Name").fill("Ada")
    await bot.close()
    await ada.form.get_by_role("button", name="Submit").click()
    await expect(ada.form).to_contain_text("Something went wrong. Try again.")
    await expect(ada.form.get_by_label("Name")).to_have_value("Ada")


async def test_escape_closes_a_form_and_the_keyboard_goes_back(ada):
    await ada.runs("form")
    await expect(ada.form).to_be_visible()
    await ada.page.keyboard.press("Escape")
    await expect(ada.form).to_be_hidden()
    await expect(ada.composer).to_be_focused()


async def test_the_keyboard_stays_inside_an_open_form(ada):
    await ada.runs("form")
    await expect(ada.form).to_be_visible()
    for _ in range(9):
        await ada.page.keyboard.press("Tab")
        inside = (
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
        assert await ada.page.evaluate(inside)
    await expect(ada.form.get_by_role("button", name=re.compile("Cancel"))).to_be_visible()
