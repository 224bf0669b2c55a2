"""What the day and its reminder come out as: plain values that views turn into cards."""

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
class Reminding:
    """What a reminder says, and which step of its ladder it is."""

    day: date
    lines: Sequence[Line]
    step: Step
