"""What boards read: one row for each server a person is in and each board they have a figure on.

Every question walks an index that holds a board in its order, so that a board of 100,000 costs
what one of 1,000 does. Rows that have turned and wait to be renewed (few) are asked beside it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    Integer,
    Select,
    String,
    Table,
    delete,
    func,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import guilds, members, restraints
from bot.db import Instant, metadata, of_member
from cogs.streaks.boards import Board, Figure, Standing

NEVER = datetime(9999, 12, 31, tzinfo=UTC)

figures = Table(
    "board_figures",
    metadata,
    of_member(primary_key=True, autoincrement=False),
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("board", String(16), primary_key=True),
    Column("value", BigInteger, nullable=False),
    Column("turns_at", Instant, nullable=False),
    Column("then", BigInteger, nullable=False),
    Column("longest", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    info={
        "called": "your places on boards",
        "stays": "computed anew",
        "passing": True,
        "of_server": "guild",
    },
)
_c = figures.c
ORDER = (_c.value.desc(), _c.longest.desc(), _c.total.desc(), _c.person)
Index("board_order", _c.guild, _c.board, *ORDER)
Index("board_turned", _c.guild, _c.board, _c.turns_at)
Index("board_turns", _c.turns_at)


@dataclass(frozen=True)
class Own:
    """How a person stands in a server: `is_there` once they did something in it; no figure where a
    board has nothing of them."""

    hidden: bool
    is_there: bool
    figure: Figure | None


async def places_of(conn: AsyncConnection, person_id: int) -> Mapping[int, bool]:
    """The servers a person is in, and whether boards there show them: not where they hide, nor
    where moderators leave them off. Their row is held, so that what changes their figures takes
    turns."""
    there = guilds.people.c
    asked = (
        select(there.guild, members.members.c.hidden)
        .join_from(members.members, guilds.people)
        .where(members.members.c.person == person_id)
        .with_for_update(of=members.members)
    )
    seen_in = (await conn.execute(asked)).all()
    off = await restraints.left_off(conn, person_id) if seen_in else {}
    return {row.guild: not row.hidden and row.guild not in off for row in seen_in}


async def keep(
    conn: AsyncConnection,
    person_id: int,
    places: Collection[int],
    found: Mapping[Board, Figure],
    longest: int,
    total: int,
) -> None:
    """Takes the place of everything that boards had of this person."""
    await conn.execute(delete(figures).where(_c.person == person_id))
    rows = [
        {"guild": guild, "board": _name(board), **_row(person_id, figure, longest, total)}
        for guild in places
        for board, figure in found.items()
        if figure.value or figure.then
    ]
    if rows:
        await conn.execute(figures.insert(), rows)


def _row(person_id: int, figure: Figure, longest: int, total: int) -> dict[str, object]:
    return {
        "person": person_id,
        "value": figure.value,
        "turns_at": figure.turns_at or NEVER,
        "then": figure.then,
        "longest": longest,
        "total": total,
    }


def _name(board: Board) -> str:
    return " ".join(board)


async def own(conn: AsyncConnection, person_id: int, guild: int, board: Board) -> Own | None:
    """None where the person has no record."""
    there = guilds.people.c
    asked = (
        select(members.members.c.hidden, there.person, _c.value, _c.turns_at, _c.then)
        .outerjoin_from(
            members.members,
            guilds.people,
            (there.person == members.members.c.person) & (there.guild == guild),
        )
        .outerjoin(figures, (_c.person == members.members.c.person) & _on(guild, board))
        .where(members.members.c.person == person_id)
    )
    row = (await conn.execute(asked)).one_or_none()
    if row is None:
        return None
    hidden, seen, value, turns_at, then = row
    figure = None if value is None else Figure(value, turns_at, then)
    return Own(hidden, seen is not None, figure)


async def listed(
    conn: AsyncConnection, guild: int, board: Board, now: datetime, skip: int, most: int
) -> list[Standing]:
    """A part of the board as it is at this instant, in its order."""
    columns = (_c.person, _c.longest, _c.total)
    on = _on(guild, board)
    standing = select(*columns, _c.value).where(on, _c.turns_at > now, _c.value > 0)
    first = standing.order_by(*ORDER).limit(skip + most).subquery()
    turned = select(*columns, _c.then).where(on, _c.turns_at <= now, _c.then > 0)
    both = select(first).union_all(turned).subquery()
    b = both.c
    page = select(both).order_by(b.value.desc(), b.longest.desc(), b.total.desc(), b.person)
    return [
        Standing(person, Figure(value), longest, total)
        for person, longest, total, value in await conn.execute(page.offset(skip).limit(most))
    ]


async def better(
    conn: AsyncConnection, guild: int, board: Board, now: datetime, value: int, most: int
) -> int | None:
    """How many read more than this value on the board, a rank is one more; None where they are
    `most` or more, for counting on would cost what the rank is worth."""
    on = _on(guild, board)
    turned = (on, _c.turns_at <= now)
    # Counted without looking at when each turns, which the order's index doesn't hold.
    stored = select(_c.value).where(on, _c.value > value)
    near = select(func.count()).select_from(stored.limit(most).subquery()).scalar_subquery()
    gone = _count().where(*turned, _c.value > value).scalar_subquery()
    come = _count().where(*turned, _c.then > value).scalar_subquery()
    first, less, more = (await conn.execute(select(near, gone, come))).one()
    if first == most and less:  # a week has just ended for many: they aren't in front any more
        first = await conn.scalar(select(func.count()).select_from(stored.subquery()))
    found = int(first - less + more)
    return found if found < most else None


async def drop_turned(conn: AsyncConnection, now: datetime, most: int) -> set[int]:
    """Forgets figures that have come to nothing by themselves; returns the servers they were in."""
    key = (_c.person, _c.guild, _c.board)
    gone = select(*key).where(_c.turns_at <= now, _c.then == 0).limit(most)
    dropped = delete(figures).where(tuple_(*key).in_(gone))
    return {*await conn.scalars(dropped.returning(_c.guild))}


async def turned(conn: AsyncConnection, now: datetime, most: int) -> list[int]:
    """Up to so many people of whom a figure has turned, and whose next turn isn't known yet."""
    # Those of the figures that turned first, so that an index answers: the writer is held.
    first = select(_c.person).where(_c.turns_at <= now).order_by(_c.turns_at).limit(most)
    return list(dict.fromkeys(await conn.scalars(first)))


async def forget(conn: AsyncConnection, guild: int, person_ids: Collection[int]) -> None:
    """Takes people off one server's boards."""
    there = (_c.guild == guild, _c.person.in_(person_ids))
    await conn.execute(delete(figures).where(*there))


def _on(guild: int, board: Board) -> ColumnElement[bool]:
    return (_c.guild == guild) & (_c.board == _name(board))


def _count() -> Select[int]:
    return select(func.count()).select_from(figures)
