"""What is due leaves once, whatever happens (RELIABILITY, section 1)."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.courier import Due, person, plan, server
from tests.courier.conftest import ADA, error


class Killed(BaseException):
    """Nothing catches it: what comes after it is never done."""


LOST = aiohttp.ServerDisconnectedError()


async def test_a_letter_leaves_at_its_time_and_once(office):
    await office.plan(person(ADA))
    await office.tick()
    assert office.discord.posted == []
    office.clock.advance(hours=21)
    for _ in range(3):
        await office.tick()
    [post] = office.discord.posted
    assert post["channel"] == ADA * 100
    assert post["allowed_mentions"] == {"parse": []}
    assert await office.ledger() == [("2026-03-03", "sent", None)]


async def test_a_week_that_passes_day_by_day_brings_seven(office):
    await office.plan(person(ADA))
    for _ in range(7):
        office.clock.advance(days=1)
        await office.tick()
    assert len(office.discord.posted) == 7


async def test_a_week_away_brings_the_newest_and_lists_the_missed(office):
    await office.plan(person(ADA))
    office.clock.advance(days=6, hours=22)
    await office.tick()
    assert len(office.discord.posted) == 1
    found = await office.ledger()
    assert [state for _, state, _ in found] == ["skipped"] * 6 + ["sent"]
    assert found[0] == ("2026-03-03", "skipped", "missed")


async def test_a_slot_older_than_six_hours_is_skipped_and_says_so(office):
    await office.plan(person(ADA))
    office.clock.at = datetime(2026, 3, 3, 15, 0, 1, tzinfo=UTC)
    await office.tick()
    assert office.discord.posted == []
    assert await office.ledger() == [("2026-03-03", "skipped", "too late")]
    office.clock.advance(days=1, hours=-5)
    await office.tick()
    assert len(office.discord.posted) == 1


async def test_a_time_moved_to_later_today_brings_no_second_post_today(office):
    await office.plan(person(ADA))
    office.clock.advance(hours=21)
    await office.tick()
    async with office.db.transaction() as conn:
        later = Due("2026-03-03", office.clock.now() + timedelta(hours=1))
        await plan(conn, person(ADA), "morning", later)
    office.clock.advance(hours=2)
    await office.tick()
    assert len(office.discord.posted) == 1
    assert await office.courier().soonest() == datetime(2026, 3, 4, 9, tzinfo=UTC)


async def test_a_slot_exactly_six_hours_old_still_leaves(office):
    await office.plan(person(ADA))
    office.clock.at = datetime(2026, 3, 3, 15, tzinfo=UTC)
    await office.tick()
    assert len(office.discord.posted) == 1


async def test_nothing_to_say_is_no_post_and_the_next_day_comes(office):
    office.letter.silent = {"2026-03-03"}
    await office.plan(person(ADA))
    for _ in range(2):
        office.clock.advance(days=1)
        await office.tick()
    assert [slot for slot, _, _ in await office.ledger()] == ["2026-03-04"]


@pytest.mark.parametrize("trouble", [error(500), error(503), LOST, TimeoutError(), error(429)])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_an_unknown_outcome_is_tried_again_and_arrives_once(office, trouble, when):
    office.discord.trouble = [(when, trouble)]
    await office.plan(person(ADA))
    office.clock.advance(hours=21)
    await office.tick()
    assert [state for _, state, _ in await office.ledger()] == ["pending"]
    office.clock.advance(seconds=6)
    await office.tick()
    assert len(office.discord.posted) == 1
    assert [state for _, state, _ in await office.ledger()] == ["sent"]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_after_the_nonce_is_forgotten_it_looks_back_first(office, when):
    office.discord.trouble = [(when, LOST)]
    await office.plan(person(ADA))
    office.clock.advance(hours=21)
    await office.tick()
    office.clock.advance(minutes=30)
    await office.tick()
    assert office.discord.looked == 1
    assert len(office.discord.posted) == 1
    assert [state for _, state, _ in await office.ledger()] == ["sent"]


async def test_a_killed_process_leaves_its_claim_to_the_next_one(office):
    """The process dies after Discord took the post and before it was marked."""
    office.discord.trouble = [("after", Killed())]
    await office.plan(person(ADA))
    office.clock.advance(hours=21)
    with pytest.raises(Killed):
        await office.tick()
    await office.tick()
    assert len(office.discord.posted) == 1
    office.clock.advance(minutes=2)
    await office.tick()
    assert len(office.discord.posted) == 1
    assert [state for _, state, _ in await office.ledger()] == ["sent"]


async def test_where_the_history_cannot_be_read_nothing_is_posted_again(office):
    office.letter.channel = 77
    office.discord.trouble = [("before", LOST)]
    await office.plan(server(5))
    office.clock.advance(hours=21)
    await office.tick()
    office.clock.advance(minutes=2)
    await office.tick()
    assert office.discord.posted == []
    assert [state for _, state, _ in await office.ledger()] == ["uncertain"]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (50007, "closed messages"),
        (50278, "closed messages"),
        (10003, "no such channel"),
        (50001, "no access"),
        (50013, "no permission"),
    ],
)
async def test_what_blocks_a_post_pauses_its_schedule(office, code, why):
    office.discord.trouble = [("before", error(403, code))]
    await office.plan(person(ADA))
    office.clock.advance(hours=21)
    await office.tick()
    assert await office.ledger() == [("2026-03-03", "blocked", why)]
    office.clock.advance(days=3)
    await office.tick()
    assert office.discord.calls == 1
    await office.plan(person(ADA))
    office.clock.advance(days=1)
    await office.tick()
    assert len(office.discord.posted) == 1


async def test_a_broken_letter_holds_up_nobody(office, caplog):
    other = type(office.letter)(kind="evening")
    office.letters.put(other)
    await office.plan(person(ADA))
    async with office.db.transaction() as conn:
        [first] = await other.slots(conn, person(ADA), None, office.clock.now())
        await plan(conn, person(ADA), "evening", first)
    office.letter.broken = True
    office.clock.advance(hours=21)
    await office.tick()
    assert "a letter failed" in caplog.text
    assert [post["channel"] for post in office.discord.posted] == [ADA * 100]
    office.letter.broken = False
    office.clock.advance(minutes=6)
    await office.tick()
    assert len(office.discord.posted) == 2


@pytest.mark.parametrize(("when", "trouble"), [("before", error(503)), ("after", LOST)])
async def test_ten_minutes_of_trouble_cost_less_than_twice_the_posts(office, trouble, when):
    for number in range(40):
        await office.plan(person(ADA + number))
    office.discord.trouble = [(when, trouble)] * 1000
    office.clock.advance(hours=21)
    keeper = office.courier()
    for _ in range(120):
        await keeper.tick()
        office.clock.advance(seconds=5)
    office.discord.trouble.clear()
    for _ in range(40):
        await keeper.tick()
        office.clock.advance(seconds=10)
    assert len(office.discord.posted) == 40
    assert {state for _, state, _ in await office.ledger()} == {"sent"}
    assert office.discord.calls <= 2 * 40


async def test_a_discord_that_is_back_is_noticed_within_a_minute(office):
    for number in range(20):
        await office.plan(person(ADA + number))
    office.discord.trouble = [("before", error(503))] * 1000
    office.clock.advance(hours=21)
    keeper = office.courier()
    for _ in range(60):
        await keeper.tick()
        office.clock.advance(seconds=10)
    office.discord.trouble.clear()
    for _ in range(4):
        office.clock.advance(seconds=15)
        await keeper.tick()
    assert office.discord.posted


async def test_two_couriers_at_once_post_once(office):
    for number in range(20):
        await office.plan(person(ADA + number))
    office.clock.advance(hours=21)
    await asyncio.gather(office.tick(), office.tick())
    assert len(office.discord.posted) == 20


async def test_the_clock_stepping_back_posts_nothing_twice(office):
    await office.plan(person(ADA))
    office.clock.advance(hours=21)
    await office.tick()
    office.clock.advance(hours=-1)
    await office.tick()
    office.clock.advance(hours=2)
    await office.tick()
    assert len(office.discord.posted) == 1


async def test_it_tells_when_the_next_post_leaves(office):
    assert await office.courier().soonest() is None
    await office.plan(person(ADA))
    nine = datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert await office.courier().soonest() == nine
    office.discord.trouble = [("before", LOST)]
    office.clock.at = nine
    await office.tick()
    assert (await office.courier().soonest() - nine).total_seconds() == 5


async def test_every_try_carries_the_same_nonce_and_mark(office):
    office.discord.trouble = [("before", LOST)]
    await office.plan(person(ADA))
    office.clock.advance(hours=21)
    await office.tick()
    office.clock.advance(seconds=6)
    await office.tick()
    [post] = office.discord.posted
    assert len(post["nonce"]) == 24
    assert post["enforce_nonce"] is True
    assert 0 < post["components"][0]["id"] < 2**31
    assert json.dumps(post["components"])


async def test_a_persons_direct_messages_are_opened_once(office):
    opened = office.discord.opened
    await office.plan(person(ADA))
    for _ in range(3):
        await office.after(days=1)
    assert (len(office.discord.posted), opened) == (3, [str(ADA)])
    office.discord.trouble = [("before", error(404, 10003))]
    await office.after(days=1)
    await office.plan(person(ADA))
    await office.after(days=1)
    assert (len(office.discord.posted), opened) == (4, [str(ADA)] * 2)


async def test_opening_too_fast_is_no_refusal(office):
    office.discord.refuses = {"/users/@me/channels": error(400, 40003)}
    await office.plan(person(ADA))
    await office.after(hours=21)
    office.discord.refuses = {}
    await office.after(minutes=1)
    assert len(office.discord.posted) == 1


async def test_channels_do_not_wait_for_people_who_are_slow_to_reach(office):
    office.letter.channel = 77
    office.discord.slow = asyncio.Event()
    for number in range(1, 60):
        await office.plan(person(ADA + number))
    await office.plan(server(5))
    office.clock.advance(hours=21)
    keeper = office.courier()
    ticking = asyncio.create_task(keeper.tick())
    await asyncio.wait_for(office.discord.taken.wait(), 20)
    assert [post["channel"] for post in office.discord.posted] == [77]
    office.discord.slow.set()
    await ticking
    assert len(office.discord.posted) == 60
