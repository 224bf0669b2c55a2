"""What happens when a moderator repairs, strikes, grants or undoes (R9)."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import members, words
from bot.clock import Clock
from bot.days import DAY
from bot.db import Database, tell_watchers
from bot.members import Person
from cogs.streaks import entering, store
from cogs.streaks import ruling_refusals as refusals
from cogs.streaks.cover import Verdict
from cogs.streaks.facts import Facts
from cogs.streaks.rules import replay
from cogs.streaks.rulings import (
    LONGEST_REASON,
    SHORTEST_REASON,
    Case,
    Effect,
    Logged,
    Ruled,
    Ruling,
    with_ruling,
    without_ruling,
)
from cogs.streaks.store import moderating, questions
from cogs.streaks.terms import TermsByDay, home_on

log = logging.getLogger(__name__)

HELD = timedelta(minutes=15)  # until a preview can no longer be confirmed
PICKED_FROM = 25  # what a select holds
LIKELY_DAYS = 14


@dataclass(frozen=True)
class Asked:
    """What a moderator typed: about whom, what, which day as members write days, and why.
    `number` is the interaction's id."""

    number: int
    person: int
    kind: Ruling
    day: str
    reason: str


@dataclass(frozen=True)
class ToUndo:
    """The rulings that one may be picked from, newest first."""

    case: Case
    standing: list[Logged]


class Rulings:
    """`by` is always a moderator of the server they act in: the door has checked it."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    async def preview(self, by: Person, asked: Asked) -> Effect:
        """Shows what a repair, a strike or a grant would change, and holds it for 15 minutes.

        Raises Refusal where R9 doesn't allow it to this moderator.
        """
        reason = meant(asked.reason)
        async with self._db.transaction() as conn:
            facts = await self._theirs(conn, by, asked.person)
            day = self._day(asked, facts)
            case = Case(asked.number, asked.person, asked.kind, day, reason, self._clock.now())
            effect = await self._judged(conn, by, facts, case)
            await self._keep(conn, by, case)
        return effect

    async def before_reason(self, by: Person, asked: Asked) -> None:
        """Raises Refusal where no reason would help, so that nobody writes one in vain."""
        async with self._db.reading() as conn:
            facts = await self._theirs(conn, by, asked.person)
            await _once(conn, by, asked.person, Ruled(asked.kind, self._day(asked, facts)))

    async def undoable(self, by: Person, asked: Asked) -> ToUndo:
        """The rulings that stand; the reason is held until one of them is picked."""
        reason, now = meant(asked.reason), self._clock.now()
        case = Case(asked.number, asked.person, Ruling.UNDO, None, reason, now)
        async with self._db.transaction() as conn:
            await self._theirs(conn, by, asked.person)
            standing = await moderating.standing(conn, asked.person, PICKED_FROM)
            if not standing:
                raise refusals.nothing_stands()
            await self._keep(conn, by, case)
        return ToUndo(case, standing)

    async def pick(self, by: Person, number: int, ruling: int) -> Effect:
        """Shows what undoing this ruling would change."""
        async with self._db.transaction() as conn:
            case = await moderating.case_of(conn, by, number, self._clock.now() - HELD)
            if not case or case.kind is not Ruling.UNDO:
                raise refusals.case_gone()
            facts = await self._theirs(conn, by, case.person)
            chosen = await self._chosen(conn, replace(case, undoes=ruling))
            await moderating.pick(conn, number, chosen)
            picked = replace(case, undoes=chosen.id, day=chosen.day)
            return self._effect(facts, picked, Ruled(chosen.kind, chosen.day))

    async def confirm(self, by: Person, number: int) -> Effect:
        """Makes it a fact, once; the person's row follows in the same transaction."""
        now = self._clock.now()
        async with self._db.transaction() as conn:
            case = await moderating.take_case(conn, by, number, now - HELD)
            if not case:
                raise refusals.case_gone()
            await members.hold(conn, case.person)
            facts = await self._theirs(conn, by, case.person)
            effect = await self._judged(conn, by, facts, case)
            if _settles(effect):
                await _unanswered(conn, by, effect, case.at)
                await questions.answer_by_ruling(conn, by, case.person, effect.day, now)
            await moderating.rule(conn, by, effect, now)
            await tell_watchers(conn, case.person)
        log.info("ruled kind=%s person=%s guild=%s", case.kind, case.person, by.guild)
        return effect

    async def drop(self, by: Person, number: int) -> None:
        """Leaves everything as it is."""
        async with self._db.transaction() as conn:
            if not await moderating.take_case(conn, by, number, self._clock.now() - HELD):
                raise refusals.case_gone()

    async def newest(
        self, conn: AsyncConnection, guild: int, about: int | None, most: int
    ) -> Sequence[Logged]:
        """What was ruled in a server, about one person or all, newest first."""
        return await moderating.newest(conn, guild, about, most)

    async def one(self, conn: AsyncConnection, guild: int, ruling: int) -> Logged | None:
        return await moderating.one(conn, guild, ruling)

    async def likely_days(self, by: Person, person: int, kind: Ruling) -> list[date]:
        """Days of the last two weeks that this may be about, newest first; none for a moderator
        who may not rule here, so that nothing shows."""
        async with self._db.reading() as conn:
            facts = await store.facts_of(conn, person)
        if not facts or by.id == person or home_on(facts, self._today(facts)) != by.guild:
            return []
        recent = replay(facts, self._clock.now()).days[-LIKELY_DAYS:]
        done = kind is Ruling.STRIKE
        return [line.day for line in recent[::-1] if (line.verdict is Verdict.DONE) == done]

    async def _judged(self, conn: AsyncConnection, by: Person, facts: Facts, case: Case) -> Effect:
        if case.kind is Ruling.GRANT:  # their day may have closed since the preview
            case = replace(case, day=self._today(facts))
        if case.kind is not Ruling.UNDO:
            assert case.day is not None
            await _once(conn, by, case.person, Ruled(case.kind, case.day))
            return self._effect(facts, case, None)
        chosen = await self._chosen(conn, case)
        return self._effect(facts, case, Ruled(chosen.kind, chosen.day))

    async def _theirs(self, conn: AsyncConnection, by: Person, person: int) -> Facts:
        """The person's facts, where this moderator may rule on them (R9)."""
        if by.id == person:
            raise refusals.oneself()
        facts = await store.facts_of(conn, person)
        if not facts:
            raise refusals.no_record()
        if home_on(facts, self._today(facts)) != by.guild:
            raise refusals.not_home()
        return facts

    async def _chosen(self, conn: AsyncConnection, case: Case) -> Logged:
        if case.undoes is None:
            raise refusals.case_gone()
        chosen = await moderating.ruling(conn, case.person, case.undoes)
        if not chosen:
            raise refusals.no_longer_stands()
        return chosen

    def _effect(self, facts: Facts, case: Case, undone: Ruled | None) -> Effect:
        assert case.day is not None
        now = self._clock.now()
        ruled = undone or Ruled(case.kind, case.day)
        after = without_ruling(facts, ruled) if undone else with_ruling(facts, ruled)
        effect = Effect(case, undone, replay(facts, now), replay(after, now))
        if case.kind is Ruling.GRANT and effect.after.freezes == effect.before.freezes:
            raise refusals.freezes_full(TermsByDay(facts).on(case.day).freeze_cap)
        return effect

    def _day(self, asked: Asked, facts: Facts) -> date:
        """R9: a day up to today, in the person's own zone; a freeze is held from today on. Before
        the record there is nothing to rule on, and no ledger in which it could be read."""
        today = self._today(facts)
        if asked.kind is Ruling.GRANT:
            return today
        day = entering.named(asked.day, today) if asked.day.strip() else None
        if day is None:
            raise refusals.unreadable_day(today - DAY)
        if day > today:
            raise refusals.day_to_come(day, today)
        if day < (first := replay(facts, self._clock.now()).days[0].day):
            raise refusals.before_the_record(first)
        return day

    def _today(self, facts: Facts) -> date:
        return facts.calendar.today(self._clock.now())

    async def _keep(self, conn: AsyncConnection, by: Person, case: Case) -> None:
        await moderating.drop_old_cases(conn, case.at - HELD)
        await moderating.keep_case(conn, by, case)


