"""What one person sees of the town, as the page shows it."""

import mimetypes

from deploy.playground import permissions, threads
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
        "guild": guild | {"roles": [*world.roles.values()]},
        "channels": channels(world, person),
        "dms": [
            channel(world, person, world.channels[id])
            for id in world.dms
            if person in world.dms[id]
        ],
        "clock": clock(world),
        "bot_online": bot_online,
        "waking": bool(world.past),
        "dms_closed": person in world.closed_dms,
    }


def _person(world: World, id: str) -> Json:
    return {"user": world.users[id], "member": world.member(id), **world.notes[id]}


def channels(world: World, person: str) -> list[Json]:
    """Channels in their order, then threads."""
    listed = sorted(world.text_channels(), key=lambda each: int(each["position"]))
    seen = [each for each in [*listed, *world.threads()] if permissions.sees(world, person, each)]
    return [channel(world, person, each) for each in seen]


def channel(world: World, person: str, each: Json) -> Json:
    id, shown = each["id"], world.seen_by(each, person)
    if "thread_metadata" in each:
        shown = {**shown, "followed": person in world.followers.get(id, {})}
    return shown | read_state(world, person, id) | _allowed(world, person, each)


def _allowed(world: World, person: str, channel: Json) -> Json:
    names = {"can_send": "send_messages", "can_react": "add_reactions"}
    names["can_manage"] = "manage_messages"
    told = {key: permissions.may(world, person, channel, name) for key, name in names.items()}
    return told | {"can_send": told["can_send"] and not threads.is_shut(world, person, channel)}


def read_state(world: World, person: str, channel_id: str) -> Json:
    """Counted back from the newest message to the last one read; private answers are no news."""
    last, count, newest = world.read.get(person, {}).get(channel_id), 0, None
    for id, message in reversed(world.messages[channel_id].items()):
        if id == last:
            break
        if id not in world.private:
            newest = newest or id
            count += _calls(world, message, person)
    return {"last_read_id": last, "mention_count": count, "unread": newest is not None}


def _calls(world: World, message: Json, person: str) -> bool:
    """Whether it asks for this person: by name, by role, with everyone, or directly."""
    if message["author"]["id"] == person:
        return False
    roles = {*message["mention_roles"]} & {*world.members.get(person, {}).get("roles", [])}
    named = any(user["id"] == person for user in message["mentions"])
    direct = message["channel_id"] in world.dms
    return bool(roles) or named or direct or message["mention_everyone"]


def kind_of(filename: str) -> str:
    return mimetypes.guess_type(filename)[0] or "application/octet-stream"
