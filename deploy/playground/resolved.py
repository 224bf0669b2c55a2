"""The objects that ids in a form or in options stand for, as an interaction carries them."""

from collections.abc import Callable
from typing import Any

from deploy.playground import permissions
from deploy.playground.errors import Form, Json
from deploy.playground.world import World

OBJECTS = USERS, ROLES, MENTIONABLES, CHANNELS = 5, 6, 7, 8


class Resolved:
    def __init__(self, world: World, attachments: dict[str, Json]) -> None:
        self.found: Json = {}
        self._world, self._attachments = world, attachments

    def add(self, kind: str, id: str, thing: Json) -> None:
        self.found.setdefault(kind, {})[id] = thing

    def finder(self, kind: int) -> Callable[[str], bool]:
        """What looks up ids for a select of this type; it says whether there is such a thing."""
        finders: dict[int, Callable[[str], bool]] = {
            USERS: self.user,
            ROLES: self.role,
            MENTIONABLES: lambda id: self.user(id) or self.role(id),
            CHANNELS: self.channel,
        }
        return finders[kind]

    def user(self, id: str) -> bool:
        if id in self._world.users:
            self.add("users", id, self._world.users[id])
        if id in self._world.members:
            allowed = str(permissions.in_guild(self._world, id))
            self.add("members", id, {**self._world.members[id], "permissions": allowed})
        return id in self._world.users

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
        """A select of strings has no objects."""
        if menu["type"] in OBJECTS and not all(map(self.finder(menu["type"]), values)):
            form.wrong(at, "COMPONENT_VALIDATION_FAILED", "Component validation failed")