def meant(reason: str) -> str:
    """The reason as it is kept. Raises Refusal where it says nothing or too much."""
    said = words.meant(reason, LONGEST_REASON, "the bot was down that evening", "Say why")
    if len(said) < SHORTEST_REASON:
        raise refusals.too_short()
    return said


def _settles(effect: Effect) -> bool:
    """A repair, or a strike taken back, answers what was asked about that day."""
    if effect.undone:
        return effect.undone.kind is Ruling.STRIKE
    return effect.case.kind is Ruling.REPAIR


async def _unanswered(conn: AsyncConnection, by: Person, effect: Effect, since: datetime) -> None:
    """Raises Refusal where another moderator left the day as it is since the preview was made."""
    asked = await questions.about_days(conn, effect.case.person, [effect.day])
    for each in asked:
        here = each.guild == by.guild and not each.changed
        if here and each.answered_at and each.answered_at >= since:
            raise refusals.answered_meanwhile(each)


async def _once(conn: AsyncConnection, by: Person, person: int, ruled: Ruled) -> None:
    """A day is repaired or struck once; freezes may be granted as long as there is room."""
    assert by.guild is not None
    there = ruled.kind is not Ruling.GRANT and await moderating.same(conn, person, ruled)
    if there:
        ours = await moderating.one(conn, by.guild, there.id) is not None
        raise refusals.ruled_already(there, ours)
