"""Set-ups by several moderators at once, and by a bot that is killed between two steps."""

import asyncio

import pytest

from bot import guilds, places
from bot.errors import Refusal
from bot.members import Person
from bot.needs import Need, Needs, Place
from bot.zones import Places
from cogs.moderation.outcomes import Done, Undone
from cogs.moderation.service.doing import Doing
from cogs.moderation.service.making import LEASE, Making
from cogs.moderation.service.set_up import SetUps
from cogs.moderation.service.undoing import TakingBack
from cogs.moderation.set_ups import NEW, NOTIFY_ROLE
from tests.moderation.ground import Ground
from tests.support.world import content

SERVER = 7
ADA, BEN = Person(11, SERVER), Person(12, SERVER)


class Office:
    def __init__(self, db, clock):
        needs = Needs()
        rooms = [Place(name, name.title(), name) for name in ("board", "posts")]
        needs.put(Need("plants", "Plants", "Grow", rooms))
        making = Making(db, clock, needs)
        self.ground = Ground()
        self.set_ups = SetUps(db, clock, needs, Places.on(content()))
        self.doing = Doing(db, clock, needs, making)
        self.back = TakingBack(db, clock, needs, making)
        self.db = db

    async def preview(self, by=ADA):
        return (await self.set_ups.preview(by, self.ground)).id

    async def do(self, id_, by=ADA):
        return await self.doing.do(by, id_, self.ground)

    async def at_once(self, *deeds):
        return await asyncio.gather(*deeds, return_exceptions=True)

    async def rooms(self):
        async with self.db.reading() as conn:
            return await places.of_server(conn, SERVER)


@pytest.fixture
def office(db, clock):
    return Office(db, clock)


async def test_of_five_presses_at_once_one_makes_each_channel_once(office):
    id_ = await office.preview()
    results = await office.at_once(*(office.do(id_) for _ in range(5)))
    done = [each for each in results if isinstance(each, Done) and not each.again]
    assert len(done) == 1
    assert all(isinstance(each, Done | Refusal) for each in results)
    assert sorted(t.name for t in office.ground.things.values()) == ["board", "posts"]
    assert {*(await office.rooms()).values()} == {*office.ground.things}


async def test_of_two_moderators_at_once_one_sets_up(office):
    hers, his = await office.preview(ADA), await office.preview(BEN)
    results = await office.at_once(office.do(hers, ADA), office.do(his, BEN))
    done = [each for each in results if isinstance(each, Done)]
    [who] = {each.set_up.by for each in done}
    assert who in (ADA.id, BEN.id)
    assert len(office.ground.things) == 2


async def test_of_five_undoings_at_once_one_takes_it_back(office):
    id_ = await office.preview()
    await office.do(id_)
    results = await office.at_once(*(office.back.undo(ADA, id_, office.ground) for _ in range(5)))
    assert all(isinstance(each, Undone | Refusal) for each in results)
    assert [each.removed for each in results if isinstance(each, Undone) and not each.again] == [2]
    assert (office.ground.things, await office.rooms()) == ({}, {})


async def test_an_answer_that_is_lost_makes_nothing_twice(office):
    office.ground.loses = 2
    done = await office.do(await office.preview())
    assert len(office.ground.things) == 2
    assert {*(await office.rooms()).values()} == {*office.ground.things}
    assert [each.why for each in done.set_up.made] == ["", ""]


async def test_killed_after_a_channel_was_made_the_next_process_finds_it(office):
    id_ = await office.preview()
    office.ground.loses, office.ground.silent = 1, True
    with pytest.raises(Refusal):
        await office.do(id_)
    office.ground.silent = False
    assert len(office.ground.things) == 1
    await office.do(id_)
    assert sorted(t.name for t in office.ground.things.values()) == ["board", "posts"]


@pytest.mark.parametrize("presser", [ADA, BEN])
async def test_half_a_set_up_that_another_has_overtaken_changes_nothing_any_more(office, presser):
    await office.set_ups.choose_zone(ADA, "Africa/Nairobi", office.ground)
    hers, office.ground.silent = await office.preview(ADA), True
    office.ground.loses = 1
    with pytest.raises(Refusal):
        await office.do(hers, ADA)
    office.ground.silent = False
    await office.set_ups.choose_zone(BEN, "Asia/Tokyo", office.ground)
    his = await office.preview(BEN)
    await office.do(his, BEN)
    rooms = await office.rooms()
    told = await office.do(hers, presser)
    assert (told.again, told.set_up.id, told.set_up.by) == (True, his, BEN.id)
    assert await office.rooms() == rooms
    async with office.db.reading() as conn:
        assert (await guilds.server(conn, SERVER)).zone == "Asia/Tokyo"


async def test_while_one_process_is_at_it_no_other_begins(office, clock):
    id_ = await office.preview()
    stopped = asyncio.Event()
    make = office.ground.make

    async def never(_thing):
        stopped.set()
        await asyncio.Event().wait()

    office.ground.make = never
    first = asyncio.create_task(office.do(id_))
    await stopped.wait()
    first.cancel()  # as if the process were gone
    await asyncio.wait([first])
    office.ground.make = make
    with pytest.raises(Refusal, match="right now"):
        await office.do(id_, BEN)
    clock.advance(seconds=LEASE.total_seconds() + 1)
    await office.do(id_, BEN)
    assert len(office.ground.things) == 2


async def test_a_notify_role_is_made_once_as_well(office):
    await office.set_ups.choose_role(ADA, NOTIFY_ROLE, NEW, office.ground)
    office.ground.loses = 3
    await office.do(await office.preview())
    async with office.db.reading() as conn:
        role = (await guilds.server(conn, SERVER)).notify_role
    assert office.ground.things[role].place is None
    assert len(office.ground.things) == 3
