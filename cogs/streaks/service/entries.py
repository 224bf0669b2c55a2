"""What an entry has to pass before it counts: its instant, its day, its minutes, its words."""

import logging
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import activity
from bot.activity import Note
from bot.days import filed_at
from cogs.streaks import entering, refusals
from cogs.streaks.facts import Facts
from cogs.streaks.outcomes import Said
from cogs.streaks.terms import TermsByDay

CHECK_IN = "check-in"

log = logging.getLogger(__name__)


def filed(said: Said, now: datetime) -> datetime:
    """R2: the instant by which an entry is filed."""
    at = filed_at(now, said.sent)
    if at != said.sent:
        log.warning("filed by our own clock interaction=%s sent=%s", said.interaction, said.sent)
    return at


def named(typed: str, today: date, facts: Facts) -> date:
    """R5: the day that an entry names. Raises Refusal where it can't be entered."""
    day, allowed = entering.named(typed, today), backdate(facts, today)
    if day is None:
        missing = entering.missing(typed)
        unread = entering.Wrong.MISSING if missing else entering.Wrong.UNREADABLE
        raise refusals.no_such_day(unread, day, today, allowed)
    if wrong := entering.problem(day, today, allowed, facts.calendar):
        raise refusals.no_such_day(wrong, day, today, allowed)
    return day


async def make_room(
    conn: AsyncConnection, person_id: int, day: date, said: Said, now: datetime
) -> int:
    """Refuses minutes that no day has; returns those noted for the day by others."""
    if not 0 <= said.minutes <= activity.MINUTES_A_NOTE:
        raise refusals.not_minutes()
    noted = (await activity.minutes(conn, person_id, [day])).get(day, 0)
    if said.minutes and (same := await activity.note_of(conn, person_id, said.interaction)):
        noted -= same.minutes
    too_many = noted + said.minutes > activity.MINUTES_A_DAY
    if too_many and not await _said_just_now(conn, person_id, day, said, now):
        raise refusals.too_many_minutes(activity.MINUTES_A_DAY - noted, day)
    return noted


async def _said_just_now(
    conn: AsyncConnection, person_id: int, day: date, said: Said, now: datetime
) -> bool:
    """Whether this is a double click, whose minutes count once."""
    for deed in await activity.history(conn, person_id, [day]):
        if deed.kind == CHECK_IN:
            return await activity.same_note(conn, person_id, deed.id, said.did, now) is not None
    return False


async def keep_words(
    conn: AsyncConnection, person_id: int, deed: int, said: Said, now: datetime
) -> int:
    """Keeps the words, and returns the interaction that *Undo* names."""
    same = await activity.same_note(conn, person_id, deed, said.did, now)
    if same:
        return same.interaction
    note = Note(said.interaction, deed, now, said.minutes, said.did)
    await activity.add_note(conn, person_id, note)
    return said.interaction


def backdate(facts: Facts, today: date) -> int:
    return TermsByDay(facts.here).on(today).backdate_days
