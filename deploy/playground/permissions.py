"""Who may do what where, computed as Discord documents it."""

from deploy.playground.errors import Json, Refused
from deploy.playground.world import World

BITS = {
    "administrator": 3,
    "manage_channels": 4,
    "manage_guild": 5,
    "add_reactions": 6,
    "view_channel": 10,
    "send_messages": 11,
    "manage_messages": 13,
    "embed_links": 14,
    "attach_files": 15,
    "read_message_history": 16,
    "mention_everyone": 17,
    "use_external_emojis": 18,
    "change_nickname": 26,
    "manage_nicknames": 27,
    "manage_roles": 28,
    "use_application_commands": 31,
    "manage_threads": 34,
    "create_public_threads": 35,
    "send_messages_in_threads": 38,
    "moderate_members": 40,
    "pin_messages": 51,
}
ALL = (1 << 53) - 1
VIEW = 1 << BITS["view_channel"]
IN_A_DIRECT_MESSAGE = sum(
    1 << BITS[name]
    for name in (
        *("view_channel", "send_messages", "embed_links", "attach_files", "add_reactions"),
        *("read_message_history", "use_external_emojis", "use_application_commands"),
        *("mention_everyone", "pin_messages"),
    )
)


def bits(names: list[str]) -> int:
    return sum(1 << BITS[name] for name in names)


def in_guild(world: World, person: str) -> int:
    member = world.members.get(person)
    if member is None:
        return 0
    roles = [world.guild["id"], *member["roles"]]
    granted = 0
    for role in roles:
        granted |= int(world.roles[role]["permissions"])
    owner = world.guild["owner_id"] == person
    return ALL if owner or granted & 1 << BITS["administrator"] else granted


def in_channel(world: World, person: str, channel: Json) -> int:
    """Without sight of a channel nothing else in it is allowed either."""
    if channel["type"] == 1:
        return IN_A_DIRECT_MESSAGE if person in world.dms[channel["id"]] else 0
    if "thread_metadata" in channel:
        channel = world.channels[channel["parent_id"]]
    granted = in_guild(world, person)
    if granted == ALL or not granted:
        return granted
    granted = _overwritten(world, person, channel, granted)
    return granted if granted & VIEW else 0


def _overwritten(world: World, person: str, channel: Json, granted: int) -> int:
    """Everyone's overwrite first, then all roles' together, then the member's own."""
    found = {entry["id"]: entry for entry in channel["permission_overwrites"]}
    for ids in ([world.guild["id"]], world.members[person]["roles"], [person]):
        entries = [found[each] for each in ids if each in found]
        for entry in entries:
            granted &= ~int(entry["deny"])
        for entry in entries:
            granted |= int(entry["allow"])
    return granted


def may(world: World, person: str, channel: Json, name: str) -> bool:
    if name == "send_messages" and "thread_metadata" in channel:
        name = "send_messages_in_threads"
    return bool(in_channel(world, person, channel) & 1 << BITS[name])


def sees(world: World, person: str, channel: Json) -> bool:
    return may(world, person, channel, "view_channel")


def need_in_guild(world: World, person: str, wanted: int) -> None:
    if wanted & ~in_guild(world, person):
        raise Refused(50013)


def overwrites(world: World, person: str, asked: list[Json] | None) -> list[Json]:
    """As they are kept; nobody hands out what they haven't got themselves."""
    found = []
    for each in asked or []:
        allow, deny = int(each.get("allow") or 0), int(each.get("deny") or 0)
        need_in_guild(world, person, allow | deny)
        kept = {"id": str(each.get("id")), "type": int(each.get("type") or 0)}
        found.append(kept | {"allow": str(allow), "deny": str(deny)})
    return found


def may_use(world: World, person: str, channel: Json, command: Json) -> bool:
    """By where the command works, and what the server's settings or else its defaults ask for."""
    contexts, in_guild = command["contexts"], "guild_id" in channel
    if contexts is not None and (0 if in_guild else 1) not in contexts:
        return False
    if not in_guild:
        with_bot = world.bot_id in world.dms[channel["id"]]
        return with_bot and command["dm_permission"] and "guild_id" not in command
    granted = in_channel(world, person, channel)
    if granted == ALL or not may(world, person, channel, "use_application_commands"):
        return granted == ALL
    guild = world.guild["id"]
    places = [[channel["id"]], [str(int(guild) - 1)]]  # which is how Discord spells everywhere
    people = [[person], world.members[person]["roles"], [guild]]
    if _setting(world, command, places) is False:
        return False
    set_for_them, needed = _setting(world, command, people), command["default_member_permissions"]
    if set_for_them is not None:
        return set_for_them
    return needed is None or (int(needed) > 0 and granted & int(needed) == int(needed))


def _setting(world: World, command: Json, levels: list[list[str]]) -> bool | None:
    """What the server's owner set for the command, else for the whole application."""
    for id in (command["id"], world.bot_id):
        found = {each["id"]: each["permission"] for each in world.command_settings.get(id, [])}
        for level in levels:
            told = [bool(found[each]) for each in level if each in found]
            if told:
                return any(told)
    return None


def need(world: World, person: str, channel: Json, *names: str) -> None:
    """Raise 50001 where the channel is out of sight, 50013 where something else is missing."""
    if not sees(world, person, channel):
        raise Refused(50001)
    if not all(may(world, person, channel, name) for name in names):
        raise Refused(50013)
