"""Commands are written to Discord only where they differ: it limits writes."""

from copy import deepcopy

import discord
import pytest
from discord import app_commands
from hypothesis import given
from hypothesis import strategies as some

from bot.registered import same_commands

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
        {"default_member_permissions": "32"},
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
