"""Answering interactions; the token in the address is all the authority that is needed."""

from deploy.playground.errors import Json, Refused
from deploy.playground.rest.routes import Call, route

WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
MESSAGE = WEBHOOK + "/messages/{message_id}"
ORIGINAL = WEBHOOK + "/messages/@original"


@route("POST", "/interactions/{interaction_id}/{interaction_token}/callback")
def callback(call: Call) -> Json | None:
    asked = call.hub.interactions.to_answer(
        call.params["interaction_id"], call.params["interaction_token"]
    )
    receipt = call.hub.answers.callback(asked, call.form, call.files)
    return receipt if call.query.get("with_response") in ("1", "true") else None


@route("POST", WEBHOOK)
def follow_up(call: Call) -> Json:
    message = call.hub.answers.follow_up(_token(call), call.form, call.files)
    return call.world.rendered(message, call.me)


def _token(call: Call) -> str:
    if call.params["webhook_id"] != call.me:
        raise Refused(10015)
    return call.params["webhook_token"]


def _find(call: Call) -> Json:
    return call.hub.answers.find(_token(call), call.params.get("message_id", "@original"))


@route("GET", MESSAGE)
@route("GET", ORIGINAL)
def read(call: Call) -> Json:
    return call.world.rendered(_find(call), call.me)


@route("PATCH", MESSAGE)
@route("PATCH", ORIGINAL)
def edit(call: Call) -> Json:
    message = call.hub.messages.edit(_find(call), call.form, call.files)
    return call.world.rendered(message, call.me)


@route("DELETE", MESSAGE)
@route("DELETE", ORIGINAL)
def delete(call: Call) -> None:
    call.hub.messages.delete(_find(call))
