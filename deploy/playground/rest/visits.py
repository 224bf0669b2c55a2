"""What the page asks and does in the name of one of the town's people, besides Discord's API."""

from deploy.playground import sight
from deploy.playground.errors import Json, Refused
from deploy.playground.messages import Draft
from deploy.playground.rest.routes import Call, visit

SAYABLE = ("content", "message_reference", "attachments", "nonce", "allowed_mentions")


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
    said = {key: call.form[key] for key in SAYABLE if key in call.form}
    pings = {"parse": ["users", "roles", "everyone"], "replied_user": True}
    said["allowed_mentions"] = pings | said.get("allowed_mentions", {})
    made = call.hub.messages.post(Draft(channel, call.me, said, call.files))
    _mark_read(call, channel["id"], made["id"])
    return call.world.rendered(made, call.me)


@visit("POST", "/channels/{channel_id}/ack")
def read(call: Call) -> None:
    _mark_read(call, call.channel()["id"], str(call.form.get("message_id")))


def _mark_read(call: Call, channel_id: str, message_id: str) -> None:
    call.world.read.setdefault(call.me, {})[channel_id] = message_id
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
    """Days are skipped, not lived one by one: what a bot makes of that is its own affair."""
    clock, ahead = call.world.clock, call.form.get("advance")
    if call.form.get("to") == "now":
        clock.move_to(0)
    elif call.form.get("to") == "next":
        clock.move(max(await call.hub.whole.next_post() - clock.now(), 0))
    elif isinstance(ahead, int | float):
        clock.move(ahead)
    else:
        raise Refused(50035, errors={"advance": {"_errors": []}})
    call.world.tell("CLOCK", sight.clock(call.world))
    return sight.clock(call.world)


@visit("POST", "/reset")
async def reset(call: Call) -> None:
    await call.hub.whole.reset()
