"""What a person hears once: found by features, told with an answer, never twice."""

import pytest

from bot import look, members, told
from bot.db import Database
from bot.members import Person
from bot.notices import Notice, Notices, fitting
from bot.offers import Line
from tests.bot.people import ADA, RAVI

CHEERS, LOST = "cheers", "lost streak"


@pytest.fixture
async def notices(db: Database, clock) -> Notices:
    async with db.transaction() as conn:
        for person in (ADA, RAVI):
            await members.meet(conn, person, clock.now())
    return Notices(db)


def cheered(times: int):
    """So many cheers for everybody, numbered from 1."""

    async def find(_who: Person, told_before: int) -> Notice | None:
        new = times - told_before
        return Notice(CHEERS, times, Line(f"{new} cheers")) if new > 0 else None

    return find


async def tell(notices: Notices, who: Person, *own: Notice) -> list[str]:
    """What a person is told with an answer."""
    waiting = await notices.waiting(who, *own)
    await notices.remember(who, waiting)
    return [notice.line.text for notice in waiting]


async def test_news_is_told_once(notices):
    notices.put(CHEERS, cheered(3))
    assert await tell(notices, ADA) == ["3 cheers"]
    assert await tell(notices, ADA) == []


async def test_only_what_is_new_is_told_later(notices):
    notices.put(CHEERS, cheered(3))
    await tell(notices, ADA)
    notices.put(CHEERS, cheered(5))
    assert await tell(notices, ADA) == ["2 cheers"]


async def test_each_person_is_told_for_themselves(notices):
    notices.put(CHEERS, cheered(3))
    await tell(notices, ADA)
    assert await tell(notices, RAVI) == ["3 cheers"]


async def test_what_a_deed_came_upon_itself_is_told_once_as_well(notices):
    lost = Notice(LOST, 738000, Line("Your streak of 5 days ended."))
    notices.put(CHEERS, cheered(1))
    assert await tell(notices, ADA, lost) == ["Your streak of 5 days ended.", "1 cheers"]
    assert await tell(notices, ADA, lost) == []


async def test_until_it_was_shown_it_goes_on_waiting(notices):
    notices.put(CHEERS, cheered(3))
    await notices.waiting(ADA)
    assert await tell(notices, ADA) == ["3 cheers"]


async def test_what_cannot_be_found_keeps_no_other_news_back(notices, caplog):
    async def broken(_who: Person, _told: int) -> Notice | None:
        raise LookupError("no such table")

    notices.put(LOST, broken)
    notices.put(CHEERS, cheered(3))
    assert await tell(notices, ADA) == ["3 cheers"]
    assert "left out kind=lost streak" in caplog.text


async def test_a_mark_never_goes_back(notices, db):
    async with db.transaction() as conn:
        await told.mark(conn, ADA.id, CHEERS, 5)
        await told.mark(conn, ADA.id, CHEERS, 3)
        assert await told.marks(conn, ADA.id) == {CHEERS: 5}


async def test_what_a_card_has_no_room_for_waits_for_the_next_answer():
    short, long = Notice(LOST, 1, Line("short")), Notice(CHEERS, 1, Line("x" * 500))
    assert fitting(look.card("x" * 3600), [long, short]) == [short]
    assert fitting(look.card("x" * 3400), [long, short]) == [long, short]
