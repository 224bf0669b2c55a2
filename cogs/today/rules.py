"""How often a reminder comes: never nagging (PRODUCT, promise 10). Pure."""

from dataclasses import dataclass, replace
from enum import StrEnum

PATIENCE = 3  # reminders in a row without an answer


class Pace(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    ENDED = "ended"


class Step(StrEnum):
    """What leaves at a reminder's time."""

    NOTHING = "nothing"
    USUAL = "usual"
    NOW_WEEKLY = "now weekly"  # said once
    LAST = "last"  # said once


@dataclass(frozen=True)
class Ladder:
    """The pace, and how many reminders in a row went unanswered at this pace."""

    pace: Pace = Pace.DAILY
    unanswered: int = 0


def step(ladder: Ladder, closes_week: bool) -> tuple[Step, Ladder]:
    """What leaves now, and the ladder after it. Three unanswered make it weekly, three more end it.

    An answer in between begins a new ladder. `closes_week` is true on the last day of a week on
    which a bundle may come: Sunday, unless the person wants none then.
    """
    if ladder.pace is Pace.DAILY and ladder.unanswered >= PATIENCE:
        ladder = Ladder(Pace.WEEKLY)
    if ladder.pace is Pace.ENDED or (ladder.pace is Pace.WEEKLY and not closes_week):
        return Step.NOTHING, ladder
    if ladder.pace is Pace.WEEKLY and ladder.unanswered >= PATIENCE:
        return Step.LAST, Ladder(Pace.ENDED)
    first_weekly = ladder.pace is Pace.WEEKLY and not ladder.unanswered
    sent = replace(ladder, unanswered=ladder.unanswered + 1)
    return Step.NOW_WEEKLY if first_weekly else Step.USUAL, sent
