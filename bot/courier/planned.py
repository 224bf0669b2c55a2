"""When what is due: one row for each recipient and kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy import insert as plain_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier.letters import Recipient
from bot.courier.slots import Due
from bot.courier.tables import schedules, touches
from bot.db import insert

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)  # due, and without a past that was missed
REST = timedelta(minutes=5)  # between two edits of a living message
MOST_TOUCHES = 5_000  # heeded in one tick


@dataclass(frozen=True)
class Scheduled:
    id: int
    to: Recipient
    kind: str
    next_slot: str | None
    next_due: datetime
    rests_until: datetime | None

    @property
    def since(self) -> str | None:
        """The first slot that may still be posted; None where only what is to come counts."""
        return None if self.next_due == AT_ONCE else self.next_slot


async def plan(conn: AsyncConnection, to: Recipient, kind: str, first: Due) -> None:
    """From `first` on the letter is due. A slot that has left stays the only one of its name."""
    await _put(conn, to, kind, next_slot=first.slot, next_due=first.at, paused=None)


async def unplan(conn: AsyncConnection, to: Recipient, kind: str) -> None:
    """Nothing more is to come. What the schedule has posted stays known."""
    await _of(conn, to, kind, next_due=None)


async def replan(conn: AsyncConnection, to: Recipient, kind: str, coming: Sequence[Due]) -> None:
    """For planners: the letter is due as its slots now say; without any nothing is to come."""
    if coming:
        await plan(conn, to, kind, coming[0])
    else:
        await unplan(conn, to, kind)


async def place(conn: AsyncConnection, to: Recipient, kind: str) -> None:
    """From now on the living message is there; where it is already, it is looked at at once."""
    about = {"next_due": AT_ONCE, "paused": None, "rests_until": None}
    await _put(conn, to, kind, first={"next_slot": "1"}, **about)


async def touch(conn: AsyncConnection, to: Recipient, kind: str) -> None:
    """What a living message shows has changed in this transaction. Nothing where none is placed."""
    c = schedules.c
    placed = select(c.id).where(c.recipient == str(to), c.kind == kind, c.paused.is_(None))
    await conn.execute(plain_insert(touches).from_select(["schedule"], placed))


async def pause(conn: AsyncConnection, to: Recipient, kind: str, why: str) -> None:
    await _of(conn, to, kind, next_due=None, paused=why)


async def pause_all(conn: AsyncConnection, to: Recipient, why: str) -> None:
    """Everything planned or placed for somebody stands still; what does already keeps its why."""
    c = schedules.c
    theirs = update(schedules).where(c.recipient == str(to), c.paused.is_(None))
    await conn.execute(theirs.values(next_due=None, paused=why))


async def resume_all(conn: AsyncConnection, to: Recipient) -> None:
    """As `resume`, of everything that stands still."""
    c = schedules.c
    paused = update(schedules).where(c.recipient == str(to), c.paused.isnot(None))
    await conn.execute(paused.values(next_due=AT_ONCE, paused=None))


async def resume(conn: AsyncConnection, to: Recipient, kind: str) -> bool:
    """A paused schedule goes on with its next slot; what was missed is never posted. False where
    it isn't paused (any more)."""
    c = schedules.c
    paused = update(schedules).where(c.recipient == str(to), c.kind == kind, c.paused.isnot(None))
    done = await conn.execute(paused.values(next_due=AT_ONCE, paused=None))
    return bool(done.rowcount)


async def rest(conn: AsyncConnection, to: Recipient, kind: str, until: datetime) -> None:
    await _of(conn, to, kind, rests_until=until)


async def look_again(conn: AsyncConnection, to: Recipient, kind: str) -> None:
    """The living message is gone."""
    await _of(conn, to, kind, next_due=AT_ONCE, rests_until=None)


async def _put(
    conn: AsyncConnection, to: Recipient, kind: str, first: Any = None, **values: Any
) -> None:
    about = {"recipient": str(to), "kind": kind, "person": to.person}
    kept = insert(conn, schedules).values(**about, **(first or {}), **values)
    known = ["recipient", "kind"]
    await conn.execute(kept.on_conflict_do_update(index_elements=known, set_=values))


async def _of(conn: AsyncConnection, to: Recipient, kind: str, **values: Any) -> None:
    c = schedules.c
    found = update(schedules).where(c.recipient == str(to), c.kind == kind)
    await conn.execute(found.values(**values))


async def awaken(conn: AsyncConnection, now: datetime) -> None:
    """What was touched is due. What is touched from here on is touched again; what another process
    looks at just now stays touched, for it may have looked before."""
    t, c = touches.c, schedules.c
    found = (await conn.execute(select(t.id, t.schedule).limit(MOST_TOUCHES))).all()
    if not found:
        return
    about = {schedule for _, schedule in found}
    there = select(c.id).where(c.id.in_(about))
    mine = {*await conn.scalars(there.order_by(c.id).with_for_update(skip_locked=True))}
    gone = about - {*await conn.scalars(there)}
    still = update(schedules).where(c.id.in_(mine), c.paused.is_(None), c.next_due.is_(None))
    await conn.execute(still.values(next_due=now))
    heeded = [id_ for id_, schedule in found if schedule in mine | gone]
    await conn.execute(delete(touches).where(t.id.in_(heeded)))


async def due(conn: AsyncConnection, now: datetime, most: int) -> Sequence[Scheduled]:
    """Schedules whose time has come, first due first, held until the transaction ends."""
    c = schedules.c
    found = (
        select(c.id, c.recipient, c.kind, c.next_slot, c.next_due, c.rests_until)
        .where(c.next_due <= now)
        .order_by(c.next_due, c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    rows = (await conn.execute(found)).all()
    return [Scheduled(id_, Recipient.read(to), *about) for id_, to, *about in rows]


async def move_on(conn: AsyncConnection, schedule: Scheduled, coming: Due | None) -> None:
    slot, at = (coming.slot, coming.at) if coming else (None, None)
    await _change(conn, schedule, next_slot=slot, next_due=at)


async def renumber(conn: AsyncConnection, schedule: Scheduled, slot: str) -> None:
    await _change(conn, schedule, next_slot=slot)


async def postpone(conn: AsyncConnection, schedule: Scheduled, until: datetime | None) -> None:
    """None leaves it until it is touched again."""
    await _change(conn, schedule, next_due=until)


async def _change(conn: AsyncConnection, schedule: Scheduled, **values: Any) -> None:
    change = update(schedules).where(schedules.c.id == schedule.id)
    await conn.execute(change.values(**values))
