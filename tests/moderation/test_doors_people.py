"""/mod people silence, leave-off and lift: what they change for whom, and who may."""

import pytest

from bot.moderators import MODERATORS_ONLY
from tests.streaks.moderating import WHY, confirm_door, confirmed, make_moderator, ruled, strip
from tests.support.nonsense import SAYS_NOTHING, refused
from tests.support.world import ADA, BEN, MINA, SERVER

DID = {"did": "read chapter 2"}
SHARE = "Share this day"


@pytest.fixture
async def town(world):
    """Where Ada and Ben have kept Monday, and people show each other what they kept."""
    world.social = True
    for who in (ADA, BEN):
        await world.type(who, "/checkin", **DID)
    return world


async def decide(world, command, who=ADA, reason=WHY, by=MINA, **more):
    options = {"member": world.members[who], "reason": reason, **more}
    return await confirmed(world, await world.type(by, f"/mod people {command}", **options), by)


# Silence


async def test_a_silence_shows_what_it_means_before_it_is_confirmed(town):
    options = {"member": town.members[ADA], "reason": WHY, "days": 7}
    card = await town.type(MINA, "/mod people silence", **options)
    assert card.title == f"Silence <@{town.id(ADA)}>?"
    assert "Until <t:1773057600:f>, their shared days, cheers" in card
    assert f"They will read: “{WHY}”" in card
    assert "Boards still show them" in card
    assert SHARE in (await town.type(ADA, "/checkin", **DID)).buttons
    done = await confirmed(town, card)
    assert done.title == "Done: silence"
    assert SHARE not in (await town.type(ADA, "/checkin", did="read on")).buttons


async def test_nothing_of_the_silenced_appears_and_their_own_record_goes_on(town):
    shared = await town.press(await town.type(BEN, "/checkin", did="more"), SHARE, by=BEN)
    offer = await town.type(ADA, "/checkin", did="more")
    await decide(town, "silence")
    said = await refused(town, town.press(offer, SHARE, by=ADA))
    assert f"The moderators here silenced you: “{WHY}”." in said
    assert "silenced you" in await refused(town, town.press(shared, "Cheer", by=ADA))
    await town.advance(days=1)
    assert "Streak: **2 days**" in await town.type(ADA, "/checkin", **DID)
    assert len(town.posts) == 1


async def test_boards_still_show_the_silenced_and_the_command_says_so(town):
    await decide(town, "silence")
    assert f"<@{town.id(ADA)}>" in await town.type(BEN, "/leaderboard")
    [people] = [each for each in town.bot.tree.walk_commands() if each.name == "silence"]
    assert "boards still show them" in people.description


async def test_whoever_always_shares_is_not_shown_while_silenced(town):
    card = await town.press(await town.type(ADA, "/me settings"), "Change sharing", by=ADA)
    await town.choose(card, "Always share", by=ADA)
    await decide(town, "silence", days=1)
    await town.type(ADA, "/checkin", did="more")
    assert town.posts == []
    await town.advance(days=1)
    await town.type(ADA, "/checkin", **DID)
    assert "kept **day 2**" in town.posts[-1]


async def test_a_day_shown_before_takes_no_cheers_meanwhile(town):
    shared = await town.press(await town.type(ADA, "/checkin", did="more"), SHARE, by=ADA)
    await decide(town, "silence")
    assert "no longer shared" in await refused(town, town.press(shared, "Cheer", by=BEN))
    await decide(town, "lift")
    await town.press(shared, "Cheer", by=BEN)


async def test_a_question_to_a_partner_is_not_posted_for_the_silenced(town):
    card = await town.type(ADA, "/streak partner", member=town.members[BEN])
    [label] = [each for each, door in card.buttons.items() if "partner-post" in door]
    await decide(town, "silence")
    assert "silenced you" in await refused(town, town.press(card, label, by=ADA))


