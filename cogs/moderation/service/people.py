"""What happens when a moderator silences somebody, leaves them off the boards, or ends that."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import guilds, members, restraints, told, words
from bot.clock import Clock
from bot.db import Database, tell_watchers
from bot.members import Person
from bot.restraints import Decision, Restraint
from cogs.moderation import cases as refusals
from cogs.moderation.cases import LONGEST_REASON, SHORTEST_REASON, Case, told_as, worth_telling
from cogs.moderation.store import cases

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """What a moderator typed: about whom, and why. `number` is the interaction's id."""

    number: int
    person: int
    reason: str


@dataclass(frozen=True)
class ToLift:
    """What holds, of which one is to be picked."""

    case: Case
    holding: list[Decision]


class People:
    """`by` is always a moderator of the server they act in: the door has checked it."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    async def restrain(
        self, by: Person, asked: Asked, restraint: Restraint, days: int | None = None
    ) -> Case:
        """What it would be, held for 15 minutes; without `days` until it is lifted.

        Raises Refusal for oneself, a reason that says nothing, and where it holds already.
        """
        now, reason = self._clock.now(), meant(by, asked)
        until = now + timedelta(days=days) if days else None
        case = Case(asked.number, asked.person, restraint, False, until, reason, now)
        async with self._db.transaction() as conn:
            await _check(conn, by, case, now)
            await cases.keep(conn, by, case)
        return case

    async def lift(self, by: Person, asked: Asked) -> Case | ToLift:
        """The same for an ending; where two hold, one of them is still to be picked."""
        now, reason = self._clock.now(), meant(by, asked)
        assert by.guild is not None
        async with self._db.transaction() as conn:
            found = await restraints.holding(conn, by.guild, asked.person, now)
            if not found:
                raise refusals.nothing_holds()
            only = found[0].restraint if len(found) == 1 else None
            case = Case(asked.number, asked.person, only, True, None, reason, now)
            await cases.keep(conn, by, case)
        return case if only else ToLift(case, found)

    async def pick(self, by: Person, number: int, restraint: Restraint) -> Case:
        """Which of those that hold is to end."""
        now = self._clock.now()
        async with self._db.transaction() as conn:
            case = await cases.pick(conn, by, number, restraint, now)
            if not case:
                raise refusals.case_gone()
            await _check(conn, by, case, now)
        return case

    async def confirm(self, by: Person, number: int) -> Case:
        """Makes it so, once; boards follow in the same transaction."""
        now = self._clock.now()
        async with self._db.transaction() as conn:
            case = await cases.take(conn, by, number, now)
            if not case or not case.restraint:
                raise refusals.case_gone()
            await _check(conn, by, case, now)
            await restraints.decide(
                conn,
                by,
                case.person,
                case.restraint,
                now,
                case.reason,
                until=case.until,
                lifts=case.lifts,
            )
            if await members.hold(conn, case.person):
                await tell_watchers(conn, case.person)
        log.info(
            "decided restraint=%s lifts=%s person=%s guild=%s",
            *(case.restraint, case.lifts, case.person, by.guild),
        )
        return case

    async def drop(self, by: Person, number: int) -> None:
        """Leaves everything as it is."""
        async with self._db.transaction() as conn:
            if not await cases.take(conn, by, number, self._clock.now()):
                raise refusals.case_gone()

    async def news(self, who: Person) -> list[Decision]:
        """What a person with a record hasn't heard yet, oldest first, of one server: the one they
        act in, for what was typed in one is shown in no other; in direct messages of any."""
        now = self._clock.now()
        async with self._db.reading() as conn:
            if not await members.began(conn, who.id):
                return []
            marks = await told.marks(conn, who.id)
            found = [
                each
                for each in await restraints.since(conn, who.id, 0)
                if who.guild in (None, each.guild) and each.id > marks.get(told_as(each.guild), 0)
            ]
        new = worth_telling(found, now)
        return [each for each in new if each.guild == new[0].guild]


def meant(by: Person, asked: Asked) -> str:
    """The reason as it is kept. Raises Refusal where it says nothing or too much, and for
    oneself."""
    if by.id == asked.person:
        raise refusals.oneself()
    said = words.meant(asked.reason, LONGEST_REASON, "the same link again and again", "Say why")
    if len(said) < SHORTEST_REASON:
        raise refusals.too_short()
    return said


async def _check(conn: AsyncConnection, by: Person, case: Case, now: datetime) -> None:
    """Raises Refusal where somebody was faster. The server's row is held until the transaction
    ends, so that of two moderators at once only one decides."""
    assert by.guild is not None
    assert case.restraint
    await guilds.hold(conn, by.guild, now)
    found = await restraints.holding(conn, by.guild, case.person, now)
    held = next((each for each in found if each.restraint is case.restraint), None)
    if held and not case.lifts:
        raise refusals.holds_already(held)
    if case.lifts and not held:
        raise refusals.lifted_already(case.restraint)
