"""When only a part of Discord fails: the rest goes on, and nothing is given up that is well."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.courier import Due, person, plan, server, touch
from bot.courier.asking import Troubled
from bot.courier.entering import enter_due
from bot.courier.restored import remember
from bot.courier.tables import schedules
from bot.courier.verdicts import Unknown
from bot.db import Database
from tests.courier.conftest import ADA, SERVER, error

HOUR = timedelta(hours=1)


def fails_below(office, channel):
    """Channels with a lower number answer with 503, posts and histories alike."""
    ask, read = office.discord.request, office.discord.logs_from

    async def request(route, **more):
        if route.channel_id and route.channel_id < channel:
            raise Troubled(503)
        return await ask(route, **more)

    async def logs_from(where, limit, after):
        if where < channel:
            raise error(503)
        return await read(where, limit, after=after)

    office.discord.request, office.discord.logs_from = request, logs_from


async def test_posts_that_fail_for_themselves_alone_hold_up_no_others(sqlite_office):
    office, kept = sqlite_office, sqlite_office.letter.write

    async def write(conn, to, slot, now):
        office.letter.channel = to.id
        return await kept(conn, to, slot, now)

    office.letter.write = write
    office.discord.readable = {*range(3000)}
    for number in range(6):
        await office.plan(server(500 + number))
    office.clock.advance(hours=21)
    fails_below(office, 1000)
    courier = office.courier()
    await courier.tick()
    for _ in range(20):
        office.clock.advance(seconds=20)
        await courier.tick()
    async with office.db.transaction() as conn:
        for number in range(10):
            await plan(conn, server(1000 + number), "morning", Due("2026-03-03", office.clock.at))
    for _ in range(30):
        office.clock.advance(seconds=20)
        await asyncio.wait_for(courier.tick(), 60)
    assert {post["channel"] for post in office.discord.posted} == {*range(1000, 1010)}


@pytest.mark.parametrize("status", [401, 403, 404])
async def test_a_refusal_without_a_number_is_no_word_on_the_post(office, status):
    await office.plan(person(ADA))
    office.clock.advance(hours=21)
    office.discord.refuses = {"/messages": error(status)}
    await office.tick()
    office.discord.refuses = {}
    await office.after(minutes=5)
    assert [state for _, state, _ in await office.ledger()] == ["sent"]
    assert office.stopped == []


async def test_patience_that_discord_asks_for_is_no_silence(sqlite_office):
    office = sqlite_office
    for number in range(8):
        await office.plan(person(100 + number))
    office.clock.advance(hours=21)
    office.discord.refuses = {"channels": error(400, 40003)}
    courier = office.courier()
    await courier.tick()
    assert not courier._trouble.reigns


async def test_who_comes_late_lets_nobody_else_s_lease_go(sqlite_office):
    office = sqlite_office
    await office.plan(person(ADA))
    office.clock.advance(hours=21)
    slow, second, third = office.courier(), office.courier(), office.courier()
    await slow._enter()
    [held] = await slow._claim(1)
    office.clock.advance(seconds=61)
    assert len(await second._claim(1)) == 1
    await slow._mark(held, Unknown("TimeoutError"), None)
    office.clock.advance(seconds=6)
    assert await third._claim(1) == []


async def test_a_board_of_a_year_later_asks_nothing_of_a_restore(sqlite_office):
    office = sqlite_office
    async with office.db.transaction() as conn:
        await remember(conn, office.clock.at - HOUR, office.clock.at)
    office.clock.advance(days=365)
    await office.place()
    await office.tick()
    assert office.reads == ["Ada leads"]


async def test_what_changes_while_another_process_looks_is_shown(office):
    """It read before the change, and says after it that nothing is left to look at."""
    if office.db.is_sqlite:
        pytest.skip("SQLite has one process")
    await office.place()
    await office.tick()
    office.clock.advance(minutes=6)
    await office.touch()
    other, show = Database(office.db.url.render_as_string(hide_password=False)), office.board.show

    async def look_and_be_late(conn, to, now):
        seen = await show(conn, to, now)
        office.board.show = show
        async with other.writer.begin() as beside:
            await touch(beside, SERVER, "board")
        office.board.says = "Zoe leads"
        async with other.writer.begin() as beside:
            await enter_due(beside, office.letters, office.clock.at)
        return seen

    office.board.show = look_and_be_late
    await office.tick()
    for _ in range(3):
        await office.after(minutes=6)
    await other.close()
    assert office.reads == ["Zoe leads"]
    async with office.db.reading() as conn:
        assert await conn.scalar(select(schedules.c.next_due)) is None
