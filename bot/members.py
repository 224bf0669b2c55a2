"""People: who they are here, and when their days begin."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Integer,
    String,
    Table,
    Time,
    exists,
    false,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import guilds, homes
from bot.days import Calendar, Setting, zones
from bot.db import (
    Instant,
    imported,
    insert,
    metadata,
    of_member,
    only,
    person,
    tell_planners,
    tell_watchers,
)

LATEST_DAY_START = time(6)

members = Table(
    "members",
    metadata,
    person(primary_key=True, autoincrement=False),
    Column("began_at", Instant, nullable=False),
    Column("latest", Date),  # the latest study day ever written on; never goes back (R3)
    Column("zone_said", Boolean, nullable=False, server_default=false()),
    Column("track", String(40), info=only(lambda track: track.replace("-", "").isalnum())),
    Column("hours_a_week", Integer, info=only(lambda hours: 1 <= hours <= 168)),
    Column("reminder", Time),
    Column("hidden", Boolean, nullable=False, server_default=false()),
    Column(
        "share",
        String(10),
        nullable=False,
        server_default="ask",
        info=only(lambda share: share in {*Share}),
    ),
    Column("imported_at", Instant),  # when a file last came in; None where none ever did
    info={"called": "your aims, reminder and who may see you", "stays": "merged by column"},
)
day_settings = Table(
    "member_days",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(index=True),
    Column("at", Instant, nullable=False),
    Column("zone", String(64), nullable=False, info=only(lambda zone: zone in zones())),
    Column("day_start", Time, nullable=False, info=only(lambda at: at <= LATEST_DAY_START)),
    Column("floor", Date),
    imported(),
    sqlite_autoincrement=True,
    info={"called": "your time zone and day start", "yields": "at", "most": 200},
)


@dataclass(frozen=True)
class Person:
    """Who acts, and in which server; `guild` is None in direct messages."""

    id: int
    guild: int | None


class Share(StrEnum):
    """Whether a kept day is shown in the server it was kept in."""

    NEVER = "never"
    ASK = "ask"
    ALWAYS = "always"


@dataclass(frozen=True)
class Profile:
    """What a person told us about themselves; None where they haven't said."""

    zone_said: bool = False
    track: str | None = None
    hours_a_week: int | None = None
    reminder: time | None = None
    hidden: bool = False  # from everybody else: on boards, in `/streak show`, in what is shared
    share: Share = Share.ASK


class Answer(StrEnum):
    """The columns of `members` that a person fills in."""

    TRACK = "track"
    HOURS = "hours_a_week"
    REMINDER = "reminder"
    SHARE = "share"


async def meet(
    conn: AsyncConnection, who: Person, now: datetime, first: Setting | None = None
) -> bool:
    """Begins the record with the first deed, in the server's zone until the person says theirs,
    and holds the person's row until the transaction ends. True where the record began here."""
    known = await _known(conn, who)
    begins = known is None and await _begin(conn, who, now, first)
    if known is None:
        known = await _known(conn, who)
        assert known is not None
    if who.guild and not known.has_home:
        await homes.settle(conn, who.id, who.guild, now)
    if who.guild and not known.is_there:
        await guilds.enter(conn, who.guild, who.id, now)
    return begins


async def hold(conn: AsyncConnection, person_id: int) -> bool:
    """Holds the person's row until the transaction ends, so that what changes their facts takes
    turns; False where there is no record."""
    row = select(members.c.person).where(members.c.person == person_id).with_for_update()
    return await conn.scalar(row) is not None


class _Known(NamedTuple):
    person: int
    has_home: bool
    is_there: bool  # in the server where they act now


async def _known(conn: AsyncConnection, who: Person) -> _Known | None:
    there, home = guilds.people.c, homes.homes.c
    asked = select(
        members.c.person,
        exists().where(home.person == who.id, ~home.imported).label("has_home"),
        exists().where(there.person == who.id, there.guild == who.guild).label("is_there"),
    )
    mine = asked.where(members.c.person == who.id).with_for_update(of=members)
    row = (await conn.execute(mine)).one_or_none()
    return _Known(*row) if row else None


async def _begin(conn: AsyncConnection, who: Person, now: datetime, first: Setting | None) -> bool:
    """False where another transaction began it meanwhile."""
    row = insert(conn, members).values(person=who.id, began_at=now)
    if not (await conn.execute(row.on_conflict_do_nothing())).rowcount:
        return False
    first = first or Setting(now, await guilds.zone(conn, who.guild), time(0))
    row = {"person": who.id, "at": first.at, "zone": first.zone, "day_start": first.day_start}
    await conn.execute(day_settings.insert().values(**row))
    return True


