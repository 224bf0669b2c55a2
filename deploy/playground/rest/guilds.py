"""The server: its channels, members and roles."""

from deploy.playground import shapes
from deploy.playground.errors import Form, Json, Refused
from deploy.playground.permissions import need_in_guild
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


@route("POST", GUILD + "/channels")
def create_channel(call: Call) -> Json:
    _here(call)
    need_in_guild(call.world, call.me, "manage_channels")
    form = Form()
    form.length("name", call.form.get("name"), 1, 100)
    form.settle()
    place = len(call.world.text_channels())
    id = call.world.clock.snowflake()
    channel = shapes.text_channel(
        id, call.params["guild_id"], call.form["name"], call.form.get("topic"), place
    )
    channel["permission_overwrites"] = call.form.get("permission_overwrites") or []
    call.world.channels[id], call.world.messages[id] = channel, {}
    call.world.tell("CHANNEL_CREATE", channel, channel=id)
    return channel


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


@route("GET", GUILD + "/members/search")
def search(call: Call) -> list[Json]:
    _here(call)
    query, limit = call.query.get("query", "").lower(), call.number("limit", 1, 1, 1000)
    named = [id for id, user in call.world.users.items() if user["username"].startswith(query)]
    return [call.world.member(id) for id in named if id in call.world.members][:limit]


@route("GET", MEMBER)
def member(call: Call) -> Json:
    _here(call)
    return call.world.member(call.params["user_id"])


@route("PUT", MEMBER + "/roles/{role_id}")
def give_role(call: Call) -> None:
    roles = _roles_to_change(call)
    if call.params["role_id"] not in roles:
        roles.append(call.params["role_id"])
        _member_changed(call)


@route("DELETE", MEMBER + "/roles/{role_id}")
def take_role(call: Call) -> None:
    roles = _roles_to_change(call)
    if call.params["role_id"] in roles:
        roles.remove(call.params["role_id"])
        _member_changed(call)


def _roles_to_change(call: Call) -> list[str]:
    _here(call)
    need_in_guild(call.world, call.me, "manage_roles")
    if call.params["role_id"] not in call.world.roles:
        raise Refused(10011)
    call.world.member(call.params["user_id"])
    found: list[str] = call.world.members[call.params["user_id"]]["roles"]
    return found


def _member_changed(call: Call) -> None:
    member = call.world.member(call.params["user_id"])
    call.world.tell("GUILD_MEMBER_UPDATE", {**member, "guild_id": call.world.guild["id"]})


@route("GET", GUILD + "/threads/active")
def active_threads(call: Call) -> Json:
    _here(call)
    found = [each for each in call.world.threads() if not each["thread_metadata"]["archived"]]
    return {"threads": found, "members": [], "has_more": False}
