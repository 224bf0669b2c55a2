"""What follows a post: a thread, a pin, a role; each retried like the post, and refused alone."""

import aiohttp
import pytest

from bot.courier import Pin, Role, Thread, Why
from tests.courier.conftest import ADA, SERVER, error

LOST = aiohttp.ServerDisconnectedError()
FINE = ("", None)


@pytest.fixture
async def due(office):
    office.letter.channel = 77
    office.discord.readable = {77}
    office.letter.then = [Thread("Week 9"), Pin()]
    await office.plan(SERVER)
    office.clock.advance(hours=21)
    return office


def done(office):
    [post] = office.discord.posted
    return [(m, path.replace(post["id"], "POST"), json) for m, path, json in office.discord.asked]


THREAD = ("POST", "/channels/77/messages/POST/threads")
NAMED = {"name": "Week 9", "auto_archive_duration": 10_080}
PIN = ("PUT", "/channels/77/messages/pins/POST", None)


async def test_a_thread_and_a_pin_follow_once(due):
    for _ in range(3):
        await due.tick()
    assert done(due) == [(*THREAD, NAMED), PIN]
    assert [state for _, state, _ in await due.ledger()] == ["sent"] * 3


@pytest.mark.parametrize("trouble", [error(503), LOST, error(429), TimeoutError()])
async def test_each_is_tried_until_it_is_done(due, trouble):
    due.discord.trouble = [FINE, ("before", trouble), FINE, ("before", trouble)]
    await due.tick()
    assert done(due) == [PIN]
    await due.after(seconds=6)
    await due.after(seconds=16)
    assert done(due) == [PIN, (*THREAD, NAMED)]
    assert len(due.discord.posted) == 1


@pytest.mark.parametrize("code", [160004, 10008])
async def test_a_thread_that_is_there_and_a_post_that_is_gone_are_the_end_of_it(due, code):
    due.discord.trouble = [FINE, ("before", error(400, code))]
    await due.tick()
    await due.after(minutes=10)
    assert done(due) == [PIN]
    assert due.stopped == []
    assert [state for _, state, _ in await due.ledger()] == ["sent"] * 3


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (50013, Why.NO_PERMISSION),
        (10003, Why.NO_CHANNEL),
        (50001, Why.NO_ACCESS),
        (160005, Why.ARCHIVED),
        (30003, Why.MANY_PINS),
    ],
)
async def test_what_is_refused_is_told_and_the_posts_go_on(due, code, why):
    due.discord.trouble = [FINE, FINE, ("before", error(403, code))]
    await due.tick()
    assert done(due) == [(*THREAD, NAMED)]
    assert [(each.deed, each.why) for each in due.stopped] == [("pin", why)]
    await due.after(days=1)
    assert len(due.discord.posted) == 2


async def test_nothing_follows_a_post_that_was_refused(due):
    due.discord.trouble = [("before", error(403, 50013))]
    await due.tick()
    await due.after(minutes=10)
    assert due.discord.asked == []
    assert await due.ledger() == [
        ("2026-03-03", "blocked", Why.NO_PERMISSION),
        ("2026-03-03/1", "skipped", Why.NO_POST),
        ("2026-03-03/2", "skipped", Why.NO_POST),
    ]


async def test_what_follows_a_post_that_was_found_again_is_done_as_well(due):
    due.discord.trouble = [("after", LOST)]
    await due.tick()
    await due.after(minutes=5)
    assert done(due) == [(*THREAD, NAMED), PIN]


@pytest.mark.parametrize("code", [None, 10007])
async def test_a_role_is_given_to_whoever_is_still_there(office, code):
    office.letter.channel = 77
    office.letter.then = [Role(5, ADA, 9)]
    office.discord.trouble = [FINE, ("before", error(404, code))] if code else []
    await office.plan(SERVER)
    await office.after(hours=21)
    given = [("PUT", f"/guilds/5/members/{ADA}/roles/9", None)]
    assert office.discord.asked == ([] if code else given)
    assert [state for _, state, _ in await office.ledger()] == ["sent"] * 2
