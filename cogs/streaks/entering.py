"""Which study day an entry may name, and how people write it (R5). Pure."""

import re
from datetime import date
from enum import StrEnum

from bot.days import DAY, Calendar

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH, _YEAR = r"(?P<month>[a-z]{3,9})\.?", r"(?:,? (?P<year>\d{4}))?"
DAY_FIRST = re.compile(rf"(?:the )?{_DAY}\.? (?:of )?{_MONTH}{_YEAR}", re.ASCII)
MONTH_FIRST = re.compile(rf"{_MONTH} (?:the )?{_DAY}{_YEAR}", re.ASCII)

_NUMBER = r"\d{1,4}(?:\.\d{1,2})?"
SPENT = re.compile(
    rf"(?:(?P<hours>{_NUMBER}) ?h(?:ours?|rs?)?\.?)? ?"
    rf"(?:(?P<minutes>\d{{1,4}}) ?(?:m|mins?|minutes?)?\.?)?",
    re.ASCII,
)


class Wrong(StrEnum):
    """Why a day can't be entered."""

    UNREADABLE = "unreadable"
    FUTURE = "future"
    TOO_OLD = "too old"
    VOID = "void"
    MISSING = "not in that year"


def problem(day: date, today: date, backdate_days: int, calendar: Calendar) -> Wrong | None:
    """R5: an entry may name today and a few study days before it, if they existed."""
    if day > today:
        return Wrong.FUTURE
    if (today - day).days > backdate_days:
        return Wrong.TOO_OLD
    return Wrong.VOID if day != today and not calendar.exists(day) else None


def named(typed: str, today: date) -> date | None:
    """The day that someone means, never after today where it can be read otherwise; or None."""
    word = typed.strip().lower().rstrip(".")
    if word in ("", "today", "now"):
        return today
    if word in ("yesterday", "tomorrow"):
        return today - DAY if word == "yesterday" else today + DAY
    return _weekday(word, today) or _iso(word) or _day_and_month(word, today)


def missing(typed: str) -> bool:
    """Whether it reads as a day that its year doesn't have, such as 29 February."""
    word = typed.strip().lower().rstrip(".")
    said = DAY_FIRST.fullmatch(word) or MONTH_FIRST.fullmatch(word)
    months = any(name.startswith(said["month"]) for name in MONTHS) if said else False
    return bool(said and months and 1 <= int(said["day"]) <= 31)


def coming(typed: str, today: date) -> date | None:
    """The day to come that someone means: tomorrow, the next such weekday or date; or None."""
    word = typed.strip().lower().rstrip(".")
    if word == "tomorrow":
        return today + DAY
    if back := _weekday(word.removeprefix("next "), today):
        return back if back > today else back + 7 * DAY
    found = _iso(word) or _day_and_month(word, today)
    if found and found <= today and not re.search(r"\d{4}", word):
        return _date(found.year + 1, found.month, found.day)
    return found


def minutes_in(typed: str) -> int | None:
    """ "30", "30 min", "1.5 h", "1h30", "1 hour 30 minutes"; 0 for nothing, None where no minutes
    can be read; "1.5" alone could be either."""
    word = typed.strip().lower().replace(",", ".")
    if not word:
        return 0
    found = SPENT.fullmatch(word)
    if not found or not any(found.groups()):
        return None
    hours, minutes = (float(found[part] or 0) for part in ("hours", "minutes"))
    return int(hours * 60 + minutes + 0.5)


def _weekday(word: str, today: date) -> date | None:
    """The last such weekday up to today: "mon", "monday"; before today for "last monday"."""
    name = word.removeprefix("last ")
    latest = today - DAY if name != word else today
    if len(name) < 3:
        return None
    for number, weekday in enumerate(WEEKDAYS):
        if weekday.startswith(name):
            return latest - (latest.weekday() - number) % 7 * DAY
    return None


def _iso(word: str) -> date | None:
    parts = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", word, re.ASCII)
    return _date(*map(int, parts.groups())) if parts else None


def _day_and_month(word: str, today: date) -> date | None:
    """ "23 November", "nov 23", "23rd of nov 2026"; without a year the latest such day, or one
    that is soon to come."""
    said = DAY_FIRST.fullmatch(word) or MONTH_FIRST.fullmatch(word)
    found = [n for n, name in enumerate(MONTHS, 1) if said and name.startswith(said["month"])]
    if not said or not found:
        return None
    month, day = found[0], int(said["day"])
    if said["year"]:
        return _date(int(said["year"]), month, day)
    this = _date(today.year, month, day)
    return _date(today.year - 1, month, day) if this and this > today + 60 * DAY else this


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
