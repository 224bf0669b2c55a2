"""A record of twenty years, moved and planned as often as a file may say."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from time import process_time

from bot.days import DAY, Calendar, Setting
from cogs.streaks.facts import Entry, Facts, Goal, RestPlan
from cogs.streaks.rhythm import rhythm
from cogs.streaks.rules import replay

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAYS = 7300
BEGAN = NOW - timedelta(days=DAYS)
ZONES = ("Asia/Tokyo", "America/New_York", "Europe/Berlin", "Pacific/Kiritimati")
EVERY_OTHER = [Entry(BEGAN.date() + number * DAY) for number in range(0, DAYS, 2)]


def calendar(moves: int) -> Calendar:
    settings: list[Setting] = []
    for number in range(moves):
        at = BEGAN + number * timedelta(days=DAYS // moves)
        floor = Calendar(settings).today(at) if settings else None
        settings.append(Setting(at, ZONES[number % len(ZONES)], time(0), floor))
    return Calendar(settings)


def cost(deed: Callable[[], object]) -> float:
    """Seconds of this process, in the best of three."""

    def once() -> float:
        began = process_time()
        deed()
        return process_time() - began

    return min(once() for _ in range(3))


def replaying(facts: Facts) -> float:
    return cost(lambda: replay(facts, NOW))


def test_two_hundred_moves_cost_little_more_than_none():
    plain = replaying(Facts(calendar(1), EVERY_OTHER))
    assert replaying(Facts(calendar(200), EVERY_OTHER)) < 6 * plain


def test_five_thousand_plans_of_rest_cost_little_more_than_one():
    def plans(number: int) -> list[RestPlan]:
        since = [BEGAN.date() + n * DAYS // number * DAY for n in range(number)]
        return [RestPlan(day, frozenset({0, 3})) for day in since]

    plain = replaying(Facts(calendar(1), EVERY_OTHER, rests=plans(1)))
    assert replaying(Facts(calendar(1), EVERY_OTHER, rests=plans(5000))) < 6 * plain


def test_five_thousand_goals_cost_little_more_than_one():
    record = replay(Facts(calendar(1), EVERY_OTHER), NOW)

    def goals(number: int) -> list[Goal]:
        said: list[date] = [BEGAN.date() + n * DAYS // number * DAY for n in range(number)]
        return [Goal(day, 3) for day in said]

    plain = cost(lambda: rhythm(record, goals(1)))
    assert cost(lambda: rhythm(record, goals(5000))) < 6 * plain
