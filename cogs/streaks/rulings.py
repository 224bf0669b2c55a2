"""What moderators of the home server may do to a streak, and what it changes (R9). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from cogs.streaks.cover import Verdict
from cogs.streaks.facts import Facts, Terms
from cogs.streaks.rules import Record

SHORTEST_REASON, LONGEST_REASON = 3, 300  # characters


class Ruling(StrEnum):
    """R9. An undoing is a ruling of its own, so that it has its own moment, reason and author."""

    REPAIR = "repair"
    STRIKE = "strike"
    GRANT = "grant"
    UNDO = "undo"


@dataclass(frozen=True)
class Ruled:
    """A ruling that stands: a day repaired or struck, or the day from which a freeze is held."""

    kind: Ruling
    day: date


@dataclass(frozen=True)
class Case:
    """What a moderator means to do, held until they confirm it. `number` is the interaction in
    which it was asked, `at` the instant; an undoing has no day until what it undoes is picked."""

    number: int
    person: int
    kind: Ruling
    day: date | None
    reason: str
    at: datetime
    undoes: int | None = None


@dataclass(frozen=True)
class Logged:
    """A ruling as it was made. `by` is for moderators' eyes only, and None once they are gone."""

    id: int
    person: int
    kind: Ruling
    day: date
    at: datetime
    reason: str
    undone: bool
    by: int | None
    undid: Ruling | None = None  # what an undoing took back; None where an old one doesn't say


@dataclass(frozen=True)
class Effect:
    """What a ruling changes: the record without it and with it, at one instant."""

    case: Case
    undone: Ruled | None
    before: Record
    after: Record

    @property
    def day(self) -> date:
        assert self.case.day is not None
        return self.case.day

    @property
    def verdicts(self) -> tuple[Verdict | None, Verdict | None]:
        """How the day reads before and after; None where the record hadn't begun."""
        return _verdict(self.before, self.day), _verdict(self.after, self.day)

    @property
    def others(self) -> list[tuple[date, Verdict, Verdict]]:
        """Other days that then read differently: a freeze spent elsewhere, a rest that moves."""
        after = {line.day: line.verdict for line in self.after.days}
        return [
            (line.day, line.verdict, after[line.day])
            for line in self.before.days
            if line.day != self.day and line.verdict is not after[line.day]
        ]


@dataclass(frozen=True)
class SaidTerms:
    """A server's settings as a moderator said them at an instant."""

    at: datetime
    terms: Terms
    by: int | None


@dataclass(frozen=True)
class HouseTerms:
    """What holds for streaks at home in a server, and what was said before it, newest first."""

    terms: Terms
    said: Sequence[SaidTerms]
    changed: bool = False


def with_ruling(facts: Facts, ruled: Ruled) -> Facts:
    """These facts and one ruling more; repair wins over strike in the replay (R9)."""
    match ruled.kind:
        case Ruling.REPAIR:
            return replace(facts, repaired=facts.repaired | {ruled.day})
        case Ruling.STRIKE:
            return replace(facts, struck=facts.struck | {ruled.day})
        case _:
            return replace(facts, grants=[*facts.grants, ruled.day])


def without_ruling(facts: Facts, ruled: Ruled) -> Facts:
    """These facts as if that ruling had never been made; of several grants one goes."""
    match ruled.kind:
        case Ruling.REPAIR:
            return replace(facts, repaired=facts.repaired - {ruled.day})
        case Ruling.STRIKE:
            return replace(facts, struck=facts.struck - {ruled.day})
        case _:
            grants = [*facts.grants]
            grants.remove(ruled.day)
            return replace(facts, grants=grants)


def _verdict(record: Record, day: date) -> Verdict | None:
    return next((line.verdict for line in record.days if line.day == day), None)
