"""What is next is true on days that something covers."""

from tests.support.world import ADA

DID = {"did": "read chapter 2"}


async def resting(world, *names):
    await world.choose(await world.type(ADA, "/streak rest"), *names, by=ADA)


async def test_on_a_rest_day_a_check_in_still_counts_and_the_next_is_named(world):
    await world.type(ADA, "/checkin", **DID)
    await resting(world, "Tuesday", "Wednesday")
    await world.advance(days=1)
    card = await world.type(ADA, "/streak show")
    assert "Today is a rest day; a check-in still counts, as day 2." in card
    assert "Next: day 2 is Thursday 5 March." in card
    assert "Today is covered; a check-in still counts." in await world.type(ADA, "/today")
    done = await world.type(ADA, "/checkin", **DID)
    assert "Next: day 3 is Thursday 5 March. Tomorrow is covered; a check-in then still" in done


async def test_on_leave_the_next_day_is_the_first_after_it(world):
    await world.type(ADA, "/checkin", **DID)
    card = await world.type(ADA, "/streak leave", first="tomorrow", last="14 march")
    assert "Planned" in card
    shown = await world.type(ADA, "/streak show")
    assert "Next: day 2 is Sunday 15 March. The 12 days before it are covered" in shown
    await world.advance(days=2)
    card = await world.type(ADA, "/streak show")
    assert "Today is leave; a check-in still counts, as day 2." in card
    assert "Next: day 2 is Sunday 15 March." in card


async def test_on_an_ordinary_day_tomorrow_is_next(world):
    assert "Next: day 2 is Tuesday 3 March.\n" in await world.type(ADA, "/checkin", **DID)
