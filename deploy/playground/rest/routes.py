"""How a route is declared, and what its function gets.

Discord's API is the bot's; people use a small part of it, by the same rules, and a few calls more.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from multidict import MultiMapping

from deploy.playground.errors import Form, Json, Refused
from deploy.playground.hub import Hub
from deploy.playground.permissions import need
from deploy.playground.uploads import Upload
from deploy.playground.world import World


@dataclass
class Call:
    """One request of the bot or of a person; `body` is its JSON, `files` what came beside it."""

    hub: Hub
    me: str
    params: dict[str, str]
    query: MultiMapping[str]
    body: Any = None
    files: list[Upload] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.hub.world

    @property
    def form(self) -> Json:
        """The body where an object is expected."""
        if not isinstance(self.body, dict):
            raise Refused(50109)
        return self.body

    def channel(self, *names: str, id: str = "") -> Json:
        """That of the address or with this id, if it is seen and these permissions are there."""
        channel = self.world.channel(id or self.params["channel_id"])
        need(self.world, self.me, channel, *names)
        return channel

    def message(self, *names: str) -> Json:
        channel = self.channel(*names)
        return self.world.message(channel["id"], self.params["message_id"], self.me)

    def number(self, name: str, default: int, low: int, high: int) -> int:
        raw = self.query.get(name, str(default))
        form = Form()
        form.number(name, int(raw) if raw.lstrip("-").isdecimal() else -1, low, high)
        form.settle()
        return int(raw)


Answer = Json | list[Json] | None
Function = Callable[[Call], Answer | Awaitable[Answer]]
F = TypeVar("F", bound=Function)


class Route(NamedTuple):
    method: str
    path: str
    function: Function
    status: int


BOTS: list[Route] = []
PEOPLE: list[Route] = []
TESTS: list[Route] = []


def _declare(routes: list[Route], method: str, path: str, status: int = 200) -> Callable[[F], F]:
    def declare(function: F) -> F:
        routes.append(Route(method, path, function, status))
        return function

    return declare


def route(method: str, path: str, status: int = 200) -> Callable[[F], F]:
    """For bots: `path` is spelt as in Discord's OpenAPI file; None is answered as 204."""
    return _declare(BOTS, method, path, status)


def visit(method: str, path: str) -> Callable[[F], F]:
    """For people, below /page; None is answered as {}."""
    return _declare(PEOPLE, method, path)


def control(method: str, path: str) -> Callable[[F], F]:
    """For tests and the page's panel of faults, below /playground; None is answered as {}."""
    return _declare(TESTS, method, path)
