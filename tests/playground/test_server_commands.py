"""Slash commands: registered, offered, checked, answered in time or not."""

import asyncio

import discord
import pytest
from discord import Interaction, app_commands

from .conftest import running


async def test_a_command_is_answered_privately(town, bot, ada, ravi):
    @bot.tree.command()
    async def hello(interaction: Interaction, name: str) -> None:
        """Say hello."""
        await interaction.response.send_message(f"Hello {name}", ephemeral=True)

    async with running(bot, town):
        study_hall = ada.channel("study-hall")
        offered = await ada.get(f"commands?channel_id={study_hall}")
        assert [each["name"] for each in offered] == ["hello"]

        await ada.type("hello", name="world")

        answer = await ada.hears("MESSAGE_CREATE")
        assert answer["content"] == "Hello world"
        assert answer["flags"] & 64
        assert answer["interaction_metadata"]["user"]["id"] == ada.person
        await ada.hears("INTERACTION_SUCCESS", nonce="n1")
        assert answer["id"] in [each["id"] for each in await ada.messages(study_hall)]
        assert answer["id"] not in [each["id"] for each in await ravi.messages(study_hall)]
        await ada.post("dismiss", {"message_id": answer["id"]})
        assert answer["id"] not in [each["id"] for each in await ada.messages(study_hall)]
        assert town.hub.report.unknown_routes == {}


