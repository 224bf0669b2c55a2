"""Watchers keep derived rows true in the transaction that changed the facts."""

from datetime import time

import pytest

from bot import activity, members
from bot.days import DAY
from tests.bot.people import ADA, MONDAY, VILLAGE, check_in, history, records


@pytest.fixture
def told(db):
    """What a watcher saw each time it was told: the person and their deeds that stand."""
    seen: list[tuple[int, int]] = []

    async def watch(conn, person_id: int) -> str:
        deeds = [done for done in await activity.history(conn, person_id) if not done.undone]
        seen.append((person_id, len(deeds)))
        return f"{len(deeds)} kept"

    db.watchers.append(watch)
    return seen


async def test_they_see_the_deed_that_is_being_recorded(db, clock, told):
    recorded = await records(db, ADA, check_in(), clock.now())
    assert told == [(ADA.id, 1)]
    assert recorded.said == "1 kept"


async def test_they_are_told_of_a_deed_taken_back(db, clock, told):
    recorded = await records(db, ADA, check_in(), clock.now())
    async with db.transaction() as conn:
        assert await activity.undo(conn, ADA.id, recorded.id) == "0 kept"
    assert told == [(ADA.id, 1), (ADA.id, 0)]


async def test_they_are_told_of_a_new_zone_and_a_new_home(db, clock, told):
    await records(db, ADA, check_in(), clock.now())
    async with db.transaction() as conn:
        assert await members.move(conn, ADA, clock.now(), "Asia/Kolkata", time(4)) == "1 kept"
        assert await members.go_home(conn, ADA, VILLAGE, clock.now()) == "1 kept"
    assert len(told) == 3


async def test_the_last_that_has_something_to_say_is_heard(db, clock, told):
    async def silent(_conn, _person_id: int) -> None:
        return None

    db.watchers.append(silent)
    assert (await records(db, ADA, check_in(), clock.now())).said == "1 kept"


async def test_a_deed_is_rolled_back_with_a_watcher_that_fails(db, clock):
    async def fail(conn, person_id: int) -> None:
        if len(await activity.history(conn, person_id)) > 1:
            raise LookupError("the board is broken")

    db.watchers.append(fail)
    await records(db, ADA, check_in(), clock.now())
    with pytest.raises(LookupError):
        await records(db, ADA, check_in(MONDAY + DAY), clock.now())
    assert [done.day for done in await history(db, ADA)] == [MONDAY]
    async with db.reading() as conn:
        assert (await members.calendar(conn, ADA.id)).latest == MONDAY
