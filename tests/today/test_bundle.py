"""What the one bundle a day tells: the week on its last day, cheers once a day, and nothing at a
bad moment."""

from datetime import UTC, date, datetime, time, timedelta

from bot import told
from tests.courier.conftest import error
from tests.today.conftest import ADA

EIGHT = time(8)
ASK, STOP = "today:snooze", "today:stop"


async def test_sundays_bundle_is_the_week_in_four_lines(days):
    await days.wants(time(20))
    await days.plans.goal(ADA, 5)
    await days.checks_in(minutes=30)
    days.clock.advance(days=1)
    await days.checks_in(minutes=75)
    days.clock.at = datetime(2026, 3, 8, 20, tzinfo=UTC)
    [bundle] = await days.passes()
    assert days.lines(bundle) == [
        "### Your week so far 🌱",
        "**2 days** kept of your 5.",
        "**1 h 45 min** noted.",
        "Most on Tuesday: 1 h 15 min.",
        "Streak: a check-in today is day 1.",
    ]
    assert bundle.count("streaks:check-in") == 1
    assert ASK in bundle


async def test_a_kept_week_is_told_though_nothing_is_left_to_do(days):
    await days.wants(EIGHT)
    days.clock.at = datetime(2026, 3, 8, 7, tzinfo=UTC)
    await days.plans.goal(ADA, 1)
    await days.checks_in()
    [bundle] = await days.passes(hours=1)
    assert "**1 day** kept: your goal is reached." in bundle
    assert "Today is kept" in bundle
    assert STOP in bundle
    assert ASK not in bundle
    assert await days.passes(hours=12) == []


async def test_a_week_without_a_deed_is_not_told_of(days):
    await days.wants(EIGHT)
    days.clock.at = datetime(2026, 3, 8, 7, tzinfo=UTC)
    [bundle] = await days.passes(hours=1)
    assert days.lines(bundle)[0] == "### Sunday 8 March 🌱"


async def test_without_a_reminder_on_sunday_the_last_day_that_has_one_closes_the_week(days):
    await days.wants(EIGHT)
    await days.wants_on([6], None)
    found = {}
    for _ in range(20):
        day = days.clock.advance(days=1).date()
        if arrived := await days.passes():
            found[day] = arrived[0]
    assert [*found][3:] == [date(2026, 3, 7), date(2026, 3, 14), date(2026, 3, 21)]
    assert "I write on Saturdays from now on" in found[date(2026, 3, 7)]


async def test_cheers_come_together_with_the_next_bundle_and_are_told_once(days):
    await days.wants(EIGHT)
    await days.is_cheered(2)
    assert await days.notices.waiting(ADA) == []
    [bundle] = await days.passes(hours=20)
    assert "2 people cheered your Monday 2 March." in bundle
    assert "streaks:why:0" in bundle
    assert await days.notices.waiting(ADA) == []
    days.clock.advance(minutes=1)
    await days.checks_in()
    assert "cheered" not in str(await days.passes(days=1))


async def test_cheers_come_on_a_kept_day_too_and_ask_for_nothing(days):
    await days.wants(EIGHT)
    await days.is_cheered(1)
    days.clock.advance(hours=19)
    await days.checks_in()
    [bundle] = await days.passes(hours=1)
    assert "1 person cheered" in bundle
    assert ASK not in bundle


async def test_what_asks_for_nothing_waits_for_no_answer(days):
    await days.wants(EIGHT)
    await days.is_cheered(1)
    days.clock.advance(hours=19)
    await days.checks_in()
    assert len(await days.passes(hours=1)) == 1
    assert [len(await days.passes(days=1)) for _ in range(4)] == [1, 1, 1, 0]


async def test_without_a_daily_bundle_cheers_come_with_the_next_answer(days):
    await days.is_cheered(1)
    assert len(await days.notices.waiting(ADA)) == 1
    await days.wants(EIGHT)
    await days.wants_on([5, 6], None)
    assert len(await days.notices.waiting(ADA)) == 1
    await days.wants_on([5, 6], EIGHT)
    assert await days.notices.waiting(ADA) == []


async def test_cheers_that_could_not_be_sent_were_told_to_nobody(days):
    await days.wants(EIGHT)
    await days.is_cheered(1)
    days.discord.trouble = [("before", error(403, 50007))]
    assert await days.passes(hours=20) == []
    [cheers] = await days.notices.waiting(ADA)
    assert "1 person cheered" in cheers.line.text
    async with days.db.reading() as conn:
        assert await told.marks(conn, ADA.id) == {}


async def test_nothing_is_asked_on_a_day_of_rest_or_leave_with_or_without_a_streak(days):
    await days.wants(EIGHT)
    await days.plans.rest(ADA, {1, 2})
    await days.plans.leave(ADA, "2026-03-05", "2026-03-06")
    found = [len(await days.passes(days=1)) for _ in range(5)]
    assert found == [0, 0, 0, 0, 1]
    await days.checks_in()
    assert await days.passes(days=2) != []


async def test_a_bundle_that_discord_refuses_pauses_all_until_it_is_tried_again(days):
    await days.wants(EIGHT)
    days.discord.trouble = [("before", error(403, 50007))]
    assert await days.passes(days=1) == []
    assert [await days.passes(days=1) for _ in range(3)] == [[]] * 3
    refused = await days.closed.standing(ADA)
    assert refused.is_closed
    assert await days.closed.refused_after(ADA, refused.number) is None
    coming = await days.closed.try_again(ADA)
    assert coming.slot == "2026-03-07"
    assert await days.closed.standing(ADA) is None
    assert len(await days.passes(days=1)) == 1


async def test_closed_messages_are_found_anew_after_each_try(days):
    await days.wants(EIGHT)
    numbers = []
    for _ in range(2):
        days.discord.trouble = [("before", error(403, 50278))]
        await days.passes(days=1)
        numbers.append((await days.closed.standing(ADA)).number)
        await days.wants(EIGHT)
        assert await days.closed.standing(ADA) is None
    assert numbers[0] < numbers[1]


async def test_what_was_refused_is_not_counted_as_unanswered(days):
    await days.wants(EIGHT)
    for _ in range(2):
        assert len(await days.passes(days=1)) == 1
    days.discord.trouble = [("before", error(403, 50007))]
    assert await days.passes(days=1) == []
    await days.wants(EIGHT)
    assert [len(await days.passes(days=1)) for _ in range(3)] == [1, 1, 1]


LAST_SUNDAY = datetime(2026, 3, 29, 7, tzinfo=UTC)


async def until_the_last(days):
    """Nobody has answered since 2 March."""
    await days.wants(EIGHT)
    while days.clock.now() + timedelta(days=1) < LAST_SUNDAY:
        await days.passes(days=1)
    days.clock.at = LAST_SUNDAY


async def test_a_last_reminder_that_was_refused_is_not_the_last(days):
    await until_the_last(days)
    days.discord.trouble = [("before", error(403, 50007))]
    assert await days.passes(hours=1) == []
    assert await days.closed.standing(ADA)
    await days.closed.try_again(ADA)
    assert "my last" not in str(await days.passes(days=1))


async def test_a_last_reminder_that_never_left_is_said_again(days):
    await until_the_last(days)
    days.discord.trouble = [("before", error(503))]
    assert await days.passes(hours=1) == []
    assert await days.passes(hours=7) == []
    [bundle] = await days.passes(days=7, hours=-7)
    assert "This is my last reminder" in bundle
    assert [await days.passes(days=1) for _ in range(8)] == [[]] * 8
