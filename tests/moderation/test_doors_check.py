"""/mod check and what moderators hear unasked, through the bot's own doors."""

import pytest

from bot import switches
from bot.moderators import MODERATORS_ONLY
from tests.moderation.ward import Ward
from tests.support.world import ADA, MINA

FINE = "Everything is as it should be: nothing keeps me from what is switched on here."
MORNING = {"hours": 21}


@pytest.fixture
async def ward(world):
    return await Ward(world).begin()


async def test_all_fine_is_one_sentence(world, ward):
    card = await world.type(MINA, "/mod check")
    assert card.text == FINE
    assert not card.buttons


async def test_a_server_that_set_nothing_up_hears_where_to_begin(world):
    card = await world.type(MINA, "/mod check")
    assert "**No channel yet**" in card
    assert "**/mod setup**" in card


async def test_a_channel_deleted_between_schedule_and_post_is_told_and_goes_on_elsewhere(
    world, ward
):
    await ward.deletes(ward.garden)
    [(channel, said)] = await ward.passes(minutes=2)
    assert channel == ward.room.id
    assert "**Plants channel**: the channel was deleted." in said
    assert await ward.passes(**MORNING) == []
    card = await world.type(MINA, "/mod check")
    assert "the channel was deleted" in card
    assert "**Paused** since Discord refused it: Plant of the day." in card
    await ward.names(plants=ward.room)
    assert (await world.press(card, "Check again", by=MINA)).text == FINE
    assert await ward.passes(seconds=2) == []
    assert await ward.passes(days=1) == [(ward.room.id, "A fern.")]


async def test_permissions_taken_away_are_named_once_and_given_back_everything_goes_on(world, ward):
    await ward.denies(ward.garden, "send_messages", "read_message_history")
    [(_, said)] = await ward.passes(minutes=2)
    assert f"In <#{ward.garden.id}> (Plants channel) I lack" in said
    assert "**Read Message History** (to see what I posted already)" in said
    assert "**Send Messages** (to post)" in said
    assert "Edit channel ▸ Permissions" in said
    await ward.passes(**MORNING)
    assert "Plant of the day" in await world.type(MINA, "/mod check")
    assert await ward.passes(days=2) == []
    await ward.denies(ward.garden)
    assert await ward.passes(seconds=2) == []
    assert await ward.passes(days=1) == [(ward.garden.id, "A fern.")]
    assert (await world.type(MINA, "/mod check")).text == FINE


async def test_a_moderators_channel_that_was_deleted_is_told_to_the_next_moderator_alone(
    world, ward
):
    await ward.deletes(ward.room)
    assert await ward.passes(minutes=2) == []
    await world.type(ADA, "/today")
    card = await world.type(MINA, "/mod settings")
    assert card.private
    assert card.title == "Something keeps me from posting"
    assert "**Moderators' channel**: the channel was deleted." in card
    assert "reezes" in await world.type(MINA, "/mod settings")
    assert "deleted" in await world.press(card, "Check what is wrong now", by=MINA)
    inbox = await world.type(MINA, "/mod inbox")
    assert "1 thing keeps me from posting" in inbox
    assert await ward.passes(days=3) == [(ward.garden.id, "A fern.")]


async def test_a_server_without_a_moderators_channel_is_told_in_the_same_way(world, ward):
    await ward.names(moderators=None)
    await ward.deletes(ward.garden)
    assert await ward.passes(minutes=2) == []
    assert "**Plants channel**" in await world.type(MINA, "/mod inbox")


async def test_where_the_word_itself_is_refused_it_waits_for_a_moderator(world, ward):
    """Before anyone noticed that the moderators' channel is gone."""
    ward.loses(ward.room)
    await ward.deletes(ward.garden)
    assert await ward.passes(minutes=2) == []
    card = await world.type(MINA, "/mod settings")
    assert "**Plants channel**" in card
    assert "Moderators' channel" in card


async def test_several_troubles_are_one_word_and_never_two_a_day(world, ward):
    await ward.denies(ward.garden, "send_messages")
    await ward.denies(ward.garden, "view_channel")
    [(_, said)] = await ward.passes(minutes=2)
    assert "View Channel" in said
    await ward.deletes(ward.garden)
    assert await ward.passes(minutes=2) == []
    [(_, said)] = await ward.passes(hours=21)
    assert "was deleted" in said


