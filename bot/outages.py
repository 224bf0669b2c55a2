"""When members could last be answered, and the spans in which they couldn't (STREAKS R13).

Each shard has a heartbeat of its own, so that a part of the servers that nobody serves is noticed
while the others go on. An outage of any part is everybody's: it can only spare a streak, and people
meet us in several servers and in direct messages.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Column, Integer, Table, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Instant, insert, metadata

log = logging.getLogger(__name__)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("shard", Integer, primary_key=True, autoincrement=False),
    Column("shards", Integer, primary_key=True, autoincrement=False),  # the number of all
    Column("at", Instant, nullable=False),
)
outages = Table(
    "outages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    sqlite_autoincrement=True,
)


class Share(NamedTuple):
    """The shards of one process and the number of all; a process that serves everything is shard
    0 of 1, into however many Discord cuts it."""

    ids: Sequence[int] = (0,)
    of: int = 1


class Span(NamedTuple):
    since: datetime
    until: datetime


async def beat(conn: AsyncConnection, share: Share, now: datetime) -> None:
    """Members of these shards can be answered now. Shards of another number are none any more."""
    c = heartbeats.c
    await conn.execute(delete(heartbeats).where(c.shards != share.of))
    row = insert(conn, heartbeats)
    write = row.on_conflict_do_update(
        index_elements=["shard", "shards"], set_={"at": row.excluded.at}
    )
    beats = [{"shard": shard, "shards": share.of, "at": now} for shard in share.ids]
    await conn.execute(write, beats)


async def last_beat(conn: AsyncConnection, share: Share) -> datetime | None:
    """The instant since which one of these shards is silent, or None before the first heartbeat.

    Shards that never beat, as after a new cut of them, take over from whoever beat last.
    """
    c = heartbeats.c
    ours = select(c.at).where(c.shards == share.of, c.shard.in_(share.ids))
    found: list[datetime] = list(await conn.scalars(ours))
    if len(found) == len(share.ids):
        return min(found)
    return await _latest(conn)


async def _latest(conn: AsyncConnection) -> datetime | None:
    found: datetime | None = await conn.scalar(select(func.max(heartbeats.c.at)))
    return found


async def remember(conn: AsyncConnection, span: Span) -> None:
    """Keeps an outage as a fact. It makes every stored reading of a streak old."""
    await conn.execute(outages.insert().values(**span._asdict()))
    log.warning("outage noticed since=%s until=%s", span.since.isoformat(), span.until.isoformat())


async def known(conn: AsyncConnection) -> list[Span]:
    """Every outage there was, as it was noticed; they may touch and overlap."""
    rows = select(outages.c.since, outages.c.until).order_by(outages.c.id)
    return [Span(*row) for row in await conn.execute(rows)]


async def count(conn: AsyncConnection) -> int:
    return await conn.scalar(select(func.count()).select_from(outages)) or 0


async def lose(conn: AsyncConnection, now: datetime) -> Span | None:
    """What a restored backup doesn't know, however short, is an outage too."""
    since = await _latest(conn)
    if since is None or since >= now:
        return None
    await remember(conn, Span(since, now))
    return Span(since, now)
