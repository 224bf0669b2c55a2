"""Setting up a server: channels, overwrites, roles, and who may use which command."""

import discord
import pytest
from discord import Interaction, app_commands

from .conftest import running


def guild_of(bot, town) -> discord.Guild:
    return bot.get_guild(int(town.world.guild["id"]))


async def test_channels_come_and_go_before_everyones_eyes(town, bot, ada):
    async with running(bot, town):
        guild = guild_of(bot, town)
        category = await guild.create_category("Study")
        hidden = {guild.default_role: discord.PermissionOverwrite(view_channel=False)}
        hidden[guild.me] = discord.PermissionOverwrite(view_channel=True)
        log = await guild.create_text_channel("Mod log", category=category, overwrites=hidden)
        assert (log.name, log.category_id) == ("mod-log", category.id)
        names = [each["name"] for each in (await ada.get("state"))["channels"]]
        assert "Study" in names
        assert "mod-log" not in names
        await log.set_permissions(guild.default_role, view_channel=True)
        await ada.hears("CHANNEL_UPDATE", id=str(log.id))
        await ada.say(str(log.id), "I can see it")
        await log.edit(topic="for all", position=1)
        thread = await (await log.send("hi")).create_thread(name="more")
        await log.set_permissions(guild.default_role, overwrite=None)
        await log.delete()
        await ada.hears("CHANNEL_DELETE", id=str(log.id))
        assert str(thread.id) not in town.world.channels
        with pytest.raises(discord.HTTPException) as wrong:
            await guild.create_text_channel("x" * 101)
        assert wrong.value.code == 50035
    assert town.hub.report.unknown_routes == {}


async def test_nobody_hands_out_what_they_have_not_got(town, bot, ada):
    async with running(bot, town):
        guild = guild_of(bot, town)
        ban = discord.Permissions(ban_members=True)
        for deed in (
            guild.create_role(name="Sheriff", permissions=ban),
            guild.create_text_channel(
                "jail", overwrites={guild.me: discord.PermissionOverwrite(ban_members=True)}
            ),
            guild.default_role.edit(permissions=ban),
            guild.me.top_role.edit(name="King"),
        ):
            with pytest.raises(discord.Forbidden) as refused:
                await deed
            assert refused.value.code == 50013


async def test_a_role_is_made_handed_out_and_removed(town, bot, ada):
    async with running(bot, town):
        guild = guild_of(bot, town)
        role = await guild.create_role(name="Cohort 1", mentionable=True)
        member = await guild.fetch_member(int(ada.person))
        await member.add_roles(role)
        await ada.hears("CHANNELS_UPDATE")
        assert str(role.id) in town.world.members[ada.person]["roles"]
        assert (await role.edit(name="Cohort one")).name == "Cohort one"
        await member.remove_roles(role)
        assert town.world.members[ada.person]["roles"] == []
        await member.add_roles(role)
        await role.delete()
        assert town.world.members[ada.person]["roles"] == []
        assert str(role.id) not in town.world.roles
    assert town.hub.report.unknown_routes == {}


async def test_a_servers_own_settings_decide_who_sees_a_command(town, bot, ada, ravi, mina):
    @bot.tree.command()
    @app_commands.default_permissions(manage_guild=True)
    async def mod(interaction: Interaction) -> None:
        """For moderators."""

    async def seen(page, where="study-hall") -> bool:
        return bool(await page.get(f"commands?channel_id={page.channel(where)}"))

    async with running(bot, town):
        guild, (command,) = guild_of(bot, town), await bot.tree.fetch_commands()
        with pytest.raises(discord.NotFound) as none_yet:
            await command.fetch_permissions(guild)
        assert none_yet.value.code == 10066
        assert [await seen(page) for page in (ada, ravi, mina)] == [False, False, True]
        path = f"commands/{command.id}/permissions"
        everywhere = str(guild.id - 1)
        wanted = [
            {"id": ada.person, "type": 2, "permission": True},
            {"id": everywhere, "type": 3, "permission": False},
            {"id": ada.channel("study-hall"), "type": 3, "permission": True},
        ]
        assert (await ada.call("PUT", path, {"permissions": wanted}, 403))["code"] == 50013
        await mina.call("PUT", path, {"permissions": wanted})
        told = await command.fetch_permissions(guild)
        assert [each.permission for each in told.permissions] == [True, False, True]
        assert (await bot.hears("raw_app_command_permissions_update")).target_id == command.id
        assert [await seen(page) for page in (ada, ravi, mina)] == [True, False, True]
        assert [await seen(page, "welcome") for page in (ada, mina)] == [False, True]
        await mina.call("PUT", path, {"permissions": []})
        assert not await seen(ada)


async def test_an_overwrite_hides_commands_in_one_channel(town, bot, ada):
    @bot.tree.command()
    async def hello(interaction: Interaction) -> None:
        """Say hello."""

    async with running(bot, town):
        guild = guild_of(bot, town)
        showcase = guild.get_channel(int(ada.channel("showcase")))
        await showcase.set_permissions(guild.default_role, use_application_commands=False)
        assert await ada.get(f"commands?channel_id={showcase.id}") == []
        assert await ada.get(f"commands?channel_id={ada.channel('welcome')}") != []
        refused = await ada.type("hello", where=str(showcase.id), status=403)
        assert refused["code"] == 50013
