"""Builds the town of town.toml: the same people and ids each time, talk of the last days."""

import tomllib
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from deploy.playground import shapes
from deploy.playground.errors import Json
from deploy.playground.permissions import bits
from deploy.playground.world import World

BUILT = 1_767_600_000.0  # 2026-01-05: so that the ids in tests and bug reports stay the same
EVERYONE = [
    *("view_channel", "send_messages", "embed_links", "attach_files", "add_reactions"),
    *("read_message_history", "use_external_emojis", "use_application_commands"),
    *("create_public_threads", "send_messages_in_threads", "change_nickname"),
]
BOT = [*EVERYONE[:-1], "manage_threads", "pin_messages"]


def settle(world: World) -> None:
    """Fill an empty world."""
    plan = tomllib.loads(Path(__file__).with_name("town.toml").read_text("utf-8"))
    first = int(world.clock.snowflake(BUILT)) >> 22 << 22
    ids = (str(first + number) for number in count(1))
    world.guild = shapes.guild(next(ids), plan["guild"]["name"])
    roles = _roles(world, plan["roles"], ids)
    people = _people(world, plan["people"], ids, roles)
    world.guild["owner_id"] = people[plan["guild"]["owner"]]
    channels = _channels(world, plan["channels"], ids, roles)
    for person in world.notes:
        world.open_dm(person, world.bot_id)
    for each in plan["said"]:
        _say(world, channels[each["in"]], people[each["by"]], each["text"], each["hours_ago"])
    _read_all(world)


def _roles(world: World, plan: list[Json], ids: Iterator[str]) -> dict[str, Json]:
    """By name; a server's @everyone has the server's own id."""
    everyone = shapes.role(world.guild["id"], "@everyone", bits(EVERYONE), position=0)
    daymark = shapes.role(next(ids), "Daymark", bits(BOT), position=1, managed=True)
    roles = [everyone, daymark]
    for place, each in enumerate(plan, 2):
        more = {"position": place, "color": each["color"], "hoist": True}
        roles.append(shapes.role(next(ids), each["name"], bits(each["permissions"]), **more))
    world.roles = {role["id"]: role for role in roles}
    return {role["name"]: role for role in roles}


def _people(
    world: World, plan: list[Json], ids: Iterator[str], roles: dict[str, Json]
) -> dict[str, str]:
    """Ids by name; the bot is the first to move in and is nobody a visitor could be."""
    world.bot_id = next(ids)
    roles["Daymark"]["tags"] = {"bot_id": world.bot_id}
    _move_in(world, world.bot_id, "Daymark", [roles["Daymark"]["id"]], bot=True)
    people = {}
    for each in plan:
        person = people[each["name"]] = next(ids)
        _move_in(world, person, each["name"], [roles[name]["id"] for name in each.get("roles", [])])
        world.notes[person] = {"note": each["note"], "zone": each["zone"]}
    return people


def _channels(
    world: World, plan: list[Json], ids: Iterator[str], roles: dict[str, Json]
) -> dict[str, Json]:
    guild_id = world.guild["id"]
    for place, each in enumerate(plan):
        channel = shapes.text_channel(next(ids), guild_id, each["name"], each["topic"], place)
        channel["permission_overwrites"] = _overwrites(each, guild_id, roles)
        world.channels[channel["id"]], world.messages[channel["id"]] = channel, {}
    return {channel["name"]: channel for channel in world.channels.values()}


def _move_in(world: World, person: str, name: str, roles: list[str], bot: bool = False) -> None:
    world.users[person] = shapes.user(person, name, bot=bot)
    world.members[person] = shapes.member(roles, world.clock.iso(BUILT))


def _overwrites(plan: Json, guild_id: str, roles: dict[str, Json]) -> list[Json]:
    """`see` and `post` name the only roles that may."""
    found = []
    for key, permission in (("see", "view_channel"), ("post", "send_messages")):
        if key in plan:
            bit = bits([permission])
            found.append(shapes.overwrite(guild_id, deny=bit))
            found += [shapes.overwrite(roles[name]["id"], allow=bit) for name in plan[key]]
    return found


def _say(world: World, channel: Json, author: str, text: str, hours_ago: float) -> None:
    at = world.clock.now() - hours_ago * 3600
    message = shapes.message(world.clock.snowflake(at), channel["id"], world.users[author])
    message |= {"content": text, "timestamp": world.clock.iso(at)}
    world.keep(message)
    channel["last_message_id"] = message["id"]


def _read_all(world: World) -> None:
    for person in world.notes:
        world.read[person] = {
            channel["id"]: channel["last_message_id"]
            for channel in world.channels.values()
            if channel["last_message_id"]
        }
