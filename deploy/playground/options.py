"""What was typed after a slash, held against what the command asks for."""

from collections.abc import Callable
from typing import Any

from deploy.playground.errors import Form, Json
from deploy.playground.resolved import CHANNELS, MENTIONABLES, ROLES, USERS, Resolved

LONGEST_STRING = 6000
SUB_COMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, FILE = (
    range(1, 12)
)
OBJECTS = {USER: USERS, CHANNEL: CHANNELS, ROLE: ROLES, MENTIONABLE: MENTIONABLES}
NESTED = (SUB_COMMAND, GROUP)
TYPES: dict[int, Callable[[Any], bool]] = {
    STRING: lambda value: isinstance(value, str),
    INTEGER: lambda value: type(value) is int and abs(value) < 2**53,
    BOOLEAN: lambda value: isinstance(value, bool),
    NUMBER: lambda value: type(value) in (int, float) and abs(value) < 2**53,
}


class Options:
    """While `focusing`, for autocomplete, nothing is required or checked yet."""

    def __init__(self, resolved: Resolved, focusing: bool) -> None:
        self._resolved, self._focusing, self._form = resolved, focusing, Form()

    def read(self, command: Json, given: list[Json]) -> list[Json]:
        """Raise 50035 with the path of each wrong option."""
        found = self._level("options", command, given)
        self._form.settle()
        return found

    def _level(self, at: str, owner: Json, given: list[Json]) -> list[Json]:
        known = {option["name"]: option for option in owner.get("options") or []}
        told: list[Json] = []
        for each in given:
            option = known.get(str(each.get("name")))
            if option is None:
                self._form.wrong(at, "APPLICATION_COMMAND_INVALID_OPTION", "Unknown option")
            elif any(one["name"] == option["name"] for one in told):
                self._form.wrong(at, "APPLICATION_COMMAND_INVALID_OPTION", "Option given twice")
            else:
                told.append(self._one(f"{at}.{option['name']}", option, each))
        self._complete(at, known, {each["name"] for each in told})
        return told

    def _one(self, at: str, option: Json, given: Json) -> Json:
        told: Json = {"name": option["name"], "type": option["type"]}
        if option["type"] in NESTED:
            return told | {"options": self._level(at, option, given.get("options") or [])}
        value = given.get("value")
        if given.get("focused"):
            if not option.get("autocomplete"):
                self._form.wrong(at, "AUTOCOMPLETE_NOT_ENABLED", "It has no autocomplete")
            return told | {"value": str(value or ""), "focused": True}
        if not self._focusing:
            self._check(at, option, value)
        if option["type"] == FILE:
            value = self._resolved.attachment(self._form, at, value)
        return told | {"value": value}

    def _complete(self, at: str, known: dict[str, Json], given: set[str]) -> None:
        if any(option["type"] in NESTED for option in known.values()) and not given:
            self._form.wrong(at, "BASE_TYPE_REQUIRED", "This command needs a subcommand")
        for name, option in known.items():
            if option.get("required") and name not in given and not self._focusing:
                reason = "This option is required. Specify a value"
                self._form.wrong(f"{at}.{name}", "BASE_TYPE_REQUIRED", reason)

    def _check(self, at: str, option: Json, value: Any) -> None:
        kind, form = option["type"], self._form
        choices = [choice["value"] for choice in option.get("choices") or []]
        if kind in TYPES and not TYPES[kind](value):
            form.wrong(at, "OPTION_TYPE_INVALID", "The value has the wrong type")
        elif choices and value not in choices:
            form.wrong(at, "APPLICATION_COMMAND_OPTION_CHOICE", "Value is not one of the choices")
        elif kind == STRING:
            most = option.get("max_length", LONGEST_STRING)
            form.length(at, value, option.get("min_length", 1), most)
        elif kind in (INTEGER, NUMBER):
            self._check_number(at, option, value)
        elif kind not in (BOOLEAN, FILE):
            self._check_object(at, option, str(value))

    def _check_number(self, at: str, option: Json, value: float) -> None:
        low, high = option.get("min_value"), option.get("max_value")
        if low is not None and value < low:
            self._form.wrong(at, "NUMBER_TYPE_MIN", f"This must be at least {low}")
        if high is not None and value > high:
            self._form.wrong(at, "NUMBER_TYPE_MAX", f"This must be at most {high}")

    def _check_object(self, at: str, option: Json, id: str) -> None:
        find = self._resolved.finder(OBJECTS[option["type"]])
        if not find(id):
            self._form.wrong(at, "OPTION_NOT_FOUND", "There is no such thing here")
            return
        kinds = option.get("channel_types")
        if kinds and self._resolved.found["channels"][id]["type"] not in kinds:
            self._form.wrong(at, "OPTION_CHANNEL_TYPE", "A channel of this kind can't be chosen")
