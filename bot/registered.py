"""Whether Discord already has the commands that we would write. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

# What we set; Discord's answer carries ids, versions and empty defaults besides.
COMPARED = (
    "name",
    "type",
    "description",
    "options",
    "choices",
    "required",
    "autocomplete",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "channel_types",
    "value",
    "default_member_permissions",
    "contexts",
    "integration_types",
    "nsfw",
)


def same_commands(ours: Sequence[Any], theirs: Sequence[Any]) -> bool:
    wanted, there = _by_name(ours), _by_name(theirs)
    return wanted.keys() == there.keys() and all(
        _essence(command) == _essence(_asked_for(there[key], command))
        for key, command in wanted.items()
    )


def _by_name(commands: Sequence[Any]) -> dict[tuple[int, str], Any]:
    return {(command.get("type", 1), command["name"]): command for command in commands}


def _asked_for(their: Mapping[str, Any], our: Mapping[str, Any]) -> dict[str, Any]:
    """Where we leave the installation open, Discord fills in what the application has."""
    filled = {} if our.get("integration_types") else {"integration_types": None}
    return {**their, **filled}


def _essence(value: Any) -> Any:
    if isinstance(value, Mapping):
        kept = {key: _stored(key, value[key]) for key in COMPARED if key in value}
        return {key: inner for key, inner in kept.items() if not _is_empty(inner)}
    if isinstance(value, list | tuple):
        inner = [_essence(item) for item in value]
        return sorted(inner) if all(isinstance(item, int) for item in inner) else inner
    return value


def _stored(key: str, value: Any) -> Any:
    """discord.py writes permissions as a number, Discord gives them back as a string."""
    if key == "default_member_permissions" and value is not None:
        return str(value)
    return _essence(value)


def _is_empty(value: Any) -> bool:
    """0 is a limit or a choice like any other, though it equals False."""
    return value is None or value is False or value in ("", [], {})
