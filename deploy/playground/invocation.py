"""What a person does on the page, checked as Discord checks it, made into an interaction's data."""

from collections.abc import Callable
from typing import Any

from deploy.playground import permissions
from deploy.playground.errors import Form, Json, Refused
from deploy.playground.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL,
    Interaction,
    Interactions,
)
from deploy.playground.rules import components, forms
from deploy.playground.world import World

LONGEST_STRING = 6000
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, FILE = range(3, 12)
TYPES: dict[int, Callable[[Any], bool]] = {
    STRING: lambda value: isinstance(value, str),
    INTEGER: lambda value: type(value) is int and abs(value) < 2**53,
    BOOLEAN: lambda value: isinstance(value, bool),
    NUMBER: lambda value: type(value) in (int, float) and abs(value) < 2**53,
}
SELECTS_WITH_OBJECTS = (5, 6, 7, 8)


class Invocation:
    def __init__(self, world: World, interactions: Interactions) -> None:
        self._world, self._interactions = world, interactions

    def begin(self, person: str, sent: Json, attachments: dict[str, Json]) -> str:
        """Raise Refused, or hand it to the bot and return the interaction's id."""
        channel = self._world.channel(str(sent.get("channel_id")))
        permissions.need(self._world, person, channel)
        data = sent.get("data")
        if not isinstance(data, dict):
            raise Refused(50035, errors={"data": {"_errors": []}})
        match sent.get("type"):
            case 2 | 4:
                asked = self._command(person, channel, sent, data, attachments)
            case 3:
                asked = self._component(person, channel, sent, data)
            case 5:
                asked = self._modal(person, channel, sent, data, attachments)
            case _:
                raise Refused(50035, errors={"type": {"_errors": []}})
        self._interactions.ask(asked)
        return asked.id

    def usable(self, person: str, channel: Json) -> list[Json]:
        """The commands this person may use here."""
        return [each for each in self._world.commands.values() if self._may(person, channel, each)]

    def _may(self, person: str, channel: Json, command: Json) -> bool:
        in_guild = "guild_id" in channel
        contexts = command["contexts"]
        if not in_guild:
            reachable = contexts is None or 1 in contexts
            with_bot = self._world.bot_id in self._world.dms[channel["id"]]
            return with_bot and reachable and command["dm_permission"] and "guild_id" not in command
        granted = permissions.in_channel(self._world, person, channel)
        needed = command["default_member_permissions"]
        allowed = granted == permissions.ALL or (
            needed is None or (int(needed) > 0 and granted & int(needed) == int(needed))
        )
        usable = permissions.may(self._world, person, channel, "use_application_commands")
        return bool(allowed and usable and (contexts is None or 0 in contexts))

    def _command(
        self, person: str, channel: Json, sent: Json, data: Json, attachments: dict[str, Json]
    ) -> Interaction:
        command = self._world.commands.get(str(data.get("id")))
        if command is None:
            raise Refused(10063)
        if not self._may(person, channel, command):
            raise Refused(50013)
        focusing = sent["type"] == AUTOCOMPLETE
        form, resolved = Form(), Resolved(self._world, attachments)
        told: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
        if command["type"] == 1:
            given = data.get("options") or []
            told["options"] = self._options(form, "options", command, given, resolved, focusing)
            form.settle()
        else:
            told["target_id"] = str(data.get("target_id"))
            self._target(channel, command["type"], told["target_id"], resolved)
        if "guild_id" in channel and "guild_id" in command:
            told["guild_id"] = command["guild_id"]
        if resolved.found:
            told["resolved"] = resolved.found
        kind = AUTOCOMPLETE if focusing else COMMAND
        return self._interactions.new(kind, person, channel, told, sent.get("nonce"))

    def _target(self, channel: Json, kind: int, target: str, resolved: "Resolved") -> None:
        if kind == 3:
            resolved.add("messages", target, self._world.message(channel["id"], target))
        else:
            self._world.user(target)
            resolved.user(target)

    def _options(
        self,
        form: Form,
        at: str,
        owner: Json,
        given: list[Json],
        resolved: "Resolved",
        focusing: bool,
    ) -> list[Json]:
        known = {option["name"]: option for option in owner.get("options") or []}
        told = []
        for each in given:
            option = known.get(str(each.get("name")))
            if option is None:
                form.wrong(at, "APPLICATION_COMMAND_INVALID_OPTION", "Unknown option")
            elif option["type"] in (1, 2):
                inner = each.get("options") or []
                spot = f"{at}.{option['name']}"
                found = self._options(form, spot, option, inner, resolved, focusing)
                told.append({"name": option["name"], "type": option["type"], "options": found})
            else:
                told.append(self._value(form, at, option, each, resolved, focusing))
        self._complete(form, at, known, {each["name"] for each in told}, focusing)
        return told

    def _complete(self, form: Form, at: str, known: Json, given: set[str], focusing: bool) -> None:
        nested = [name for name, option in known.items() if option["type"] in (1, 2)]
        if nested and not given:
            form.wrong(at, "BASE_TYPE_REQUIRED", "This command needs a subcommand")
        for name, option in known.items():
            if option.get("required") and name not in given and not focusing:
                reason = "This option is required. Specify a value"
                form.wrong(f"{at}.{name}", "BASE_TYPE_REQUIRED", reason)

    def _value(
        self,
        form: Form,
        at: str,
        option: Json,
        given: Json,
        resolved: "Resolved",
        focusing: bool,
    ) -> Json:
        value, spot = given.get("value"), f"{at}.{option['name']}"
        told = {"name": option["name"], "type": option["type"], "value": value}
        if given.get("focused"):
            if not option.get("autocomplete"):
                form.wrong(spot, "AUTOCOMPLETE_NOT_ENABLED", "This option has no autocomplete")
            return told | {"focused": True, "value": str(value or "")}
        if not focusing:
            check_value(form, spot, option, value, resolved)
        if option["type"] == FILE:
            told["value"] = resolved.attachment(form, spot, value)
        return told

    def _component(self, person: str, channel: Json, sent: Json, data: Json) -> Interaction:
        message = self._world.message(channel["id"], str(sent.get("message_id")))
        if self._world.private.get(message["id"], person) != person:
            raise Refused(10008)
        if message["author"]["id"] != self._world.bot_id:
            raise Refused(50035, errors={"message_id": {"_errors": []}})
        pressed = components.find(message["components"], str(data.get("custom_id")))
        if pressed is None or pressed.get("disabled"):
            wrong = {
                "code": "COMPONENT_VALIDATION_FAILED",
                "message": "Component validation failed",
            }
            raise Refused(50035, errors={"data": {"custom_id": {"_errors": [wrong]}}})
        told: Json = {"component_type": pressed["type"], "custom_id": pressed["custom_id"]}
        told["id"] = pressed["id"]
        if pressed["type"] != 2:
            told |= self._selected(pressed, [str(each) for each in data.get("values") or []])
        made = self._interactions.new(COMPONENT, person, channel, told, sent.get("nonce"))
        made.message = self._world.rendered(message, self._world.bot_id)
        return made

    def _selected(self, menu: Json, values: list[str]) -> Json:
        form, resolved = Form(), Resolved(self._world, {})
        forms.chosen(form, "data.values", menu, values)
        resolved.select(form, "data.values", menu, values)
        form.settle()
        return {"values": values} | ({"resolved": resolved.found} if resolved.found else {})

    def _modal(
        self, person: str, channel: Json, sent: Json, data: Json, attachments: dict[str, Json]
    ) -> Interaction:
        opener, modal = self._interactions.modals.get(str(sent.get("modal_id")), (None, None))
        if opener is None or modal is None or opener.person != person:
            raise Refused(10062)
        filled = forms.filled(modal, data.get("components") or [])
        form, resolved = Form(), Resolved(self._world, attachments)
        for field in components.walk(filled):
            self._resolve_field(form, modal, field, resolved)
        form.settle()
        told: Json = {"custom_id": modal["custom_id"], "components": filled}
        if resolved.found:
            told["resolved"] = resolved.found
        made = self._interactions.new(MODAL, person, channel, told, sent.get("nonce"))
        made.message, made.opened_by = opener.message, opener
        return made

    def _resolve_field(self, form: Form, modal: Json, field: Json, resolved: "Resolved") -> None:
        if field["type"] == forms.UPLOAD:
            at = field["custom_id"]
            field["values"] = [resolved.attachment(form, at, ref) for ref in field["values"]]
        elif field["type"] in SELECTS_WITH_OBJECTS:
            resolved.select(form, field["custom_id"], field, field["values"])


