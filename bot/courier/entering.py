"""Due slots become deliveries, and living messages that were touched become edits."""

import logging
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier import ledger, living, planned
from bot.courier.carrier import CATCH_UP
from bot.courier.letters import Letter, Letters
from bot.courier.planned import Scheduled
from bot.courier.slots import Due
from bot.courier.tables import POST
from bot.courier.verdicts import Why

log = logging.getLogger(__name__)

A_FEW = 5  # in one transaction, in which nobody else can write
LISTED = 7  # of many missed slots the newest are listed
POSTPONED = timedelta(minutes=5)


async def enter_due(conn: AsyncConnection, letters: Letters, now: datetime) -> int:
    """A few of what is due; how many they were."""
    await planned.awaken(conn, now)
    found = await planned.due(conn, now, A_FEW)
    for schedule in found:
        await _try(conn, letters, schedule, now)
    return len(found)


async def _try(conn: AsyncConnection, letters: Letters, schedule: Scheduled, now: datetime) -> None:
    """A letter that raises holds up nobody else's."""
    try:
        async with conn.begin_nested():
            if letter := letters.get(schedule.kind):
                await _enter(conn, letter, schedule, now)
            elif message := letters.living(schedule.kind):
                await living.refresh(conn, message, schedule, now)
            else:
                await planned.pause(conn, schedule.to, schedule.kind, Why.NO_LETTER)
    except Exception:
        log.exception("a letter failed and is tried again later schedule=%s", schedule.id)
        await planned.postpone(conn, schedule, now + POSTPONED)


async def _enter(conn: AsyncConnection, letter: Letter, schedule: Scheduled, now: datetime) -> None:
    slots = await letter.slots(conn, schedule.to, schedule.since, now)
    come = [slot for slot in slots if slot.at <= now and schedule.since]
    coming = next((slot for slot in slots if slot.at > now), None)
    for missed in come[:-1][-LISTED:]:
        await ledger.skip(conn, schedule, missed, now, Why.MISSED)
    if come:
        await _enter_newest(conn, letter, schedule, come[-1], now)
    await planned.move_on(conn, schedule, coming)


async def _enter_newest(
    conn: AsyncConnection, letter: Letter, schedule: Scheduled, slot: Due, now: datetime
) -> None:
    if now - slot.at > CATCH_UP:
        await ledger.skip(conn, schedule, slot, now, Why.TOO_LATE)
    elif await ledger.known(conn, schedule.to, schedule.kind, slot.slot):
        return  # a letter that was moved to later on the same day has left already
    elif post := await letter.write(conn, schedule.to, slot.slot, now):
        await ledger.enter(conn, schedule, slot, now, post, POST)
