"""What may follow a post: each is a delivery of its own, claimed and retried like the post.

All of it can be asked of Discord twice without harm.
"""

import json
from dataclasses import dataclass
from typing import Any, ClassVar

from discord.http import Route

from bot.courier.tables import EDIT, REMOVAL

Request = tuple[Route, dict[str, Any] | None]
COMPONENTS_V2 = 1 << 15
NOBODY: dict[str, Any] = {"parse": []}  # whom a post may ping


@dataclass(frozen=True)
class Thread:
    """A thread that begins at the post and has its id; `archive_after` in minutes."""

    deed: ClassVar[str] = "thread"
    name: str
    archive_after: int = 10_080
    person: None = None

    @property
    def payload(self) -> str:
        return json.dumps({"name": self.name[:100], "auto_archive_duration": self.archive_after})


@dataclass(frozen=True)
class Pin:
    """Needs *Pin messages* in the channel."""

    deed: ClassVar[str] = "pin"
    person: None = None
    payload: ClassVar[str] = ""


@dataclass(frozen=True)
class Role:
    """Gives somebody a role in a server once the post is there. Needs *Manage roles*."""

    deed: ClassVar[str] = "role"
    guild: int
    person: int
    role: int

    @property
    def payload(self) -> str:
        return json.dumps({"guild_id": self.guild, "user_id": self.person, "role_id": self.role})


Following = Thread | Pin | Role


def request(deed: str, channel: int, message: int, payload: str) -> Request:
    """What is asked of Discord about a message that was posted."""
    about: dict[str, Any] = {"channel_id": channel, "message_id": message}
    path = "/channels/{channel_id}/messages/{message_id}"
    match deed:
        case Thread.deed:
            return Route("POST", f"{path}/threads", **about), json.loads(payload)
        case Pin.deed:
            return Route("PUT", "/channels/{channel_id}/messages/pins/{message_id}", **about), None
        case Role.deed:
            given = "/guilds/{guild_id}/members/{user_id}/roles/{role_id}"
            return Route("PUT", given, **json.loads(payload)), None
        case _ if deed == REMOVAL:
            return Route("DELETE", path, **about), None
        case _:
            assert deed == EDIT, deed
            body = {"flags": COMPONENTS_V2, "allowed_mentions": NOBODY}
            return Route("PATCH", path, **about), {**body, "components": json.loads(payload)}
