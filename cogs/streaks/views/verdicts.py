"""How the days of a ledger read."""

from collections.abc import Iterable
from datetime import date

from bot.days import spoken
from cogs.streaks.cover import Verdict

MEANINGS = {
    Verdict.DONE: "done",
    Verdict.FROZEN: "covered by a freeze",
    Verdict.REST: "rest day",
    Verdict.LEAVE: "on leave",
    Verdict.TRAVEL: "travelling",
    Verdict.OUTAGE: "Daymark was down",
    Verdict.REPAIRED: "repaired by the moderators",
    Verdict.VOID: "did not exist in your time zone",
    Verdict.STRUCK: "struck by the moderators",
    Verdict.MISSED: "missed",
    Verdict.OPEN: "still open",
}


def short(day: date) -> str:
    """ "Tue 24 Nov"."""
    return f"{day:%a} {day.day} {day:%b}"


def full(day: date, today: date) -> str:
    """ "Tuesday 24 November", with the year where it is another one."""
    return spoken(day) if day.year == today.year else f"{spoken(day)} {day.year}"


def changed(name: str, before: object, after: object) -> str:
    """One figure before and after."""
    return f"{name}: {before}, as now" if before == after else f"{name}: {before} → **{after}**"


def fitting(lines: Iterable[str], room: int) -> str:
    """As many of these lines as have room, in characters, and how many more there are."""
    kept, left = list[str](), 0
    for line in lines:
        room -= len(line) + 1
        if room < 0 or left:
            left += 1
        else:
            kept.append(line)
    return "\n".join([*kept, f"-# And {left} older."] if left else kept)
