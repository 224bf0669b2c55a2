"""Whether Discord shows a command to a role, by the server's own settings. Pure.

Source: Discord's *Updates to Command Permissions* of February 2023: what is set for one command
overrides what is set for the whole app; an app-wide yes doesn't lift the command's own default.
"""

from collections.abc import Mapping, Sequence
from typing import Any

ROLE = 1
Overwrites = Sequence[Mapping[str, Any]]  # as Discord lists them


def hears(
    role: int, everyone: int, command: Overwrites, app: Overwrites, *, by_default: bool
) -> bool:
    """`everyone` is the server's own id, which is that of its @everyone role; `by_default` says
    whether the role has the permission that the command asks for."""
    for answer in (_said(command, role), _said(command, everyone)):
        if answer is not None:
            return answer
    app_wide = _said(app, role)
    if app_wide is None:
        app_wide = _said(app, everyone)
    return by_default and app_wide is not False


def _said(overwrites: Overwrites, role: int) -> bool | None:
    found = (each for each in overwrites if each["type"] == ROLE and int(each["id"]) == role)
    return next((bool(each["permission"]) for each in found), None)