async def calendar(conn: AsyncConnection, person_id: int) -> Calendar | None:
    """A person's days, or None before their record has begun."""
    found = await calendars(conn, person_id)
    return found and found.days


class Calendars(NamedTuple):
    """A person's days, and where a file ever came in also those by what was set here alone."""

    days: Calendar
    here: Calendar | None = None


async def calendars(conn: AsyncConnection, person_id: int) -> Calendars | None:
    """None before the record has begun. What a file says is of the time before that."""
    c = day_settings.c
    columns = (members.c.latest, members.c.imported_at, c.imported, c.at, c.zone, c.day_start)
    found = select(*columns, c.floor).join_from(day_settings, members).where(c.person == person_id)
    rows = (await conn.execute(found.order_by(c.at, c.imported.desc(), c.id))).all()
    if not rows:
        return None
    latest, came = rows[0].latest, rows[0].imported_at
    own = Calendar([Setting(*row[3:]) for row in rows if not row.imported], latest)
    return Calendars(Calendar([Setting(*row[3:]) for row in rows], latest), own if came else None)


async def visitor_calendar(conn: AsyncConnection, who: Person, now: datetime) -> Calendar:
    """A person's days, or for someone without a record those they would begin with."""
    found = await calendar(conn, who.id)
    return found or Calendar([Setting(now, await guilds.zone(conn, who.guild), time(0))])


async def move(
    conn: AsyncConnection, who: Person, now: datetime, zone: str, day_start: time
) -> str | None:
    """Sets zone and day start at once; today stays the floor, so no day reopens (R3).

    Someone new begins with them, so that the server's zone never counts for them.
    """
    if not await meet(conn, who, now, Setting(now, zone, day_start)):
        before = await calendar(conn, who.id)
        assert before is not None
        at = max(now, before.now_in_force.at)  # a clock that stepped back doesn't change the order
        row = {"person": who.id, "at": at, "zone": zone, "day_start": day_start}
        await conn.execute(day_settings.insert().values(**row, floor=before.today(now)))
    await tell_planners(conn, who.id)
    return await tell_watchers(conn, who.id)


async def say_zone(conn: AsyncConnection, person_id: int) -> None:
    """From now on cards no longer say that the server's zone is only assumed."""
    await _write(conn, person_id, zone_said=True)


async def say(conn: AsyncConnection, person_id: int, what: Answer, value: Any) -> None:
    await _write(conn, person_id, **{what.value: value})
    if what is Answer.REMINDER:
        await tell_planners(conn, person_id)


async def hide(conn: AsyncConnection, who: Person, hidden: bool, now: datetime) -> None:
    """Hides a person from everybody else in every server, or shows them again."""
    await meet(conn, who, now)
    await _write(conn, who.id, hidden=hidden)
    await tell_watchers(conn, who.id)


async def reached(conn: AsyncConnection, person_id: int, day: date) -> None:
    """Remembers the latest study day; an earlier one changes nothing (R3)."""
    later = (members.c.latest.is_(None)) | (members.c.latest < day)
    change = update(members).where(members.c.person == person_id, later).values(latest=day)
    await conn.execute(change)


async def _write(conn: AsyncConnection, person_id: int, **values: Any) -> None:
    await conn.execute(update(members).where(members.c.person == person_id).values(**values))


async def profile(conn: AsyncConnection, person_id: int) -> Profile:
    c = members.c
    columns = (c.zone_said, c.track, c.hours_a_week, c.reminder, c.hidden, c.share)
    found = (await conn.execute(select(*columns).where(c.person == person_id))).one_or_none()
    return Profile(**{**found._mapping, "share": Share(found.share)}) if found else Profile()


async def began(conn: AsyncConnection, person_id: int) -> datetime | None:
    """When the record began here; None where there is none."""
    return await conn.scalar(select(members.c.began_at).where(members.c.person == person_id))


async def go_home(conn: AsyncConnection, who: Person, guild: int, now: datetime) -> str | None:
    """Makes another server the home, in force from the next study day (R7)."""
    await meet(conn, who, now)
    await homes.choose(conn, who.id, guild, now)
    return await tell_watchers(conn, who.id)
