"""How servers were set up: drafts, set-ups from preview to undoing, and what they made."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    case,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Instant, insert, metadata, person
from bot.guilds import guilds
from bot.members import Person
from cogs.moderation.set_ups import Change, Made, SetUp, Stage, State, Value

drafts = Table(
    "set_up_drafts",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    person("by", primary_key=True, autoincrement=False),
    Column("said", Text, nullable=False),
    info={
        "called": "set-ups of servers that you have begun",
        "stays": "moderators' own",
        "passing": True,
        "of_server": "guild",
    },
)
set_ups = Table(
    "set_ups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guild", BigInteger, nullable=False, index=True),
    person("by", own=False),
    Column("at", Instant, nullable=False),
    Column("stage", String(10), nullable=False),
    Column("since", Integer, nullable=False),
    Column("changes", Text, nullable=False),
    Column("lease_until", Instant),
    Column("moved_at", Instant),
    person("undone_by", own=False),
    sqlite_autoincrement=True,
    info={"of_server": "guild"},
)
things = Table(
    "set_up_made",
    metadata,
    Column("set_up", ForeignKey("set_ups.id"), primary_key=True, autoincrement=False),
    Column("key", String(60), primary_key=True),
    Column("name", String(100), nullable=False),
    Column("first_try", Instant),
    Column("made", BigInteger),  # the channel's or the role's id
    Column("why", String(100), nullable=False),
)
DONE_ONCE = (Stage.DOING, Stage.DONE)


async def draft(conn: AsyncConnection, by: Person) -> dict[str, Value]:
    c = drafts.c
    found = select(c.said).where(c.guild == by.guild, c.by == by.id)
    said: dict[str, Value] = json.loads(await conn.scalar(found) or "{}")
    return said


async def keep_draft(conn: AsyncConnection, by: Person, said: State) -> None:
    row = {"guild": by.guild, "by": by.id, "said": json.dumps(said)}
    new = insert(conn, drafts).values(**row)
    keys = ["guild", "by"]
    await conn.execute(new.on_conflict_do_update(index_elements=keys, set_={"said": row["said"]}))


async def drop_draft(conn: AsyncConnection, by: Person) -> None:
    c = drafts.c
    await conn.execute(delete(drafts).where(c.guild == by.guild, c.by == by.id))


async def hold(conn: AsyncConnection, guild: int) -> None:
    """One set-up at a time in a server that we have met, until the transaction ends."""
    held = select(guilds.c.guild).where(guilds.c.guild == guild).with_for_update()
    await conn.execute(held)


async def moves(conn: AsyncConnection, guild: int) -> int:
    """How often the server was set up or set back."""
    c = set_ups.c
    each = case((c.stage == Stage.SHOWN, 0), (c.stage.in_(DONE_ONCE), 1), else_=2)
    return await conn.scalar(select(func.sum(each)).where(c.guild == guild)) or 0


async def show(conn: AsyncConnection, by: Person, at: datetime, changes: Sequence[Change]) -> int:
    """Keeps what was previewed, in place of this moderator's earlier previews."""
    assert by.guild is not None
    c = set_ups.c
    mine = (c.guild == by.guild, c.by == by.id, c.stage == Stage.SHOWN)
    await conn.execute(delete(set_ups).where(*mine))
    kept = json.dumps([[each.key, each.before, each.after] for each in changes])
    row = {"guild": by.guild, "by": by.id, "at": at, "changes": kept, "stage": Stage.SHOWN}
    since = await moves(conn, by.guild)
    result = await conn.execute(set_ups.insert().values(**row, since=since))
    assert result.inserted_primary_key
    return int(result.inserted_primary_key[0])


async def find(conn: AsyncConnection, guild: int, id_: int) -> SetUp | None:
    """With everything that it makes."""
    c = set_ups.c
    row = (await conn.execute(_all().where(c.guild == guild, c.id == id_))).one_or_none()
    return _set_up(row, await _made(conn, id_)) if row else None


async def newest(
    conn: AsyncConnection, guild: int, most: int, *, standing: bool = False
) -> list[SetUp]:
    """Those that were done, the last one that was moved first; without those that were taken back
    where only what is `standing` is asked for."""
    c = set_ups.c
    gone = (Stage.SHOWN, Stage.UNDONE) if standing else (Stage.SHOWN,)
    found = _all().where(c.guild == guild, c.stage.not_in(gone)).limit(most)
    ordered = found.order_by(c.moved_at.desc(), c.id.desc())
    return [_set_up(row, await _made(conn, row.id)) for row in await conn.execute(ordered)]


async def move(
    conn: AsyncConnection, id_: int, stage: Stage, lease_until: datetime | None, **more: Any
) -> None:
    values = {"stage": stage, "lease_until": lease_until, **more}
    await conn.execute(update(set_ups).where(set_ups.c.id == id_).values(**values))


async def keep(conn: AsyncConnection, set_up: int, made: Made) -> None:
    """What is known of something that a set-up makes."""
    row = {"name": made.name, "first_try": made.first_try, "made": made.id, "why": made.why}
    new = insert(conn, things).values(set_up=set_up, key=made.key, **row)
    await conn.execute(new.on_conflict_do_update(index_elements=["set_up", "key"], set_=row))


def _all() -> Any:
    c = set_ups.c
    about = (c.id, c.by, c.at, c.stage, c.since, c.changes)
    return select(*about, c.lease_until, c.moved_at, c.undone_by)


async def _made(conn: AsyncConnection, set_up: int) -> list[Made]:
    c = things.c
    found = select(c.key, c.name, c.first_try, c.made, c.why).where(c.set_up == set_up)
    return [Made(*row) for row in await conn.execute(found.order_by(c.key))]


def _set_up(row: Any, made: Sequence[Made]) -> SetUp:
    read = {**row._mapping, "stage": Stage(row.stage)}
    read["changes"] = [Change(*each) for each in json.loads(row.changes)]
    return SetUp(**read, made=made)
