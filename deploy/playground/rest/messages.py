"""Messages in channels and direct messages: writing, reading, pinning, reacting."""

import unicodedata
from urllib.parse import unquote

from deploy.playground import shapes, threads
from deploy.playground.errors import Form, Json, Refused, between
from deploy.playground.history import page
from deploy.playground.messages import Draft
from deploy.playground.permissions import need
from deploy.playground.rest.routes import Call, route, visit

ALL = "/channels/{channel_id}/messages"
ONE = ALL + "/{message_id}"
REACTIONS = ONE + "/reactions"
MOST_PINS = 50
MOST_AT_ONCE = 100
BULK_SECONDS = 14 * 86400
SIGNS, JOINERS = {"So", "Sm"}, {"Sk", "Mn", "Me", "Cf"}


@route("GET", ALL)
@visit("GET", ALL)
def history(call: Call) -> list[Json]:
    """Without the right to read the history it is empty, and no error."""
    channel = call.channel()
    limit = call.number("limit", 50, 1, 100)
    if channel["type"] != 1:
        try:
            need(call.world, call.me, channel, "read_message_history")
        except Refused:
            return []
    found = page(call.world, channel["id"], call.query, limit, call.me)
    return [call.world.rendered(each, call.me) for each in found]


@route("POST", ALL)
def post(call: Call) -> Json:
    channel = call.channel("send_messages", *(["attach_files"] if call.files else []))
    if channel["type"] == 1:
        _let_in(call, channel)
    threads.let_in(call.world, call.me, channel)
    draft = Draft(channel, call.me, call.form, call.files)
    return call.world.rendered(call.hub.messages.post(draft), call.me)


def _let_in(call: Call, channel: Json) -> None:
    other = call.world.seen_by(channel, call.me)["recipients"][0]["id"]
    if other in call.world.closed_dms:
        raise Refused(50007)


@route("GET", ONE)
def read(call: Call) -> Json:
    return call.world.rendered(call.message("read_message_history"), call.me)


@route("PATCH", ONE)
def edit(call: Call) -> Json:
    message = call.message()
    if message["author"]["id"] != call.me:
        raise Refused(50005)
    return call.world.rendered(call.hub.messages.edit(message, call.form, call.files), call.me)


@route("DELETE", ONE)
@visit("DELETE", ONE)
def delete(call: Call) -> None:
    message = call.message()
    if message["author"]["id"] != call.me:
        channel = call.channel("manage_messages")
        if channel["type"] == 1:
            raise Refused(50003)
    call.hub.messages.delete(message)


@route("POST", ALL + "/bulk-delete")
def delete_many(call: Call) -> None:
    """All or nothing; whatever isn't there any more is passed over."""
    channel, ids, form = call.channel("manage_messages"), call.form.get("messages"), Form()
    if channel["type"] == 1:
        raise Refused(50003)
    wanted = [str(each) for each in ids] if isinstance(ids, list) else []
    if not 2 <= len(wanted) <= MOST_AT_ONCE:
        form.wrong("messages", "BASE_TYPE_BAD_LENGTH", between(2, MOST_AT_ONCE))
    if len(set(wanted)) != len(wanted) or not all(map(str.isdecimal, wanted)):
        form.wrong("messages", "SET_TYPE_NOT_UNIQUE", "Every id must be a message's, named once.")
    form.settle()
    eldest = int(call.world.clock.snowflake(call.world.clock.now() - BULK_SECONDS))
    if any(int(each) < eldest for each in wanted):
        raise Refused(50034)
    call.hub.messages.delete_many(channel, wanted)


@route("POST", "/channels/{channel_id}/typing")
def typing(call: Call) -> None:
    channel = call.channel("send_messages")
    now = int(call.world.clock.now())
    told: Json = {"channel_id": channel["id"], "user_id": call.me, "timestamp": now}
    call.world.tell("TYPING_START", told, channel=channel["id"])


@route("GET", ALL + "/pins")
def pins(call: Call) -> Json:
    channel = call.channel("read_message_history")
    shelf, limit = call.world.messages[channel["id"]], call.number("limit", 50, 1, 50)
    found = [
        {"pinned_at": at, "message": call.world.rendered(shelf[id], call.me)}
        for id, at in call.world.pinned.items()
        if id in shelf and at < call.query.get("before", "9999")
    ]
    found.sort(key=lambda each: str(each["pinned_at"]), reverse=True)
    return {"items": found[:limit], "has_more": len(found) > limit}


@route("PUT", ALL + "/pins/{message_id}")
@route("PUT", "/channels/{channel_id}/pins/{message_id}")
def pin(call: Call) -> None:
    message = call.message("pin_messages")
    shelf = call.world.messages[message["channel_id"]]
    if sum(id in shelf for id in call.world.pinned) >= MOST_PINS:
        raise Refused(30003)
    if message["pinned"]:
        return
    call.world.pinned[message["id"]] = call.world.clock.iso()
    _pinned(call, message, True)
    about = {"channel_id": message["channel_id"], "message_id": message["id"]}
    call.hub.messages.announce(call.channel(), call.me, shapes.PINNED, "", **about)


@route("DELETE", ALL + "/pins/{message_id}")
@route("DELETE", "/channels/{channel_id}/pins/{message_id}")
def unpin(call: Call) -> None:
    message = call.message("pin_messages")
    call.world.pinned.pop(message["id"], None)
    _pinned(call, message, False)


def _pinned(call: Call, message: Json, is_pinned: bool) -> None:
    message["pinned"] = is_pinned
    channel = call.world.channel(message["channel_id"])
    told = {"channel_id": channel["id"], "last_pin_timestamp": call.world.clock.iso()}
    told |= {"guild_id": channel["guild_id"]} if "guild_id" in channel else {}
    call.world.tell("CHANNEL_PINS_UPDATE", told, channel=channel["id"])
    call.hub.messages.changed(message)


def _emoji(call: Call) -> Json:
    name = unquote(call.params["emoji_name"])
    if not _pictures(name):
        raise Refused(10014)
    return {"id": None, "name": name}


def _pictures(name: str) -> bool:
    """Signs and what joins or colours them, and the digits on keys; no words of any language."""
    kinds = {unicodedata.category(each) for each in name.replace("\ufe0f", "")}
    on_a_key = name[-1:] == "\u20e3" and name[0] in "0123456789#*" and len(name) <= 3
    return on_a_key or (bool(kinds & SIGNS) and kinds <= SIGNS | JOINERS)


@route("PUT", REACTIONS + "/{emoji_name}/@me")
@visit("PUT", REACTIONS + "/{emoji_name}")
def react(call: Call) -> None:
    message, emoji = call.message("read_message_history", "add_reactions"), _emoji(call)
    call.hub.reactions.add(message, emoji, call.me)


@route("DELETE", REACTIONS + "/{emoji_name}/@me")
@visit("DELETE", REACTIONS + "/{emoji_name}")
def unreact(call: Call) -> None:
    call.hub.reactions.remove(call.message(), _emoji(call), call.me)


@route("GET", REACTIONS + "/{emoji_name}")
def reacted(call: Call) -> list[Json]:
    people = call.hub.reactions.people(call.message(), _emoji(call))
    limit = call.number("limit", 25, 1, 100)
    return [call.world.users[person] for person in people][:limit]
