"""How a route is declared, and what its function gets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from multidict import MultiMapping

from deploy.playground.errors import Form, Json, Refused
from deploy.playground.hub import Hub
from deploy.playground.permissions import need
from deploy.playground.uploads import Upload
from deploy.playground.world import World


@dataclass
class Call:
    """One request of the bot; `body` is whatever JSON came, `files` what came beside it."""

    hub: Hub
    params: dict[str, str]
    query: MultiMapping[str]
    body: Any = None
    files: list[Upload] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.hub.world

    @property
    def me(self) -> str:
        return self.world.bot_id

    @property
    def form(self) -> Json:
        """The body where an object is expected."""
        if not isinstance(self.body, dict):
            raise Refused(50109)
        return self.body

    def channel(self, *names: str) -> Json:
        """The channel of the address, if the bot sees it and has these permissions there."""
        channel = self.world.channel(self.params["channel_id"])
        need(self.world, self.me, channel, *names)
        return channel

    def message(self, *names: str) -> Json:
        channel = self.channel(*names)
        message = self.world.message(channel["id"], self.params["message_id"])
        if message["id"] in self.world.private:
            raise Refused(10008)
        return message

    def number(self, name: str, default: int, low: int, high: int) -> int:
        raw = self.query.get(name, str(default))
        form = Form()
        form.number(name, int(raw) if raw.lstrip("-").isdecimal() else -1, low, high)
        form.settle()
        return int(raw)


Answer = Json | list[Json] | None
Route = Callable[[Call], Answer]
ROUTES: list[tuple[str, str, Route, int]] = []


def route(method: str, path: str, status: int = 200) -> Callable[[Route], Route]:
    """`path` is spelt as in Discord's OpenAPI file. None is answered as 204."""

    def declare(function: Route) -> Route:
        ROUTES.append((method, path, function, status))
        return function

    return declare
