"""What the day and its bundle come out as: plain values that views turn into cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.offers import Line
from cogs.today.rules import Step


@dataclass(frozen=True)
class Day:
    """The day on one card; `away` says that nothing was done for ten days or more."""

    day: date
    lines: Sequence[Line]
    away: bool


@dataclass(frozen=True)
class Bundle:
    """What a person gets once a day. `asks` says that something is left to do, `tells_week` that it
    begins with the week, and `weekly_on` is the weekday of the weekly pace."""

    day: date
    lines: Sequence[Line]
    asks: bool = True
    tells_week: bool = False
    step: Step = Step.USUAL
    weekly_on: int = 6


@dataclass(frozen=True)
class Refused:
    """Discord lets no bundle through. `number` grows with each time that this was found."""

    number: int
    is_closed: bool  # direct messages; else something that we have no word for


@dataclass(frozen=True)
class NotifyRole:
    """`runs_the_server` is the moderators' role, which is never handed out."""

    id: int
    runs_the_server: int | None
