"""What a command may look like when a bot registers it."""

from typing import Any

from deploy.playground.errors import Form, Json

SUB_COMMAND, GROUP, STRING, INTEGER, NUMBER = 1, 2, 3, 4, 10
KINDS = tuple(range(1, 12))
TOTAL = 8000


def check(form: Form, at: str, command: Json) -> None:
    if not form.choice(f"{at}type", command.get("type", 1), (1, 2, 3)):
        return
    if command.get("type", 1) != 1:
        form.length(f"{at}name", command.get("name"), 1, 32)
        if command.get("description"):
            reason = "Context menu commands cannot have description"
            form.wrong(f"{at}description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", reason)
        return
    _named(form, at, command)
    _options(form, f"{at}options", command.get("options") or [], depth=0)
    if weight(command) > TOTAL:
        reason = f"Command exceeds maximum size ({TOTAL})"
        form.wrong(at.rstrip("."), "APPLICATION_COMMAND_TOO_LARGE", reason)


def weight(part: Json) -> int:
    """Characters of all names, descriptions and values together."""
    own = sum(len(str(part.get(key) or "")) for key in ("name", "description", "value"))
    inner = (part.get("options") or []) + (part.get("choices") or [])
    return own + sum(weight(each) for each in inner)


def _named(form: Form, at: str, part: Json) -> None:
    name = part.get("name")
    form.length(f"{at}name", name, 1, 32)
    if isinstance(name, str) and not (
        all(letter.isalnum() or letter in "-_'" for letter in name) and name == name.lower()
    ):
        reason = "Command name is invalid"
        form.wrong(f"{at}name", "APPLICATION_COMMAND_INVALID_NAME", reason)
    form.length(f"{at}description", part.get("description"), 1, 100)


def _options(form: Form, at: str, options: Any, depth: int) -> None:
    listed = form.size(at, options, 0, 25)
    for place, option in enumerate(listed):
        _option(form, f"{at}.{place}.", option, depth)
    names = [option.get("name") for option in listed]
    if len(names) != len(set(names)):
        form.wrong(at, "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique")
    wanted = [bool(option.get("required")) for option in listed]
    if wanted != sorted(wanted, reverse=True):
        reason = "Required options must be placed before non-required options"
        form.wrong(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", reason)
    nested = [option.get("type") in (SUB_COMMAND, GROUP) for option in listed]
    if any(nested) and not all(nested):
        reason = (
            "Sub-command and sub-command group option types are mutually exclusive to all others"
        )
        form.wrong(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", reason)


def _option(form: Form, at: str, option: Json, depth: int) -> None:
    kind = option.get("type")
    if not form.choice(f"{at}type", kind, KINDS):
        return
    _named(form, at, option)
    if kind in (SUB_COMMAND, GROUP):
        if depth > 1 or (kind == GROUP and depth > 0):
            reason = "Sub-command groups nest once"
            form.wrong(f"{at}type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", reason)
        _options(form, f"{at}options", option.get("options") or [], depth + 1)
        return
    choices = option.get("choices") or []
    check_choices(form, f"{at}choices", choices)
    if option.get("autocomplete") and (choices or kind not in (STRING, INTEGER, NUMBER)):
        reason = "Autocomplete options cannot have choices, and are strings or numbers"
        form.wrong(f"{at}autocomplete", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", reason)


def check_choices(form: Form, at: str, choices: Any) -> None:
    for place, choice in enumerate(form.size(at, choices, 0, 25)):
        form.length(f"{at}.{place}.name", choice.get("name"), 1, 100)
        if isinstance(choice.get("value"), str):
            form.length(f"{at}.{place}.value", choice["value"], 1, 100)
