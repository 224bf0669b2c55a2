"""Who the bot is and where its gateway is."""

from deploy.playground import shapes
from deploy.playground.errors import Json
from deploy.playground.rest.routes import Call, route


@route("GET", "/gateway")
def gateway(call: Call) -> Json:
    return {"url": call.hub.gateway.url}


@route("GET", "/gateway/bot")
def gateway_for_bots(call: Call) -> Json:
    limits = {"total": 1000, "remaining": 1000, "reset_after": 0}
    limits["max_concurrency"] = call.hub.gateway.max_concurrency
    return {"url": call.hub.gateway.url, "shards": 1, "session_start_limit": limits}


@route("GET", "/users/@me")
def myself(call: Call) -> Json:
    own = {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}
    return call.world.users[call.me] | own


@route("GET", "/users/{user_id}")
def somebody(call: Call) -> Json:
    return call.world.user(call.params["user_id"])


@route("POST", "/users/@me/channels")
def open_dm(call: Call) -> Json:
    """Opens for everyone: where nobody may write, Discord refuses the message only."""
    person = str(call.form.get("recipient_id"))
    call.world.user(person)
    return call.world.seen_by(call.world.open_dm(call.me, person), call.me)


@route("GET", "/applications/@me")
@route("GET", "/oauth2/applications/@me")
def application(call: Call) -> Json:
    users = call.world.users
    return shapes.application(users[call.me], users[call.world.guild["owner_id"]])
