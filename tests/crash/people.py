"""What people have done before the bot is started: said when they want to be reminded, and been
reminded."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import members, storage
from bot.courier.tables import SENT, deliveries
from bot.db import Database
from bot.members import Answer, Person
from bot.notices import Notices
from bot.offers import Shelves
from cogs.today.service import BUNDLE, Bundles
from tests.support.clock import FrozenClock

YESTERDAY = "yesterday"


async def wish(times: Mapping[time, Sequence[str]], url: str, now: datetime) -> None:
    """Everybody says when; their days are in UTC."""
    db = Database(url)
    db.planners.append(Bundles(db, FrozenClock(now), Shelves(), Notices(db)).plan)
    await storage.migrate(db, now)
    async with db.transaction() as conn:
        for at, people in times.items():
            for id in people:
                await members.meet(conn, Person(int(id), None), now)
                await members.say(conn, int(id), Answer.REMINDER, at)
    await db.close()


async def reached(conn: AsyncConnection, channels: Mapping[str, int], now: datetime) -> None:
    """They were reminded yesterday, so that their direct messages are open: from now on they are
    posted to at the same time, others one after the other."""
    about = {"kind": BUNDLE, "slot": YESTERDAY, "payload": "", "due": now, "not_before": now}
    rows = [
        {**about, "recipient": f"p:{id}", "person": int(id), "state": SENT, "channel": channel}
        for id, channel in channels.items()
    ]
    await conn.execute(deliveries.insert(), rows)
