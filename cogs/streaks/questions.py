"""What a member asks the moderators of their home server about one of their days. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from cogs.streaks.cover import Verdict
from cogs.streaks.rulings import Logged

MOST_OPEN = 3  # questions of one person
SHORTEST, LONGEST = 3, 300  # characters
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


@dataclass(frozen=True)
class Question:
    """Open until `answered_at`. `changed` says that a ruling answered it; else `answer` holds the
    moderators' words."""

    id: int
    person: int
    guild: int
    day: date
    at: datetime
    words: str
    answered_at: datetime | None = None
    changed: bool = False
    answer: str | None = None
    by: int | None = None  # for moderators' eyes only

    @property
    def told(self) -> int:
        """When it was answered, in microseconds since 1970: a number that grows with answers."""
        return ((self.answered_at or EPOCH) - EPOCH) // MICROSECOND


@dataclass(frozen=True)
class AboutDay:
    """All that was ruled, asked and answered about one study day, newest first. `verdict` is None
    where it isn't in the ledger; `asked` says that a question about it is open."""

    day: date
    verdict: Verdict | None
    rulings: Sequence[Logged]
    questions: Sequence[Question]

    @property
    def asked(self) -> bool:
        return any(question.answered_at is None for question in self.questions)
