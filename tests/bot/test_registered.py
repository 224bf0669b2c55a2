"""Commands are written to Discord only where they differ: it limits writes."""

from copy import deepcopy

import discord
import pytest
from discord import app_commands
from discord.http import Route
from hypothesis import given
from hypothesis import strategies as some

from bot.moderators import Moderators
from bot.registered import same_commands
from deploy.playground.playground import Playground

OURS = {
    "name": "checkin",
    "type": 1,
    "description": "Record what you did",
    "options": [
        {"name": "did", "type": 3, "description": "What", "required": True, "max_length": 1000},
        {"name": "minutes", "type": 4, "description": "How long", "min_value": 0, "choices": []},
    ],
    "contexts": [0, 1],
    "integration_types": [0],
    "nsfw": False,
    "default_member_permissions": None,
}


def discords(command: dict) -> dict:
    """The same, as Discord gives it back."""
    there = deepcopy(command)
    there |= {"id": "1", "application_id": "2", "version": "3", "contexts": [1, 0]}
    there |= {"name_localizations": None, "description_localizations": None, "dm_permission": True}
    there["options"][0] |= {"name_localizations": None, "autocomplete": False}
    there["options"][1].pop("choices")
    there["options"][1]["required"] = False
    return there


def test_ids_versions_and_empty_defaults_make_no_difference():
    assert same_commands([OURS], [discords(OURS)])


def test_the_order_of_commands_makes_none_either():
    other = {**OURS, "name": "streak"}
    assert same_commands([OURS, other], [discords(other), discords(OURS)])


@pytest.mark.parametrize(
    "change",
    [
        {"description": "Record"},
        {"name": "check"},
        {"options": OURS["options"][:1]},
        {"options": OURS["options"][::-1]},
        {"contexts": [0]},
        {"integration_types": [0, 1]},
        {"default_member_permissions": 32},
        {"default_member_permissions": 0},
        {"nsfw": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_a_member_would_notice_does(change):
    assert not same_commands([{**OURS, **change}], [discords(OURS)])


@pytest.mark.parametrize(
    ("field", "value"),
    [("max_length", 500), ("required", False), ("autocomplete", True), ("description", "Which")],
)
def test_a_changed_option_does_too(field, value):
    ours = deepcopy(OURS)
    ours["options"][0][field] = value
    assert not same_commands([ours], [discords(OURS)])


@pytest.mark.parametrize("limit", [None, 1, -1])
def test_a_limit_of_0_is_not_the_same_as(limit):
    ours = deepcopy(OURS)
    ours["options"][1]["min_value"] = limit
    assert not same_commands([ours], [discords(OURS)])
    assert not same_commands([OURS], [discords(ours)])


def test_a_command_that_came_or_went_does():
    assert not same_commands([OURS], [])
    assert not same_commands([], [discords(OURS)])


def test_a_message_menu_is_not_the_slash_command_of_its_name():
    assert not same_commands([OURS], [{**discords(OURS), "type": 3}])


@given(some.sampled_from(["minutes", "did"]), some.integers(1, 25))
def test_choices_are_compared_in_their_order(name, number):
    choices = [{"name": f"c{n}", "value": f"{n}"} for n in range(number)]
    ours = deepcopy(OURS)
    option = next(option for option in ours["options"] if option["name"] == name)
    option["choices"] = choices
    theirs = deepcopy(ours)
    assert same_commands([ours], [theirs])
    option["choices"] = [*choices[1:], {"name": "new", "value": "new"}]
    assert not same_commands([ours], [theirs])


def test_what_discord_py_writes_is_the_same_as_itself():
    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))

    @tree.command()
    @app_commands.describe(word="Which")
    async def find(_interaction: discord.Interaction, word: str, page: int = 0) -> None:
        """Find it"""

    written = [command.to_dict(tree) for command in tree.get_commands()]
    assert same_commands(written, deepcopy(written))


@pytest.fixture
async def client(tmp_path, monkeypatch):
    """Logged in to the playground, which gives commands back as Discord does."""
    async with Playground(tmp_path / "town") as town:
        monkeypatch.setattr(Route, "BASE", town.api_url)
        async with discord.Client(intents=discord.Intents.none()) as client:
            await client.login(town.token)
            yield client


async def test_what_discord_gives_back_is_what_was_written(client):
    tree = app_commands.CommandTree(client)
    group = Moderators("mod", "Run this server")

    @group.command()
    async def people(
        _interaction: discord.Interaction,
        least: app_commands.Range[int, 0, 9],
        part: app_commands.Range[float, 0.0, 1.0] = 0.0,
        word: app_commands.Range[str, 0, 20] = "",
        place: discord.TextChannel | None = None,
    ) -> None:
        """Look after people"""

    @tree.context_menu(name="Count as my check-in")
    async def count(_interaction: discord.Interaction, _message: discord.Message) -> None:
        """A menu has no description."""

    tree.add_command(group)
    await tree.sync()
    written = [command.to_dict(tree) for command in tree.get_commands()]
    there = await client.http.get_global_commands(client.application_id)
    assert {each["default_member_permissions"] for each in there} == {"32", None}
    assert same_commands(written, there)
    group.default_permissions = discord.Permissions(manage_messages=True)
    assert not same_commands([command.to_dict(tree) for command in tree.get_commands()], there)
