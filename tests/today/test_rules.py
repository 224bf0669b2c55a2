"""How often a reminder comes (PRODUCT, promise 10: never nagging)."""

from datetime import date, timedelta

from cogs.today.rules import Ladder, Pace, Step, step

MONDAY = date(2026, 3, 2)


def unanswered(days: int) -> dict[date, Step]:
    """What leaves when nobody ever answers."""
    ladder, found = Ladder(), {}
    for n in range(days):
        day = MONDAY + timedelta(days=n)
        due, ladder = step(ladder, day.weekday() == 6)
        if due is not Step.NOTHING:
            found[day] = due
    return found


def test_three_unanswered_make_it_weekly_and_three_more_end_it_each_said_once():
    sundays = [date(2026, 3, 8) + timedelta(weeks=n) for n in range(4)]
    assert unanswered(365) == {
        **{MONDAY + timedelta(days=n): Step.USUAL for n in range(3)},
        sundays[0]: Step.NOW_WEEKLY,
        sundays[1]: Step.USUAL,
        sundays[2]: Step.USUAL,
        sundays[3]: Step.LAST,
    }


def test_an_ended_ladder_stays_silent():
    ended = Ladder(Pace.ENDED)
    assert step(ended, True) == (Step.NOTHING, ended)
