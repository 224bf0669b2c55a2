"""One word a day to the moderators that something waits, and none where nothing does."""

from datetime import UTC, datetime, time

import pytest

from tests.courier.conftest import error
from tests.moderation.mornings import ROOM, begin


@pytest.fixture
async def mornings(db, clock):
    """Monday, 2 March 2026, noon in UTC, which is the zone of the server."""
    return await begin(db, clock)


async def test_it_comes_at_nine_and_says_how_much_and_since_when(mornings):
    mornings.asked(days=2)
    mornings.asked(hours=1)
    assert await mornings.passes(hours=20, minutes=59) == []
    [said] = await mornings.passes(minutes=1)
    assert "2 things wait for moderators" in said
    assert "The oldest since <t:1772280000:f> (<t:1772280000:R>)." in said
    assert "moderation:inbox" in said
    assert mornings.rooms == [ROOM]


async def test_it_names_nobody_and_pings_nobody(mornings):
    mornings.asked(hours=1)
    [said] = await mornings.passes(days=1)
    assert "1 thing waits for moderators" in said
    assert "<@" not in said
    assert mornings.discord.posted[0]["allowed_mentions"] == {"parse": []}


async def test_where_nothing_waits_none_comes_and_the_next_day_is_asked_again(mornings):
    assert await mornings.passes(days=1) == []
    mornings.asked(hours=1)
    assert await mornings.passes(hours=1) == []
    assert len(await mornings.passes(days=1)) == 1
    mornings.waits.clear()
    assert await mornings.passes(days=1) == []


async def test_without_a_channel_none_comes_and_a_new_channel_gets_the_next(mornings):
    mornings.asked(hours=1)
    await mornings.meets_in(None)
    assert await mornings.passes(days=1) == []
    await mornings.meets_in(71)
    assert len(await mornings.passes(days=1)) == 1
    assert mornings.rooms == [71]


async def test_a_blocked_summary_goes_on_in_the_channel_that_is_named_instead(mornings):
    mornings.asked(hours=1)
    mornings.discord.trouble = [("before", error(404, 10003))]
    assert await mornings.passes(days=1) == []
    assert await mornings.passes(days=1) == []
    await mornings.meets_in(71)
    assert len(await mornings.passes(days=1)) == 1
    assert mornings.rooms == [71]


async def test_a_server_that_removed_us_gets_none_until_it_invites_us_again(mornings):
    mornings.asked(hours=1)
    await mornings.says(removed_at=mornings.clock.now())
    assert await mornings.passes(days=1) == []
    await mornings.says(removed_at=None)
    assert len(await mornings.passes(days=1)) == 1


async def test_it_follows_the_zone_and_the_hour_of_the_server(mornings):
    mornings.asked(hours=1)
    await mornings.says(zone="Asia/Tokyo")
    assert len(await mornings.passes(hours=12)) == 1  # 09:00 in Tokyo
    await mornings.says(summary_at=time(18))
    assert await mornings.passes(hours=8) == []  # today has had its own
    assert len(await mornings.passes(hours=25)) == 1


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "America/New_York", "Asia/Tokyo"])
async def test_a_change_of_zone_brings_no_second_one_for_the_same_date(mornings, zone):
    mornings.asked(hours=1)
    assert len(await mornings.passes(hours=21)) == 1  # Tuesday, 09:00
    await mornings.says(zone=zone)
    found = [mornings.clock.now() for _ in range(48) if await mornings.passes(hours=1)]
    assert [f"{at:%d}" for at in found] == {"Asia/Tokyo": ["04", "05"]}.get(zone, ["04"])


async def test_the_clocks_that_change_change_nothing(mornings):
    mornings.clock.at = datetime(2026, 3, 27, 12, tzinfo=UTC)
    mornings.asked(hours=1)
    await mornings.says(zone="Europe/Berlin")
    found = [mornings.clock.now() for _ in range(72) if await mornings.passes(hours=1)]
    assert [f"{at:%d %H}" for at in found] == ["28 08", "29 07", "30 07"]
