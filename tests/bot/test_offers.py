"""Shelves: what features offer each other, and what becomes of an offer that fails."""

from datetime import timedelta

from bot.offers import Line, Link, Quiet, Shelf, Shelves, Waiting, Week
from tests.support.clock import MONDAY_NOON

STREAK = Line("Day 3 is open", [Link("Check in", "streaks:check-in")])
DRILLS = Line("Four drills are due")


async def streak(person: int, guild: int | None) -> Line | None:
    return STREAK if person == 1 else None


async def drills(_person: int, _guild: int | None) -> Line:
    return DRILLS


async def broken(*_about: object) -> Line:
    raise LookupError("no such deck")


async def test_lines_come_in_the_order_they_were_offered():
    shelf: Shelf = Shelf("today")
    shelf.put(drills)
    shelf.put(streak)
    assert await shelf.lines(1, None) == [DRILLS, STREAK]


async def test_a_feature_with_nothing_to_say_says_nothing():
    shelf: Shelf = Shelf("today")
    shelf.put(streak)
    assert await shelf.lines(2, None) == []


async def test_an_offer_that_raises_is_left_out_and_logged(caplog):
    shelves = Shelves()
    for offer in (broken, streak):
        shelves.help.put(offer)
    assert await shelves.help.lines(1, 7) == [STREAK]
    assert "an offer failed and was left out shelf=help" in caplog.text
    assert "no such deck" in caplog.text


async def test_shelves_of_two_bots_are_their_own():
    Shelves().help.put(streak)
    assert await Shelves().help.lines(1, None) == []


async def test_what_waits_for_moderators_comes_oldest_first():
    new = Waiting("a report", MONDAY_NOON)
    old = Waiting("a question", MONDAY_NOON - timedelta(days=1))
    middle = Waiting("an appeal", MONDAY_NOON - timedelta(hours=1))

    async def reports(_conn: object, guild: int) -> list[Waiting]:
        return [new, old] if guild == 7 else []

    async def appeals(_conn: object, _guild: int) -> list[Waiting]:
        return [middle]

    shelves = Shelves()
    for offer in (reports, broken, appeals):
        shelves.inbox.put(offer)
    assert await shelves.inbox.waiting(None, 7) == [old, middle, new]
    assert await shelves.inbox.waiting(None, 8) == [middle]


def offers(what):
    async def offer(*_about):
        return what

    return offer


async def test_on_a_quiet_day_nothing_is_asked_whoever_offers_it():
    shelf = Shelves().bundle
    shelf.put(offers(Line("10 drills are due.")))
    assert len(await shelf.lines()) == 1
    shelf.put(offers(Quiet.TODAY))
    assert await shelf.lines() == []


async def test_a_week_has_four_lines_however_many_tell_of_it():
    shelf = Shelves().week
    links = [Link("Check in", "streaks:check-in")]
    shelf.put(offers({Week.STREAK: Line("Streak: 3 days.", links), Week.DAYS: Line("3 kept.")}))
    shelf.put(offers({Week.MOST: Line("Most drills on Monday.")}))
    shelf.put(offers({Week.DAYS: Line("2 prompts.")}))
    shelf.put(offers({}))
    assert await shelf.lines() == [
        Line("3 kept. 2 prompts.", []),
        Line("Most drills on Monday.", []),
        Line("Streak: 3 days.", links),
    ]
