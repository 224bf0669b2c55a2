"""Registering commands, for everywhere or for one server."""

from collections.abc import Callable

from deploy.playground.errors import Form, Json, Refused
from deploy.playground.permissions import bits, need_in_guild
from deploy.playground.rest.routes import Call, F, route, visit
from deploy.playground.rules import commands

GLOBAL = "/applications/{application_id}/commands"
GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
ONE = "/{command_id}"
MOST = 100
# What is false or empty isn't handed back.
HIDDEN = ("required", "autocomplete", "options", "choices", "channel_types")
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


def both(method: str, rest: str = "", status: int = 200) -> Callable[[F], F]:
    """For commands of everywhere and for those of one server."""

    def declare(function: F) -> F:
        for base in (GLOBAL, GUILD):
            route(method, base + rest, status)(function)
        return function

    return declare


def mine(call: Call) -> dict[str, Json]:
    if call.params["application_id"] != call.me:
        raise Refused(20012)
    guild = call.params.get("guild_id")
    if guild not in (None, call.world.guild["id"]):
        raise Refused(50001)
    every = call.world.commands.items()
    return {id: command for id, command in every if command.get("guild_id") == guild}


@both("GET")
def registered(call: Call) -> list[Json]:
    return [*mine(call).values()]


@both("PUT")
def overwrite(call: Call) -> list[Json]:
    """Commands that keep their name keep their id."""
    before, form = mine(call), Form()
    wanted = form.size("", call.body, 0, MOST)
    for place, each in enumerate(wanted):
        commands.check(form, f"{place}.", each)
    kinds = [(str(each.get("type", 1)), each.get("name")) for each in wanted]
    if len(set(kinds)) != len(kinds):
        reason = "Application command names must be unique"
        form.wrong("", "APPLICATION_COMMANDS_DUPLICATE_NAME", reason)
    form.settle()
    for id in before:
        del call.world.commands[id]
    return _kept(call, wanted, before)


@both("POST", status=201)
def create(call: Call) -> Json:
    before = mine(call)
    if len(before) >= MOST:
        raise Refused(30032)
    return _checked(call, call.form, before)


@both("GET", ONE)
def one(call: Call) -> Json:
    found = mine(call).get(call.params["command_id"])
    if found is None:
        raise Refused(10063)
    return found


@both("PATCH", ONE)
def change(call: Call) -> Json:
    before = one(call)
    return _checked(call, {**before, **call.form}, {before["id"]: before})


@both("DELETE", ONE)
def remove(call: Call) -> None:
    del call.world.commands[one(call)["id"]]
    _kept(call, [], {})


@route("GET", GUILD + "/permissions")
def all_settings(call: Call) -> list[Json]:
    mine(call)
    return [_settings(call, id) for id in call.world.command_settings]


@route("GET", GUILD + ONE + "/permissions")
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
    call.world.command_settings.pop(id, None)
    if wanted:
        keys = ("id", "type", "permission")
        call.world.command_settings[id] = [{key: each[key] for key in keys} for each in wanted]
    told = _settings(call, id)
    call.world.tell("APPLICATION_COMMAND_PERMISSIONS_UPDATE", told)
    call.world.tell("COMMANDS_UPDATE", {})
    return told


def _settings(call: Call, id: str) -> Json:
    kept = call.world.command_settings.get(id, [])
    ids = {"id": id, "application_id": call.world.bot_id, "guild_id": call.world.guild["id"]}
    return {**ids, "permissions": kept}


def _checked(call: Call, asked: Json, before: dict[str, Json]) -> Json:
    form = Form()
    commands.check(form, "", asked)
    form.settle()
    return _kept(call, [asked], before)[0]


def _kept(call: Call, asked: list[Json], before: dict[str, Json]) -> list[Json]:
    made = [_made(call, each, before) for each in asked]
    call.world.commands |= {each["id"]: each for each in made}
    call.world.tell("COMMANDS_UPDATE", {})
    return made


def _made(call: Call, asked: Json, before: dict[str, Json]) -> Json:
    kind = (asked.get("type", 1), asked["name"])
    old = next((each for each in before.values() if (each["type"], each["name"]) == kind), None)
    made = {key: asked.get(key, usual) for key, usual in ALWAYS.items()}
    made |= {"id": old["id"] if old else call.world.clock.snowflake(), "name": asked["name"]}
    made |= {"application_id": call.me}
    made |= {"integration_types": asked.get("integration_types") or [0]}
    if made["default_member_permissions"] is not None:
        made["default_member_permissions"] = str(made["default_member_permissions"])
    if asked.get("options"):
        made["options"] = [_tidy(each) for each in asked["options"]]
    if "guild_id" in call.params:
        made["guild_id"] = call.params["guild_id"]
    same = old is not None and {**old, "version": 0} == {**made, "version": 0}
    return made | {"version": old["version"] if old and same else call.world.clock.snowflake()}


def _tidy(option: Json) -> Json:
    found = {key: value for key, value in option.items() if value or key not in HIDDEN}
    if "options" in found:
        found["options"] = [_tidy(each) for each in found["options"]]
    return {key: value for key, value in found.items() if value is not None}
