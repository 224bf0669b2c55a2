"""Slash commands: registered, offered, checked, answered."""

from discord import Interaction

from .conftest import running


async def test_a_command_is_answered_privately(town, bot, ada, ravi):
    @bot.tree.command()
    async def hello(interaction: Interaction, name: str) -> None:
        """Say hello."""
        await interaction.response.send_message(f"Hello {name}", ephemeral=True)

    async with running(bot, town):
        offered = await ada.get(f"commands?channel_id={ada.channel('study-hall')}")
        assert [each["name"] for each in offered] == ["hello"]

        await ada.type("hello", name="world")

        answer = await ada.hears("MESSAGE_CREATE")
        assert answer["content"] == "Hello world"
        assert answer["flags"] & 64
        assert answer["interaction_metadata"]["user"]["id"] == ada.person
        await ada.hears("INTERACTION_SUCCESS")
        path = f"channels/{ada.channel('study-hall')}/messages"
        assert answer["id"] in [each["id"] for each in await ada.get(path)]
        assert answer["id"] not in [each["id"] for each in await ravi.get(path)]
        assert town.hub.report.unknown_routes == {}

