"""The server: its channels, members and roles."""

from deploy.playground.errors import Json, Refused
from deploy.playground.rest.routes import Call, route

GUILD = "/guilds/{guild_id}"
MEMBER = GUILD + "/members/{user_id}"


def _here(call: Call) -> Json:
    if call.params["guild_id"] != call.world.guild["id"]:
        raise Refused(10004)
    return call.world.guild


@route("GET", GUILD)
def guild(call: Call) -> Json:
    found = {**_here(call), "roles": [*call.world.roles.values()]}
    if call.query.get("with_counts") in ("1", "true"):
        count = len(call.world.members)
        found |= {"approximate_member_count": count, "approximate_presence_count": count}
    return found


@route("GET", GUILD + "/channels")
def channels(call: Call) -> list[Json]:
    _here(call)
    return call.world.text_channels()


@route("GET", GUILD + "/roles")
def roles(call: Call) -> list[Json]:
    _here(call)
    return [*call.world.roles.values()]


@route("GET", GUILD + "/members")
def members(call: Call) -> list[Json]:
    """Needs the privileged intent, which the playground's application hasn't got."""
    _here(call)
    if not call.hub.privileged & 1 << 1:
        raise Refused(50001)
    limit, after = call.number("limit", 1, 1, 1000), int(call.query.get("after", "0"))
    ids = sorted((id for id in call.world.members if int(id) > after), key=int)
    return [call.world.member(id) for id in ids[:limit]]


@route("GET", MEMBER)
def member(call: Call) -> Json:
    _here(call)
    return call.world.member(call.params["user_id"])


@route("GET", GUILD + "/threads/active")
def active_threads(call: Call) -> Json:
    _here(call)
    found = [each for each in call.world.threads() if not each["thread_metadata"]["archived"]]
    return {"threads": found, "members": [], "has_more": False}
