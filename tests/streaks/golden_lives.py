"""The lives behind the golden ledgers, told in local times; each is lived by the oracle as well.

To add one: write it here, then `python -m tests.streaks.golden_ledgers`. That writes what isn't
there yet and never touches what is: a ledger that changed is a promise that was broken, not a file
to renew.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from .histories import Deed, do
from .oracle import Oracle, Settings
from .product import Product

DAY = timedelta(days=1)


class Told:
    """A life under way: the same deeds, done by the product and the oracle."""

    def __init__(self, zone: str, begin: str, day_start: time = time(0)) -> None:
        self.zone = zone
        self.now = self.instant(begin)
        self.product, self.oracle = Product(zone, day_start), Oracle(zone, day_start)

    def instant(self, local: str) -> datetime:
        said = datetime.fromisoformat(local)
        return said.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def at(self, local: str, kind: str, **args: Any) -> "Told":
        self.now = self.instant(local)
        deed = Deed(kind, self.now, args)
        assert self.product.do(deed) == do(self.oracle, deed), deed
        return self

    def keeps(self, *days: str, hour: str = "12:00") -> "Told":
        for each in days:
            self.at(f"{each} {hour}", "check_in")
        return self

    def keeps_on(self, first: str, last: str, hour: str = "12:00") -> "Told":
        day, end = date.fromisoformat(first), date.fromisoformat(last)
        while day <= end:
            self.keeps(day.isoformat(), hour=hour)
            day += DAY
        return self

    def was_down(self, since: str, until: str) -> "Told":
        begin, end = self.instant(since), self.instant(until)
        return self.at(until, "outage", start=begin, end=end)

    def until(self, local: str) -> "Told":
        self.now = self.instant(local)
        return self


def lord_howe() -> Told:
    """Half an hour of daylight saving, kept in the last minute of each day, one day missed."""
    told = Told("Australia/Lord_Howe", "2026-04-01 23:59:59")
    told.keeps_on("2026-04-01", "2026-04-06", hour="23:59:59")
    told.at("2026-04-08 00:00", "check_in").keeps("2026-04-09")
    return told.until("2026-04-12 09:00")


def cairo() -> Told:
    """A midnight that does not exist, and a day entered later."""
    told = Told("Africa/Cairo", "2026-04-22 12:00")
    told.keeps("2026-04-22").keeps("2026-04-23", hour="23:59:59").keeps("2026-04-24", hour="01:00")
    told.at("2026-04-26 12:00", "check_in", day=date(2026, 4, 25))
    return told.keeps("2026-04-26").until("2026-04-27 12:00")


def samoa() -> Told:
    """30 December 2011 did not exist."""
    told = Told("Pacific/Apia", "2011-12-28 12:00")
    return told.keeps("2011-12-28", "2011-12-29", "2011-12-31").until("2012-01-01 12:00")


def to_samoa() -> Told:
    """Half of a day in UTC, then a move to where that day did not exist."""
    told = Told("UTC", "2011-12-28 12:00").keeps("2011-12-28", "2011-12-29")
    told.at("2011-12-30 09:30", "move", zone="Pacific/Apia", day_start=None)
    return told.keeps("2011-12-30").until("2012-01-02 12:00")


def nuuk() -> Told:
    """The last hour of 30 March did not exist, so what was sent in it is of the 31st; a goal of
    three days a week."""
    told = Told("America/Nuuk", "2024-03-25 12:00")
    told.at("2024-03-25 12:00", "goal", n=3)
    told.keeps("2024-03-26", "2024-03-28").keeps("2024-03-30", hour="23:30")
    told.keeps("2024-04-02", "2024-04-05", "2024-04-06")
    return told.keeps("2024-04-09").until("2024-04-16 12:00")


def kathmandu() -> Told:
    """Days that end at six in the morning; rest days that are changed every evening."""
    told = Told("Asia/Kathmandu", "2026-03-02 20:00", time(6)).keeps("2026-03-02", hour="20:00")
    for evening, weekday in enumerate((1, 2, 3, 4, 5)):
        told.at(f"2026-03-0{2 + evening} 21:00", "rest", weekdays={weekday})
    return told.keeps("2026-03-08", hour="05:59").until("2026-03-09 12:00")


def havana() -> Told:
    """Midnight comes twice; two days are struck, of which one has a freeze, and a third isn't any
    more."""
    told = Told("America/Havana", "2025-10-30 12:00").keeps_on("2025-10-30", "2025-11-04")
    told.at("2025-11-04 12:59", "strike", day=date(2025, 10, 31))
    told.at("2025-11-04 13:00", "strike", day=date(2025, 11, 1))
    told.at("2025-11-04 13:01", "strike", day=date(2025, 11, 2))
    told.at("2025-11-04 13:02", "unstrike", day=date(2025, 11, 1))
    return told.until("2025-11-05 00:30")


def kiritimati() -> Told:
    """The last day of 1994 did not exist there; leave over the new year."""
    told = Told("Pacific/Kiritimati", "1994-12-28 12:00").keeps("1994-12-28", "1994-12-29")
    told.at("1994-12-29 13:00", "leave", first=date(1995, 1, 2), last=date(1995, 1, 4))
    return told.keeps("1995-01-01").at("1995-01-04 12:00", "end_leave").until("1995-01-06 12:00")


def casey() -> Told:
    """Three hours back and forth, and a server that gives more and keeps fewer freezes."""
    told = Told("Antarctica/Casey", "2018-03-08 12:00")
    generous = Settings(2, 2, 3, 3)
    told.at("2018-03-08 11:00", "settings", server=1, settings=generous)
    told.keeps_on("2018-03-08", "2018-03-13", hour="23:30")
    told.at("2018-03-13 23:45", "settings", server=1, settings=Settings(2, 2, 1, 3))
    return told.until("2018-03-17 12:00")


def troll() -> Told:
    """Two hours of daylight saving; we were down for most of a day and in the last of another."""
    told = Told("Antarctica/Troll", "2026-03-26 12:00").keeps("2026-03-26", "2026-03-27")
    told.was_down("2026-03-28 08:00", "2026-03-28 12:00")
    told.was_down("2026-03-29 21:50", "2026-03-29 22:10")
    told.was_down("2026-03-30 10:00", "2026-03-30 13:59")
    return told.keeps("2026-03-31").until("2026-04-01 12:00")


def traveller() -> Told:
    """Far east and back twice within thirty days: only the first jump is free."""
    told = Told("UTC", "2026-05-04 12:00").keeps_on("2026-05-04", "2026-05-08")
    far_and_back(told, "2026-05-09").keeps_on("2026-05-10", "2026-05-20")
    far_and_back(told, "2026-05-21").keeps("2026-05-23", "2026-05-24")
    return told.until("2026-05-26 12:00")


def far_and_back(told: Told, day: str) -> Told:
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles", "UTC"):
        told.at(f"{day} 12:00", "move", zone=zone, day_start=None)
    return told


def repaired_journey() -> Told:
    """The day that the first jump skipped was repaired, so that the second jump is the free one."""
    told = Told("UTC", "2026-05-04 12:00").keeps_on("2026-05-04", "2026-05-08")
    far_and_back(told, "2026-05-09").at("2026-05-10 11:00", "repair", day=date(2026, 5, 9))
    told.keeps_on("2026-05-10", "2026-05-20")
    return far_and_back(told, "2026-05-21").keeps("2026-05-22").until("2026-05-23 12:00")


def journey_into_leave() -> Told:
    """Two days are skipped at once, the second of them on leave: both are travel."""
    told = Told("America/Los_Angeles", "2026-05-06 12:00", time(6)).keeps("2026-05-06")
    told.at("2026-05-06 13:00", "leave", first=date(2026, 5, 8), last=date(2026, 5, 10))
    told.at("2026-05-08 05:00", "move", zone="Pacific/Kiritimati", day_start=time(0))
    return told.until("2026-05-10 12:00")


def journey_into_repair() -> Told:
    """Two days are skipped at once, of which the second was repaired and reads so."""
    told = Told("America/Los_Angeles", "2026-05-06 12:00", time(6)).keeps("2026-05-06")
    told.at("2026-05-08 05:00", "move", zone="Pacific/Kiritimati", day_start=time(0))
    return told.at("2026-05-08 05:01", "repair", day=date(2026, 5, 8)).until("2026-05-09 12:00")


def rest_kept() -> Told:
    """A rest day that was kept uses up none of the three of its week."""
    told = Told("UTC", "2026-03-02 12:00").keeps("2026-03-02")
    told.at("2026-03-02 13:00", "rest", weekdays={1, 2}).keeps("2026-03-03")
    told.at("2026-03-04 12:00", "rest", weekdays={3, 4, 5})
    return told.until("2026-03-09 12:00")


def moderated() -> Told:
    """The day that earned a freeze is struck, another repaired, a freeze granted."""
    told = Told("UTC", "2026-06-01 12:00").keeps_on("2026-06-01", "2026-06-08")
    told.at("2026-06-08 13:00", "strike", day=date(2026, 6, 7))
    told.at("2026-06-10 12:00", "repair", day=date(2026, 6, 9))
    told.at("2026-06-10 12:01", "grant")
    return told.keeps("2026-06-11").until("2026-06-13 12:00")


def imported() -> Told:
    """A record that came from elsewhere, one of its days made one's own."""
    told = Told("Europe/Berlin", "2026-03-28 12:00")
    days = {date(2026, 3, n) for n in (20, 21, 22, 24, 25, 26, 27)}
    told.at("2026-03-28 12:00", "imported", days=days)
    told.at("2026-03-28 12:05", "check_in", day=date(2026, 3, 27))
    return told.keeps("2026-03-28", "2026-03-29").until("2026-03-30 12:00")


