"""The stored row is the replay after a change of every kind of fact (STREAKS R11).

Each deed is done as its door does it, through the services. A table of the ground or of streaks
that none of them changes has to be named among those that no streak is computed from.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import time, timedelta
from typing import Any

import pytest
import sqlalchemy

from bot import activity, discover, guilds, members, outages
from bot.activity import Deed
from bot.db import metadata
from bot.members import Person
from bot.outages import Share
from bot.portability.luggage import Luggage
from bot.pulse import Pulse
from cogs.settings.service import Records, Settings
from cogs.streaks import store
from cogs.streaks.facts import Facts
from cogs.streaks.figures import figures
from cogs.streaks.rules import Record, replay
from cogs.streaks.rulings import Ruling
from cogs.streaks.service import Plans, Streaks, travelling
from cogs.streaks.service.house_rules import HouseRules
from cogs.streaks.service.rulings import Asked, Rulings
from cogs.streaks.store import boards
from tests.streaks.saying import ADA, LEARNERS, NIGHT_SCHOOL, say
from tests.support.world import content

MINA = Person(99, LEARNERS)  # a moderator there
DAY = timedelta(days=1)
# What is said, shown, asked, planned to be posted or waited for; no streak is computed from it.
NO_FACTS = {
    "activity_notes", "deliveries", "guild_people", "guild_places", "guild_restraints",
    "guild_switches", "guilds", "heartbeats", "identifies", "jobs", "member_reminders",
    "restores", "schedules", "streak_cases", "streak_cheers", "streak_drafts",
    "streak_milestones", "streak_partner_asks", "streak_partners", "streak_questions",
    "streak_rows", "streak_shares", "told", "touches",
}  # fmt: skip
# The rows of all are marked, and renewed after.
HOUSE_WIDE = {"terms_are_set", "we_were_down", "we_restored_a_backup"}
NEAR = ("bot.", "cogs.streaks.")
Deeds = list[Callable[[], Awaitable[Any]]]


class Ada:
    """Everything that she, her moderators and we can do to her facts."""

    def __init__(self, db, clock) -> None:
        self.db, self.clock, self.passed = db, clock, 0.0
        self.streaks, self.plans = Streaks(db, clock), Plans(db, clock)
        luggage = Luggage()
        travelling.join(luggage)
        self.records = Records(db, clock, luggage)
        self.settings = Settings(db, clock, content())
        self.rulings, self.house_rules = Rulings(db, clock), HouseRules(db, clock)
        self.heart = Pulse(db, clock, Share(), lambda: self.passed)
        self.numbers = iter(range(1000, 2000))
        self.file = b""
        db.watchers.append(self.streaks.follow)

    @property
    def deeds(self) -> Deeds:
        return [
            self.checks_in,
            self.takes_it_back,
            self.checks_in,
            self.checks_in_elsewhere,
            self.enters_yesterday,
            self.does_something_else,
            self.reads_a_paper,
            self.says_where_she_is,
            self.has_later_days,
            self.goes_home_elsewhere,
            self.comes_home,
            self.rests,
            self.plans_leave,
            self.drops_leave,
            self.plans_leave,
            self.ends_leave,
            self.has_a_goal,
            self.checks_in,
            self.changes_her_goal,
            self.clears_her_goal,
            self.has_a_goal,
            self.hides,
            self.is_shown_again,
            self.is_struck,
            self.is_repaired,
            self.is_granted_a_freeze,
            self.has_a_ruling_undone,
            self.terms_are_set,
            self.checks_in,
            self.we_were_down,
            self.we_restored_a_backup,
            self.takes_her_record_away_and_begins_anew,
            self.brings_it_in,
            self.enters_an_imported_day_as_her_own,
        ]

    async def checks_in(self) -> None:
        self.clock.advance(days=1)
        self.last = await self.streaks.check_in(ADA, self._said())

    async def checks_in_elsewhere(self) -> None:
        there = Person(ADA.id, NIGHT_SCHOOL)
        self.clock.advance(days=1)
        await self.streaks.check_in(there, self._said())

    async def takes_it_back(self) -> None:
        await self.streaks.take_back(ADA, self.last.note, self.clock.now())

    async def enters_yesterday(self) -> None:
        self.clock.advance(days=2)
        await self.streaks.check_in(ADA, self._said(day="yesterday"))

    async def does_something_else(self) -> None:
        today = (await self.streaks.show(ADA)).today
        async with self.db.transaction() as conn:
            await activity.record(conn, ADA, Deed("prompt", "delivery 1", today), self.clock.now())

    async def reads_a_paper(self) -> None:
        """On no count, and yet a floor of today (R3)."""
        today = (await self.streaks.show(ADA)).today
        async with self.db.transaction() as conn:
            paper = Deed("paper", "10.1000/1", today, counts=False)
            await activity.record(conn, ADA, paper, self.clock.now())

    async def says_where_she_is(self) -> None:
        await self.settings.move(ADA, "Pacific/Kiritimati", None, seen=True)

    async def has_later_days(self) -> None:
        await self.settings.move(ADA, None, time(6), seen=True)

    async def goes_home_elsewhere(self) -> None:
        await self.settings.go_home(ADA, NIGHT_SCHOOL)

    async def comes_home(self) -> None:
        self.clock.advance(days=1)
        await self.settings.go_home(ADA, LEARNERS)

    async def rests(self) -> None:
        self.clock.advance(days=1)
        await self.plans.rest(ADA, frozenset({1, 3}))

    async def plans_leave(self) -> None:
        await self.plans.leave(ADA, "tomorrow", "")

    async def drops_leave(self) -> None:
        await self.plans.drop_leave(ADA)

    async def ends_leave(self) -> None:
        self.clock.advance(days=1)
        await self.plans.end_leave(ADA)

    async def has_a_goal(self) -> None:
        await self.plans.goal(ADA, 4)

    async def changes_her_goal(self) -> None:
        self.clock.advance(days=7)
        await self.plans.goal(ADA, 2)

    async def clears_her_goal(self) -> None:
        self.clock.advance(days=7)
        await self.plans.goal(ADA, 0)

    async def hides(self) -> None:
        await self.settings.hide(ADA, True)

    async def is_shown_again(self) -> None:
        await self.settings.hide(ADA, False)

    async def is_struck(self) -> None:
        await self._ruled(Ruling.STRIKE, "today")

    async def is_repaired(self) -> None:
        await self._ruled(Ruling.REPAIR, "yesterday")

    async def is_granted_a_freeze(self) -> None:
        await self._ruled(Ruling.GRANT, "")

    async def has_a_ruling_undone(self) -> None:
        undo = await self.rulings.undoable(MINA, self._asked(Ruling.UNDO, ""))
        number = undo.case.number
        [strike] = [each for each in undo.standing if each.kind is Ruling.STRIKE]
        await self.rulings.pick(MINA, number, strike.id)
        await self.rulings.confirm(MINA, number)

    async def terms_are_set(self) -> None:
        terms = {"freezes_initial": "1", "earn_every": "1", "freeze_cap": "3", "backdate_days": "7"}
        await self.house_rules.change(MINA, terms)

    async def we_were_down(self) -> None:
        await self.heart.beat()
        self.clock.advance(days=2)
        self.passed += 2 * DAY.total_seconds()
        await self.heart.beat()

    async def we_restored_a_backup(self) -> None:
        self.clock.advance(days=1)
        async with self.db.transaction() as conn:
            assert await outages.lose(conn, self.clock.now())
            await outages.beat(conn, Share(), self.clock.now())

    async def takes_her_record_away_and_begins_anew(self) -> None:
        self.file = (await self.records.export(ADA)).content
        keeping = await self.records.keeping(ADA)
        await self.records.forget(ADA, keeping.began)
        await self.checks_in()

    async def brings_it_in(self) -> None:
        arriving = await self.records.look_at(ADA, self.file, next(self.numbers))
        assert arriving.draft
        await self.records.bring_in(ADA, arriving.draft)

    async def enters_an_imported_day_as_her_own(self) -> None:
        await self.streaks.check_in(ADA, self._said(day="yesterday"))

    def _said(self, day: str = "") -> Any:
        number = next(self.numbers)
        return say(f"read page {number}", day=day, sent=self.clock.now(), interaction=number)

    def _asked(self, kind: Ruling, day: str) -> Asked:
        return Asked(next(self.numbers), ADA.id, kind, day, "because she asked")

    async def _ruled(self, kind: Ruling, day: str) -> None:
        effect = await self.rulings.preview(MINA, self._asked(kind, day))
        await self.rulings.confirm(MINA, effect.case.number)


@pytest.fixture
async def ada(db, clock) -> Ada:
    return Ada(db, clock)


async def everything(db) -> dict[str, list[str]]:
    discover.tables()
    async with db.reading() as conn:
        return {
            table.name: sorted(map(repr, await conn.execute(sqlalchemy.select(table))))
            for table in metadata.sorted_tables
        }


async def spoil(db) -> None:
    """Whoever doesn't make the row anew is noticed, also where it would have been the same."""
    async with db.transaction() as conn:
        await conn.execute(store.rows.update().values(longest=99, board_longest=99))
        await conn.execute(boards.figures.update().values(value=99))


