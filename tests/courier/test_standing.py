"""What moderators may see of the courier's work, and letting a paused schedule go on."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot import courier
from bot.courier import Due, Post, Thread, Why, person, standing
from tests.courier.conftest import ADA, SERVER, TEXT, error

NINE = datetime(2026, 3, 3, 9, tzinfo=UTC)


@pytest.fixture
async def planned(office):
    office.letter.channel = 77
    await office.plan(SERVER)
    await office.plan(person(ADA))
    return office


async def seen(office, question):
    async with office.db.reading() as conn:
        return list(await question(conn, [SERVER]))


async def test_what_comes_is_seen_for_this_server_alone(planned):
    await planned.place()
    found = await seen(planned, standing.coming)
    assert [(each.kind, each.at) for each in found] == [("board", None), ("morning", NINE)]


async def test_what_left_and_what_did_not_is_seen_with_its_reason(planned):
    planned.letter.then = [Thread("Week 9")]
    await planned.after(hours=21)
    await planned.after(days=2)
    [thread, post, *_] = await seen(planned, standing.sent)
    assert (post.slot, post.deed, post.channel) == ("2026-03-05", "post", 77)
    assert post.message is not None
    assert thread.deed == "thread"
    [missed] = await seen(planned, standing.unsent)
    assert (missed.slot, missed.state, missed.why) == ("2026-03-04", "skipped", Why.MISSED)


async def test_what_discord_refused_is_seen_as_paused_and_goes_on_without_the_missed(planned):
    planned.discord.trouble = [("before", error(400, 50035)), ("before", error(400, 50035))]
    await planned.after(hours=21)
    [paused] = await seen(planned, standing.paused)
    assert (paused.kind, paused.why, paused.refused) == ("morning", Why.REFUSED, 50035)
    assert await seen(planned, standing.coming) == []
    await planned.after(hours=27)
    async with planned.db.transaction() as conn:
        assert await courier.resume(conn, SERVER, "morning")
        assert not await courier.resume(conn, SERVER, "morning")
    await planned.tick()
    assert await seen(planned, standing.paused) == []
    assert [each.slot for each in await seen(planned, standing.unsent)] == ["2026-03-03"]
    await planned.after(hours=21)
    [post] = await seen(planned, standing.sent)
    assert post.slot == "2026-03-05"


async def test_a_refusal_is_told_in_the_same_transaction(planned, caplog):
    async def breaks(conn, stopped):
        raise RuntimeError

    planned.letters.on_blocked(breaks)
    planned.discord.trouble = [("before", error(404, 10003))] * 2
    await planned.after(hours=21)
    assert sorted((str(each.to), each.why) for each in planned.stopped) == [
        ("g:5", Why.NO_CHANNEL),
        (f"p:{ADA}", Why.NO_CHANNEL),
    ]
    assert "was not heard" in caplog.text
    assert {state for _, state, _ in await planned.ledger()} == {"blocked"}


class Meeting:
    """An occasion at nine, which is over once it is over."""

    kind = "meeting"

    async def slots(self, _conn, _to, _since, _now):
        return [Due("7", NINE)]

    async def write(self, _conn, _to, _slot, _now):
        return Post(TEXT, 77)


async def test_an_occasion_that_was_missed_while_paused_is_over(office):
    office.letters.put(Meeting())
    async with office.db.transaction() as conn:
        await courier.plan(conn, SERVER, "meeting", Due("7", NINE))
    office.discord.trouble = [("before", error(403, 50013))]
    await office.after(hours=21)
    async with office.db.transaction() as conn:
        await conn.execute(text("DELETE FROM deliveries"))
        await courier.resume(conn, SERVER, "meeting")
    await office.after(hours=1)
    assert office.discord.posted == []