class Resolved:
    """The objects that ids in a form or in options stand for."""

    def __init__(self, world: World, attachments: dict[str, Json]) -> None:
        self.found: Json = {}
        self._world, self._attachments = world, attachments

    def add(self, kind: str, id: str, thing: Json) -> None:
        self.found.setdefault(kind, {})[id] = thing

    def user(self, id: str) -> bool:
        if id not in self._world.users:
            return False
        self.add("users", id, self._world.users[id])
        if id in self._world.members:
            allowed = str(permissions.in_guild(self._world, id))
            self.add("members", id, {**self._world.members[id], "permissions": allowed})
        return True

    def role(self, id: str) -> bool:
        if id in self._world.roles:
            self.add("roles", id, self._world.roles[id])
        return id in self._world.roles

    def channel(self, id: str) -> bool:
        channel = self._world.channels.get(id)
        if channel is None or "guild_id" not in channel:
            return False
        partial = {key: channel[key] for key in channel if key != "permission_overwrites"}
        allowed = str(permissions.in_channel(self._world, self._world.bot_id, channel))
        self.add("channels", id, partial | {"permissions": allowed})
        return True

    def attachment(self, form: Form, at: str, ref: Any) -> str:
        """Pages name a file by its place in the upload, Discord by the id it got."""
        attachment: Json = self._attachments.get(str(ref), {})
        if not attachment:
            form.wrong(at, "BASE_TYPE_REQUIRED", "This file didn't arrive")
            return ""
        self.add("attachments", attachment["id"], attachment)
        return str(attachment["id"])

    def select(self, form: Form, at: str, menu: Json, values: list[str]) -> None:
        finders: dict[int, Callable[[str], bool]] = {
            5: self.user,
            6: self.role,
            7: lambda id: self.user(id) or self.role(id),
        }
        find = (finders | {8: self.channel}).get(menu["type"])
        if find and [value for value in values if not find(value)]:
            form.wrong(at, "COMPONENT_VALIDATION_FAILED", "Component validation failed")


