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
    return _by_name(ours) == _by_name(theirs)


def _by_name(commands: Sequence[Any]) -> dict[tuple[int, str], Any]:
    return {(command.get("type", 1), command["name"]): _essence(command) for command in commands}


def _essence(value: Any) -> Any:
    if isinstance(value, Mapping):
        kept = {key: _essence(value[key]) for key in COMPARED if key in value}
        return {key: inner for key, inner in kept.items() if inner not in (None, False, [], {})}
    if isinstance(value, list | tuple):
        inner = [_essence(item) for item in value]
        return sorted(inner) if all(isinstance(item, int) for item in inner) else inner
    return value
