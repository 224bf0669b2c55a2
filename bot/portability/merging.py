"""Bringing a record in: what is here stays, what is missing comes and is marked as imported.

Facts are told apart by what they say, so the same file twice changes nothing. The whole happens in
the caller's transaction. Why it is so: docs/decisions.md, *Bringing a record in*.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import activity, members
from bot.db import tell_planners, tell_watchers
from bot.members import Person
from bot.portability import beginning
from bot.portability.arriving import Arrivals, believed, rows_of, travels
from bot.portability.joining import Join, Joined
from bot.portability.luggage import Luggage
from bot.portability.reading import Record, refusal
from bot.portability.shape import Wrong
from bot.portability.tables import called, tables
from bot.portability.values import Moment


@dataclass(frozen=True)
class Came:
    """What came in, by kind in members' words; the kept study days among it, in order; and what
    this Daymark doesn't keep."""

    rows: Mapping[str, int] = field(default_factory=dict)
    days: Sequence[date] = ()
    unknown: Sequence[str] = ()


async def bring_in(
    conn: AsyncConnection, who: Person, record: Record, now: datetime, luggage: Luggage
) -> Came:
    """Merges a file into the person's record, which begins here with it where there was none.
    Raises Refusal; the transaction must not be kept then."""
    if record.person != str(who.id):
        raise refusal(Wrong.SOMEBODY_ELSES)
    moment = Moment(now, await _today(conn, who, record, now))
    arrivals = await asyncio.to_thread(believed, record, moment)  # a long one takes a second
    await beginning.begin(conn, who, arrivals, now)
    joined = await _join(conn, who, arrivals)
    rows = {called(join.table): len(join.new) for join in joined if join.new}
    deeds = [row for join in joined if join.table is activity.activity for row in join.new]
    days = {deed["day"] for deed in deeds if deed["counts"] and not deed.get("undone")}
    if rows:
        mine = members.members.c.person == who.id
        await conn.execute(update(members.members).where(mine).values(imported_at=now))
    await activity.fit_minutes(conn, who.id)
    for check in luggage.checks:
        await check(conn, who.id)
    await tell_watchers(conn, who.id)
    await tell_planners(conn, who.id)
    return Came(rows, sorted(days), arrivals.unknown)


async def _today(conn: AsyncConnection, who: Person, record: Record, now: datetime) -> date:
    here = await members.calendar(conn, who.id)
    widest = Moment(now, beginning.latest_possible(now))
    rows = rows_of(members.day_settings, record, widest)
    return beginning.today(beginning.settings_of([row.values for row in rows]), here, now)


async def _join(conn: AsyncConnection, who: Person, arrivals: Arrivals) -> list[Joined]:
    """Table by table, those first that others lean on."""
    joined: dict[str, Joined] = {}
    for table in tables():
        if travels(table):
            join = Join(conn, table, who.id, {name: each.ids for name, each in joined.items()})
            joined[table.name] = await join.run(arrivals.rows[table.name])
            if table is activity.activity:
                rows = arrivals.rows[table.name]
                standing = [row.number for row in rows if not row.values.get("undone")]
                ids = joined[table.name].ids
                await activity.brought(conn, who.id, [ids[n] for n in standing if n in ids])
    return list(joined.values())