async def test_a_silence_holds_in_its_own_server_only(town):
    await decide(town, "silence")
    town.move_to_server("Night school", ADA, MINA)
    await town.press(await town.type(ADA, "/checkin", did="more"), SHARE, by=ADA)


# Boards


async def test_whoever_is_left_off_takes_no_place_and_reads_why(town):
    await town.advance(days=1)
    await town.type(ADA, "/checkin", **DID)
    assert f"**2** · <@{town.id(BEN)}>" in await town.type(BEN, "/leaderboard")
    await decide(town, "leave-off", reason="days of somebody else's")
    board = await town.type(BEN, "/leaderboard")
    assert f"**1** · <@{town.id(BEN)}>" in board
    assert f"<@{town.id(ADA)}>" not in board
    await town.type(ADA, "/checkin", did="more")  # what she does meanwhile changes nothing
    own = await town.type(ADA, "/leaderboard")
    assert f"<@{town.id(ADA)}>" not in own
    assert "You aren't listed: the moderators here left you off, <t:1772539200:d>: " in own
    assert "“days of somebody else's”. Your streak goes on as before." in own
    assert "Streak: **2 days**" in await town.type(ADA, "/streak show")
    await decide(town, "lift")
    assert f"**1** · <@{town.id(ADA)}>" in await town.type(BEN, "/leaderboard")


async def test_boards_of_other_servers_stay_as_they_are(town):
    await decide(town, "leave-off")
    town.move_to_server("Night school", ADA)
    await town.type(ADA, "/checkin", did="more")
    assert f"**1** · <@{town.id(ADA)}>" in await town.type(ADA, "/leaderboard")


async def test_of_two_that_hold_one_is_picked_to_end(town):
    await decide(town, "silence")
    await decide(town, "leave-off")
    picking = await ruled(town, "lift")
    assert picking.title == f"What shall end for <@{town.id(ADA)}>?"
    await confirmed(town, await town.choose(picking, "Left off", by=MINA))
    assert f"<@{town.id(ADA)}>" in await town.type(BEN, "/leaderboard")
    assert SHARE not in (await town.type(ADA, "/checkin", did="more")).buttons


# What the person hears


async def test_they_are_told_once_with_the_reason_and_whom_to_ask(town):
    await decide(town, "silence", days=7)
    told = await town.type(ADA, "/streak show")
    assert f"**The moderators of {SERVER} silenced you until <t:1773057600:f>**" in told
    assert f"They wrote: “{WHY}”" in told
    assert f"Ask a moderator of {SERVER} if you think it is wrong." in told
    assert str(town.id(MINA)) not in told.text
    assert "silenced you" not in await town.type(ADA, "/streak show")
    await decide(town, "lift", reason="sorted out")
    told = await town.type(ADA, "/streak show")
    assert f"**The moderators of {SERVER} ended your silence.** They wrote: “sorted out”" in told


async def test_what_one_server_wrote_is_told_there_or_in_direct_messages_only(town):
    await decide(town, "leave-off")
    town.move_to_server("Night school", ADA)
    assert "left you off" not in await town.type(ADA, "/streak show")
    town.to_direct_messages()
    assert f"**The moderators of {SERVER} left you off its boards.**" in await town.type(
        ADA, "/streak show"
    )


async def test_what_is_over_before_they_heard_of_it_is_not_told(town):
    await decide(town, "silence")
    await decide(town, "lift")
    await decide(town, "silence", who=BEN, days=1)
    await town.advance(days=2)
    for who in (ADA, BEN):
        assert "silence" not in (await town.type(who, "/streak show")).text


async def test_somebody_without_a_record_can_be_silenced_and_hears_of_it_later(world):
    await decide(world, "silence")
    assert "silenced" not in await world.type(ADA, "/streak show")
    assert "silenced you" in await world.type(ADA, "/checkin", **DID)


