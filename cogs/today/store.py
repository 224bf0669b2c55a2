"""How each person's bundles stand, and which news the one on its way tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, String, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Instant, insert, metadata, of_member
from bot.notices import Notice
from cogs.today.rules import Ladder, Pace

reminders = Table(
    "reminders",
    metadata,
    of_member(primary_key=True, autoincrement=False),
    Column("pace", String(10), nullable=False, server_default=Pace.DAILY.value),
    Column("unanswered", Integer, nullable=False, server_default="0"),
    Column("sent_at", Instant),
    Column("snoozed_until", Instant),
    Column("interaction", BigInteger),  # the press that asked for it
    info={"called": "how your reminders stand", "stays": "counts what was answered here"},
)
# Told only once the bundle has left: what Discord refuses was told to nobody.
news = Table(
    "reminder_news",
    metadata,
    of_member(primary_key=True, autoincrement=False),
    Column("kind", String(40), primary_key=True),
    Column("slot", String(40), nullable=False),
    Column("up_to", BigInteger, nullable=False),
    info={
        "called": "what your next reminder tells you",
        "passing": True,
        "stays": "what is on its way here",
    },
)


@dataclass(frozen=True)
class Reminder:
    """`sent_at` is when the last one left; a snooze goes by the interaction that asked for it."""

    ladder: Ladder = field(default_factory=Ladder)
    sent_at: datetime | None = None
    snoozed_until: datetime | None = None
    interaction: int | None = None


async def reminder(conn: AsyncConnection, person_id: int) -> Reminder:
    c = reminders.c
    columns = (c.pace, c.unanswered, c.sent_at, c.snoozed_until, c.interaction)
    found = (await conn.execute(select(*columns).where(c.person == person_id))).one_or_none()
    return Reminder(Ladder(Pace(found[0]), found[1]), *found[2:]) if found else Reminder()


async def climbed(conn: AsyncConnection, person_id: int, ladder: Ladder, at: datetime) -> None:
    step = {"pace": ladder.pace.value, "unanswered": ladder.unanswered}
    await _write(conn, person_id, **step, sent_at=at)


async def answered(conn: AsyncConnection, person_id: int) -> None:
    """The next reminder is the first of a new ladder."""
    await _write(conn, person_id, pace=Pace.DAILY.value, unanswered=0)


async def begin_again(conn: AsyncConnection, person_id: int) -> None:
    """Whoever asks for reminders after the last one gets them daily."""
    c = reminders.c
    ended = update(reminders).where(c.person == person_id, c.pace == Pace.ENDED.value)
    await conn.execute(ended.values(pace=Pace.DAILY.value, unanswered=0))


async def snooze(conn: AsyncConnection, person_id: int, until: datetime, interaction: int) -> None:
    await _write(conn, person_id, snoozed_until=until, interaction=interaction)


async def carry(
    conn: AsyncConnection, person_id: int, slot: str, notices: Sequence[Notice]
) -> None:
    """The bundle of this slot tells these; no earlier one does any more."""
    for each in notices:
        said = {"slot": slot, "up_to": each.up_to}
        row = insert(conn, news).values(person=person_id, kind=each.kind, **said)
        keys = ["person", "kind"]
        await conn.execute(row.on_conflict_do_update(index_elements=keys, set_=said))


async def carried(conn: AsyncConnection, person_id: int, slot: str) -> Mapping[str, int]:
    """How far the bundle of this slot tells each kind of news."""
    c = news.c
    mine = select(c.kind, c.up_to).where(c.person == person_id, c.slot == slot)
    return {row.kind: row.up_to for row in await conn.execute(mine)}


async def delivered(conn: AsyncConnection, person_id: int, slot: str) -> None:
    await conn.execute(delete(news).where(news.c.person == person_id, news.c.slot == slot))


async def _write(conn: AsyncConnection, person_id: int, **values: Any) -> None:
    row = insert(conn, reminders).values(person=person_id, **values)
    await conn.execute(row.on_conflict_do_update(index_elements=["person"], set_=values))
