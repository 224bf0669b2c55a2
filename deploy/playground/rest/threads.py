"""Threads: opened, followed and left."""

from deploy.playground import shapes, threads
from deploy.playground.errors import Form, Json, Refused
from deploy.playground.permissions import need
from deploy.playground.rest.routes import Call, route, visit

CHANNEL = "/channels/{channel_id}"
MEMBERS = CHANNEL + "/thread-members"
ARCHIVE_AFTER = (60, 1440, 4320, 10080)


@route("POST", CHANNEL + "/messages/{message_id}/threads", status=201)
def thread_from_message(call: Call) -> Json:
    """A message and its thread share one id, so there can be only one."""
    message = call.message("create_public_threads")
    if message["id"] in call.world.channels:
        raise Refused(160004)
    return _open(call, message["id"])


@route("POST", CHANNEL + "/threads", status=201)
def thread(call: Call) -> Json:
    call.channel("create_public_threads")
    if call.form.get("type", 12) != 11:
        raise Refused(50013)
    return _open(call, call.world.clock.snowflake())


def _open(call: Call, id: str) -> Json:
    parent, form = call.channel(), Form()
    if parent["type"] != 0:
        raise Refused(50024)
    after = call.form.get("auto_archive_duration") or 1440
    form.length("name", call.form.get("name"), 1, 100)
    form.choice("auto_archive_duration", after, ARCHIVE_AFTER)
    form.settle()
    at = call.world.clock.iso()
    made = shapes.thread(id, parent, call.form["name"], call.me, at, after)
    call.world.channels[id], call.world.messages[id] = made, {}
    call.world.tell("THREAD_CREATE", {**made, "newly_created": True}, channel=id)
    threads.join(call.world, made, call.me)
    _announce(call, parent, made)
    return call.world.seen_by(made, call.me)


def _announce(call: Call, parent: Json, made: Json) -> None:
    """The thread of a message begins with it; any other one is told of in the channel."""
    started = call.world.messages[parent["id"]].get(made["id"])
    announce = call.hub.messages.announce
    if started is None:
        announce(parent, call.me, shapes.THREAD_BEGUN, made["name"], channel_id=made["id"])
        return
    started["flags"] |= shapes.HAS_THREAD
    call.hub.messages.changed(started)
    about = {"channel_id": parent["id"], "message_id": started["id"]}
    announce(made, started["author"]["id"], shapes.STARTER, "", **about)


@route("GET", MEMBERS)
def members(call: Call) -> Json:
    """Needs the privileged intent, which the playground's application hasn't got."""
    raise Refused(50001)


@route("GET", MEMBERS + "/{user_id}")
def member(call: Call) -> Json:
    thread, person = _thread(call), call.params["user_id"]
    found = call.world.follower(thread["id"], call.me if person == "@me" else person)
    if not found:
        raise Refused(10007)
    more = {"member": call.world.member(found["user_id"])}
    return found | (more if call.query.get("with_member") in ("1", "true") else {})


@route("GET", CHANNEL + "/threads/archived/public")
def archived(call: Call) -> Json:
    parent = call.channel("view_channel", "read_message_history")
    channels = call.world.channels.values()
    here = [each for each in channels if "thread_metadata" in each and _is_under(parent, each)]
    found = [each for each in here if each["thread_metadata"]["archived"]]
    threads = [call.world.seen_by(each, call.me) for each in found]
    followers = (call.world.follower(each["id"], call.me) for each in found)
    return {"threads": threads, "members": [f for f in followers if f], "has_more": False}


@route("GET", CHANNEL + "/threads/archived/private")
def archived_private(call: Call) -> Json:
    """There are no private threads here."""
    call.channel("view_channel", "read_message_history", "manage_threads")
    return {"threads": [], "members": [], "has_more": False}


def _is_under(parent: Json, thread: Json) -> bool:
    return bool(thread["parent_id"] == parent["id"])


@route("PUT", MEMBERS + "/@me")
@visit("PUT", MEMBERS + "/@me")
def join(call: Call) -> None:
    threads.join(call.world, _open_thread(call), call.me)


@route("DELETE", MEMBERS + "/@me")
@visit("DELETE", MEMBERS + "/@me")
def leave(call: Call) -> None:
    threads.leave(call.world, _open_thread(call), call.me)


@route("PUT", MEMBERS + "/{user_id}")
def add(call: Call) -> None:
    thread, person = _open_thread(call, "send_messages"), call.params["user_id"]
    call.world.member(person)
    need(call.world, person, thread)
    threads.join(call.world, thread, person)


@route("DELETE", MEMBERS + "/{user_id}")
def remove(call: Call) -> None:
    threads.leave(call.world, _open_thread(call, "manage_threads"), call.params["user_id"])


def _thread(call: Call, *names: str) -> Json:
    thread = call.channel(*names)
    if "thread_metadata" not in thread:
        raise Refused(50024)
    return thread


def _open_thread(call: Call, *names: str) -> Json:
    thread = _thread(call, *names)
    if thread["thread_metadata"]["archived"]:
        raise Refused(50083)
    return thread
