"""Of two moderators at once one decides, on either database."""

import asyncio

from bot import restraints
from bot.errors import Refusal
from bot.leaving import forget_server
from bot.members import Person
from bot.restraints import Restraint
from cogs.moderation.service.people import Asked, People

ADA, SERVER = 11, 7
MODERATORS = [Person(91 + number, SERVER) for number in range(4)]
WHY = "the same link again and again"


async def test_of_several_moderators_at_once_one_decides(db, clock):
    people = People(db, clock)
    for number, by in enumerate(MODERATORS):
        await people.restrain(by, Asked(number, ADA, WHY), Restraint.SILENCE)
    tries = [people.confirm(by, number) for number, by in enumerate(MODERATORS)]
    came = await asyncio.gather(*tries, return_exceptions=True)
    refused = [each for each in came if isinstance(each, Refusal)]
    assert len(refused) == len(MODERATORS) - 1
    assert all("silenced here already, by <@9" in str(each) for each in refused)
    async with db.reading() as conn:
        assert len(await restraints.newest(conn, SERVER, None, 10)) == 1


async def test_one_preview_confirmed_several_times_at_once_is_one_decision(db, clock):
    people, [by, *_] = People(db, clock), MODERATORS
    await people.restrain(by, Asked(1, ADA, WHY), Restraint.LEAVE_OFF)
    came = await asyncio.gather(*(people.confirm(by, 1) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(each, Refusal) for each in came) == 3


async def test_what_a_server_decided_goes_with_it_and_others_keep_theirs(db, clock):
    people, [by, *_] = People(db, clock), MODERATORS
    for number, each in enumerate((by, Person(95, SERVER + 1))):
        await people.restrain(each, Asked(number, ADA, WHY), Restraint.SILENCE)
        await people.confirm(each, number)
    async with db.transaction() as conn:
        await forget_server(conn, SERVER)
        assert not await restraints.silenced(conn, SERVER, ADA, clock.now())
        assert await restraints.silenced(conn, SERVER + 1, ADA, clock.now())
