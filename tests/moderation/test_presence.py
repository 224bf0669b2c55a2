"""A server that removes us, and one that invites us again."""

from datetime import timedelta

import pytest

from bot import courier, guilds, places, switches
from bot.courier import standing
from bot.courier.tables import deliveries
from bot.db import metadata
from bot.leaving import forget_server
from bot.portability.tables import own
from cogs.moderation.service.presence import Presence
from tests.support.clock import MONDAY_NOON
from tests.support.everything import fill

SERVER, OTHER, ADA = 7, 8, 701_101
TO = courier.server(SERVER)
# What has a server's id and stays when the server's own rows go.
STAYS = {"streak_terms": "by them days of members are judged for ever"}


@pytest.fixture
def presence(db, clock):
    return Presence(db, clock)


@pytest.fixture
async def two_servers(db):
    """Each with a post at noon tomorrow and a board that rests."""
    async with db.transaction() as conn:
        for guild in (SERVER, OTHER):
            await guilds.meet(conn, guild, MONDAY_NOON)
            await guilds.say(conn, guild, zone="Asia/Tokyo")
            await places.put(conn, guild, "moderators", 70)
            await switches.put(conn, guild, "streaks", False)
            noon = courier.Due("2026-03-03", MONDAY_NOON + timedelta(days=1))
            await courier.plan(conn, courier.server(guild), "noon", noon)
            await courier.place(conn, courier.server(guild), "board")
            row = {"recipient": f"g:{guild}", "kind": "noon", "slot": "2026-03-01", "payload": ""}
            at = {"due": MONDAY_NOON, "not_before": MONDAY_NOON, "state": "sent"}
            await conn.execute(deliveries.insert().values(**row, **at))


async def stands_still(db, guild=SERVER):
    async with db.reading() as conn:
        found = await standing.paused(conn, [courier.server(guild)])
        return {each.kind: each.why for each in found}


async def state(db, guild=SERVER):
    async with db.reading() as conn:
        return await guilds.server(conn, guild), await places.of_server(conn, guild)


async def posts(db, guild=SERVER):
    """What was posted, and what is to come."""
    async with db.reading() as conn:
        to = [courier.server(guild)]
        return await standing.sent(conn, to), await standing.coming(conn, to)


async def test_what_is_planned_stands_still_and_other_servers_go_on(db, presence, two_servers):
    await presence.left(SERVER)
    removed = courier.Why.REMOVED
    assert await stands_still(db) == {"noon": removed, "board": removed}
    assert await stands_still(db, OTHER) == {}


async def test_invited_within_thirty_days_everything_goes_on(db, clock, presence, two_servers):
    before = await state(db)
    await presence.left(SERVER)
    clock.advance(days=29, hours=23)
    await presence.forget()
    await presence.came(SERVER)
    assert await state(db) == before
    assert await stands_still(db) == {}
    async with db.reading() as conn:
        assert {each.kind for each in await standing.coming(conn, [TO])} == {"noon", "board"}


async def test_after_thirty_days_the_servers_own_rows_go(db, clock, presence, two_servers):
    await presence.left(SERVER)
    clock.advance(days=30)
    await presence.forget()
    assert await state(db) == (guilds.Server(), {})
    assert await posts(db) == ([], [])
    assert (await state(db, OTHER))[1] == {"moderators": 70}
    assert [len(each) for each in await posts(db, OTHER)] == [1, 2]


async def test_who_comes_back_before_the_night_finds_it_forgotten_as_well(
    db, clock, presence, two_servers
):
    await presence.left(SERVER)
    clock.advance(days=31)
    await presence.came(SERVER)
    assert await state(db) == (guilds.Server(), {})


async def test_a_second_removal_counts_from_the_first(db, clock, presence, two_servers):
    await presence.left(SERVER)
    clock.advance(days=29)
    await presence.left(SERVER)
    clock.advance(days=1)
    await presence.forget()
    assert await state(db) == (guilds.Server(), {})


async def test_a_server_that_we_never_met_leaves_nothing(db, presence):
    await presence.left(99)
    await presence.came(99)
    async with db.reading() as conn:
        assert await guilds.removed(conn, MONDAY_NOON) == []


async def test_nobodys_record_goes_with_a_server(db):
    async with db.transaction() as conn:
        made = await fill(conn, ADA)
        await forget_server(conn, made["activity"]["guild"])
    async with db.reading() as conn:
        left = {t.name for t in metadata.sorted_tables if (await conn.execute(t.select())).first()}
    gone = {table.name for table in metadata.sorted_tables} - left
    personal = {t.name for t in metadata.sorted_tables if own(t) and "of_server" not in t.info}
    assert gone & personal == set()


def test_every_table_about_servers_says_whether_it_goes_with_them():
    unsaid = [
        table.name
        for table in metadata.sorted_tables
        if "guild" in table.c and not own(table)
        if ("of_server" in table.info) == (table.name in STAYS)
    ]
    assert unsaid == [], 'give it info={"of_server": "guild"}, or say here why it stays'
