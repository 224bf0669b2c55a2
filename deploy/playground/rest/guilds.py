"""The server: its channels, members and roles."""

from deploy.playground import heard, permissions, shapes
from deploy.playground.errors import Form, Json, Refused
from deploy.playground.rest.routes import Call, route

GUILD = "/guilds/{guild_id}"
MEMBER = GUILD + "/members/{user_id}"
ROLE = GUILD + "/roles/{role_id}"
TEXT, CATEGORY = 0, 4
ROLE_FIELDS = ("name", "color", "hoist", "mentionable")


def _here(call: Call, *names: str) -> Json:
    """The server of the address, where the bot has these permissions."""
    if call.params["guild_id"] != call.world.guild["id"]:
        raise Refused(10004)
    permissions.need_in_guild(call.world, call.me, permissions.bits([*names]))
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


@route("POST", GUILD + "/channels", status=201)
def create_channel(call: Call) -> Json:
    guild_id, asked, form = _here(call, "manage_channels")["id"], call.form, Form()
    kind, parent = asked.get("type") or TEXT, str(asked.get("parent_id") or "")
    form.length("name", asked.get("name"), 1, 100)
    form.length("topic", asked.get("topic"), 0, 1024)
    form.choice("type", kind, (TEXT, CATEGORY))
    if parent and call.world.channels.get(parent, {}).get("type") != CATEGORY:
        form.wrong("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist")
    form.settle()
    name = asked["name"] if kind == CATEGORY else "-".join(asked["name"].lower().split())
    place = asked.get("position") or len(call.world.text_channels())
    id = call.world.clock.snowflake()
    made = shapes.text_channel(id, guild_id, name, asked.get("topic"), place)
    overwrites = permissions.overwrites(call.world, call.me, asked.get("permission_overwrites"))
    made |= {"type": kind, "parent_id": parent or None, "permission_overwrites": overwrites}
    call.world.channels[id], call.world.messages[id] = made, {}
    call.world.tell("CHANNEL_CREATE", made, channel=id)
    return made


@route("PATCH", GUILD + "/channels")
def move_channels(call: Call) -> None:
    _here(call, "manage_channels")
    for each in call.body if isinstance(call.body, list) else []:
        channel = call.world.channel(str(each.get("id")))
        channel |= {key: each[key] for key in ("position", "parent_id") if key in each}
        call.world.tell("CHANNEL_UPDATE", channel, channel=channel["id"])


@route("GET", GUILD + "/members")
def members(call: Call) -> Json:
    """Needs the privileged intent, which the playground's application hasn't got."""
    raise Refused(50001)


@route("GET", MEMBER)
def member(call: Call) -> Json:
    _here(call)
    return call.world.member(call.params["user_id"])


@route("GET", GUILD + "/threads/active")
def active_threads(call: Call) -> Json:
    _here(call)
    found = heard.threads(call.world)
    followed = [each["member"] for each in found if "member" in each]
    return {"threads": found, "members": followed, "has_more": False}


@route("GET", GUILD + "/roles")
def roles(call: Call) -> list[Json]:
    _here(call)
    return [*call.world.roles.values()]


@route("GET", GUILD + "/roles/member-counts")
def role_counts(call: Call) -> dict[str, int]:
    """@everyone isn't counted."""
    _here(call, "manage_roles")
    held = [role for member in call.world.members.values() for role in member["roles"]]
    return {role: held.count(role) for role in call.world.roles if role != call.world.guild["id"]}


@route("POST", GUILD + "/roles")
def create_role(call: Call) -> Json:
    """At the bottom: the others make room."""
    _here(call, "manage_roles")
    for each in call.world.roles.values():
        each["position"] += each["position"] > 0
    made = shapes.role(call.world.clock.snowflake(), "new role", 0, position=1)
    return _written(call, made, "GUILD_ROLE_CREATE")


@route("PATCH", ROLE)
def change_role(call: Call) -> Json:
    return _written(call, _role(call), "GUILD_ROLE_UPDATE")


@route("DELETE", ROLE)
def remove_role(call: Call) -> None:
    role = _role(call)
    for member in call.world.members.values():
        member["roles"] = [each for each in member["roles"] if each != role["id"]]
    del call.world.roles[role["id"]]
    told = {"guild_id": call.world.guild["id"], "role_id": role["id"]}
    _tell(call, "GUILD_ROLE_DELETE", told)


@route("PUT", MEMBER + "/roles/{role_id}")
def give_role(call: Call) -> None:
    _hand(call, True)


@route("DELETE", MEMBER + "/roles/{role_id}")
def take_role(call: Call) -> None:
    _hand(call, False)


def _hand(call: Call, given: bool) -> None:
    role, person = _role(call)["id"], call.world.member(call.params["user_id"])
    kept = [each for each in person["roles"] if each != role]
    call.world.members[person["user"]["id"]]["roles"] = kept + [role] * given
    told = call.world.member(person["user"]["id"]) | {"guild_id": call.world.guild["id"]}
    _tell(call, "GUILD_MEMBER_UPDATE", told)


def _role(call: Call) -> Json:
    """Only a role below the bot's own highest one, and none that Discord manages."""
    _here(call, "manage_roles")
    role = call.world.roles.get(call.params["role_id"])
    if role is None:
        raise Refused(10011)
    own = [call.world.roles[id]["position"] for id in call.world.members[call.me]["roles"]]
    if role["managed"] or role["position"] >= max(own, default=0):
        raise Refused(50013)
    return role


def _written(call: Call, role: Json, event: str) -> Json:
    form, asked = Form(), {key: value for key, value in call.form.items() if value is not None}
    form.length("name", asked.get("name", "-"), 1, 100)
    form.settle()
    role |= {key: asked[key] for key in ROLE_FIELDS if key in asked}
    if "permissions" in asked:
        permissions.need_in_guild(call.world, call.me, int(asked["permissions"]))
        role["permissions"] = str(asked["permissions"])
    role["colors"]["primary_color"] = role["color"]
    call.world.roles[role["id"]] = role
    _tell(call, event, {"guild_id": call.world.guild["id"], "role": role})
    return role


def _tell(call: Call, event: str, told: Json) -> None:
    call.world.tell(event, told)
    call.world.tell("CHANNELS_UPDATE", {})
