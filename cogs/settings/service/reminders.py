"""What happens when someone wants their reminder at another time on single days."""

from collections.abc import Collection

from bot import members, reminders
from bot.clock import Clock
from bot.db import Database
from bot.errors import Refusal
from bot.members import Person
from cogs.settings.outcomes import USUAL, Reminders
from cogs.settings.service.about import NOT_ON_THE_LIST, reminder_time

OFF = "Your reminders are off. Type /me settings, press Change aims and pick a time first."


class ReminderTimes:
    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    async def show(self, who: Person) -> Reminders:
        """Raises Refusal where reminders are off."""
        async with self._db.reading() as conn:
            usual = (await members.profile(conn, who.id)).reminder
            if usual is None:
                raise Refusal(OFF)
            return Reminders(usual, await reminders.differing(conn, who.id))

    async def choose(self, who: Person, weekdays: Collection[str], at: str) -> Reminders:
        """`at` is as in the form: a time, "never", or "usual"."""
        if not weekdays or not {*weekdays} <= {*map(str, reminders.WEEK)}:
            raise Refusal(NOT_ON_THE_LIST)
        wanted = None if at == USUAL else reminder_time(at)
        chosen = [int(weekday) for weekday in weekdays]
        async with self._db.transaction() as conn:
            await members.meet(conn, who, self._clock.now())
            usual = (await members.profile(conn, who.id)).reminder
            if usual is None:
                raise Refusal(OFF)
            if at == USUAL or wanted == usual:
                await reminders.as_usual(conn, who.id, chosen)
            else:
                await reminders.differ(conn, who.id, chosen, wanted)
            return Reminders(usual, await reminders.differing(conn, who.id))
