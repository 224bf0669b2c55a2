"""The ledger: every deed once, every minute counted, every watcher told in time."""

import asyncio
from datetime import timedelta

import pytest

from bot import activity, guilds, homes, members
from bot.activity import Deed, Note
from bot.days import DAY
from bot.members import Person
from tests.bot.people import ADA, MONDAY, RAVI, TOWN, VILLAGE, check_in, history, records


@pytest.fixture
def notes_down(db, clock):
    async def note(deed: int, interaction: int, words: str, minutes: int = 0, who=ADA) -> None:
        async with db.transaction() as conn:
            said = Note(interaction, deed, clock.now(), minutes, words)
            await activity.add_note(conn, who.id, said)

    return note


async def minutes(db, who: Person = ADA, *days) -> dict:
    async with db.reading() as conn:
        return await activity.minutes(conn, who.id, days or [MONDAY])


async def test_the_same_deed_twice_is_once(db, clock):
    first = await records(db, ADA, check_in(), clock.now())
    again = await records(db, ADA, check_in(), clock.advance(hours=1))
    assert (first.first, again.first) == (True, False)
    assert first.id == again.id
    assert len(await history(db, ADA)) == 1


async def test_50_identical_deeds_at_once_are_one(db, clock):
    all_ = await asyncio.gather(*(records(db, ADA, check_in(), clock.now()) for _ in range(50)))
    assert sum(recorded.first for recorded in all_) == 1
    assert len(await history(db, ADA)) == 1


async def test_the_same_deed_of_another_person_is_theirs(db, clock):
    await records(db, ADA, check_in(), clock.now())
    assert (await records(db, RAVI, check_in(), clock.now())).first


async def test_a_deed_is_kept_as_it_was_done(db, clock):
    await records(db, ADA, Deed("prompt", "p1", MONDAY, counts=False, late=True), clock.now())
    (done,) = await history(db, ADA)
    assert (done.kind, done.day, done.at) == ("prompt", MONDAY, clock.now())
    assert (done.counts, done.late, done.imported, done.undone) == (False, True, False, False)


async def test_the_history_runs_from_the_oldest_day(db, clock):
    for day in (MONDAY, MONDAY - DAY, MONDAY + DAY):
        await records(db, ADA, check_in(day), clock.now())
    days = [done.day for done in await history(db, ADA)]
    assert days == [MONDAY - DAY, MONDAY, MONDAY + DAY]


async def test_minutes_of_a_day_add_up_over_its_deeds(db, clock, notes_down):
    monday = await records(db, ADA, check_in(), clock.now())
    prompt = await records(db, ADA, Deed("prompt", "p1", MONDAY), clock.now())
    tuesday = await records(db, ADA, check_in(MONDAY + DAY), clock.now())
    await notes_down(monday.id, 11, "read", 30)
    await notes_down(prompt.id, 12, "wrote", 15)
    await notes_down(tuesday.id, 13, "slept")
    assert await minutes(db, ADA, MONDAY, MONDAY + DAY) == {MONDAY: 45}
    assert await minutes(db, RAVI) == {}


async def test_the_same_interaction_twice_is_one_note(db, clock, notes_down):
    done = await records(db, ADA, check_in(), clock.now())
    await notes_down(done.id, 11, "read", 30)
    await notes_down(done.id, 11, "read", 30)
    assert await minutes(db) == {MONDAY: 30}


@pytest.mark.parametrize(("seconds", "same"), [(0, True), (60, True), (60.001, False), (-60, True)])
async def test_the_same_words_within_a_minute_are_a_double_click(
    db, clock, notes_down, seconds, same
):
    done = await records(db, ADA, check_in(), clock.now())
    await notes_down(done.id, 11, "read chapter 2")
    async with db.reading() as conn:
        then = clock.now() + timedelta(seconds=seconds)
        found = await activity.same_note(conn, ADA.id, done.id, "read chapter 2", then)
        other = await activity.same_note(conn, ADA.id, done.id, "read chapter 3", then)
    assert bool(found) is same
    assert other is None


async def test_a_note_is_found_by_its_writer_only(db, clock, notes_down):
    done = await records(db, ADA, check_in(), clock.now())
    await notes_down(done.id, 11, "read", 30)
    async with db.reading() as conn:
        mine = await activity.note_of(conn, ADA.id, 11)
        theirs = await activity.note_of(conn, RAVI.id, 11)
    assert mine == Note(11, done.id, clock.now(), 30, "read")
    assert theirs is None


async def test_taking_back_the_last_note_says_so(db, clock, notes_down):
    done = await records(db, ADA, check_in(), clock.now())
    await notes_down(done.id, 11, "read")
    await notes_down(done.id, 12, "wrote")
    async with db.transaction() as conn:
        one, other = [await activity.note_of(conn, ADA.id, number) for number in (11, 12)]
        assert not await activity.drop_note(conn, one)
        assert await activity.drop_note(conn, other)


async def test_an_undone_deed_takes_its_minutes_but_the_day_stays_reached(db, clock, notes_down):
    done = await records(db, ADA, check_in(MONDAY + DAY), clock.now())
    await notes_down(done.id, 11, "read", 30)
    async with db.transaction() as conn:
        await activity.undo(conn, ADA.id, done.id)
    assert await minutes(db, ADA, MONDAY + DAY) == {}
    assert [done.undone for done in await history(db, ADA)] == [True]
    async with db.reading() as conn:
        assert (await members.calendar(conn, ADA.id)).latest == MONDAY + DAY


async def test_nobody_undoes_anothers_deed(db, clock, notes_down):
    done = await records(db, ADA, check_in(), clock.now())
    await notes_down(done.id, 11, "read", 30)
    async with db.transaction() as conn:
        await activity.undo(conn, RAVI.id, done.id)
    assert [done.undone for done in await history(db, ADA)] == [False]
    assert await minutes(db) == {MONDAY: 30}


async def test_an_undone_deed_can_be_done_again(db, clock):
    done = await records(db, ADA, check_in(), clock.now())
    async with db.transaction() as conn:
        await activity.undo(conn, ADA.id, done.id)
    again = await records(db, Person(ADA.id, VILLAGE), check_in(), clock.now())
    assert again.first
    assert again.id == done.id
    assert [done.undone for done in await history(db, ADA)] == [False]


async def test_the_first_deed_makes_its_server_the_home(db, clock):
    await records(db, ADA, check_in(), clock.now())
    await records(db, Person(ADA.id, VILLAGE), check_in(MONDAY + DAY), clock.now())
    async with db.reading() as conn:
        assert [home.guild for home in await homes.history(conn, ADA.id)] == [TOWN]


async def test_the_servers_of_a_person_are_those_they_did_something_in(db, clock):
    village, messages = Person(ADA.id, VILLAGE), Person(ADA.id, None)
    for n, who in enumerate((ADA, village, messages)):  # also what adds to a day kept elsewhere
        await records(db, who, check_in(MONDAY + n // 2 * DAY), clock.now())
    await records(db, Person(RAVI.id, 300), check_in(), clock.now())
    async with db.reading() as conn:
        assert sorted(await guilds.of_person(conn, ADA.id)) == [TOWN, VILLAGE]
        assert [*await guilds.of_person(conn, RAVI.id)] == [300]
        assert await guilds.of_person(conn, 99) == {}
