"""Bad days: long outages, refusals wherever they can come, a full disk, clocks that are set."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.courier import Pin, Thread, Why, person, server
from bot.courier.restored import remember
from tests.courier.conftest import ADA, SERVER, error

LOST = aiohttp.ServerDisconnectedError()
SLOT = "2026-03-03"


@pytest.fixture
async def due(office):
    """A post that is due now, into a channel whose history may be read."""
    return await ready(office)


async def ready(office):
    office.letter.channel = 77
    office.discord.readable = {77}
    await office.plan(SERVER)
    office.clock.advance(hours=21)
    return office


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_post_that_could_not_leave_within_six_hours_is_looked_for_and_given_up(due, when):
    due.discord.trouble = [(when, LOST)]
    await due.tick()
    await due.after(hours=6, seconds=1)
    found = [(SLOT, "skipped", Why.TOO_LATE)] if when == "before" else [(SLOT, "sent", None)]
    assert await due.ledger() == found
    assert len(due.discord.posted) == (when == "after")
    await due.after(hours=18)
    assert (await due.ledger())[-1] == ("2026-03-04", "sent", None)


async def test_one_that_was_never_begun_is_not_looked_for(due):
    due.discord.readable = set()
    stopping = due.courier()
    await stopping._enter()
    await due.after(hours=7)
    assert await due.ledger() == [(SLOT, "skipped", Why.TOO_LATE)]
    assert due.discord.looked == 0


CODES = [10003, 10008, 10013, 50001, 50007, 50013, 50278, 160004, 50083, 160005, 50035]
PLACES = ["/users/@me/channels", "/messages", "history", "/threads", "/{message_id}"]


@pytest.mark.parametrize("place", PLACES)
async def test_whatever_discord_refuses_wherever_it_ends_there(sqlite_office, place):
    """A person and a server, each with a thread and a pin after the post, and a living message."""
    office = sqlite_office
    office.discord.readable = {77}
    office.letter.channel, office.letter.then = 77, [Thread("Week 9"), Pin()]
    await office.place()
    for code in CODES:
        office.clock.at = office.clock.at.replace(hour=0)
        for to in (SERVER, person(ADA)):
            await office.plan(to)
        await office.touch()
        office.board.says = f"refused {code}"
        office.discord.refuses = {place: error(403, code)}
        office.discord.trouble = [("after", LOST)] * 3 if place == "history" else []
        await office.after(hours=9)
        await office.after(minutes=5)
        calls = office.discord.calls
        await office.after(hours=2)
        assert office.discord.calls == calls, code
        assert not {state for _, state, _ in await office.ledger()} & {"pending", "waiting"}
        await office.place()
        office.clock.advance(days=1)
    assert len(office.discord.posted) <= len(CODES) * 4


@pytest.mark.parametrize("hours", [-1, 1])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_clock_set_by_an_hour_between_two_tries_doubles_and_loses_nothing(due, when, hours):
    due.discord.trouble = [(when, LOST)]
    await due.tick()
    due.clock.advance(hours=hours)
    await due.after(seconds=10)
    assert due.discord.looked == 1
    await due.after(hours=2)
    assert len(due.discord.posted) == 1
    assert await due.ledger() == [(SLOT, "sent", None)]


async def test_what_a_killed_process_held_does_not_wait_for_a_clock_that_was_set_back(due):
    class Killed(BaseException):
        pass

    due.discord.trouble = [("before", Killed())]
    with pytest.raises(Killed):
        await due.tick()
    await due.after(hours=-1)
    assert len(due.discord.posted) == 1


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo"])
async def test_a_zone_that_changes_after_todays_post_brings_none_for_the_same_date(due, zone):
    await due.tick()
    due.letter.zone = zone
    await due.plan(SERVER)
    for _ in range(20):
        await due.after(hours=3)
    slots = [slot for slot, _, _ in await due.ledger()]
    assert slots == ["2026-03-03", "2026-03-04", "2026-03-05"]
    assert len(due.discord.posted) == 3
    assert due.letter.written == 3


async def test_what_a_stop_finds_unbegun_leaves_with_the_next_process_at_once(office):
    """Also where the history can't be read: it was never tried."""
    office.letter.channel = 77
    for number in range(5, 26):
        await office.plan(server(number))
    office.clock.advance(hours=21)
    stopped = office.courier()
    ticking = asyncio.create_task(stopped.tick())
    await asyncio.wait_for(office.discord.taken.wait(), 20)
    await stopped.stop()
    await ticking
    assert 0 < len(office.discord.posted) < 21
    await office.after(minutes=5)
    assert len(office.discord.posted) == 21
    assert office.discord.looked == 0


async def test_what_a_full_disk_holds_up_leaves_once_there_is_room(sqlite_office):
    office = sqlite_office
    office.letter.channel = 77
    for number in range(5, 40):
        await office.plan(person(number))
    await grow(office, "page_count")
    office.clock.advance(hours=21)
    for _ in range(3):
        with contextlib.suppress(OperationalError):
            await office.tick()
    assert len(office.discord.posted) < 35
    await grow(office, "1000000")
    await office.after(minutes=6)
    assert len(office.discord.posted) == 35


async def grow(office, pages):
    """How large the file may become; "page_count" is as large as it is."""
    async with office.db.writer.connect() as conn:
        if pages == "page_count":
            pages = await conn.scalar(text("PRAGMA page_count"))
        await conn.execute(text(f"PRAGMA max_page_count={pages}"))


async def test_a_disk_that_is_full_when_the_post_is_there_does_not_double_it(sqlite_office):
    due = await ready(sqlite_office)
    await obey(
        due,
        "CREATE TRIGGER full BEFORE UPDATE ON deliveries WHEN NEW.state = 'sent' "
        "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    )
    with pytest.raises(Exception, match="full"):
        await due.tick()
    await obey(due, "DROP TRIGGER full")
    await due.after(minutes=2)
    assert len(due.discord.posted) == 1
    assert await due.ledger() == [(SLOT, "sent", None)]


async def obey(office, statement):
    async with office.db.transaction() as conn:
        await conn.execute(text(statement))


async def test_what_left_before_a_backup_was_put_back_is_found_and_not_posted_again(due):
    """The database is as it was before the post; Discord isn't."""
    await due.place()
    await due.tick()
    assert len(due.discord.posted) == 2
    async with due.db.transaction() as conn:
        for table in ("deliveries", "schedules"):
            await conn.execute(text(f"DELETE FROM {table}"))
        await remember(conn, due.clock.now() - timedelta(hours=20), due.clock.now())
    due.clock.at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    await due.plan(SERVER)
    await due.place()
    due.clock.advance(hours=22)
    await due.tick()
    assert len(due.discord.posted) == 2
    assert [state for _, state, _ in await due.ledger()] == ["sent", "sent"]
    due.board.says = "Ben leads"
    await due.touch()
    await due.after(minutes=10)
    assert "Ben leads" in due.reads
    await due.after(days=1)
    assert len(due.discord.posted) == 3


async def test_after_a_restore_nothing_is_posted_where_one_may_not_look(due):
    due.discord.readable = set()
    async with due.db.transaction() as conn:
        await remember(conn, due.clock.now() - timedelta(days=1), due.clock.now())
    await due.tick()
    assert await due.ledger() == [(SLOT, "uncertain", Why.NO_HISTORY)]
    await due.after(days=1)
    assert len(due.discord.posted) == 1
