"""One private bundle a day, at the person's own time, only where there is something to say."""

from datetime import UTC, datetime, time

from tests.today.conftest import ADA

EIGHT = time(8)


async def test_it_comes_at_the_persons_own_time(days):
    await days.moves("Asia/Tokyo")
    await days.wants(EIGHT)
    assert await days.passes(hours=10, minutes=59) == []
    [bundle] = await days.passes(minutes=1)
    assert "Tuesday 3 March" in bundle
    assert "day 1" in bundle
    assert "streaks:check-in" in bundle


async def test_a_kept_day_brings_none(days):
    await days.wants(EIGHT)
    days.clock.at = datetime(2026, 3, 3, 7, tzinfo=UTC)
    await days.checks_in()
    assert await days.passes(hours=2) == []
    assert len(await days.passes(days=1)) == 1


async def test_single_days_have_a_time_of_their_own_or_none(days):
    await days.wants(EIGHT)
    await days.wants_on([1], time(10))
    await days.wants_on([2], None)
    assert [len(await days.passes(hours=1)) for _ in range(24)] == [0] * 21 + [1, 0, 0]
    assert await days.passes(days=1) == []
    assert len(await days.passes(hours=20)) == 1


async def test_moving_house_moves_the_reminder(days):
    await days.wants(EIGHT)
    await days.moves("America/New_York")
    assert await days.passes(hours=21) == []
    assert len(await days.passes(hours=4)) == 1


async def test_a_new_time_holds_at_once(days):
    await days.wants(EIGHT)
    await days.wants(time(13))
    assert len(await days.passes(hours=1)) == 1
    assert len(await days.passes(days=1)) == 1


async def test_three_unanswered_make_it_weekly_and_a_check_in_brings_it_back(days):
    await days.wants(EIGHT)
    found = [await days.passes(days=1) for _ in range(6)]
    assert [len(each) for each in found] == [1, 1, 1, 0, 0, 1]
    assert "on Sundays from now on" in found[5][0]
    await days.passes(minutes=20)
    await days.checks_in()
    assert len(await days.passes(days=1)) == 1


async def test_three_unanswered_sundays_end_it_said_once(days):
    await days.wants(EIGHT)
    found = [words for _ in range(60) for words in await days.passes(days=1)]
    assert len(found) == 7
    assert "my last reminder" in found[-1]
    assert "today:stop" not in found[-1]
    await days.wants(EIGHT)
    assert len(await days.passes(days=1)) == 1


async def test_a_snoozed_bundle_comes_again_in_an_hour_and_once(days):
    await days.wants(EIGHT)
    await days.passes(hours=20)
    assert await days.bundles.snooze(ADA, 4711) == time(9)
    assert await days.passes(minutes=59) == []
    assert len(await days.passes(minutes=1)) == 1
    assert await days.passes(hours=2) == []


async def test_what_was_done_meanwhile_makes_the_snooze_needless(days):
    await days.wants(EIGHT)
    await days.passes(hours=20)
    await days.bundles.snooze(ADA, 4711)
    await days.checks_in()
    assert await days.passes(hours=1) == []


async def test_stopped_is_stopped(days):
    await days.wants(EIGHT)
    await days.passes(hours=20)
    await days.bundles.snooze(ADA, 4711)
    await days.bundles.stop(ADA)
    assert [await days.passes(days=1) for _ in range(9)] == [[]] * 9
    assert await days.bundles.snooze(ADA, 4712) is None
