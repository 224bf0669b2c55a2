"""How a record that a file tells of begins here: the person's days before it, and their profile."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import members
from bot.days import DAY, Calendar, Setting
from bot.members import Person, day_settings
from bot.portability.arriving import Arrivals, Values

FILLED = ("track", "hours_a_week", "reminder")  # what is missing here comes from a file


def settings_of(rows: Sequence[Values]) -> list[Setting]:
    """The dated settings of a file, oldest first."""
    found = [Setting(row["at"], row["zone"], row["day_start"], row["floor"]) for row in rows]
    return sorted(found, key=lambda setting: setting.at)


def latest_possible(now: datetime) -> date:
    """No zone has a later date than this."""
    return now.date() + DAY


def today(file: Sequence[Setting], here: Calendar | None, now: datetime) -> date:
    """The person's study day once the file is in: R3 over the settings of both. Floors that a file
    names are computed, not believed."""
    walked: list[Setting] = []
    for setting in [*before(file, here), *(here.settings if here else ())]:
        floor = Calendar(walked).today(setting.at) if walked else None
        walked.append(replace(setting, floor=floor))
    found = Calendar(walked).today(now) if walked else now.date()
    return max(found, here.today(now)) if here else found


def before(file: Sequence[Setting], here: Calendar | None) -> list[Setting]:
    """Once the record has begun here, one's days follow what is set here."""
    return [s for s in file if here is None or s.at < here.settings[0].at]


async def begin(conn: AsyncConnection, who: Person, arrivals: Arrivals, now: datetime) -> None:
    """Begins the record if it hasn't, in the file's last zone, and joins the file's days to it."""
    here = await members.hold(conn, who.id) and await members.calendar(conn, who.id)
    file = settings_of([row.values for row in arrivals.rows[day_settings.name]])
    first = replace(file[-1], at=now, floor=None) if file and not here else None
    await members.meet(conn, who, now, first)
    found = await members.calendars(conn, who.id)
    assert found is not None
    own = found.here or found.days
    if own.settings[0].floor is None and (earlier := before(file, own)):
        floor = Calendar(earlier, _latest_by(arrivals, own.settings[0].at)).today(
            own.settings[0].at
        )
        c = day_settings.c
        first_own = (c.person == who.id, c.imported.is_(False), c.floor.is_(None))
        await conn.execute(update(day_settings).where(*first_own).values(floor=floor))
    await _tell(conn, who, arrivals.profile, file, now, begins=not here)


def _latest_by(arrivals: Arrivals, at: datetime) -> date | None:
    """The latest activity day that the file knows by this instant (R3)."""
    rows = [row.values for row in arrivals.rows["activity"]]
    return max((row["day"] for row in rows if row["at"] <= at), default=None)


async def _tell(
    conn: AsyncConnection,
    who: Person,
    profile: Values,
    file: Sequence[Setting],
    now: datetime,
    *,
    begins: bool,
) -> None:
    if not profile:
        return
    held = await members.profile(conn, who.id)
    said = {name: profile[name] for name in FILLED if getattr(held, name) is None}
    said["hidden"] = held.hidden or profile.get("hidden", False)
    if begins:
        said |= {name: profile[name] for name in ("zone_said", "share") if name in profile}
    mine = members.members.c.person == who.id
    await conn.execute(update(members.members).where(mine).values(**said))
    if profile["latest"]:
        await members.reached(conn, who.id, profile["latest"])
    if profile.get("zone_said") and file and not (held.zone_said or begins):
        await members.move(conn, who, now, file[-1].zone, file[-1].day_start)
        await members.say_zone(conn, who.id)
