"""/me export and /me forget, in a server and in direct messages."""

import json

from tests.support.world import ADA, BEN


async def exported(world, who=ADA):
    card = await world.type(who, "/me export")
    [file] = card.message.attachments
    return json.loads(await file.read())


async def test_an_export_holds_what_one_did(anywhere):
    await anywhere.type(ADA, "/checkin", did="read chapter 2", minutes=20)
    card = await anywhere.type(ADA, "/me export")
    assert card.title == "Your record"
    [file] = card.message.attachments
    assert file.filename == "daymark-2026-03-02.json"
    document = json.loads(await file.read())
    assert (document["format"], document["version"]) == ("daymark-record", 1)
    assert document["person"] == str(anywhere.id(ADA))
    assert document["checksum"].startswith("sha256:")
    [note] = document["record"]["activity notes"]
    assert (note["note"], note["minutes"]) == ("read chapter 2", 20)


async def test_an_export_says_by_which_rules_it_reads(world):
    rules = (await exported(world))["rules"]
    assert {"tzdata", "streaks"} <= {*rules}


async def test_an_export_is_readable_without_a_tool(world):
    await world.type(ADA, "/checkin", did="lu le chapitre “deux” 📗")
    card = await world.type(ADA, "/me export")
    text = (await card.message.attachments[0].read()).decode()
    assert '\n    "note": "lu le chapitre “deux” 📗"' in text


async def test_somebody_without_a_record_gets_an_empty_one(anywhere):
    before = await anywhere.rows()
    assert (await exported(anywhere))["record"] == {}
    assert await anywhere.rows() == before


async def test_an_export_holds_nothing_of_others(world):
    await world.type(BEN, "/checkin", did="wrote my own notes")
    await world.type(ADA, "/checkin", did="read chapter 2")
    text = json.dumps(await exported(world))
    assert "my own notes" not in text
    assert str(world.id(BEN)) not in text


async def test_forgetting_asks_once_and_says_what_goes(anywhere):
    await anywhere.type(ADA, "/checkin", did="read chapter 2")
    before = await anywhere.rows()
    card = await anywhere.type(ADA, "/me forget")
    assert card.title == "Forget everything about you?"
    assert "- check-ins and other deeds: 1" in card
    assert "- your notes on what you did: 1" in card
    assert "Backups keep their copy" in card
    assert await anywhere.rows() == before
    assert "I keep nothing of you any more" in await anywhere.press(
        card, "Forget everything about me", by=ADA
    )
    assert str(anywhere.id(ADA)) not in str(await anywhere.rows())


async def test_what_is_not_agreed_to_stays(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    before = await world.rows()
    card = await world.type(ADA, "/me forget")
    assert "Nothing was erased" in await world.press(card, "Keep my record", by=ADA)
    assert await world.rows() == before


async def test_a_second_press_is_harmless(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    card = await world.type(ADA, "/me forget")
    door = card.buttons["Forget everything about me"]
    await world.forge.press(ADA, door, on=card)
    assert "gone already" in await world.forge.press(ADA, door, on=card)


async def test_an_old_button_does_not_forget_a_new_record(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    card = await world.type(ADA, "/me forget")
    door = card.buttons["Forget everything about me"]
    await world.forge.press(ADA, door, on=card)
    await world.advance(hours=1)
    await world.type(ADA, "/checkin", did="read chapter 3")
    before = await world.rows()
    assert "gone already" in await world.forge.press(ADA, door, on=card)
    assert await world.rows() == before


async def test_only_whoever_presses_is_forgotten(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    await world.type(BEN, "/checkin", did="wrote notes")
    card = await world.type(ADA, "/me forget")
    await world.press(card, "Forget everything about me", by=ADA)
    assert "**1 day**" in await world.type(BEN, "/streak show")
    assert "**0 days**" in await world.type(ADA, "/streak show")


async def test_afterwards_one_can_begin_anew(anywhere):
    await anywhere.type(ADA, "/checkin", did="read chapter 2")
    card = await anywhere.type(ADA, "/me forget")
    await anywhere.press(card, "Forget everything about me", by=ADA)
    assert "What time is it where you are?" in (await anywhere.type(ADA, "/start")).title
    assert "Checked in" in (await anywhere.type(ADA, "/checkin", did="read chapter 2")).title


async def test_there_may_be_nothing_to_forget(anywhere):
    card = await anywhere.type(ADA, "/me forget")
    assert "I keep nothing of you" in card
    assert card.buttons == {}


async def test_forged_buttons_forget_nothing(world):
    await world.type(ADA, "/checkin", did="read chapter 2")
    card = await world.type(ADA, "/me forget")
    before = await world.rows()
    for argument in ("0", "-1", "x", "²", "9" * 30, ""):
        await world.forge.press(ADA, f"settings:forget:{argument}", on=card)
    assert await world.rows() == before
