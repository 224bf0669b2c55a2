"""What one person sees of the town, as the page shows it."""

import mimetypes

from deploy.playground import permissions
from deploy.playground.errors import Json
from deploy.playground.world import World


def clock(world: World) -> Json:
    """`now` in milliseconds, `offset` in seconds."""
    return {"now": int(world.clock.now() * 1000), "offset": world.clock.offset}


def state(world: World, person: str, bot_online: bool) -> Json:
    guild = {key: world.guild[key] for key in ("id", "name")}
    guild["icon_text"] = "".join(word[0] for word in world.guild["name"].split())
    return {
        "me": person,
        "people": [_person(world, id) for id in world.notes],
        "bot": world.users[world.bot_id],
        "guild": guild | {"roles": [*world.roles.values()], "emojis": []},
        "channels": channels(world, person),
        "dms": [
            dm(world, world.channels[id], person) for id in world.dms if person in world.dms[id]
        ],
        "clock": clock(world),
        "bot_online": bot_online,
        "waking": bool(world.past),
        "dms_closed": person in world.closed_dms,
        "hints": [],
    }


def _person(world: World, id: str) -> Json:
    return {"user": world.users[id], "member": world.member(id), **world.notes[id]}


def channels(world: World, person: str) -> list[Json]:
    """Channels in their order, then threads."""
    listed = sorted(world.text_channels(), key=lambda each: int(each["position"]))
    seen = [each for each in [*listed, *world.threads()] if permissions.sees(world, person, each)]
    return [
        each | read_state(world, person, each["id"]) | _allowed(world, person, each)
        for each in seen
    ]


def _allowed(world: World, person: str, channel: Json) -> Json:
    names = {"can_send": "send_messages", "can_react": "add_reactions"}
    names |= {"can_view": "view_channel", "can_manage": "manage_messages"}
    return {key: permissions.may(world, person, channel, name) for key, name in names.items()}


def dm(world: World, channel: Json, person: str) -> Json:
    shown = world.seen_by(channel, person) | _allowed(world, person, channel)
    return shown | read_state(world, person, channel["id"])


def read_state(world: World, person: str, channel_id: str) -> Json:
    """Mentions are counted back from the newest message to the last one read."""
    last, count = world.read.get(person, {}).get(channel_id), 0
    for message in reversed(world.messages[channel_id].values()):
        if message["id"] == last:
            break
        count += any(user["id"] == person for user in message["mentions"])
    return {"last_read_id": last, "mention_count": count}


def kind_of(filename: str) -> str:
    return mimetypes.guess_type(filename)[0] or "application/octet-stream"
