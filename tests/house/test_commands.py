"""Discord's limits on commands, which it enforces only when they are registered."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

SUBCOMMAND, GROUP = 1, 2
NAME = re.compile(r"[-_a-z0-9]{1,32}")
UNDESCRIBED = "…"  # what discord.py writes where nobody described an option
README = "| `/"


@pytest.fixture
def commands(bot) -> list[dict[str, Any]]:
    return [command.to_dict(bot.tree) for command in bot.tree.get_commands()]


def parts(command: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command, its groups and subcommands, and all their options."""
    yield command
    for option in command.get("options", []):
        yield from parts(option)


def is_menu(command: dict[str, Any]) -> bool:
    return command.get("type", 1) in (2, 3) and "options" not in command


def weight(command: dict[str, Any]) -> int:
    """What Discord counts towards 8,000 characters."""
    own = len(command["name"]) + len(command.get("description", ""))
    choices = sum(len(c["name"]) + len(str(c["value"])) for c in command.get("choices", []))
    return own + choices + sum(weight(option) for option in command.get("options", []))


async def test_there_are_at_most_a_hundred(commands):
    assert 0 < len([command for command in commands if not is_menu(command)]) <= 100


async def test_each_has_a_name_that_can_be_typed(commands):
    for command in commands:
        for part in [] if is_menu(command) else parts(command):
            assert NAME.fullmatch(part["name"]), part["name"]


async def test_each_and_every_option_says_what_it_is_for(commands):
    for command in commands:
        for part in [] if is_menu(command) else parts(command):
            said = part["description"]
            assert 1 <= len(said) <= 100, (command["name"], part["name"])
            assert said != UNDESCRIBED, f"/{command['name']}: describe {part['name']}"


async def test_none_has_too_many_parts(commands):
    for command in commands:
        assert weight(command) <= 8000, command["name"]
        for part in parts(command):
            assert len(part.get("options", [])) <= 25, part["name"]
            assert len(part.get("choices", [])) <= 25, part["name"]
            assert all(1 <= len(choice["name"]) <= 100 for choice in part.get("choices", []))


async def test_what_must_be_given_comes_before_what_may_be_left_out(commands):
    for command in commands:
        for part in parts(command):
            needed = [bool(option.get("required")) for option in part.get("options", [])]
            assert needed == sorted(needed, reverse=True), part["name"]


async def test_groups_nest_once(commands):
    for command in commands:
        for group in command.get("options", []):
            if group["type"] == GROUP:
                assert {option["type"] for option in group["options"]} == {SUBCOMMAND}


async def test_each_says_where_it_works(commands):
    """Left out, it would depend on the application's settings at Discord."""
    for command in commands:
        assert command.get("contexts"), command["name"]
        assert command.get("integration_types") == [0], command["name"]


async def test_moderators_commands_are_hidden_from_members_by_default(commands):
    for command in commands:
        if command["name"] in ("host", "mod"):
            assert command["default_member_permissions"] == 32  # Manage Server


async def test_the_bot_asks_for_no_privileged_intent(bot):
    privileged = ("members", "presences", "message_content")
    assert [name for name in privileged if getattr(bot.intents, name)] == []


async def test_the_bot_never_pings_by_default(bot):
    assert bot.allowed_mentions.to_dict() == {"parse": []}
