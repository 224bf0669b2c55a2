"""A year of daily check-ins for everybody, so that ours is measured with records, not without."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import update

from bot import members
from bot.activity import activity
from bot.db import Database
from bot.members import Person

DAY = timedelta(days=1)
DAYS = 365


async def give(database_url: str, people: list[str], guild: int) -> None:
    """Writes into a database that no bot is using, before whatever these people did so far."""
    database = Database(database_url)
    begun = datetime.combine(datetime.now(UTC).date() - DAYS * DAY, time(12), UTC)
    try:
        async with database.transaction() as conn:
            for id in map(int, people):
                await members.meet(conn, Person(id, guild), begun)
                own = members.day_settings.c.person == id
                await conn.execute(update(members.day_settings).where(own).values(at=begun))
                await conn.execute(activity.insert(), _rows(id, guild, begun))
    finally:
        await database.close()


def _rows(person: int, guild: int, begun: datetime) -> list[dict[str, object]]:
    instants = [begun + n * DAY for n in range(DAYS)]
    return [
        {
            "person": person,
            "kind": "check-in",
            "key": at.date().isoformat(),
            "day": at.date(),
            "at": at,
            "guild": guild,
            "counts": True,
        }
        for at in instants
    ]