async def test_thinking_gives_way_to_the_answer_and_follow_ups_come_after(town, bot, ada):
    seen = asyncio.Event()

    @bot.tree.command()
    async def slow(interaction: Interaction) -> None:
        """Take your time."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        await seen.wait()
        await interaction.edit_original_response(content="there")
        more = await interaction.followup.send("and more", wait=True)
        await more.edit(content="and even more")
        await more.delete()
        original = await interaction.original_response()
        await interaction.edit_original_response(content=original.content + "!")

    async with running(bot, town):
        await ada.type("slow")
        thinking = await ada.hears("MESSAGE_CREATE")
        assert thinking["flags"] == 64 | 128
        seen.set()
        answer = await ada.hears("MESSAGE_UPDATE")
        assert (answer["id"], answer["content"]) == (thinking["id"], "there")
        assert answer["flags"] == 64
        assert answer["edited_timestamp"] is None
        more = await ada.hears("MESSAGE_CREATE")
        assert more["content"] == "and more"
        await ada.hears("MESSAGE_DELETE", id=more["id"])
        assert (await ada.hears("MESSAGE_UPDATE"))["content"] == "there!"


async def test_choices_come_while_typing(town, bot, ada):
    @bot.tree.command()
    async def city(interaction: Interaction, name: str) -> None:
        """Find a city."""

    @city.autocomplete("name")
    async def suggest(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{typed}lin", value="Europe/Berlin")]

    async with running(bot, town):
        await ada.type("city", kind=4, focused__name="Ber")
        offered = await ada.hears("APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE")
        assert offered["nonce"] == "n1"
        assert offered["choices"] == [{"name": "Berlin", "value": "Europe/Berlin"}]


async def test_wrong_options_are_refused_before_the_bot_hears_of_them(town, bot, ada):
    group = app_commands.Group(name="streak", description="Your streak")

    @group.command()
    @app_commands.choices(how=[app_commands.Choice(name="Long", value="long")])
    async def why(
        interaction: Interaction,
        days: app_commands.Range[int, 1, 10],
        how: str | None = None,
        whom: discord.Member | None = None,
    ) -> None:
        """Explain it."""
        who = whom.display_name if whom else "-"
        await interaction.response.send_message(f"{days} {how} {who}")

    bot.tree.add_command(group)
    async with running(bot, town):
        for options in ({}, {"days": 11}, {"days": "3"}, {"days": 3, "how": "x"}, {"days": True}):
            refusal = await ada.type("streak why", status=400, **options)
            assert refusal["code"] == 50035
        refusal = await ada.type("streak why", status=400)
        assert "why" in refusal["errors"]["options"]
        await ada.type("streak why", days=3, how="long", whom=ada.person)
        assert (await ada.hears("MESSAGE_CREATE"))["content"] == "3 long Ada"


async def test_channels_roles_numbers_and_files_arrive_as_what_they_are(town, bot, ada):
    @bot.tree.command()
    async def take(
        interaction: Interaction,
        place: discord.TextChannel,
        role: discord.Role,
        size: float,
        file: discord.Attachment,
    ) -> None:
        """Take it all."""
        text = (await file.read()).decode()
        await interaction.response.send_message(f"{place.name} {role.name} {size} {text}")

    async with running(bot, town):
        moderator = next(r["id"] for r in town.world.roles.values() if r["name"] == "Moderator")
        options = {"place": ada.channel("digest"), "role": moderator, "size": 1.5}
        assert (await ada.type("take", **options, file="0", status=400))["code"] == 50035
        assert (await ada.type("take", **{**options, "place": moderator}, status=400))["errors"]
        await ada.type("take", **options, file="0", upload=b"hello")
        assert (await ada.hears("MESSAGE_CREATE"))["content"] == "digest Moderator 1.5 hello"


async def test_a_moderators_command_is_hidden_from_learners(town, bot, ada, mina):
    @bot.tree.command()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def mod(interaction: Interaction) -> None:
        """For moderators."""
        assert interaction.permissions.manage_guild
        await interaction.response.send_message("ok")

    async with running(bot, town):
        path = f"commands?channel_id={ada.channel('study-hall')}"
        assert await ada.get(path) == []
        assert len(await mina.get(path)) == 1
        assert await mina.get(f"commands?channel_id={mina.dm()}") == []
        assert (await ada.type("mod", status=403))["code"] == 50013
        await mina.type("mod")
        await mina.hears("INTERACTION_SUCCESS")


async def test_nobody_answers_twice_or_too_late(town, bot, ada):
    found: asyncio.Queue[Interaction] = asyncio.Queue()

    @bot.tree.command()
    async def quiet(interaction: Interaction) -> None:
        """Say nothing."""
        found.put_nowait(interaction)

    async with running(bot, town):
        await ada.type("quiet")
        first = await found.get()
        with pytest.raises(discord.NotFound) as early:
            await first.followup.send("not yet")
        assert early.value.code == 10015
        await first.response.send_message("once")
        first.response._response_type = None
        with pytest.raises(discord.HTTPException) as twice:
            await first.response.send_message("twice")
        assert twice.value.code == 40060
        town.clock.move(15 * 60 + 1)
        with pytest.raises(discord.HTTPException) as old:
            await first.followup.send("much later")
        assert (old.value.status, old.value.code) == (401, 50027)

        town.hub.interactions.patience = 0.01
        await ada.type("quiet")
        second = await found.get()
        assert (await ada.hears("INTERACTION_FAILURE"))["reason"] == "timeout"
        with pytest.raises(discord.NotFound) as late:
            await second.response.send_message("too late")
        assert late.value.code == 10062


async def test_thinking_ends_after_fifteen_minutes(town, bot, ada):
    found: asyncio.Queue[Interaction] = asyncio.Queue()

    @bot.tree.command()
    async def ponder(interaction: Interaction) -> None:
        """Never come back."""
        await interaction.response.defer(thinking=True)
        found.put_nowait(interaction)

    async with running(bot, town):
        await ada.type("ponder")
        thinking = await ada.hears("MESSAGE_CREATE")
        interaction = await found.get()
        await ada.post("clock", {"advance": 15 * 60 + 1})
        with pytest.raises(discord.HTTPException) as late:
            await interaction.edit_original_response(content="at last")
        assert late.value.code == 50027
        (left,) = [m for m in await ada.messages(thinking["channel_id"]) if m["flags"] & 128]
        assert left["id"] == thinking["id"]


async def test_without_a_bot_the_application_does_not_respond(town, bot, ada):
    @bot.tree.command()
    async def hello(interaction: Interaction) -> None:
        """Say hello."""

    async with running(bot, town):
        assert (await ada.get("state"))["bot_online"]
    await ada.hears("BOT", online=False)
    await ada.type("hello")
    assert (await ada.hears("INTERACTION_FAILURE"))["reason"] == "unreachable"


async def test_a_message_menu_hands_over_the_whole_message(town, bot, ada):
    @bot.tree.context_menu(name="Count as my check-in")
    async def count(interaction: Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(message.content, ephemeral=True)

    async with running(bot, town):
        said = await ada.say("study-hall", "read chapter 2")
        command = next(iter(town.world.commands.values()))
        data = {"id": command["id"], "name": command["name"], "type": 3, "target_id": said["id"]}
        await ada.interact(2, said["channel_id"], data)
        await ada.hears("MESSAGE_CREATE", id=said["id"])
        assert (await ada.hears("MESSAGE_CREATE"))["content"] == "read chapter 2"


async def test_commands_keep_their_ids_and_bad_ones_are_refused_with_their_path(town, bot, ada):
    @bot.tree.command()
    async def hello(interaction: Interaction) -> None:
        """Say hello."""

    async with running(bot, town):
        before = {each["name"]: each for each in town.world.commands.values()}
        await bot.tree.sync()
        assert {each["name"]: each for each in town.world.commands.values()} == before
        await ada.hears("COMMANDS_UPDATE")
        fine = {"name": "a", "description": "b", "type": 1}
        bad = {"name": "Bad Name", "description": "x" * 101, "type": 1, "options": []}
        bad["options"] = [
            {"type": 3, "name": "one", "description": "d"},
            {"type": 3, "name": "two", "description": "d", "required": True},
        ]
        with pytest.raises(discord.HTTPException) as refused:
            await bot.http.bulk_upsert_global_commands(bot.application_id, [fine, bad])
        text = str(refused.value)
        assert "In 1.name: Command name is invalid" in text
        assert "In 1.description" in text
        assert "Required options must be placed before" in text
        assert {each.name for each in await bot.tree.fetch_commands()} == {"hello"}
