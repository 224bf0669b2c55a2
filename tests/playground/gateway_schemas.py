"""What Discord documents of the gateway, as short schemas: what must be there, and its kind.

Discord's own file describes HTTP only, so these are ours; more may be there than they name.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

Json = dict[str, Any]

DISPATCH, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 7, 9, 10, 11

STRING, INTEGER, BOOLEAN = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
SNOWFLAKE = {"type": "string", "pattern": r"^(0|[1-9]\d{0,19})$"}
BITS = {"type": "string", "pattern": r"^\d+$"}
INSTANT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$"}


def thing(**required: Any) -> Json:
    return {"type": "object", "required": [*required], "properties": required}


def some(**optional: Any) -> Json:
    return {"type": "object", "properties": optional}


def both(*kinds: Json) -> Json:
    return {"allOf": [*kinds]}


def many(kind: Json) -> Json:
    return {"type": "array", "items": kind}


def maybe(kind: Json) -> Json:
    return {"anyOf": [kind, {"type": "null"}]}


USER = thing(id=SNOWFLAKE, username=STRING, discriminator=STRING, avatar=maybe(STRING))
MEMBER = thing(roles=many(SNOWFLAKE), joined_at=INSTANT, deaf=BOOLEAN, mute=BOOLEAN, flags=INTEGER)
WITH_USER = both(MEMBER, thing(user=USER))
ROLE = thing(
    id=SNOWFLAKE, name=STRING, color=INTEGER, position=INTEGER, permissions=BITS, hoist=BOOLEAN
)
CHANNEL = both(
    thing(id=SNOWFLAKE, type=INTEGER), some(name=STRING, guild_id=SNOWFLAKE, position=INTEGER)
)
THREAD = both(
    CHANNEL,
    thing(
        guild_id=SNOWFLAKE,
        parent_id=SNOWFLAKE,
        owner_id=SNOWFLAKE,
        thread_metadata=thing(
            archived=BOOLEAN,
            locked=BOOLEAN,
            archive_timestamp=INSTANT,
            auto_archive_duration=INTEGER,
        ),
    ),
)
MESSAGE = both(
    thing(
        id=SNOWFLAKE,
        channel_id=SNOWFLAKE,
        author=USER,
        content=STRING,
        timestamp=INSTANT,
        edited_timestamp=maybe(INSTANT),
        type=INTEGER,
        tts=BOOLEAN,
        pinned=BOOLEAN,
        mention_everyone=BOOLEAN,
        mentions=many(USER),
        mention_roles=many(SNOWFLAKE),
        attachments=many(thing(id=SNOWFLAKE, filename=STRING, size=INTEGER, url=STRING)),
        embeds=many({"type": "object"}),
        components=many(thing(type=INTEGER, id=INTEGER)),
    ),
    some(flags=INTEGER, guild_id=SNOWFLAKE, member=MEMBER),
)
GONE = both(thing(id=SNOWFLAKE, channel_id=SNOWFLAKE), some(guild_id=SNOWFLAKE))
GUILD = thing(
    id=SNOWFLAKE,
    name=STRING,
    owner_id=SNOWFLAKE,
    roles=many(ROLE),
    channels=many(CHANNEL),
    threads=many(THREAD),
    members=many(WITH_USER),
    member_count=INTEGER,
    joined_at=INSTANT,
    large=BOOLEAN,
    emojis=many({"type": "object"}),
    features=many(STRING),
    preferred_locale=STRING,
)
READY = thing(
    v={"const": 10},
    user=USER,
    guilds=many(thing(id=SNOWFLAKE, unavailable={"const": True})),
    session_id=STRING,
    resume_gateway_url={"type": "string", "pattern": "^wss?://"},
    application=thing(id=SNOWFLAKE, flags=INTEGER),
)
IN_A_SERVER = thing(
    guild_id=SNOWFLAKE, member=both(WITH_USER, thing(permissions=BITS)), context={"const": 0}
)
IN_DIRECT_MESSAGES = thing(user=USER, context={"enum": [1, 2]})
COMMAND = thing(id=SNOWFLAKE, name=STRING, type={"enum": [1, 2, 3]})
PRESSED = thing(custom_id=STRING, component_type=INTEGER)
FORM = thing(custom_id=STRING, components=many(thing(type=INTEGER, id=INTEGER)))
INTERACTION = both(
    thing(
        id=SNOWFLAKE,
        application_id=SNOWFLAKE,
        type={"enum": [2, 3, 4, 5]},
        token=STRING,
        version={"const": 1},
        channel_id=SNOWFLAKE,
        channel=CHANNEL,
        app_permissions=BITS,
        locale=STRING,
        entitlements=many({"type": "object"}),
        authorizing_integration_owners=some(),
        attachment_size_limit=INTEGER,
    ),
    {"oneOf": [IN_A_SERVER, IN_DIRECT_MESSAGES]},
    {
        "oneOf": [
            thing(type={"enum": [2, 4]}, data=COMMAND),
            thing(type={"const": 3}, data=PRESSED, message=MESSAGE),
            thing(type={"const": 5}, data=FORM),
        ]
    },
)
REACTION = thing(user_id=SNOWFLAKE, channel_id=SNOWFLAKE, message_id=SNOWFLAKE, emoji=some(name={}))

FOLLOWER = thing(id=SNOWFLAKE, user_id=SNOWFLAKE, join_timestamp=INSTANT, flags=INTEGER)
FOLLOWERS = both(
    thing(id=SNOWFLAKE, guild_id=SNOWFLAKE, member_count=INTEGER),
    some(
        added_members=many(both(FOLLOWER, thing(member=WITH_USER, presence={}))),
        removed_member_ids=many(SNOWFLAKE),
    ),
)
COMMAND_SETTINGS = thing(
    id=SNOWFLAKE,
    application_id=SNOWFLAKE,
    guild_id=SNOWFLAKE,
    permissions=many(thing(id=SNOWFLAKE, type={"enum": [1, 2, 3]}, permission=BOOLEAN)),
)
MEMBERS = thing(
    guild_id=SNOWFLAKE, members=many(WITH_USER), chunk_index=INTEGER, chunk_count=INTEGER
)

EVENTS = {
    "READY": READY,
    "RESUMED": some(),
    "GUILD_CREATE": GUILD,
    "GUILD_MEMBER_UPDATE": both(WITH_USER, thing(guild_id=SNOWFLAKE)),
    "GUILD_MEMBERS_CHUNK": MEMBERS,
    "GUILD_ROLE_CREATE": thing(guild_id=SNOWFLAKE, role=ROLE),
    "GUILD_ROLE_UPDATE": thing(guild_id=SNOWFLAKE, role=ROLE),
    "GUILD_ROLE_DELETE": thing(guild_id=SNOWFLAKE, role_id=SNOWFLAKE),
    "APPLICATION_COMMAND_PERMISSIONS_UPDATE": COMMAND_SETTINGS,
    "INTERACTION_CREATE": INTERACTION,
    "MESSAGE_CREATE": MESSAGE,
    "MESSAGE_UPDATE": MESSAGE,
    "MESSAGE_DELETE": GONE,
    "MESSAGE_DELETE_BULK": both(
        thing(ids=many(SNOWFLAKE), channel_id=SNOWFLAKE), some(guild_id=SNOWFLAKE)
    ),
    "MESSAGE_REACTION_ADD": REACTION,
    "MESSAGE_REACTION_REMOVE": REACTION,
    **{f"CHANNEL_{what}": CHANNEL for what in ("CREATE", "UPDATE", "DELETE")},
    "CHANNEL_PINS_UPDATE": thing(channel_id=SNOWFLAKE),
    "TYPING_START": thing(channel_id=SNOWFLAKE, user_id=SNOWFLAKE, timestamp=INTEGER),
    "THREAD_CREATE": THREAD,
    "THREAD_UPDATE": THREAD,
    "THREAD_MEMBERS_UPDATE": FOLLOWERS,
    "THREAD_DELETE": thing(id=SNOWFLAKE, guild_id=SNOWFLAKE, parent_id=SNOWFLAKE, type=INTEGER),
}
FRAMES = {
    RECONNECT: thing(op={}, d={"type": "null"}),
    INVALID_SESSION: thing(op={}, d=BOOLEAN),
    HELLO: thing(op={}, d=thing(heartbeat_interval=INTEGER)),
    HEARTBEAT_ACK: thing(op={}),
}


def problems(frames: list[Json]) -> Iterator[str]:
    """One sentence for each frame that isn't as Discord documents it, or is unknown to us."""
    for frame in frames:
        name = frame.get("t") or f"op {frame['op']}"
        kind = _kind(frame["op"], frame.get("t"))
        if kind is None:
            yield f"{name}: not described here"
        elif wrong := best_match(kind.iter_errors(frame)):
            where = "/".join(map(str, wrong.absolute_path))
            yield f"{name}: {where}: {wrong.message[-300:]}"


@cache
def _kind(op: int, name: str | None) -> Draft202012Validator | None:
    data = EVENTS.get(str(name))
    numbered = thing(op={}, t=STRING, s=INTEGER, d=data) if data else None
    schema = numbered if op == DISPATCH else FRAMES.get(op)
    return Draft202012Validator(schema) if schema else None
