"""/mod people repair, strike, grant and undo, through the doors."""

import pytest

from bot import members
from bot.members import Person
from bot.moderators import MODERATORS_ONLY
from tests.streaks.moderating import (
    WHY,
    confirm_door,
    confirmed,
    make_moderator,
    ruled,
    strip,
)
from tests.support.nonsense import NOT_A_DAY, refused
from tests.support.world import ADA, BEN, MINA


@pytest.fixture
async def kept(world):
    """Ada kept Monday to Wednesday in Learners, which is her home; it is Thursday."""
    for _ in range(3):
        await world.type(ADA, "/checkin", did="read chapter 2")
        await world.advance(days=1)
    return world


async def reads(world, who=ADA):
    return await world.type(who, "/streak show")


async def test_a_strike_shows_what_it_changes_before_it_is_confirmed(kept):
    card = await ruled(kept, "strike", "tuesday")
    assert card.title == f"Strike Tuesday 3 March for <@{kept.id(ADA)}>?"
    assert "That day: done → **covered by a freeze**" in card
    assert "Streak: 3 → **2**" in card
    assert "Longest: 3 → **2**" in card
    assert "Days in all: 3 → **2**" in card
    assert "Freezes: 1 → **0**" in card
    assert WHY in card
    assert "Streak: **3 days**" in await reads(kept)
    done = await confirmed(kept, card)
    assert done.title == "Done: strike Tuesday 3 March"
    assert "Streak: **2 days**" in await reads(kept)


async def test_a_repair_heals_a_missed_day_and_counts_nothing(kept):
    await kept.advance(days=2)  # Thursday is frozen, Friday is missed
    card = await ruled(kept, "repair", "friday")
    assert "That day: missed → **repaired by the moderators**" in card
    assert "Streak: 0 → **3**" in card
    assert "Days in all: 3, as now" in card
    await confirmed(kept, card)
    assert "Streak: **3 days**" in await reads(kept)
    ledger = await kept.type(ADA, "/streak why")
    assert "**Fri 6 Mar** repaired by the moderators" in ledger
    assert f"Repaired by the moderators, <t:1772884800:d>: “{WHY}”" in ledger
    assert str(kept.id(MINA)) not in ledger.text


async def test_a_strike_of_the_day_that_earned_a_freeze_takes_the_freeze_back(kept):
    for _ in range(4):
        await kept.type(ADA, "/checkin", did="read on")
        await kept.advance(days=1)
    card = await ruled(kept, "strike", "sunday")  # the seventh day in a row
    assert "Freezes: 2 → **0**" in card  # neither earned, nor left: one covers the day itself
    assert "Streak: 7 → **6**" in card
    assert "Freezes: 2 → **0**" in await confirmed(kept, card)
    assert "Freezes: 0" in await reads(kept)


async def test_a_granted_freeze_is_held_from_their_today_on_up_to_the_cap(kept):
    card = await ruled(kept, "grant")
    assert card.title == f"Grant a freeze for <@{kept.id(ADA)}>?"
    assert "Freezes: 1 → **2**" in card
    await confirmed(kept, card)
    assert "Freezes: 2" in await reads(kept)
    full = await refused(kept, ruled(kept, "grant"))
    assert "they hold what the settings allow, 2" in full


async def test_a_grant_confirmed_after_their_midnight_holds_from_the_new_day(kept):
    await kept.advance(hours=11, minutes=55)
    card = await ruled(kept, "grant")
    await kept.advance(minutes=10)
    await confirmed(kept, card)
    assert "Freezes: 1" in await reads(kept)  # Thursday took the first
    assert "covered by a freeze · streak 3, freezes 0" in await kept.type(ADA, "/streak why")


async def test_a_repair_wins_over_a_strike_and_each_can_be_undone(kept):
    await confirmed(kept, await ruled(kept, "strike", "tuesday"))
    await confirmed(kept, await ruled(kept, "repair", "tuesday"))
    assert "**Tue 3 Mar** repaired by the moderators" in await kept.type(ADA, "/streak why")
    picking = await ruled(kept, "undo")
    card = await kept.choose(picking, "Repair Tue 3 Mar", by=MINA)
    assert card.title == f"Undo the repair of Tuesday 3 March for <@{kept.id(ADA)}>?"
    await confirmed(kept, card)
    assert "**Tue 3 Mar** covered by a freeze" in await kept.type(ADA, "/streak why")
    picking = await ruled(kept, "undo")
    await confirmed(kept, await kept.choose(picking, "Strike Tue 3 Mar", by=MINA))
    assert "Streak: **3 days**" in await reads(kept)
    assert "No ruling of theirs stands" in await refused(kept, ruled(kept, "undo"))


async def test_a_granted_freeze_can_be_undone(kept):
    await confirmed(kept, await ruled(kept, "grant"))
    card = await kept.choose(await ruled(kept, "undo"), "Freeze granted", by=MINA)
    assert card.title.startswith("Undo the freeze granted on Thursday 5 March")
    assert "Freezes: 2 → **1**" in card
    await confirmed(kept, card)
    assert "Freezes: 1" in await reads(kept)