async def test_whoever_forgets_everything_leaves_nothing_of_it(town):
    await decide(town, "silence")
    await town.press(await town.type(ADA, "/me forget"), "Forget everything about me", by=ADA)
    assert town.id(ADA) not in await town.kept("guild_restraints", "person")


# Who may, and what is refused


async def test_ordinary_members_decide_about_nobody(town):
    about = {"member": (6, str(town.id(ADA))), "reason": (3, WHY)}
    for command in ("silence", "leave-off", "lift"):
        deed = town.forge.command(BEN, f"mod people {command}", **about)
        assert MODERATORS_ONLY in await refused(town, deed)
    card = await ruled(town, "silence")
    for door in (*card.buttons.values(), "moderation:log:0:0"):
        for who in (ADA, BEN):
            assert MODERATORS_ONLY in await refused(town, town.forge.press(who, door, on=card))
    picked = town.forge.choose(BEN, "moderation:lift:1", ["silence"])
    assert MODERATORS_ONLY in await refused(town, picked)


async def test_only_who_asked_confirms_and_only_there_and_once(town):
    card = await ruled(town, "silence")
    make_moderator(town, BEN)
    doors = [*card.buttons.values()]
    for door in doors:
        assert "done with" in await refused(town, town.forge.press(BEN, door, on=card))
    await town.restart_bot()
    await confirmed(town, card)
    for door in doors:
        assert "done with" in await refused(town, town.forge.press(MINA, door, on=card))
    later = await ruled(town, "leave-off")
    strip(town, MINA)
    assert MODERATORS_ONLY in await refused(town, confirmed(town, later))
    town.move_to_server("Night school", MINA)
    make_moderator(town, MINA)
    assert "done with" in await refused(town, town.forge.press(MINA, confirm_door(later)))


async def test_a_preview_is_held_for_fifteen_minutes_and_can_be_left(town):
    late, left = await ruled(town, "silence"), await ruled(town, "leave-off")
    assert "Nothing was changed." in await town.press(left, "Leave it as it is", by=MINA)
    await town.advance(minutes=15, seconds=1)
    assert "older than 15 minutes" in await refused(town, confirmed(town, late))


async def test_nobody_decides_about_themselves_or_a_bot(town):
    for command in ("silence", "leave-off", "lift"):
        assert "another moderator" in await refused(town, ruled(town, command, who=MINA))
    robot = town.server.add_member(town.env.create_user("robot", bot=True))
    card = town.type(MINA, "/mod people silence", member=robot, reason=WHY)
    assert "Pick a person" in await refused(town, card)


async def test_a_reason_says_something_in_three_to_three_hundred_characters(town):
    for reason in (*SAYS_NOTHING, "no", "x" * 301):
        options = {"member": (6, str(town.id(ADA))), "reason": (3, reason)}
        await refused(town, town.forge.command(MINA, "mod people silence", **options))


async def test_where_nothing_holds_nothing_is_lifted(town):
    assert "neither silenced nor left off" in await refused(town, ruled(town, "lift"))
    await decide(town, "silence", days=1)
    first, second = await ruled(town, "lift"), await ruled(town, "lift")
    await confirmed(town, first)
    assert "no longer silenced" in await refused(town, confirmed(town, second))
    await decide(town, "silence", days=1)
    await town.advance(days=1)
    assert "neither silenced nor left off" in await refused(town, ruled(town, "lift"))
    picked = town.forge.choose(MINA, "moderation:lift:1", ["grant"])
    assert "no longer works" in await refused(town, picked)


async def test_the_second_of_two_moderators_is_told_who_was_first(town):
    make_moderator(town, BEN)
    second = await ruled(town, "silence")
    await decide(town, "silence", by=BEN)
    for deed in (confirmed(town, second), ruled(town, "silence")):
        said = await refused(town, deed, names=True)
        assert f"silenced here already, by <@{town.id(BEN)}> <t:1772452800:R>." in said
