"""What a person's record reads on each board, and what it will read next if nothing happens (R12).
Pure."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction

from bot.days import DAY, Calendar
from cogs.streaks.boards import BOARDS, Board, Figure, Measure, Period
from cogs.streaks.cover import Verdict
from cogs.streaks.facts import Facts
from cogs.streaks.rhythm import WEEK, monday, rhythm
from cogs.streaks.rules import Record, replay

# A percent is kept as a whole number of these parts, rounded down, and ranks exactly: a week's is a
# multiple of 1/420 (lcm of 1 to 7), and two means over n and m weeks differ by 1/nm of that or not
# at all, so 2**25 parts tell them apart up to 5,792 weeks, 111 years.
PARTS = 420 * 2**25
BOARDS_WITHOUT_GOAL = [board for board in BOARDS if board.measure is not Measure.PERCENT]


def percent(value: int) -> int:
    """A kept percent as it is shown: rounded down."""
    return value // PARTS


def figures(facts: Facts, record: Record) -> dict[Board, Figure]:
    """`record` is a replay of these facts without imported days; what it reads is as of then."""
    reader, later = _Reader(facts, record), dict[datetime, _Reader]()
    found: dict[Board, Figure] = {}
    for board in BOARDS if facts.goals else BOARDS_WITHOUT_GOAL:
        turns_at = min(_turns(facts.calendar, record, board), default=None)
        then = 0
        if turns_at and board.measure is Measure.PERCENT:
            if turns_at not in later:
                later[turns_at] = _Reader(facts, replay(facts, turns_at, imported=False))
            then = later[turns_at].reads(board)
        found[board] = Figure(reader.reads(board), turns_at, then)
    return found


class _Reader:
    def __init__(self, facts: Facts, record: Record) -> None:
        self._record = record
        self._rhythm = rhythm(record, facts.goals)

    def reads(self, board: Board) -> int:
        first, last = _span(board.period, self._record.today.day)
        if board.measure is Measure.PERCENT:
            mean = self._rhythm.percent(*weeks(first, last))
            return int((mean or Fraction(0)) * PARTS)
        kept = _kept(self._record, first, last)
        return kept if board.measure is Measure.DAYS else self._record.streak * bool(kept)


def weeks(first: date, last: date) -> tuple[date, date]:
    """The first and last Monday of a period: a week belongs to that of its Thursday."""
    return monday(first + 3 * DAY), monday(last - 3 * DAY)


def _kept(record: Record, first: date, last: date) -> int:
    return sum(line.verdict is Verdict.DONE and first <= line.day <= last for line in record.days)


def _span(period: Period, today: date) -> tuple[date, date]:
    match period:
        case Period.WEEK:
            return monday(today), monday(today) + 6 * DAY
        case Period.MONTH:
            return today.replace(day=1), _month_end(today)
        case _:
            return date.min, date.max


def _month_end(today: date) -> date:
    return today.replace(day=monthrange(today.year, today.month)[1])


def _turns(calendar: Calendar, record: Record, board: Board) -> Iterator[datetime]:
    """The next instants at which a board may read something else without anything having
    happened."""
    today, begins = record.today.day, calendar.now_in_force.starts
    if board.measure is Measure.STREAK and record.expires_at:
        yield record.expires_at
    if board.period is Period.WEEK or board.measure is Measure.PERCENT:
        yield begins(monday(today) + WEEK)
    if board.period is Period.MONTH:
        yield begins(_month_end(today) + DAY)
    if board.measure is Measure.PERCENT and not calendar.exists(today):
        yield begins(today + DAY)  # only then is a void day away
