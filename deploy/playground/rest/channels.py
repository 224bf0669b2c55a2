"""Channels, and what they have in common with threads."""

from deploy.playground.errors import Form, Json
from deploy.playground.permissions import overwrites
from deploy.playground.rest.routes import Call, route

CHANNEL = "/channels/{channel_id}"
CHANGEABLE = ("name", "topic", "position", "nsfw", "parent_id", "rate_limit_per_user")
IN_THREADS = ("archived", "locked", "auto_archive_duration")


@route("GET", CHANNEL)
def channel(call: Call) -> Json:
    return call.world.seen_by(call.channel(), call.me)


@route("PATCH", CHANNEL)
def change(call: Call) -> Json:
    channel, form = call.channel(), Form()
    thread = "thread_metadata" in channel
    if not (thread and channel["owner_id"] == call.me):
        call.channel("manage_threads" if thread else "manage_channels")
    if "name" in call.form:
        form.length("name", call.form["name"], 1, 100)
    form.length("topic", call.form.get("topic"), 0, 1024)
    form.settle()
    if "permission_overwrites" in call.form and not thread:
        wanted = overwrites(call.world, call.me, call.form["permission_overwrites"])
        channel["permission_overwrites"] = wanted
    channel |= {key: call.form[key] for key in CHANGEABLE if key in call.form and key in channel}
    if thread:
        found = {key: call.form[key] for key in IN_THREADS if key in call.form}
        channel["thread_metadata"] |= found
        if "archived" in found:
            channel["thread_metadata"]["archive_timestamp"] = call.world.clock.iso()
    name = "THREAD_UPDATE" if thread else "CHANNEL_UPDATE"
    call.world.tell(name, channel, channel=channel["id"])
    return call.world.seen_by(channel, call.me)


@route("DELETE", CHANNEL)
def remove(call: Call) -> Json:
    """A channel takes its threads along; a closed direct message loses nothing."""
    channel = call.channel()
    if channel["type"] == 1:
        return call.world.seen_by(channel, call.me)
    thread = "thread_metadata" in channel
    call.channel("manage_threads" if thread else "manage_channels")
    for inner in [each for each in call.world.threads() if each["parent_id"] == channel["id"]]:
        call.world.remove(inner)
    call.world.tell(f"{'THREAD' if thread else 'CHANNEL'}_DELETE", channel, channel=channel["id"])
    return call.world.remove(channel)


@route("PUT", CHANNEL + "/permissions/{overwrite_id}")
def overwrite(call: Call) -> None:
    kept = {"id": call.params["overwrite_id"], **call.form}
    _overwritten(call, overwrites(call.world, call.me, [kept]))


@route("DELETE", CHANNEL + "/permissions/{overwrite_id}")
def remove_overwrite(call: Call) -> None:
    _overwritten(call, [])


def _overwritten(call: Call, new: list[Json]) -> None:
    channel, id = call.channel("manage_roles"), call.params["overwrite_id"]
    others = [each for each in channel["permission_overwrites"] if each["id"] != id]
    channel["permission_overwrites"] = others + new
    call.world.tell("CHANNEL_UPDATE", channel, channel=channel["id"])
    call.world.tell("CHANNELS_UPDATE", {})
