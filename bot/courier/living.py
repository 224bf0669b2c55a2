"""Messages that stay: placed once, then edited whenever what they show has changed."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier import ledger, planned
from bot.courier.ledger import Entry
from bot.courier.letters import Living, Post
from bot.courier.planned import REST, Scheduled
from bot.courier.slots import Due
from bot.courier.tables import PENDING, PLACE, SENT

LOOKS = timedelta(minutes=1)  # between two looks that found nothing to change


async def refresh(
    conn: AsyncConnection, living: Living, schedule: Scheduled, now: datetime
) -> None:
    """Looks at it again: after its rest, and once what is on its way has arrived."""
    if schedule.rests_until and now < schedule.rests_until <= now + REST:
        return await planned.postpone(conn, schedule, schedule.rests_until)
    there = await _known(conn, schedule)
    on_its_way = await _known(conn, schedule, "/edit") if there else None
    if PENDING in (there and there.state, on_its_way and on_its_way.state):
        return await planned.postpone(conn, schedule, now + REST)
    await planned.rest(conn, schedule.to, schedule.kind, now + LOOKS)
    await planned.postpone(conn, schedule, None)
    if post := await living.show(conn, schedule.to, now):
        await _put(conn, schedule, post, there, on_its_way, now)


async def _put(
    conn: AsyncConnection,
    schedule: Scheduled,
    post: Post,
    there: Entry | None,
    edited: Entry | None,
    now: datetime,
) -> None:
    if not (there and _stands(there, post)):
        slot = str(_number(schedule) + 1 if there else _number(schedule))
        await planned.renumber(conn, schedule, slot)
        await ledger.enter(conn, schedule, Due(slot, now), now, post, PLACE)
    elif not _shows(edited or there, post):
        due = Due(f"{_number(schedule)}/edit", now)
        await ledger.edit(conn, schedule, due, now, there, post.payload)


def _stands(there: Entry, post: Post) -> bool:
    in_its_place = post.channel in (None, there.channel)
    return there.state == SENT and there.message is not None and in_its_place


def _shows(shown: Entry, post: Post) -> bool:
    return shown.state == SENT and shown.payload == ledger.digest(post.payload)


def _number(schedule: Scheduled) -> int:
    return int(schedule.next_slot or 1)


async def _known(conn: AsyncConnection, schedule: Scheduled, more: str = "") -> Entry | None:
    slot = f"{_number(schedule)}{more}"
    return await ledger.known(conn, schedule.to, schedule.kind, slot)