async def is_true(ada: Ada, deed: str) -> None:
    """The stored row beside a full replay of all facts, at the instant it was stored."""
    async with ada.db.reading() as conn:
        row, facts = await store.kept(conn, ADA.id), await store.facts_of(conn, ADA.id)
    own, board = (replay(facts, ada.clock.now(), imported=each) for each in (True, False))
    for begin, record in (("", own), ("board_", board)):
        for figure in ("streak", "longest", "total", "expires_at"):
            stored, replayed = getattr(row, begin + figure), getattr(record, figure)
            assert stored == replayed, f"after {deed}, {begin}{figure}"
    await has_true_figures(ada, facts, board, deed)


async def has_true_figures(ada: Ada, facts: Facts, record: Record, deed: str) -> None:
    """What she reads on each board of each server where she is shown."""
    c = boards.figures.c
    columns = (c.guild, c.board, c.value, c.turns_at, c.then, c.longest, c.total)
    async with ada.db.reading() as conn:
        stored = await conn.execute(sqlalchemy.select(*columns).where(c.person == ADA.id))
        profile = await members.profile(conn, ADA.id)
        places = [] if profile.hidden else await guilds.of_person(conn, ADA.id)
    expected = {
        (guild, " ".join(board), f.value, f.turns_at or boards.NEVER, f.then)
        for guild in places
        for board, f in figures(facts.here, record).items()
        if f.value or f.then
    }
    expected = {(*row, record.longest, record.total) for row in expected}
    assert {tuple(row) for row in stored} == expected, f"after {deed}, on boards"