async def test_a_day_with_nothing_there_can_be_struck_and_stays_struck(kept):
    card = await ruled(kept, "strike", "today")
    assert "Streak: 3, as now" in card
    await confirmed(kept, card)
    await kept.type(ADA, "/checkin", did="read on")
    assert "Streak: **3 days**" in await reads(kept)


@pytest.mark.parametrize("day", ["2026-03-01", "2025-03-02", "0001-01-01"])
async def test_before_the_record_there_is_nothing_to_rule_on(kept, day):
    for command in ("strike", "repair"):
        said = await refused(kept, ruled(kept, command, day))
        assert "Their record begins on Monday 2 March 2026" in said
    await ruled(kept, "strike", "2026-03-02")


async def test_the_same_day_twice_is_refused(kept):
    await confirmed(kept, await ruled(kept, "repair", "tuesday"))
    again = await refused(kept, ruled(kept, "repair", "tuesday"), names=True)
    assert f"is repaired already, by <@{kept.id(MINA)}> <t:1772712000:R>." in again


async def test_of_two_previews_of_the_same_only_one_is_confirmed(kept):
    first, second = await ruled(kept, "repair", "monday"), await ruled(kept, "repair", "monday")
    await confirmed(kept, first)
    assert "is repaired already" in await refused(kept, confirmed(kept, second), names=True)


async def test_a_preview_is_confirmed_once(kept):
    card = await ruled(kept, "repair", "tuesday")
    await confirmed(kept, card)
    for door in card.buttons.values():
        assert "done with" in await refused(kept, kept.forge.press(MINA, door, on=card))


async def test_a_preview_can_be_left(kept):
    card = await ruled(kept, "repair", "tuesday")
    assert "Nothing was changed." in await kept.press(card, "Leave it as it is", by=MINA)
    assert "done with" in await refused(kept, kept.forge.press(MINA, confirm_door(card), on=card))


async def test_a_preview_is_held_for_fifteen_minutes(kept):
    card = await ruled(kept, "repair", "tuesday")
    await kept.advance(minutes=15)
    late = await ruled(kept, "strike", "tuesday")
    await confirmed(kept, card)
    await kept.advance(minutes=15, seconds=1)
    assert "older than 15 minutes" in await refused(kept, confirmed(kept, late))


async def test_a_preview_can_be_confirmed_after_a_restart(kept):
    card = await ruled(kept, "repair", "tuesday")
    await kept.restart_bot()
    assert (await confirmed(kept, card)).title == "Done: repair Tuesday 3 March"


# Who may


async def test_an_ordinary_member_rules_on_nobody(kept):
    for command in ("repair", "strike", "grant", "undo"):
        options = {"member": (6, str(kept.id(ADA))), "reason": (3, WHY)}
        options |= {"day": (3, "today")} if command in ("repair", "strike") else {}
        card = await refused(kept, kept.forge.command(BEN, f"mod people {command}", **options))
        assert MODERATORS_ONLY in card


async def test_an_ordinary_member_confirms_nothing(kept):
    card = await ruled(kept, "strike", "tuesday")
    confirm = confirm_door(card)
    drop = card.buttons["Leave it as it is"]
    for door in (confirm, drop):
        for who in (ADA, BEN):
            assert MODERATORS_ONLY in await refused(kept, kept.forge.press(who, door, on=card))
    await confirmed(kept, card)


async def test_only_who_asked_confirms(kept):
    card = await ruled(kept, "strike", "tuesday")
    confirm = confirm_door(card)
    make_moderator(kept, BEN)
    for door in (confirm, card.buttons["Leave it as it is"]):
        assert "done with" in await refused(kept, kept.forge.press(BEN, door, on=card))
    await confirmed(kept, card)


async def test_whoever_is_no_longer_a_moderator_confirms_nothing(kept):
    card = await ruled(kept, "strike", "tuesday")
    strip(kept, MINA)
    confirm = confirm_door(card)
    assert MODERATORS_ONLY in await refused(kept, kept.forge.press(MINA, confirm, on=card))


async def test_nobody_confirms_in_direct_messages(kept):
    card = await ruled(kept, "strike", "tuesday")
    confirm = confirm_door(card)
    kept.to_direct_messages()
    assert MODERATORS_ONLY in await refused(kept, kept.forge.press(MINA, confirm))


async def test_moderators_of_another_server_are_told_no_more_than_that(kept):
    kept.move_to_server("Night school", ADA, MINA)
    make_moderator(kept, MINA)
    await kept.type(ADA, "/checkin", did="read on")
    for command, day in (("repair", "monday"), ("strike", "monday"), ("grant", ""), ("undo", "")):
        card = await refused(kept, ruled(kept, command, day))
        assert "this server isn't theirs" in card
        assert "Learners" not in card
    assert await days(kept, "strike", ADA) == []


async def test_a_preview_of_home_is_not_confirmed_elsewhere(kept):
    card = await ruled(kept, "strike", "tuesday")
    confirm = confirm_door(card)
    kept.move_to_server("Night school", ADA, MINA)
    make_moderator(kept, MINA)
    await refused(kept, kept.forge.press(MINA, confirm))


