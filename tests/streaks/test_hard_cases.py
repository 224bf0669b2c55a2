"""The hard cases, in the words in which they were asked for; each on both databases.

Imports that are cut off, edited, newer or someone else's: tests/settings/test_doors_import.py.
"""

import asyncio
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.errors import Refusal
from bot.members import Person
from bot.outages import Share
from bot.pulse import Pulse
from cogs.settings.service import Settings
from cogs.streaks.facts import Outage
from cogs.streaks.rulings import Ruling
from cogs.streaks.service import Plans, Streaks
from cogs.streaks.service.house_rules import HouseRules
from cogs.streaks.service.rulings import Asked, Rulings
from tests.streaks.saying import ADA, LEARNERS, NIGHT_SCHOOL, counts, say
from tests.support.world import content

DAY = timedelta(days=1)
BERLIN = "Europe/Berlin"
AT_NIGHT_SCHOOL = Person(ADA.id, NIGHT_SCHOOL)
MINA = Person(99, LEARNERS)  # a moderator


def at(local: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


class Life:
    """Ada's, with everything that she can do and the clock in one hand."""

    def __init__(self, streaks: Streaks, db, clock) -> None:
        self.streaks, self.db, self.clock = streaks, db, clock
        self.plans, self.settings = Plans(db, clock), Settings(db, clock, content())
        self.rulings, self.house_rules = Rulings(db, clock), HouseRules(db, clock)

    async def keep(self, local: str, zone: str = "UTC", who: Person = ADA):
        self.clock.at = at(local, zone)
        return await self.streaks.check_in(who, say(f"read on {local}", sent=self.clock.at))

    async def keep_each(self, first: str, days: int) -> None:
        for n in range(days):
            await self.keep(f"{date.fromisoformat(first) + n * DAY} 12:00")

    async def reads(self, local: str, zone: str = "UTC") -> tuple[int, int, int, int]:
        """Streak, longest, total and freezes at that time."""
        self.clock.at = at(local, zone)
        return counts(await self.streaks.show(ADA))

    async def verdicts(self) -> str:
        """Of the newest ten days, newest first."""
        return " ".join(str(line.verdict) for line in (await self.streaks.why(ADA, 0)).lines)

    async def rule(self, kind: Ruling, day: str):
        asked = Asked(int(self.clock.at.timestamp()), ADA.id, kind, day, "as we agreed")
        effect = await self.rulings.preview(MINA, asked)
        await self.rulings.confirm(MINA, effect.case.number)
        return effect


@pytest.fixture
def life(streaks, db, clock) -> Life:
    return Life(streaks, db, clock)


async def test_a_check_in_at_23_59_59_9_that_arrives_at_00_00_01(life):
    await life.keep("2026-03-02 12:00")
    life.clock.at = at("2026-03-04 00:00:01")
    sent = at("2026-03-03 23:59:59.900")
    result = await life.streaks.check_in(ADA, say(sent=sent))
    assert (result.day, counts(result)) == (date(2026, 3, 3), (2, 2, 2, 1))
    assert await life.verdicts() == "open done done"
    assert (await life.streaks.check_in(ADA, say(sent=life.clock.at))).record.streak == 3


async def test_29_february(life):
    await life.keep_each("2028-02-27", 4)
    assert await life.reads("2028-03-01 13:00") == (4, 4, 4, 1)
    newest = [line.day for line in (await life.streaks.why(ADA, 0)).lines]
    assert newest[:2] == [date(2028, 3, 1), date(2028, 2, 29)]


async def test_29_february_can_be_named_and_only_where_there_is_one(life):
    await life.keep("2028-02-28 12:00")
    life.clock.at = at("2028-03-01 12:00")
    late = await life.streaks.check_in(ADA, say(day="29 February", sent=life.clock.at))
    assert late.day == date(2028, 2, 29)
    life.clock.at = at("2029-03-01 12:00")
    with pytest.raises(Refusal):
        await life.streaks.check_in(ADA, say(day="29 February", sent=life.clock.at))


async def test_a_person_in_two_servers_with_different_settings_changing_home(life):
    strict = {"freezes_initial": "0", "earn_every": "0", "freeze_cap": "0", "backdate_days": "0"}
    await life.house_rules.change(Person(98, NIGHT_SCHOOL), strict)
    await life.keep_each("2026-03-02", 2)
    both = await life.keep("2026-03-04 12:00", who=AT_NIGHT_SCHOOL)
    assert counts(both) == (3, 3, 3, 1)  # one record, and the home's settings
    await life.settings.go_home(ADA, NIGHT_SCHOOL)
    assert counts(await life.streaks.show(ADA)) == (3, 3, 3, 1)  # from the next study day on
    assert await life.reads("2026-03-05 00:00") == (3, 3, 3, 0)
    with pytest.raises(Refusal):
        await life.streaks.check_in(ADA, say(day="yesterday", sent=life.clock.at))
    assert await life.reads("2026-03-06 00:00") == (0, 3, 3, 0)
    await life.settings.go_home(ADA, LEARNERS)
    assert await life.reads("2026-03-09 12:00") == (0, 3, 3, 0)  # no new first freeze


async def test_a_week_wholly_on_leave(life):
    await life.keep("2026-03-02 12:00")
    await life.plans.goal(ADA, 2)
    await life.keep("2026-03-04 12:00")
    await life.keep("2026-03-05 12:00")
    await life.plans.rest(ADA, frozenset({4, 5, 6}))
    await life.plans.leave(ADA, "9 March 2026", "15 March 2026")
    assert await life.reads("2026-03-16 08:00") == (3, 3, 3, 0)
    await life.keep_each("2026-03-16", 2)
    planned = await life.plans.show(ADA)
    assert [week.needed for week in planned.rhythm.weeks] == [2, 0, 2]
    assert planned.rhythm.weeks[1].neutral
    assert planned.rhythm.streak == 2


async def test_rest_days_rotated_every_evening(life):
    """Three of a week are free, whatever was changed when."""
    await life.keep("2026-03-02 12:00")
    for evening in range(2, 9):
        life.clock.at = at(f"2026-03-0{evening} 22:00")
        await life.plans.rest(ADA, frozenset({(evening - 1) % 7}))
    life.clock.at = at("2026-03-08 23:00")
    assert await life.verdicts() == "open missed frozen rest rest rest done"


async def test_a_strike_of_the_day_that_earned_a_freeze(life):
    await life.keep_each("2026-03-02", 8)
    assert counts(await life.streaks.show(ADA)) == (8, 8, 8, 2)
    effect = await life.rule(Ruling.STRIKE, "2026-03-08")
    assert (effect.before.freezes, effect.after.freezes) == (2, 1)
    # The first freeze covers the eighth; the seventh day kept is the ninth now, and earns one.
    assert counts(await life.streaks.show(ADA)) == (7, 7, 7, 1)
    assert await life.verdicts() == "done frozen done done done done done done"


async def test_the_process_down_for_a_day_across_midnight(life):
    await life.keep("2026-03-02 12:00")
    await Pulse(life.db, life.clock, Share()).beat()
    life.clock.at = at("2026-03-03 18:00")
    await Pulse(life.db, life.clock, Share()).wake()
    assert await life.reads("2026-03-05 12:00") == (1, 1, 1, 0)  # the 4th is no longer ours
    ledger = await life.streaks.why(ADA, 0)
    assert await life.verdicts() == "open frozen outage done"
    assert ledger.outages == {
        date(2026, 3, 3): [Outage(at("2026-03-03 00:00"), at("2026-03-03 18:00"))]
    }


async def test_clocks_that_went_back_in_autumn(life):
    """Berlin's day of 25 hours is one day, to its very last second."""
    await life.settings.move(ADA, BERLIN, None, seen=True)
    await life.keep("2026-10-24 23:59:59", BERLIN)
    life.clock.at = at("2026-10-25 00:30", BERLIN)
    first = await life.streaks.check_in(ADA, say("before two", sent=life.clock.at))
    life.clock.at += 24 * timedelta(hours=1)  # 23:30 of the same day
    again = await life.streaks.check_in(ADA, say("before midnight", sent=life.clock.at))
    assert first.day == again.day == date(2026, 10, 25)
    assert not again.first
    assert counts(again)[:3] == (2, 2, 2)
    assert (await life.keep("2026-10-26 00:00", BERLIN)).record.streak == 3


async def test_clocks_that_went_back_by_a_correction(life):
    """What was today stays today, and no check-in is filed under a day that is over."""
    await life.keep("2026-03-02 12:00")
    await life.keep("2026-03-03 00:10")
    again = await life.keep("2026-03-02 23:40")
    assert again.day == date(2026, 3, 2)  # sent then, as far as Discord and we can tell
    assert not again.first
    assert (again.today, counts(again)) == (date(2026, 3, 3), (2, 2, 2, 1))
    assert await life.verdicts() == "done done"


async def test_two_devices_at_once(life):
    """One day, one deed; what was said twice the same is noted once, and different words add up."""
    life.clock.at = at("2026-03-02 12:00")
    said = [
        say("read chapter 2", minutes=30, sent=life.clock.at),
        say("read chapter 2", minutes=30, sent=life.clock.at),
        say("made notes", minutes=10, sent=life.clock.at),
    ]
    results = await asyncio.gather(*(life.streaks.check_in(ADA, each) for each in said))
    assert [result.first for result in results].count(True) == 1
    assert {counts(result) for result in results} == {(1, 1, 1, 1)}
    [line] = (await life.streaks.why(ADA, 0)).deeds.values()
    assert (list(line.kinds), line.minutes) == (["check-in"], 40)
