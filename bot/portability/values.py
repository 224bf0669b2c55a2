"""One value of a row in a file: written plainly, and read back only where it can be true."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    Integer,
    String,
    Time,
)

from bot.days import FARTHEST_PLAN
from bot.db import Instant
from bot.words import cleaned

OLDEST = timedelta(days=20 * 366)  # before Discord; a replay of twenty years is still quick
MOST_TEXT = 4000  # what one message can hold
DISCORD_EPOCH = 1_420_070_400_000  # ms, the year 2015


class Unbelievable(Exception):
    """A value that no honest file holds."""


class StillToCome(Unbelievable):
    """A day after today (STREAKS R12)."""


@dataclass(frozen=True)
class Moment:
    """When a file is read: the instant, and the person's study day."""

    now: datetime
    today: date


def written(column: Column[Any], value: Any) -> Any:
    """As JSON keeps it: ids as digits, for numbers that long don't survive every reader."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(column.type, BigInteger):
        return str(value)
    return value if isinstance(value, int | float | str) else str(value)


def read(column: Column[Any], value: Any, moment: Moment) -> Any:
    """The value as the column keeps it. Raises Unbelievable for anything else."""
    if value is None:
        if not column.nullable:
            raise Unbelievable("nothing where something must be")
        return None
    found = _reader(column)(column, value, moment)
    if not column.info.get("only", _anything)(found):
        raise Unbelievable("not one of the values there are")
    return found


def _anything(_value: Any) -> bool:
    return True


Reader = Callable[[Column[Any], Any, Moment], Any]


def _reader(column: Column[Any]) -> Reader:
    return next(reader for type_, reader in READERS if isinstance(column.type, type_))


def _instant(_column: Column[Any], value: Any, moment: Moment) -> datetime:
    found: datetime = _parsed(datetime.fromisoformat, value)
    if not found.tzinfo or not moment.now - OLDEST <= found <= moment.now:
        raise Unbelievable("an instant that can't be")
    return found


def _date(column: Column[Any], value: Any, moment: Moment) -> date:
    found: date = _parsed(date.fromisoformat, value)
    if found < moment.today - OLDEST:
        raise Unbelievable("a day before there was anything")
    if found > moment.today + (FARTHEST_PLAN if column.info.get("ahead") else timedelta(0)):
        raise StillToCome
    return found


def _time(_column: Column[Any], value: Any, _moment: Moment) -> time:
    found: time = _parsed(time.fromisoformat, value)
    if found.tzinfo:
        raise Unbelievable("a wall time with a zone")
    return found


def _parsed(parse: Callable[[str], Any], value: Any) -> Any:
    try:
        return parse(_is(str, value))
    except (ValueError, OverflowError):
        raise Unbelievable("not written as a date or time") from None


def _flag(_column: Column[Any], value: Any, _moment: Moment) -> bool:
    return bool(_is(bool, value))


def _id(_column: Column[Any], value: Any, moment: Moment) -> int:
    """An id of Discord's says when it was made."""
    digits = _is(str, value)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 20 and 0 < int(digits) < 2**63):
        raise Unbelievable("not an id")
    if DISCORD_EPOCH + (int(digits) >> 22) > max(moment.now.timestamp() * 1000, DISCORD_EPOCH):
        raise Unbelievable("an id that isn't given out yet")
    return int(digits)


def _number(_column: Column[Any], value: Any, _moment: Moment) -> int:
    if isinstance(value, bool) or not 0 <= _is(int, value) < 2**31:
        raise Unbelievable("not a number that is kept")
    return int(value)


def _fraction(_column: Column[Any], value: Any, _moment: Moment) -> float:
    if isinstance(value, bool) or not math.isfinite(_is(int | float, value)):
        raise Unbelievable("not a number that is kept")
    return float(value)


def _text(column: Column[Any], value: Any, _moment: Moment) -> str:
    words = cleaned(_is(str, value))
    if len(words) > (getattr(column.type, "length", None) or MOST_TEXT):
        raise Unbelievable("a text too long")
    return words


def _is(type_: Any, value: Any) -> Any:
    if not isinstance(value, type_):
        raise Unbelievable("another kind of value")
    return value


READERS: list[tuple[type, Reader]] = [
    (Instant, _instant),
    (Date, _date),
    (Time, _time),
    (Boolean, _flag),
    (BigInteger, _id),
    (Integer, _number),
    (Float, _fraction),
    (String, _text),
]
