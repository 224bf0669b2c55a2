"""What moderators decided about a person in their server: silenced, or left off its boards.

The table is a log, and the newest entry about each is what holds: so every decision, a lifting too,
keeps its own moment, reason and author. A person's own record is never touched by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    Select,
    String,
    Table,
    Text,
    false,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import look
from bot.db import Instant, metadata, person
from bot.errors import Refusal
from bot.members import Person


class Restraint(StrEnum):
    SILENCE = "silence"  # nothing is said in public on their behalf; private use goes on
    LEAVE_OFF = "leave off"  # they take no place on the server's boards


restraints = Table(
    "guild_restraints",
    metadata,
    Column("id", Integer, primary_key=True),
    person(),  # who need not have a record
    Column("guild", BigInteger, nullable=False),
    Column("restraint", String(10), nullable=False),
    Column("lifts", Boolean, nullable=False, server_default=false()),
    Column("at", Instant, nullable=False),
    Column("until", Instant),  # None until it is lifted
    Column("reason", Text, nullable=False),
    person("by", own=False),
    sqlite_autoincrement=True,
    info={
        "called": "what moderators decided about you in their servers",
        "stays": "a server's own",
        "of_server": "guild",
    },
)
_c = restraints.c
Index("restraints_on", _c.person, _c.guild)
Index("restraints_of", _c.guild, _c.id)


@dataclass(frozen=True)
class Decision:
    """`by` is for moderators' eyes only, and None once they are gone. One that `lifts` ends what
    was decided before it."""

    id: int
    person: int
    guild: int
    restraint: Restraint
    lifts: bool
    at: datetime
    until: datetime | None
    reason: str
    by: int | None

    def holds(self, now: datetime) -> bool:
        return not self.lifts and (self.until is None or now < self.until)


async def decide(
    conn: AsyncConnection,
    by: Person,
    person_id: int,
    restraint: Restraint,
    at: datetime,
    reason: str,
    *,
    until: datetime | None = None,
    lifts: bool = False,
) -> None:
    """Holds from now on. What else keeps rows true by it (boards) is told by whoever decides."""
    row = {"person": person_id, "guild": by.guild, "restraint": restraint, "lifts": lifts}
    made = {"at": at, "until": until, "reason": reason, "by": by.id}
    await conn.execute(restraints.insert().values(**row, **made))


async def holding(
    conn: AsyncConnection, guild: int, person_id: int, now: datetime
) -> list[Decision]:
    """What holds for a person in this server."""
    return [each for each in await _newest(conn, person_id, guild) if each.holds(now)]


async def silenced(
    conn: AsyncConnection, guild: int | None, person_id: int, now: datetime
) -> Decision | None:
    """The decision by which nothing is said there on their behalf. Nobody is silenced in direct
    messages."""
    found = await holding(conn, guild, person_id, now) if guild else []
    return next((each for each in found if each.restraint is Restraint.SILENCE), None)


async def may_speak(conn: AsyncConnection, who: Person, now: datetime) -> None:
    """For whatever is shown in a server on somebody's behalf. Raises Refusal for the silenced."""
    if not (found := await silenced(conn, who.guild, who.id, now)):
        return
    until = f" until <t:{int(found.until.timestamp())}:f>" if found.until else ""
    raise Refusal(
        f"The moderators here silenced you{until}: {look.quoted(found.reason)}. Your own record "
        "goes on. Say to a moderator here if it is wrong."
    )


async def left_off(conn: AsyncConnection, person_id: int) -> dict[int, Decision]:
    """The servers on whose boards a person takes no place, and why."""
    newest = await _newest(conn, person_id)
    off = [each for each in newest if each.restraint is Restraint.LEAVE_OFF and not each.lifts]
    return {each.guild: each for each in off}


async def since(conn: AsyncConnection, person_id: int, last: int) -> list[Decision]:
    """What was decided about a person after the decision of this id, oldest first."""
    return await _found(conn, _decisions().where(_c.person == person_id, _c.id > last))


async def newest(
    conn: AsyncConnection, guild: int, about: int | None, most: int
) -> Sequence[Decision]:
    """What a server's moderators decided, about one person or all, newest first."""
    mine = [_c.guild == guild] if about is None else [_c.guild == guild, _c.person == about]
    found = _decisions().where(*mine).order_by(None).order_by(_c.id.desc()).limit(most)
    return await _found(conn, found)


async def one(conn: AsyncConnection, guild: int, id_: int) -> Decision | None:
    found = await _found(conn, _decisions().where(_c.guild == guild, _c.id == id_))
    return found[0] if found else None


async def _newest(
    conn: AsyncConnection, person_id: int, guild: int | None = None
) -> Sequence[Decision]:
    """The newest decision of each kind in each server, or in this one."""
    mine = (
        [_c.person == person_id] if guild is None else [_c.person == person_id, _c.guild == guild]
    )
    found = await _found(conn, _decisions().where(*mine))
    return [*{(each.guild, each.restraint): each for each in found}.values()]


def _decisions() -> Select[Any]:
    columns = (
        _c.id,
        _c.person,
        _c.guild,
        _c.restraint,
        _c.lifts,
        _c.at,
        _c.until,
        _c.reason,
        _c.by,
    )
    return select(*columns).order_by(_c.id)


async def _found(conn: AsyncConnection, query: Select[Any]) -> list[Decision]:
    rows = await conn.execute(query)
    return [Decision(**{**row._mapping, "restraint": Restraint(row.restraint)}) for row in rows]
