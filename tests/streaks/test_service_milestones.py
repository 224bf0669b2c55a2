"""Milestones on both databases: each once, whatever is replayed, and none lost to another."""

import asyncio
from datetime import timedelta

import pytest

from bot import guilds, members, places, switches
from bot.members import Answer, Person, Share
from bot.needs import Needs
from cogs.streaks.milestones import is_milestone
from cogs.streaks.needs import MILESTONES, NEEDS
from cogs.streaks.service import Milestones
from tests.streaks.saying import LEARNERS, NIGHT_SCHOOL, say

PEOPLE = [Person(n, LEARNERS) for n in (1, 2, 3)]
CHANNEL = 71


@pytest.fixture
async def milestones(db, clock, streaks) -> Milestones:
    """On in one server, where three people always share and have kept six days."""
    needs = Needs()
    for need in NEEDS:
        needs.put(need)
    found = Milestones(db, clock, needs)
    db.watchers.append(found.follow)
    async with db.transaction() as conn:
        await guilds.meet(conn, LEARNERS, clock.now())
        await places.put(conn, LEARNERS, MILESTONES, CHANNEL)
        await switches.put(conn, LEARNERS, MILESTONES, True)
        for who in PEOPLE:
            await members.meet(conn, who, clock.now())
            await members.say(conn, who.id, Answer.SHARE, Share.ALWAYS.value)
    for _ in range(6):
        for who in PEOPLE:
            await streaks.check_in(who, say(sent=clock.now()))
        clock.advance(days=1)
    return found


async def leave(db, milestones, now) -> list[int]:
    """Whose milestones the courier posts, in turn."""
    posted = []
    since = "1"
    while since:
        async with db.transaction() as conn:
            slots = await milestones.due(conn, LEARNERS, since, now)
            for slot in [each for each in slots if each.at <= now][-1:]:
                found = await milestones.celebrate(conn, LEARNERS, int(slot.slot), now)
                posted += [found[0].person] if found else []
        since = next((each.slot for each in slots if each.at > now), None)
        now += timedelta(seconds=1)
    return posted


@pytest.mark.parametrize(
    ("streak", "is_one"),
    [(0, 0), (1, 0), (7, 1), (14, 0), (30, 1), (100, 1), (365, 1), (366, 0), (730, 1)],
)
def test_days_7_30_100_and_every_year(streak, is_one):
    assert is_milestone(streak) is bool(is_one)


async def test_three_at_once_are_all_posted_and_none_again(milestones, streaks, db, clock):
    said = [streaks.check_in(who, say(sent=clock.now())) for who in PEOPLE]
    await asyncio.gather(*said)
    assert sorted(await leave(db, milestones, clock.now())) == [1, 2, 3]
    for who in PEOPLE:
        await streaks.check_in(who, say("more", sent=clock.now()))
    assert await leave(db, milestones, clock.now()) == []


async def test_a_day_entered_late_is_a_milestone_too(milestones, streaks, db, clock):
    clock.advance(days=1)
    await streaks.check_in(PEOPLE[0], say(sent=clock.now(), day="yesterday"))
    assert await leave(db, milestones, clock.now()) == [1]


async def test_a_late_entry_that_moves_it_to_another_day_shows_it_no_second_time(
    milestones, streaks, db, clock
):
    clock.advance(days=1)
    await streaks.check_in(PEOPLE[0], say(sent=clock.now()))  # the day before is frozen
    assert await leave(db, milestones, clock.now()) == [1]
    await streaks.check_in(PEOPLE[0], say(sent=clock.now(), day="yesterday"))
    assert await leave(db, milestones, clock.now()) == []


async def test_what_was_missed_while_nothing_could_be_posted_is_left_out(
    milestones, streaks, db, clock
):
    await streaks.check_in(PEOPLE[0], say(sent=clock.now()))
    async with db.transaction() as conn:
        assert await milestones.due(conn, LEARNERS, None, clock.now()) == []
    assert await leave(db, milestones, clock.now()) == []


async def test_another_server_sees_nothing_of_it(milestones, streaks, db, clock):
    await streaks.check_in(Person(1, NIGHT_SCHOOL), say(sent=clock.now()))
    assert await leave(db, milestones, clock.now()) == []
