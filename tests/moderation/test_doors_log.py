"""/mod people log: what moderators did, from every feature, newest first."""

import pytest

from bot.moderators import MODERATORS_ONLY
from tests.streaks.moderating import WHY, confirmed, make_moderator, ruled
from tests.support.nonsense import refused
from tests.support.world import ADA, BEN, MINA

LONG = "the same link again and again, " * 9 + "the end"


@pytest.fixture
async def kept(world):
    """Ada kept Monday to Wednesday in Learners, which is her home; it is Thursday."""
    for _ in range(3):
        await world.type(ADA, "/checkin", did="read chapter 2")
        await world.advance(days=1)
    return world


async def log_of(world, **about):
    return await world.type(MINA, "/mod people log", **about)


async def test_it_says_who_did_what_when_and_why_from_every_feature(kept):
    await confirmed(kept, await ruled(kept, "strike", "tuesday"))
    await kept.advance(minutes=1)
    await confirmed(kept, await kept.choose(await ruled(kept, "undo"), "Strike", by=MINA))
    await kept.advance(minutes=1)
    await confirmed(kept, await ruled(kept, "silence", reason=LONG))
    found = await log_of(kept)
    ada, mina = f"<@{kept.id(ADA)}>", f"<@{kept.id(MINA)}>"
    assert [line for line in found.text.split("\n") if line.startswith("**")] == [
        f"**Silenced**: {ada}, until a moderator ends it",
        f"**Strike taken back**: {ada}, Tuesday 3 March 2026",
        f"**Struck, undone since**: {ada}, Tuesday 3 March 2026",
    ]
    assert f"-# <t:1772712000:f> by {mina}: “{WHY}”" in found


async def test_a_long_reason_is_read_in_full_on_request(kept):
    await confirmed(kept, await ruled(kept, "silence", reason=LONG))
    found = await log_of(kept)
    assert "the end" not in found.text
    entry = await kept.choose(found, "Silenced", by=MINA)
    assert entry.title == "Silenced"
    assert f"They wrote: “{LONG}”" in entry
    assert f"<t:1772712000:F> by <@{kept.id(MINA)}>" in entry
    back = await kept.press(entry, "Back to the log", by=MINA)
    assert back.title == "The moderators' log"


async def test_it_is_paged_and_can_be_about_one_person(kept):
    await kept.advance(days=2)
    for n in range(2, 8):
        await confirmed(kept, await ruled(kept, "strike", f"2026-03-0{n}"))
        await kept.advance(minutes=1)
    found = await log_of(kept, member=kept.members[ADA])
    assert "7 March 2026" in found
    older = await kept.press(found, "Older entries", by=MINA)
    assert "2 March 2026" in older
    assert "Older entries" not in older.buttons
    assert "7 March 2026" in await kept.press(older, "Newer entries", by=MINA)
    for door in ("moderation:log:999:0", "streaks:ruling-log:999:0"):  # the latter on old cards
        assert "2 March 2026" in await kept.forge.press(MINA, door, on=found)
    assert "Nothing has been decided here." in await log_of(kept, member=kept.members[BEN])


async def test_another_servers_log_is_its_own(kept):
    await confirmed(kept, await ruled(kept, "silence"))
    entries = (await log_of(kept)).selects
    [[door, options]] = entries.items()
    kept.move_to_server("Night school", MINA)
    make_moderator(kept, MINA)
    assert "Nothing has been decided here." in await log_of(kept)
    for value in (*options.values(), "streaks:1", "nothing:1", "restraints:x", ""):
        picked = kept.forge.choose(MINA, door, [value])
        assert "That entry is gone" in await refused(kept, picked)


async def test_only_moderators_read_it(kept):
    for door in ("moderation:log:0:0", "streaks:ruling-log:0:0"):
        assert MODERATORS_ONLY in await refused(kept, kept.forge.press(ADA, door))
    picked = kept.forge.choose(ADA, "moderation:log-entry:0:0", ["streaks:1"])
    assert MODERATORS_ONLY in await refused(kept, picked)
    assert MODERATORS_ONLY in await refused(kept, kept.forge.command(ADA, "mod people log"))


async def test_the_longest_and_most_hostile_reasons_fit(kept):
    for command in ("silence", "lift") * 3:
        hostile = "ab`**<@1> @everyone\n" + "<" * 270
        await confirmed(kept, await ruled(kept, command, reason=hostile))
    assert "@everyone" not in (await log_of(kept)).text
