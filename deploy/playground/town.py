"""Builds the town of town.toml and past.toml: the same people, places and ids each time."""

import time
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from deploy.playground import shapes
from deploy.playground.errors import Json
from deploy.playground.permissions import bits
from deploy.playground.world import World

HERE = Path(__file__).parent
BUILT = 1_767_600_000.0  # 2026-01-05: so that the ids in tests and bug reports stay the same
EVERYONE = [
    *("view_channel", "send_messages", "embed_links", "attach_files", "add_reactions"),
    *("read_message_history", "use_external_emojis", "use_application_commands"),
    *("create_public_threads", "send_messages_in_threads", "change_nickname"),
]
BOT = [*EVERYONE[:-1], "manage_channels", "manage_roles", "manage_threads", "pin_messages"]


def settle(world: World) -> None:
    """Fill an empty world."""
    plan = tomllib.loads(HERE.joinpath("town.toml").read_text("utf-8"))
    first = int(world.clock.snowflake(BUILT)) >> 22 << 22
    ids = (str(first + number) for number in count(1))
    world.guild = shapes.guild(next(ids), plan["guild"]["name"])
    roles = _roles(world, plan["roles"], ids)
    people = _people(world, plan["people"], ids, roles)
    world.guild["owner_id"] = people[plan["guild"]["owner"]]
    channels = _channels(world, plan["channels"], ids, roles)
    for person in world.notes:
        world.open_dm(person, world.bot_id)
    world.past = _deeds(world, channels, people | {"Daymark": world.bot_id})


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


def _deeds(world: World, channels: dict[str, Json], people: dict[str, str]) -> list[Json]:
    """In order, each with its instant and with ids for names; what is still to come is left out."""
    now, found = time.time(), []
    for each in tomllib.loads(HERE.joinpath("past.toml").read_text("utf-8"))["deeds"]:
        person = people[each["by"]]
        place = channels[each.get("in", "study-hall")]["id"]
        at = _instant(each, datetime.fromtimestamp(now, UTC).date(), world.notes[person]["zone"])
        reply = {"reply": people[each["reply"]]} if "reply" in each else {}
        found.append({**each, **reply, "at": at, "by": person, "in": place})
    return sorted((each for each in found if each["at"] < now), key=lambda each: float(each["at"]))


def _instant(deed: Json, today: date, zone: str) -> float:
    """By the clock of whoever does it."""
    day = today + timedelta(days=deed["day"])
    return datetime.combine(day, wall_time.fromisoformat(deed["at"]), ZoneInfo(zone)).timestamp()


def read_all(world: World) -> None:
    for person in world.notes:
        world.read[person] = {
            channel["id"]: channel["last_message_id"]
            for channel in world.channels.values()
            if channel["last_message_id"]
        }