async def test_the_row_follows_every_kind_of_fact(ada):
    facts, touched = near() - NO_FACTS, set[str]()
    for deed in ada.deeds:
        await spoil(ada.db)
        before, name = await everything(ada.db), deed.__name__
        await deed()
        after = await everything(ada.db)
        changed = {table for table in after if after[table] != before[table]}
        assert changed & facts, f"{name} changed no fact"
        touched |= changed
        if name in HOUSE_WIDE:
            await ada.streaks.renew(asyncio.Event())
        await is_true(ada, name)
    unseen = "change it in a deed above, and see the row follow; or name it in NO_FACTS"
    assert facts - touched == set(), unseen


def near() -> set[str]:
    """The tables that streaks can read: those of the ground and its own."""
    modules = [there for name, there in sys.modules.items() if name.startswith(NEAR)]
    things = [thing for there in modules for thing in vars(there).values()]
    return {thing.name for thing in things if isinstance(thing, sqlalchemy.Table)}


async def test_what_is_marked_is_renewed_and_then_left_alone(ada):
    """Also for somebody whose record came from a file and who knows other outages."""
    for deed in ada.deeds:
        await deed()
    await ada.streaks.renew(asyncio.Event())
    async with ada.db.reading() as conn:
        stamp = (await store.kept(conn, ADA.id)).stamp.rpartition(" terms ")[0]
        assert await store.old_rows(conn, stamp, 0, 10) == []
    await ada.we_were_down()
    async with ada.db.reading() as conn:
        now = stamp.replace("outages 2,", "outages 3,")
        assert await store.old_rows(conn, now, 0, 10) == [ADA.id]


def test_the_tables_that_hold_no_facts_are_there():
    discover.tables()
    assert NO_FACTS - near() == set()
