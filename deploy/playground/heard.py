"""What a bot hears of the world: by its intents, its sight of channels and its shard.

The application has none of the privileged intents.
"""

from deploy.playground import permissions
from deploy.playground.errors import Json
from deploy.playground.world import Event, World, snowflake_or_zero

GUILDS, MEMBERS, PRESENCES, CONTENT = 1 << 0, 1 << 1, 1 << 8, 1 << 15
PRIVILEGED = MEMBERS | PRESENCES | CONTENT

# In a server, in direct messages.
INTENTS = {
    "MESSAGE": (1 << 9, 1 << 12),
    "MESSAGE_REACTION": (1 << 10, 1 << 13),
    "TYPING": (1 << 11, 1 << 14),
    "GUILD_MEMBER": (MEMBERS, 0),
    "GUILD": (GUILDS, 0),
    "APPLICATION_COMMAND_PERMISSIONS": (GUILDS, 0),
    "CHANNEL_PINS": (GUILDS, 1 << 12),
    "CHANNEL": (GUILDS, 0),
    "THREAD": (GUILDS, 0),
}
SECRET = ("content", "attachments", "embeds", "components")


def on_shard(guild_id: str | None, shard: tuple[int, int]) -> bool:
    return (snowflake_or_zero(guild_id) >> 22) % shard[1] == shard[0]


def by_bot(world: World, event: Event, intents: int, shard: tuple[int, int]) -> Json | None:
    """What to send for this event, or None."""
    wanted = _intent(event.name)
    channel = world.channels.get(event.channel or "")
    in_dm = channel is not None and channel["type"] == 1
    if wanted is None or not intents & wanted[in_dm] or event.only not in (None, world.bot_id):
        return None
    guild_id = None if in_dm else world.guild["id"]
    if not on_shard(guild_id, shard):
        return None
    if channel is not None and not permissions.sees(world, world.bot_id, channel):
        return None
    if event.name.startswith("MESSAGE_") and "REACTION" not in event.name:
        return _message(world, event, guild_id)
    return event.data


def _intent(name: str) -> tuple[int, int] | None:
    """The longest family wins: MESSAGE_REACTION_ADD is no MESSAGE."""
    families = [family for family in INTENTS if name.startswith(f"{family}_")]
    return INTENTS[max(families, key=len)] if families else None


def _message(world: World, event: Event, guild_id: str | None) -> Json:
    data = dict(event.data)
    if guild_id:
        data["guild_id"] = guild_id
    if "author" not in data:
        return data
    author = data["author"]["id"]
    if guild_id and author in world.members:
        data["member"] = world.members[author]
    data["mentions"] = [_mentioned(world, each, guild_id) for each in data["mentions"]]
    told = {each["id"] for each in data["mentions"]} | {author}
    if guild_id and world.bot_id not in told:
        data |= {key: type(data[key])() for key in SECRET}
    if "message_reference" in data:
        data["referenced_message"] = world.referred(data)
    return data


def _mentioned(world: World, user: Json, guild_id: str | None) -> Json:
    if guild_id and user["id"] in world.members:
        return {**user, "member": world.members[user["id"]]}
    return user


def ready(world: World, session_id: str, shard: tuple[int, int], url: str) -> Json:
    mine = on_shard(world.guild["id"], shard)
    return {
        "v": 10,
        "user": world.users[world.bot_id] | {"verified": True, "mfa_enabled": False, "email": None},
        "guilds": [{"id": world.guild["id"], "unavailable": True}] if mine else [],
        "session_id": session_id,
        "session_type": "normal",
        "resume_gateway_url": url,
        "shard": [*shard],
        "application": {"id": world.bot_id, "flags": 0},
        "private_channels": [],
    }


def guild(world: World) -> Json:
    """Without the privileged intents a bot is told of no member but itself."""
    return {
        **world.guild,
        "roles": [*world.roles.values()],
        "channels": world.text_channels(),
        "threads": threads(world),
        "members": [world.member(world.bot_id)],
        "member_count": len(world.members),
        "joined_at": world.members[world.bot_id]["joined_at"],
        "large": False,
        "unavailable": False,
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def threads(world: World) -> list[Json]:
    """The open ones that the bot sees."""
    return [
        world.seen_by(each, world.bot_id)
        for each in world.threads()
        if not each["thread_metadata"]["archived"] and permissions.sees(world, world.bot_id, each)
    ]


def members(world: World, asked: Json) -> Json:
    """By id or by the beginning of a name."""
    ids, query = asked.get("user_ids"), str(asked.get("query") or "").lower()
    named = [str(id) for id in (ids if isinstance(ids, list) else [ids])] if ids else []
    if query:
        named = [id for id in world.members if world.users[id]["username"].startswith(query)]
    found = [world.member(id) for id in named if id in world.members]
    chunk = {"guild_id": world.guild["id"], "members": found[: asked.get("limit") or None]}
    chunk |= {"chunk_index": 0, "chunk_count": 1}
    chunk["not_found"] = [id for id in named if id not in world.members]
    return chunk | {key: asked[key] for key in ("nonce",) if key in asked}
