"""Registering commands, for everywhere or for one server."""

from deploy.playground.errors import Form, Json, Refused
from deploy.playground.permissions import bits, need_in_guild
from deploy.playground.rest.routes import Call, route, visit
from deploy.playground.rules import commands

GLOBAL = "/applications/{application_id}/commands"
GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
MOST = 100
SHOWN_WHEN_TRUE = ("required", "autocomplete")
SHOWN_WHEN_FULL = ("options", "choices", "channel_types")
ALWAYS = {
    "type": 1,
    "description": "",
    "name_localizations": None,
    "description_localizations": None,
    "default_member_permissions": None,
    "dm_permission": True,
    "contexts": None,
    "nsfw": False,
}


def mine(call: Call) -> dict[str, Json]:
    if call.params["application_id"] != call.me:
        raise Refused(20012, status=403, message="You are not authorized to perform this action")
    guild = call.params.get("guild_id")
    if guild not in (None, call.world.guild["id"]):
        raise Refused(50001)
    every = call.world.commands.items()
    return {id: command for id, command in every if command.get("guild_id") == guild}


@route("GET", GLOBAL)
@route("GET", GUILD)
def registered(call: Call) -> list[Json]:
    return [*mine(call).values()]


@route("PUT", GLOBAL)
@route("PUT", GUILD)
def overwrite(call: Call) -> list[Json]:
    """Commands that keep their name keep their id."""
    before = mine(call)
    wanted = call.body if isinstance(call.body, list) else []
    form = Form()
    form.size("", call.body, 0, MOST)
    for place, each in enumerate(wanted):
        commands.check(form, f"{place}.", each)
    kinds = [(str(each.get("type", 1)), each.get("name")) for each in wanted]
    if len(set(kinds)) != len(kinds):
        reason = "Application command names must be unique"
        form.wrong("", "APPLICATION_COMMANDS_DUPLICATE_NAME", reason)
    form.settle()
    for id in before:
        del call.world.commands[id]
    return _changed(call, [_keep(call, each, before) for each in wanted])


@route("POST", GLOBAL, status=201)
@route("POST", GUILD, status=201)
def create(call: Call) -> Json:
    before, form = mine(call), Form()
    commands.check(form, "", call.form)
    form.settle()
    if len(before) >= MOST:
        raise Refused(30032)
    return _changed(call, [_keep(call, call.form, before)])[0]


def _one(call: Call) -> Json:
    found = mine(call).get(call.params["command_id"])
    if found is None:
        raise Refused(10063)
    return found


@route("GET", f"{GLOBAL}/{{command_id}}")
@route("GET", f"{GUILD}/{{command_id}}")
def one(call: Call) -> Json:
    return _one(call)


@route("PATCH", f"{GLOBAL}/{{command_id}}")
@route("PATCH", f"{GUILD}/{{command_id}}")
def change(call: Call) -> Json:
    before, form = _one(call), Form()
    after = {**before, **call.form}
    commands.check(form, "", after)
    form.settle()
    return _changed(call, [_keep(call, after, {before["id"]: before})])[0]


@route("DELETE", f"{GLOBAL}/{{command_id}}")
@route("DELETE", f"{GUILD}/{{command_id}}")
def remove(call: Call) -> None:
    del call.world.commands[_one(call)["id"]]
    _changed(call, [])


@route("GET", f"{GUILD}/permissions")
def all_settings(call: Call) -> list[Json]:
    mine(call)
    return [_settings(call, id) for id in call.world.command_settings]


@route("GET", f"{GUILD}/{{command_id}}/permissions")
def settings(call: Call) -> Json:
    mine(call)
    if call.params["command_id"] not in call.world.command_settings:
        raise Refused(10066)
    return _settings(call, call.params["command_id"])


@visit("PUT", "/commands/{command_id}/permissions")
def set_up(call: Call) -> Json:
    """What Discord has under Server settings, Integrations; bots can read it and not write it."""
    need_in_guild(call.world, call.me, bits(["manage_guild"]))
    id, wanted = call.params["command_id"], call.form.get("permissions") or []
    if id not in (call.world.bot_id, *call.world.commands):
        raise Refused(10063)
    kept = [{key: each[key] for key in ("id", "type", "permission")} for each in wanted]
    call.world.command_settings |= {id: kept}
    call.world.command_settings = {
        each: kept for each, kept in call.world.command_settings.items() if kept
    }
    told = _settings(call, id)
    call.world.tell("APPLICATION_COMMAND_PERMISSIONS_UPDATE", told)
    call.world.tell("COMMANDS_UPDATE", {})
    return told


def _settings(call: Call, id: str) -> Json:
    kept = call.world.command_settings.get(id, [])
    ids = {"id": id, "application_id": call.world.bot_id, "guild_id": call.world.guild["id"]}
    return {**ids, "permissions": kept}


def _changed(call: Call, kept: list[Json]) -> list[Json]:
    call.world.tell("COMMANDS_UPDATE", {})
    return kept


def _keep(call: Call, asked: Json, before: dict[str, Json]) -> Json:
    kind = (asked.get("type", 1), asked["name"])
    old = next((each for each in before.values() if (each["type"], each["name"]) == kind), None)
    made = {key: asked.get(key, usual) for key, usual in ALWAYS.items()}
    made |= {
        "id": old["id"] if old else call.world.clock.snowflake(),
        "application_id": call.me,
        "name": asked["name"],
        "integration_types": asked.get("integration_types") or [0],
    }
    if made["default_member_permissions"] is not None:
        made["default_member_permissions"] = str(made["default_member_permissions"])
    if asked.get("options"):
        made["options"] = [_tidy(each) for each in asked["options"]]
    if "guild_id" in call.params:
        made["guild_id"] = call.params["guild_id"]
    same = old is not None and {**old, "version": 0} == {**made, "version": 0}
    made["version"] = old["version"] if old and same else call.world.clock.snowflake()
    call.world.commands[made["id"]] = made
    return made


def _tidy(option: Json) -> Json:
    """What is false or empty isn't handed back."""
    hidden = (*SHOWN_WHEN_TRUE, *SHOWN_WHEN_FULL)
    found = {key: value for key, value in option.items() if value or key not in hidden}
    if option.get("options"):
        found["options"] = [_tidy(each) for each in option["options"]]
    return {key: value for key, value in found.items() if value is not None}
