"""Thousands of reminders due at the same moment, and what everybody else notices of it."""

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select

from bench.child import ROOT
from bench.figures import Row
from bench.stand import OURS, Stand
from bot import courier, members, storage
from bot.courier.tables import deliveries, schedules
from bot.db import Database
from bot.members import Answer, Person
from bot.notices import Notices
from bot.offers import Shelves
from cogs.today.service import Bundles
from tests.support.clock import FrozenClock

FEW, MANY = 1_000, 10_000
RATE = 40  # posts a second: 50 are Discord's limit for everything
FIRST = 1_000_000_000  # ids from here on
ASKS_EVERY = 0.5  # seconds
COPIED = (members.members, members.day_settings, schedules)


async def few(folder: Path) -> list[Row]:
    return await _rows(folder, FEW)


async def many(folder: Path) -> list[Row]:
    return await _rows(folder, MANY)


async def _rows(folder: Path, people: int) -> list[Row]:
    async with Stand(folder, OURS, ratelimits=True) as stand:
        await _fill(stand, people)
        refused = _refusals(stand)
        async with stand.ready(), _bystander(stand) as asks:
            quiet = list(await _heard(stand, asyncio.sleep(5)))
            before = len(asks)
            took: list[float] = []
            stalls = await _heard(stand, _posted(stand, people, took))
            meanwhile = asks[before:]
    what = f"{people:,} reminders due at once"
    return [
        Row(f"{what}, all there ({len(refused)} 429s)", took, [people / RATE * 1000]),
        Row(f"{what}: another's command meanwhile", meanwhile, asks[:before]),
        Row(f"{what}: the slowest of these", [max(meanwhile)]),
        Row(f"{what}: the event loop's answer meanwhile", stalls, quiet),
        Row(f"{what}: its longest stall", [max(stalls)], [max(quiet)]),
    ]


async def _posted(stand: Stand, people: int, took: list[float]) -> None:
    """From the moment they are due until the last has arrived."""
    arrived = asyncio.Event()
    left = people

    def hear(event: Any) -> None:
        nonlocal left
        if event.name == "MESSAGE_CREATE" and event.channel in stand.town.world.dms:
            left -= 1
            if not left:
                arrived.set()

    stand.town.world.listeners.append(hear)
    begun = asyncio.get_running_loop().time()
    stand.town.clock.move(3600)
    await asyncio.wait_for(arrived.wait(), 30 + people / RATE * 3)
    took.append((asyncio.get_running_loop().time() - begun) * 1000)


@contextlib.asynccontextmanager
async def _bystander(stand: Stand) -> AsyncIterator[list[float]]:
    """Somebody who looks at their streak and checks in all the while; milliseconds."""
    asks: list[float] = []

    async def go_on() -> None:
        show, enter = stand.command("streak show"), stand.command("checkin", did="chapter 2")
        for person, asked in zip(cycle(stand.people), cycle((show, enter)), strict=False):
            asks.append(await stand.ask(person, asked))
            await asyncio.sleep(ASKS_EVERY)

    asking = asyncio.create_task(go_on())
    yield asks
    asking.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await asking


async def _heard(stand: Stand, deed: Awaitable[None]) -> list[float]:
    """How long the bot's event loop took to answer during a deed; milliseconds."""
    address = f"http://127.0.0.1:{stand.health_port}/live"
    pipe = asyncio.subprocess.PIPE
    listening = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.stalls", address), cwd=ROOT, stdin=pipe, stdout=pipe
    )
    await deed
    told, _ = await listening.communicate(b"\n")
    times: list[float] = json.loads(told)
    return times


def _refusals(stand: Stand) -> list[str]:
    """The routes of the calls that Discord refuses as too many, as they come."""
    refused: list[str] = []
    limits = stand.town.rest._limits
    assert limits
    take: Callable[..., Any] = limits.take

    def noted(route: str, params: dict[str, str]) -> Any:
        verdict = take(route, params)
        refused.extend([route] if verdict.retry_after else [])
        return verdict

    limits.take = noted  # type: ignore[method-assign]
    return refused


async def _fill(stand: Stand, people: int) -> None:
    """Everybody wants to be reminded in half an hour, and has been before."""
    db = Database(f"sqlite+aiosqlite:///{stand.database}")
    clock = FrozenClock(datetime.fromtimestamp(stand.town.clock.now(), UTC))
    await storage.migrate(db, clock.now())
    db.planners.append(Bundles(db, clock, Shelves(), Notices(db)).plan)
    at = (clock.now() + timedelta(minutes=30)).time().replace(microsecond=0)
    async with db.transaction() as conn:
        await members.meet(conn, Person(FIRST, None), clock.now())
        await members.say(conn, FIRST, Answer.REMINDER, time(at.hour, at.minute))
        for table in COPIED:
            [row] = (await conn.execute(select(table).where(table.c.person == FIRST))).mappings()
            await conn.execute(insert(table), [_other(table, row, n) for n in range(1, people)])
        reached = [_reached(stand, FIRST + n, clock.now()) for n in range(people)]
        await conn.execute(insert(deliveries), reached)
    await db.close()


def _other(table: Table, row: Any, number: int) -> dict[str, Any]:
    person = FIRST + number
    own = {"person": person, "recipient": str(courier.person(person))}
    return {name: own.get(name, row[name]) for name in row if name != "id"}


def _reached(stand: Stand, person: int, now: datetime) -> dict[str, Any]:
    """An earlier reminder, in the direct messages that the town knows as well."""
    world = stand.town.world
    channel = world.clock.snowflake()
    world.users[str(person)] = {**world.users[stand.people[0]], "id": str(person)}
    world.members[str(person)] = dict(world.members[stand.people[0]])
    world.channels[channel] = {"id": channel, "type": 1, "flags": 0, "last_message_id": None}
    world.dms[channel] = sorted((world.bot_id, str(person)))
    world.messages[channel] = {}
    about = {"recipient": str(courier.person(person)), "kind": "bundle", "slot": "before"}
    done = {"state": "sent", "due": now, "not_before": now, "payload": "", "channel": int(channel)}
    return {"person": person, **about, **done}
