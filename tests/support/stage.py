"""A town without a bot, and the means to start one in it: what every test of the whole uses."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from deploy.playground import shapes
from deploy.playground.faults import Fault, Faults
from deploy.playground.playground import Playground
from deploy.playground.session import Line
from tests.support.databases import sqlite_url
from tests.support.openapi import Exchange, contract
from tests.support.person import PATIENCE, Person
from tests.support.process import Process

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"


@dataclass
class Stage:
    """The town, its database, and everything that crossed the wire."""

    town: Playground
    folder: Path
    database_url: str
    news: asyncio.Event
    exchanges: list[Exchange]
    told: list[dict[str, Any]] = field(default_factory=list)
    met: list[Fault] = field(default_factory=list)
    knocks: list[tuple[str, str]] = field(default_factory=list)  # every request, also those in vain
    _open: AsyncExitStack = field(default_factory=AsyncExitStack)

    def bot(self, **environment: str) -> Process:
        """A bot for this town, not started."""
        return Process({**self.environment(), **environment}, self.folder)

    def environment(self) -> dict[str, str]:
        return {
            "DISCORD_TOKEN": self.town.token,
            "DISCORD_API_URL": self.town.api_url,
            "DISCORD_GATEWAY_URL": self.town.gateway_url,
            "DATABASE_URL": self.database_url,
            "DAYMARK_CLOCK_FILE": str(self.town.clock.file),
            "DAYMARK_HTTP_PORT": "0",
        }

    async def person(self, name: str) -> Person:
        """With their page open until the test ends."""
        return await self._open.enter_async_context(Person(self.town, name))

    def newcomers(self, size: int) -> list[str]:
        """The ids of new members, called "Learner 0" and so on."""
        world = self.town.world
        ids = [world.clock.snowflake() for _ in range(size)]
        for number, id in enumerate(ids):
            world.users[id] = shapes.user(id, f"Learner {number}")
            world.members[id] = shapes.member([], world.clock.iso())
            world.notes[id] = {"note": "one of many", "zone": "UTC"}
        return ids

    async def crowd(self, size: int) -> list[Person]:
        """New members, each with an own open page."""
        self.newcomers(size)
        return [await self.person(f"Learner {number}") for number in range(size)]

    async def trouble(self, action: str, path: str = "/callback", **more: Any) -> None:
        """The next request with this in its path meets trouble (deploy/playground/faults.py)."""
        await self._control("faults", {"action": action, "match": {"path": path}, **more})

    async def met_trouble(self) -> None:
        """Until the bot has run into it."""
        await self.until(lambda: bool(self.met))

    async def answered(self, times: int) -> None:
        """Until the bot has called back so often, repeated calls included."""
        await self.until(lambda: len(self.calls("POST", CALLBACK)) >= times)

    async def calm(self) -> None:
        """Takes back whatever trouble hasn't been met yet."""
        async with (
            aiohttp.ClientSession() as session,
            session.delete(f"{self.town.url}/playground/faults") as answer,
        ):
            assert answer.status == 200

    async def disturb(self, action: str) -> None:
        """Closes the gateway, asks the bot to reconnect, or forgets its session."""
        await self._control("gateway", {"action": action})

    async def _control(self, what: str, body: dict[str, Any]) -> None:
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.town.url}/playground/{what}", json=body) as answer,
        ):
            assert answer.status == 200, await answer.text()

    async def asked(self, times: int) -> None:
        """Until so many interactions have been handed to the bot."""
        await self.until(lambda: len(self.interactions()) >= times)

    async def until(self, true: Callable[[], bool]) -> None:
        """Asked again whenever something has crossed the wire."""
        async with asyncio.timeout(PATIENCE):
            while not true():
                self.news.clear()
                await self.news.wait()

    async def rows(self, sql: str) -> Sequence[Any]:
        """What the bot's database says."""
        engine = create_async_engine(self.database_url)
        async with engine.connect() as conn:
            found = (await conn.execute(text(sql))).all()
        await engine.dispose()
        return found

    def calls(self, method: str, path: str) -> list[Exchange]:
        return [each for each in self.exchanges if (each.method, each.path) == (method, path)]

    def breaches(self) -> list[str]:
        """Where a body wasn't as Discord describes it, whoever sent it."""
        judge = contract()
        return sorted(
            {each for seen in self.exchanges for each in judge.problems(*seen)} if judge else ()
        )

    def interactions(self) -> list[dict[str, Any]]:
        """What the bot was handed, in order."""
        return [each["d"] for each in self.told if each.get("t") == "INTERACTION_CREATE"]


@asynccontextmanager
async def staged(
    folder: Path, database_url: str, patch: pytest.MonkeyPatch, ratelimits: bool = True
) -> AsyncIterator[Stage]:
    """Ends with the bot having called nothing that Discord hasn't got, nor sent a wrong form."""
    news, exchanges = asyncio.Event(), list[Exchange]()

    def observe(*seen: Any) -> None:
        exchanges.append(Exchange(*seen))
        news.set()

    async with Playground(folder / "town", observe=observe, ratelimits=ratelimits) as town:
        stage = Stage(town, folder, database_url, news, exchanges)
        _overhear(stage, patch)
        async with stage._open:
            yield stage
        assert town.hub.report.unknown_routes == {}
        assert town.hub.report.violations == []
        breaches = stage.breaches()
        assert breaches == [], breaches


def _overhear(stage: Stage, patch: pytest.MonkeyPatch) -> None:
    send, next_for = Line.send, Faults.next_for

    def noted(line: Line, payload: dict[str, Any]) -> None:
        stage.told.append(payload)
        stage.news.set()
        send(line, payload)

    def met(faults: Faults, method: str, path: str) -> Fault | None:
        fault = next_for(faults, method, path)
        stage.met += [fault] if fault else []
        stage.knocks.append((method, path))
        stage.news.set()
        return fault

    patch.setattr(Line, "send", noted)
    patch.setattr(Faults, "next_for", met)


@pytest.fixture
async def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    """With an empty SQLite file."""
    url = sqlite_url(tmp_path / "daymark.db")
    async with staged(tmp_path, url, monkeypatch) as stage:
        yield stage


@pytest.fixture
async def postgres_stage(
    tmp_path: Path, empty_postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Stage]:
    async with staged(tmp_path, empty_postgres_url, monkeypatch) as stage:
        yield stage


@pytest.fixture
async def ada(stage: Stage) -> Person:
    return await stage.person("Ada")
