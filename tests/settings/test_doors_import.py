"""/me import: a preview first, then all of it or nothing."""

import json

import pytest

from bot.portability.checksum import checksum
from tests.support.world import ADA, BEN


async def file_of(world, who=ADA) -> bytes:
    card = await world.type(who, "/me export")
    return await card.message.attachments[0].read()


async def forget(world, who=ADA):
    card = await world.type(who, "/me forget")
    await world.press(card, "Forget everything about me", by=who)


async def bring(world, content: bytes, who=ADA):
    return await world.type(who, "/me import", file=("record.json", content))


def edited(content: bytes, **changes) -> bytes:
    document = json.loads(content) | changes
    return json.dumps(document | {"checksum": checksum(document)}).encode()


@pytest.fixture
async def three_days(world):
    """Ada's file of three days in a row, the last of them today."""
    for number in range(3):
        await world.type(ADA, "/checkin", did=f"read chapter {number}", minutes=10)
        await world.advance(days=number < 2)
    return await file_of(world)


async def test_a_record_comes_back_after_it_was_forgotten(world, three_days):
    await forget(world)
    before = await world.rows()
    card = await bring(world, three_days)
    assert card.title == "Bring this record in?"
    assert "It brings 3 study days: 2 March 2026 to 4 March 2026." in card
    assert "- check-ins and other deeds: 3" in card
    drafts = (await world.rows()).pop("import_drafts")
    assert len(drafts) == 1
    assert {**await world.rows(), "import_drafts": []} == before
    card = await world.press(card, "Bring it in", by=ADA)
    assert card.title == "Brought in"
    assert (await world.rows())["import_drafts"] == []
    assert "Streak: **3 days** · longest 3 days · 3 days in all" in await world.type(
        ADA, "/streak show"
    )


async def test_imported_days_are_shown_as_imported(world, three_days):
    await forget(world)
    await world.press(await bring(world, three_days), "Bring it in", by=ADA)
    assert "**Tue 3 Mar** done: check-in, 10 min, imported" in await world.type(ADA, "/streak why")
    await world.type(ADA, "/checkin", did="read it again")
    card = await world.type(ADA, "/streak why")
    assert "**Wed 4 Mar** done: check-in, 10 min · " in card


async def test_it_works_in_direct_messages(world, three_days):
    world.to_direct_messages()
    await forget(world)
    card = await bring(world, three_days)
    assert "Brought in" in (await world.press(card, "Bring it in", by=ADA)).title
    assert "Streak: **3 days**" in await world.type(ADA, "/streak show")


async def test_the_same_file_twice_changes_nothing(world, three_days):
    await forget(world)
    await world.press(await bring(world, three_days), "Bring it in", by=ADA)
    before = await world.rows()
    assert "here already" in await bring(world, three_days)
    assert await world.rows() == before


async def test_a_second_press_brings_nothing_in(world, three_days):
    await forget(world)
    card = await bring(world, three_days)
    await world.press(card, "Bring it in", by=ADA)
    before = await world.rows()
    again = await world.forge.press(ADA, card.buttons["Bring it in"], on=card)
    assert "no longer kept" in again
    assert await world.rows() == before


async def test_what_is_left_out_is_not_kept(world, three_days):
    await forget(world)
    before = await world.rows()
    card = await bring(world, three_days)
    assert "Nothing was brought in" in await world.press(card, "Leave it out", by=ADA)
    assert await world.rows() == before


async def test_nobody_brings_in_what_waits_for_another(world, three_days):
    await forget(world)
    card = await bring(world, three_days)
    again = await world.forge.press(BEN, card.buttons["Bring it in"], on=card)
    assert "no longer kept" in again
    assert "activity" not in str(await world.type(BEN, "/me forget"))


async def test_a_forged_draft_is_none(world):
    card = await world.type(ADA, "/me forget")
    before = await world.rows()
    for draft in ("0", "7", "9" * 19):
        answer = await world.forge.press(ADA, f"settings:bring-in:{draft}", on=card)
        assert "no longer kept" in answer
    for draft in ("-1", "²", "", "9" * 40, "x"):
        answer = await world.forge.press(ADA, f"settings:bring-in:{draft}", on=card)
        assert "no longer works" in answer
    assert await world.rows() == before


async def wrong(world, content: bytes, words: str, who=ADA):
    before = await world.rows()
    card = await bring(world, content, who)
    assert words in card
    assert card.buttons == {}
    assert await world.rows() == before


async def test_somebody_else_s_record_is_refused(world, three_days):
    await wrong(world, three_days, "That record is somebody else's", who=BEN)


async def test_a_file_that_is_cut_off_is_refused(world, three_days):
    await wrong(world, three_days[: len(three_days) // 2], "cut off or damaged")


async def test_an_edited_file_is_refused(world, three_days):
    await wrong(world, three_days.replace(b"chapter 1", b"chapter 9"), "changed after it was made")


async def test_a_file_of_a_newer_version_is_refused(world, three_days):
    await wrong(world, edited(three_days, version=2), "made by a newer Daymark")


async def test_a_file_that_names_a_day_to_come_is_refused_whole(world, three_days):
    document = json.loads(three_days)
    document["record"]["activity"][0]["day"] = "2026-03-06"
    await wrong(world, edited(three_days, record=document["record"]), "still to come")


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"\xff\xfe\x00", b"[]", b"{}", b"null", b"[" * 200_000, b'{"a":' * 9999],
)
async def test_what_is_no_record_is_refused(world, content):
    await wrong(world, content or b" ", "isn't a Daymark record")


async def test_what_this_daymark_does_not_keep_stays_out(world, three_days):
    await forget(world)
    record = json.loads(three_days)["record"] | {"horoscopes": [{"sign": "fish"}]}
    card = await bring(world, edited(three_days, record=record))
    assert "1 kind of thing in it can't be kept here" in card
    assert "Brought in" in (await world.press(card, "Bring it in", by=ADA)).title