async def test_what_was_mended_within_the_minute_is_not_told(world, ward):
    await ward.denies(ward.garden, "send_messages")
    await ward.denies(ward.garden)
    assert await ward.passes(minutes=2) == []


async def test_a_thread_that_was_locked_is_noticed_and_one_that_is_open_again_too(world, ward):
    thread = await ward.opens_thread()
    await ward.names(plants=thread)
    await ward.shuts(thread, True)
    [(_, said)] = await ward.passes(minutes=2)
    assert f"<#{thread.id}> (Plants channel) is archived or locked" in said
    await ward.shuts(thread, False)
    assert (await world.type(MINA, "/mod check")).text == FINE


@pytest.mark.parametrize("door", ["check", "check-again", "try-again", "status-page:0"])
async def test_only_moderators_come_in(world, door):
    assert (await world.forge.press(ADA, f"moderation:{door}")).text == MODERATORS_ONLY


async def test_removed_and_invited_again_everything_is_looked_at_anew(world, ward):
    await ward.deletes(ward.garden)
    assert await ward.doctor.troubled() == [ward.guild]
    await ward.says(removed_at=world.env.now())
    assert await ward.doctor.troubled() == []
    await ward.says(removed_at=None)
    world.bot.dispatch("guild_join", world.bot.get_guild(ward.guild))
    await world.env.settle()
    assert "**Plants channel**: the channel was deleted" in await world.type(MINA, "/mod check")


async def test_a_role_that_discord_hides_mod_from_is_named_with_where_to_allow_it(world, ward):
    role = world.server.create_role("Helpers")
    await ward.says(moderator_role=role.id)
    card = await world.type(MINA, "/mod check")
    assert f"Discord hides **/mod** from <@&{role.id}>. Server settings ▸ Integrations ▸" in card
    mod = next(each for each in await world.bot.tree.fetch_commands() if each.name == "mod")
    world.server.set_command_permissions(mod, {role: True})
    assert (await world.press(card, "Check again", by=MINA)).text == FINE


async def test_a_notify_role_above_ours_or_deleted_is_named(world, ward):
    role = world.server.create_role("Notify", mentionable=True)
    await ward.says(notify_role=role.id)
    world.env.backend.reorder_roles(ward.guild, [{"id": role.id, "position": 50}])
    await world.env.settle()
    assert "stands above my role, so I can't give it" in await world.type(MINA, "/mod check")
    world.env.backend.delete_role(ward.guild, role.id)
    await world.env.settle()
    card = await world.type(MINA, "/mod check")
    assert "The *Notify me* role was deleted. Name another in **/mod setup**." in card


async def test_nothing_is_said_of_a_role_while_notifying_is_switched_off(world, ward):
    role = world.server.create_role("Notify")
    await ward.says(notify_role=role.id)
    world.env.backend.delete_role(ward.guild, role.id)
    await world.env.settle()
    async with ward.parts.db.transaction() as conn:
        await switches.put(conn, ward.guild, "today.notify", False)
    assert (await world.type(MINA, "/mod check")).text == FINE


async def test_help_leads_moderators_to_the_doctor_and_the_status(world, ward):
    assert "**/mod check** finds what is wrong" in await world.type(MINA, "/help")
    assert "**/mod check**" not in await world.type(ADA, "/help")
    assert "**Plant of the day**: <t:1772528400:R>" in await world.type(MINA, "/mod status")


async def test_after_a_restart_what_was_mended_meanwhile_is_well_and_the_rest_is_not(world, ward):
    await ward.denies(ward.room, "read_message_history")
    await world.restart_bot()
    assert await world.kept("guild_troubles", "what") == ["read_message_history"]
    ward.allows_unseen(ward.room)
    await world.restart_bot()
    assert await world.kept("guild_troubles", "what") == []


async def test_whoever_read_it_in_a_check_is_not_told_again(world, ward):
    await ward.deletes(ward.room)
    assert "deleted" in await world.type(MINA, "/mod check")
    assert "reezes" in await world.type(MINA, "/mod settings")
