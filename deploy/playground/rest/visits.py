"""What the page asks and does in the name of one of the town's people, besides Discord's API."""

import math
from collections.abc import Iterable
from typing import Any

from deploy.playground import sight, threads
from deploy.playground.errors import Form, Json, Refused
from deploy.playground.messages import Draft
from deploy.playground.rest.messages import edit
from deploy.playground.rest.routes import Call, visit

SAYABLE = ("content", "message_reference", "attachments", "nonce", "allowed_mentions")
CHANGEABLE = ("content", "attachments", "allowed_mentions")
PINGS = {"parse": ["users", "roles", "everyone"], "replied_user": True}
EARLIEST, LATEST = 1_577_836_800, 4_102_444_800  # the years 2020 to 2099


@visit("GET", "/state")
def state(call: Call) -> Json:
    return sight.state(call.world, call.me, call.hub.gateway.online)


@visit("GET", "/commands")
def commands(call: Call) -> list[Json]:
    channel = call.channel(id=call.query.get("channel_id", "none"))
    return call.hub.invocation.usable(call.me, channel)


@visit("POST", "/channels/{channel_id}/messages")
def say(call: Call) -> Json:
    channel = call.channel("send_messages", *(["attach_files"] if call.files else []))
    threads.let_in(call.world, call.me, channel)
    made = call.hub.messages.post(Draft(channel, call.me, _said(call, SAYABLE), call.files))
    _mark_read(call, channel["id"], made["id"])
    return call.world.rendered(made, call.me)


@visit("PATCH", "/channels/{channel_id}/messages/{message_id}")
def change(call: Call) -> Json:
    """People have words and files; embeds, components and flags are for apps."""
    call.body = _said(call, CHANGEABLE)
    return edit(call)


def _said(call: Call, keys: Iterable[str]) -> Json:
    said = {key: call.form[key] for key in keys if key in call.form}
    return said | {"allowed_mentions": PINGS | (said.get("allowed_mentions") or {})}


@visit("POST", "/channels/{channel_id}/ack")
def read(call: Call) -> None:
    channel, id = call.channel(), str(call.form.get("message_id"))
    _mark_read(call, channel["id"], call.world.message(channel["id"], id, call.me)["id"])


def _mark_read(call: Call, channel_id: str, message_id: str) -> None:
    call.world.mark_read(call.me, channel_id, message_id)
    told = {"channel_id": channel_id, **sight.read_state(call.world, call.me, channel_id)}
    call.world.tell("READ_STATE", told, only=call.me)


@visit("POST", "/dms")
def open_dm(call: Call) -> Json:
    other = call.world.user(str(call.form.get("recipient_id")))["id"]
    return sight.channel(call.world, call.me, call.world.open_dm(call.me, other))


@visit("PUT", "/dms/closed")
def close_dms(call: Call) -> None:
    """The bot's messages to this person get 50007 from now on, or no longer."""
    closed = set(call.world.closed_dms) - {call.me}
    call.world.closed_dms = sorted(closed | ({call.me} if call.form.get("closed") else set()))
    call.world.tell("CHANNELS_UPDATE", {}, only=call.me)


@visit("POST", "/interactions")
def interact(call: Call) -> Json:
    channel = call.channel(id=str(call.form.get("channel_id")))
    keep = call.hub.uploads.keep
    kept = {each.key: keep(each, channel["id"], {}) | {"ephemeral": True} for each in call.files}
    return {"id": call.hub.invocation.begin(call.me, call.form, kept)}


@visit("POST", "/dismiss")
def dismiss(call: Call) -> None:
    """Only one's own private answers; the bot can't reach it afterwards either."""
    id = str(call.form.get("message_id"))
    if call.world.private.get(id) != call.me:
        raise Refused(10008)
    shelves = call.world.messages.values()
    call.hub.messages.delete(next(shelf[id] for shelf in shelves if id in shelf))


@visit("POST", "/clock")
async def move_clock(call: Call) -> Json:
    """To the real time, to the next post, or `advance` seconds: ahead with all posts between."""
    whole, clock = call.hub.whole, call.world.clock
    if call.form.get("to") == "now":
        whole.set_clock(0)
    elif call.form.get("to") == "next":
        whole.set_clock(clock.offset + max(await whole.next_post() - clock.now(), 0))
    else:
        await whole.live_until(clock.offset + _seconds(call.form.get("advance"), clock.now()))
    return sight.clock(call.world)


def _seconds(ahead: Any, now: float) -> float:
    """A number that leads to a year the town can be in."""
    form, is_number = Form(), type(ahead) in (int, float) and math.isfinite(ahead)
    if not is_number or not EARLIEST <= now + ahead <= LATEST:
        form.wrong("advance", "NUMBER_TYPE_RANGE", "The clock can be moved from 2020 to 2099.")
    form.settle()
    return float(ahead)


@visit("POST", "/reset")
async def reset(call: Call) -> None:
    await call.hub.whole.reset()
