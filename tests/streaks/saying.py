"""What members say to the service, without a Discord: who, what, and when it was sent."""

from datetime import datetime
from itertools import count

from bot.members import Person
from cogs.streaks.outcomes import Said
from tests.support.clock import MONDAY_NOON

LEARNERS, NIGHT_SCHOOL = 7, 8
ADA, BEN = Person(1, LEARNERS), Person(2, LEARNERS)
INTERACTIONS = count(1)


def say(
    did: str = "read chapter 2",
    minutes: int = 0,
    day: str = "",
    *,
    sent: datetime = MONDAY_NOON,
    interaction: int = 0,
) -> Said:
    return Said(interaction or next(INTERACTIONS), sent, did, minutes, day)


def counts(standing) -> tuple[int, int, int, int]:
    """Streak, longest, total and freezes."""
    record = standing.record
    return record.streak, record.longest, record.total, record.freezes
