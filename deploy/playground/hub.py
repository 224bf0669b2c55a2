"""The parts of the town, put together in one place and handed to every door."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from deploy.playground.answers import Answers
from deploy.playground.clock import Clock
from deploy.playground.errors import Json
from deploy.playground.faults import Faults
from deploy.playground.gateway import Gateway
from deploy.playground.interactions import Interactions
from deploy.playground.invocation import Invocation
from deploy.playground.live import Live
from deploy.playground.messages import Messages
from deploy.playground.past import Past
from deploy.playground.reactions import Reactions
from deploy.playground.residents import Residents
from deploy.playground.uploads import Uploads
from deploy.playground.world import World

REPORTED = 200


@dataclass
class Report:
    """What a test wants to find empty: routes Discord hasn't got, and forms that were refused."""

    unknown_routes: dict[str, int] = field(default_factory=dict)
    violations: list[Json] = field(default_factory=list)

    def unknown(self, route: str) -> None:
        if route in self.unknown_routes or len(self.unknown_routes) < REPORTED:
            self.unknown_routes[route] = self.unknown_routes.get(route, 0) + 1

    def violation(self, route: str, body: Json) -> None:
        if len(self.violations) < REPORTED:
            self.violations.append({"route": route, **body})


class Whole(Protocol):
    """What only the playground as a whole can do; not `at_rest` while it lives through a move."""

    at_rest: asyncio.Event

    async def reset(self) -> None: ...

    async def next_post(self) -> float: ...

    def set_clock(self, offset: float) -> None: ...

    async def live_until(self, offset: float) -> None: ...


class Hub:
    def __init__(self, whole: Whole, data: Path, token: str) -> None:
        self.whole, self.token = whole, token
        self.clock = Clock(data / "clock")
        self.world = World(self.clock)
        self.report, self.faults = Report(), Faults()
        self.uploads = Uploads(data / "files", self.world)
        self.gateway = Gateway(self.world, token)
        self.live = Live(self.world)
        self.messages = Messages(self.world, self.uploads)
        self.reactions = Reactions(self.world)
        self.interactions = Interactions(self.world, self.gateway)
        self.invocation = Invocation(self.world, self.interactions)
        self.answers = Answers(self.world, self.messages, self.interactions)
        residents = Residents(self.world, self.invocation)
        self.past = Past(self.world, self.gateway, self.messages, residents)