def check_value(form: Form, at: str, option: Json, value: Any, resolved: Resolved) -> None:
    kind = option["type"]
    if kind in TYPES and not TYPES[kind](value):
        form.wrong(at, "OPTION_TYPE_INVALID", "The value has the wrong type")
    elif kind == STRING:
        form.length(
            at, value, option.get("min_length", 1), option.get("max_length", LONGEST_STRING)
        )
    elif kind in (INTEGER, NUMBER):
        _check_number(form, at, option, value)
    elif kind not in (BOOLEAN, FILE):
        _check_object(form, at, option, str(value), resolved)
    choices = [choice["value"] for choice in option.get("choices") or []]
    if choices and value not in choices:
        form.wrong(at, "APPLICATION_COMMAND_OPTION_CHOICE", "Value is not one of the choices")


def _check_number(form: Form, at: str, option: Json, value: float) -> None:
    low, high = option.get("min_value"), option.get("max_value")
    if low is not None and value < low:
        form.wrong(at, "NUMBER_TYPE_MIN", f"This must be greater than or equal to {low}")
    if high is not None and value > high:
        form.wrong(at, "NUMBER_TYPE_MAX", f"This must be less than or equal to {high}")


def _check_object(form: Form, at: str, option: Json, id: str, resolved: Resolved) -> None:
    finders: dict[int, Callable[[str], bool]] = {
        USER: resolved.user,
        CHANNEL: resolved.channel,
        ROLE: resolved.role,
        MENTIONABLE: lambda id: resolved.user(id) or resolved.role(id),
    }
    if not finders[option["type"]](id):
        form.wrong(at, "OPTION_NOT_FOUND", "There is no such thing here")
        return
    kinds = option.get("channel_types")
    if kinds and resolved.found["channels"][id]["type"] not in kinds:
        form.wrong(at, "OPTION_CHANNEL_TYPE", "A channel of this kind can't be chosen")
