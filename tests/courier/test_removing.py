"""What has to go again: it goes once, also where it was under way, and quotes nobody meanwhile."""

from typing import Any

import pytest

from bot import courier
from bot.courier import Post
from bot.courier.tables import deliveries
from bot.portability import erasing
from tests.courier.conftest import ADA, SERVER, TEXT, Discord, Office, error

CHANNEL = 77


@pytest.fixture
def naming(office: Office) -> Office:
    """Its letter goes to a server and names Ada."""

    async def write(*_about: object) -> Post:
        return Post(TEXT, CHANNEL, about=ADA)

    office.letter.write = write
    return office


async def forget(office: Office) -> None:
    async with office.db.transaction() as conn:
        await erasing.erase(conn, ADA, office.clock.now())


async def rows(office: Office) -> list[Any]:
    async with office.db.reading() as conn:
        return list((await conn.execute(deliveries.select().order_by(deliveries.c.id))).all())


def removed(office: Office) -> int:
    return sum(method == "DELETE" for method, *_ in office.discord.asked)


async def morning(office: Office) -> None:
    await office.plan(SERVER)
    office.clock.advance(days=1)
    await office.tick()


async def test_a_post_that_names_somebody_goes_with_them(naming):
    await morning(naming)
    await forget(naming)
    await naming.tick()
    await naming.tick()
    assert removed(naming) == 1
    [removal] = await rows(naming)
    assert (removal.deed, removal.state, removal.person) == ("removal", "sent", None)


async def test_one_under_way_at_that_moment_goes_as_soon_as_it_is_there(naming, monkeypatch):
    asked = Discord.request

    async def request(discord: Discord, route: Any, **body: Any) -> Any:
        done = await asked(discord, route, **body)
        if route.method == "POST":
            await forget(naming)
        return done

    monkeypatch.setattr(Discord, "request", request)
    await morning(naming)
    assert len(naming.discord.posted) == 1
    await naming.tick()
    assert removed(naming) == 1


async def test_a_removal_is_tried_again_and_one_that_is_done_already_is_done(naming):
    await morning(naming)
    await forget(naming)
    naming.discord.trouble = [("before", error(503)), ("before", error(404, 10008))]
    await naming.tick()
    naming.clock.advance(minutes=1)
    await naming.tick()
    assert [row.state for row in await rows(naming)] == ["sent"]


async def test_where_we_may_not_come_any_more_it_is_left_and_nobody_is_troubled(naming):
    naming.letters.on_blocked(naming.hear)
    await morning(naming)
    await forget(naming)
    naming.discord.trouble = [("before", error(403, 50001))]
    await naming.tick()
    naming.clock.advance(days=1)
    await naming.tick()
    assert naming.stopped == []
    assert ("removal", "blocked") in [(row.deed, row.state) for row in await rows(naming)]


async def test_what_has_left_is_no_longer_kept_in_words(naming):
    await morning(naming)
    assert "Good morning" not in str(await rows(naming))


async def test_what_is_to_a_person_alone_stays_with_them(office):
    await office.plan(courier.person(ADA))
    office.clock.advance(days=1)
    await office.tick()
    await forget(office)
    await office.tick()
    assert removed(office) == 0
