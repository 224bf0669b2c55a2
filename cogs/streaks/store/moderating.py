"""Moderators' rulings: those that stand, those that wait to be confirmed, and who made them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    Select,
    String,
    Table,
    Text,
    delete,
    false,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Instant, imported, metadata, of_member, only, person
from bot.members import Person
from cogs.streaks.rulings import Case, Effect, Logged, Ruled, Ruling

rulings = Table(
    "streak_rulings",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(index=True),
    Column("kind", String(10), nullable=False, info=only(lambda kind: kind in {*Ruling})),
    Column("day", Date, nullable=False),
    Column("at", Instant, nullable=False),
    Column("guild", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    person("by", own=False),
    Column("undone", Boolean, nullable=False, server_default=false()),
    Column("undid", String(10), info=only(lambda kind: kind in {*Ruling})),
    imported(),
    sqlite_autoincrement=True,
    info={"called": "what moderators did about your days", "key": ("kind", "day", "at")},
)
cases = Table(
    "streak_cases",
    metadata,
    Column("interaction", BigInteger, primary_key=True, autoincrement=False),
    of_member(index=True),
    Column("kind", String(10), nullable=False),
    Column("day", Date),
    Column("reason", Text, nullable=False),
    Column("undoes", ForeignKey("streak_rulings.id")),
    Column("at", Instant, nullable=False),
    Column("guild", BigInteger, nullable=False),
    person("by", own=False),
    info={
        "called": "what moderators are about to do about your days",
        "stays": "moderators' own",
        "passing": True,
    },
)


async def standing(conn: AsyncConnection, person_id: int, most: int) -> list[Logged]:
    """The newest rulings that can be undone."""
    found = _logged().where(*_standing(person_id)).limit(most)
    return [_entry(row) for row in await conn.execute(found)]


async def ruling(conn: AsyncConnection, person_id: int, ruling_id: int) -> Logged | None:
    """One of a person's rulings, if it stands."""
    found = _logged().where(*_standing(person_id), rulings.c.id == ruling_id)
    row = (await conn.execute(found)).one_or_none()
    return _entry(row) if row else None


async def same(conn: AsyncConnection, person_id: int, ruled: Ruled) -> Logged | None:
    """The same ruling, if it was made here already; what a file says is no such ruling."""
    alike = (rulings.c.kind == ruled.kind, rulings.c.day == ruled.day)
    row = (
        await conn.execute(_logged().where(*_standing(person_id), *alike).limit(1))
    ).one_or_none()
    return _entry(row) if row else None


async def about_days(conn: AsyncConnection, person_id: int, days: Collection[date]) -> list[Logged]:
    """All rulings on these days, undone ones and undoings too, newest first."""
    mine = (rulings.c.person == person_id, rulings.c.day.in_(days))
    return [_entry(row) for row in await conn.execute(_logged().where(*mine))]


async def since(conn: AsyncConnection, person_id: int, last: int) -> list[Logged]:
    """What was ruled here on a person after the ruling of this id, oldest first."""
    c = rulings.c
    new = (c.person == person_id, c.id > last, c.imported.is_(False))
    found = _logged().where(*new).order_by(None).order_by(c.id)
    return [_entry(row) for row in await conn.execute(found)]


async def rule(conn: AsyncConnection, by: Person, effect: Effect, at: datetime) -> None:
    """Makes the ruling a fact; what it undoes no longer stands."""
    case, undid = effect.case, effect.undone and effect.undone.kind
    row = {"person": case.person, "kind": case.kind, "day": effect.day, "reason": case.reason}
    made = {"at": at, "guild": by.guild, "by": by.id, "undid": undid}
    await conn.execute(rulings.insert().values(**row, **made))
    if case.undoes is not None:
        gone = update(rulings).where(rulings.c.id == case.undoes)
        await conn.execute(gone.values(undone=True))


async def newest(
    conn: AsyncConnection, guild: int, about: int | None, most: int
) -> Sequence[Logged]:
    """The rulings of a server's moderators, newest first."""
    found = _logged().where(*_of_server(guild, about)).limit(most)
    return [_entry(row) for row in await conn.execute(found)]


async def one(conn: AsyncConnection, guild: int, ruling_id: int) -> Logged | None:
    found = _logged().where(*_of_server(guild, None), rulings.c.id == ruling_id)
    row = (await conn.execute(found)).one_or_none()
    return _entry(row) if row else None


async def keep_case(conn: AsyncConnection, by: Person, case: Case) -> None:
    row = {"interaction": case.number, "person": case.person, "kind": case.kind}
    asked = {"day": case.day, "reason": case.reason, "undoes": case.undoes}
    who = {"at": case.at, "guild": by.guild, "by": by.id}
    await conn.execute(cases.insert().values(**row, **asked, **who))


async def case_of(conn: AsyncConnection, by: Person, number: int, since: datetime) -> Case | None:
    """What this moderator asked in this server, if it was asked after `since`."""
    found = select(*_case_columns()).where(*_own(by, number, since))
    row = (await conn.execute(found)).one_or_none()
    return _case(row) if row else None


async def take_case(conn: AsyncConnection, by: Person, number: int, since: datetime) -> Case | None:
    """The same, and it is gone: of two presses at once only one gets it."""
    taken = delete(cases).where(*_own(by, number, since)).returning(*_case_columns())
    row = (await conn.execute(taken)).one_or_none()
    return _case(row) if row else None


async def pick(conn: AsyncConnection, number: int, chosen: Logged) -> None:
    """Which ruling an undoing is about."""
    change = update(cases).where(cases.c.interaction == number)
    await conn.execute(change.values(undoes=chosen.id, day=chosen.day))


async def drop_old_cases(conn: AsyncConnection, since: datetime) -> None:
    await conn.execute(delete(cases).where(cases.c.at < since))


def _standing(person_id: int) -> tuple[Any, ...]:
    c = rulings.c
    here = (c.undone.is_(False), c.imported.is_(False))
    return (c.person == person_id, *here, c.kind != Ruling.UNDO)


def _of_server(guild: int, about: int | None) -> list[Any]:
    mine = [rulings.c.guild == guild, rulings.c.imported.is_(False)]  # a file writes no log here
    return mine if about is None else [*mine, rulings.c.person == about]


def _own(by: Person, number: int, since: datetime) -> tuple[Any, ...]:
    c = cases.c
    return (c.interaction == number, c.by == by.id, c.guild == by.guild, c.at >= since)


def _logged() -> Select[Any]:
    c = rulings.c
    said = (c.id, c.person, c.kind, c.day, c.at, c.reason, c.undone, c.by, c.undid)
    return select(*said).order_by(c.id.desc())


def _entry(row: Any) -> Logged:
    kinds = {"kind": Ruling(row.kind), "undid": row.undid and Ruling(row.undid)}
    return Logged(**{**row._mapping, **kinds})


def _case_columns() -> tuple[Any, ...]:
    c = cases.c
    return (c.interaction, c.person, c.kind, c.day, c.reason, c.at, c.undoes)


def _case(row: Any) -> Case:
    number, person_id, kind, *asked = row
    return Case(number, person_id, Ruling(kind), *asked)