def two_homes() -> Told:
    """A strict home, then one without freezes, chosen in the evening."""
    told = Told("America/Los_Angeles", "2026-10-28 12:00")
    told.at("2026-10-28 11:00", "settings", server=2, settings=Settings(0, 0, 0, 7))
    told.keeps_on("2026-10-28", "2026-10-30").at("2026-10-30 20:00", "go_home", server=2)
    told.keeps("2026-10-31")
    told.at("2026-11-03 12:00", "check_in", day=date(2026, 11, 2))
    return told.keeps("2026-11-03").until("2026-11-05 12:00")


def leap_day() -> Told:
    """29 February, a week wholly on leave, and a goal that needs nothing in it."""
    told = Told("Europe/Berlin", "2024-02-26 12:00").at("2024-02-26 12:00", "goal", n=4)
    told.keeps_on("2024-02-26", "2024-03-01")
    told.at("2024-03-01 13:00", "leave", first=date(2024, 3, 2), last=date(2024, 3, 10))
    return told.keeps_on("2024-03-11", "2024-03-14").until("2024-03-15 12:00")


LIVES: dict[str, Callable[[], Told]] = {
    life.__name__: life
    for life in (
        lord_howe,
        cairo,
        samoa,
        to_samoa,
        nuuk,
        kathmandu,
        havana,
        kiritimati,
        casey,
        troll,
        traveller,
        repaired_journey,
        journey_into_leave,
        journey_into_repair,
        rest_kept,
        moderated,
        imported,
        two_homes,
        leap_day,
    )
}
