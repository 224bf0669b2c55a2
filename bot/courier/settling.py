"""What one try came to: kept, together with everything that hangs on it, in one transaction."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier import ledger, planned, removing
from bot.courier.ledger import Delivery
from bot.courier.letters import Left, Letters, Stopped
from bot.courier.planned import REST
from bot.courier.tables import (
    BLOCKED,
    EDIT,
    PENDING,
    PLACE,
    POST,
    REMOVAL,
    SENT,
    SKIPPED,
    UNCERTAIN,
)
from bot.courier.verdicts import Blocked, Posted, Skipped, Uncertain, Unknown, Verdict, Why

BACK_OFF = (5, 15, 30, 60, 120, 300)  # seconds


async def settle(
    conn: AsyncConnection,
    letters: Letters,
    delivery: Delivery,
    verdict: Verdict,
    channel: int | None,
    now: datetime,
) -> None:
    match verdict:
        case Posted(message):
            await _done(conn, letters, delivery, channel, message, now)
        case Unknown(why):
            again = {"not_before": now + back_off(delivery.tries), "why": why, "channel": channel}
            await ledger.settle(conn, delivery, PENDING, **again)
        case Blocked(why):
            await _refused(conn, letters, delivery, BLOCKED, why)
        case Uncertain(why):
            await _refused(conn, letters, delivery, UNCERTAIN, why)
        case Skipped(why):
            await ledger.settle(conn, delivery, SKIPPED, why=why)
            await ledger.drop(conn, delivery, Why.NO_POST)


async def _done(
    conn: AsyncConnection,
    letters: Letters,
    delivery: Delivery,
    channel: int | None,
    message: int | None,
    now: datetime,
) -> None:
    place = {"channel": channel, "message": message, "why": None}
    if not await ledger.settle(conn, delivery, SENT, **place):
        await removing.withdraw(conn, delivery, channel, message, now)
        return
    if delivery.deed in (POST, PLACE):
        await ledger.follow(conn, delivery, channel, message, now)
    if delivery.deed == POST:
        await letters.tell_sent(conn, Left(delivery.to, delivery.kind, delivery.slot))
    if delivery.deed in (PLACE, EDIT):
        await planned.rest(conn, delivery.to, delivery.kind, now + REST)
    if delivery.deed == EDIT and message is None:
        await ledger.gone(conn, delivery)
        await planned.look_again(conn, delivery.to, delivery.kind)


async def _refused(
    conn: AsyncConnection, letters: Letters, delivery: Delivery, state: str, why: str
) -> None:
    """Moderators are told of what they can change; one uncertain post isn't of that sort."""
    again = delivery.channel  # where a person's next post will be tried
    if delivery.to.person and why == Why.NO_CHANNEL:
        again = None
    if not await ledger.settle(conn, delivery, state, why=why, channel=again):
        return
    await ledger.drop(conn, delivery, Why.NO_POST)
    if delivery.deed == REMOVAL or (state == UNCERTAIN and delivery.deed != PLACE):
        return
    if delivery.deed in (POST, PLACE, EDIT):
        await planned.pause(conn, delivery.to, delivery.kind, why)
    stopped = Stopped(delivery.to, delivery.kind, delivery.deed, why, delivery.channel)
    await letters.tell_blocked(conn, stopped)


def back_off(tries: int) -> timedelta:
    """The pause after so many tries that told nothing."""
    return timedelta(seconds=BACK_OFF[min(tries, len(BACK_OFF)) - 1])