async def test_after_a_change_of_home_the_old_one_rules_until_the_next_study_day(kept):
    await kept.advance(hours=11, minutes=50)
    card = await ruled(kept, "strike", "tuesday")
    await move_home(kept, ADA, 4242)
    later = await ruled(kept, "strike", "monday")
    await confirmed(kept, card)
    await kept.advance(minutes=10)
    assert "this server isn't theirs" in await refused(kept, confirmed(kept, later))


async def test_nobody_rules_on_themselves(kept):
    await kept.type(MINA, "/checkin", did="read on")
    for command, day in (("repair", "today"), ("strike", "today"), ("grant", ""), ("undo", "")):
        card = await refused(kept, ruled(kept, command, day, who=MINA))
        assert "another moderator" in card
    assert await days(kept, "strike", MINA) == []


async def test_bots_and_people_without_a_record_keep_no_streak(kept):
    assert "no record of theirs" in await refused(kept, ruled(kept, "grant", who=BEN))
    robot = kept.server.add_member(kept.env.create_user("robot", bot=True))
    card = kept.type(MINA, "/mod people grant", member=robot, reason=WHY)
    assert "Bots keep no streak" in await refused(kept, card)


# What is typed


@pytest.mark.parametrize("day", NOT_A_DAY)
async def test_a_day_that_is_none(kept, day):
    for command in ("repair", "strike"):
        await refused(kept, ruled(kept, command, day))


async def test_a_day_to_come_is_judged_in_their_own_zone(kept):
    await refused(kept, ruled(kept, "repair", "2026-03-06"))
    await kept.type(ADA, "/me settings", city="Pacific/Kiritimati")
    await kept.press(kept.cards[-1], next(iter(kept.cards[-1].buttons)), by=ADA)
    assert "Repair Friday 6 March" in (await ruled(kept, "repair", "today")).title


async def test_a_reason_has_three_to_three_hundred_characters(kept):
    for reason in ("", "no", "?!", "x" * 301, "@everyone", "\u202e\u202e\u202e\u202e"):
        options = {"member": (6, str(kept.id(ADA))), "reason": (3, reason), "day": (3, "today")}
        await refused(kept, kept.forge.command(MINA, "mod people strike", **options))
    await ruled(kept, "strike", "today", reason="yes")


async def test_a_hostile_reason_is_shown_as_typed_and_pings_nobody(kept):
    hostile = "`**<@1> @everyone\n# loud [x](https://a.example)" + "<" * 200
    await confirmed(kept, await ruled(kept, "repair", "tuesday", reason=hostile))
    ledger = await kept.type(ADA, "/streak why")
    assert "\n# loud" not in ledger.text
    assert "@everyone" not in ledger.text


async def test_days_that_may_be_meant_come_up(kept):
    await kept.advance(days=2)
    assert await days(kept, "repair", ADA) == [
        "Saturday 7 March",
        "Friday 6 March",
        "Thursday 5 March",
    ]
    assert await days(kept, "strike", ADA) == [
        "Wednesday 4 March",
        "Tuesday 3 March",
        "Monday 2 March",
    ]
    assert await days(kept, "strike", ADA, "tue") == ["Tuesday 3 March"]
    assert await days(kept, "strike", BEN) == []


# What is told of it


async def test_the_days_card_says_what_was_done_and_never_who(kept):
    await confirmed(kept, await ruled(kept, "strike", "tuesday"))
    card = await kept.choose(await ruled(kept, "undo", reason="it was there"), "Strike", by=MINA)
    await confirmed(kept, card)
    day = await kept.choose(await kept.type(ADA, "/streak why"), "Tue 3 Mar", by=ADA)
    assert (
        "The moderators took back the strike of Tuesday 3 March, <t:1772712000:d>: “it was there”"
        in day
    )
    assert f"Struck by the moderators, taken back since, <t:1772712000:d>: “{WHY}”" in day
    assert str(kept.id(MINA)) not in day.text


async def test_what_was_undone_is_known_also_where_more_was_undone_that_day(kept):
    for command, what in (("repair", "Repair"), ("strike", "Strike")):
        await confirmed(kept, await ruled(kept, command, "tuesday"))
        await confirmed(kept, await kept.choose(await ruled(kept, "undo"), what, by=MINA))
    day = await kept.choose(await kept.type(ADA, "/streak why"), "Tue 3 Mar", by=ADA)
    assert "The moderators took back the repair of Tuesday 3 March" in day
    assert "The moderators took back the strike of Tuesday 3 March" in day


# How the world is told


async def move_home(world, who, guild):
    async with world.bot.parts.db.transaction() as conn:
        await members.go_home(conn, Person(world.id(who), None), guild, world.env.now())


async def days(world, command, who, typed=""):
    found = await world.members[MINA].autocomplete(
        world.channel, f"mod people {command}", "day", typed, member=world.members[who]
    )
    return [each["name"] for each in found]
