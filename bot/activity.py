"""The ledger in which everything a person does lands, whatever feature it was done in."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
    UniqueConstraint,
    delete,
    false,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import members
from bot.db import Instant, imported, insert, metadata, of_member, only, tell_watchers
from bot.members import Person

SAME_WORDS = timedelta(seconds=60)
MINUTES_A_NOTE = 720
MINUTES_A_DAY = 1440
BATCH = 500  # ids in one question
KIND = re.compile(r"[a-z][a-z-]*")

activity = Table(
    "activity",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(index=True),
    Column("kind", String(40), nullable=False, info=only(KIND.fullmatch)),
    Column("key", String(80), nullable=False, info=only(str.isprintable)),
    Column("day", Date, nullable=False),
    Column("at", Instant, nullable=False),
    Column("guild", BigInteger),
    Column("counts", Boolean, nullable=False),
    Column("skill", String(80), info=only(str.isprintable)),
    Column("late", Boolean, nullable=False, server_default=false()),
    imported(),
    # A file says it too: undoing one's own entry leaves the imported one.
    Column("brought", Boolean, nullable=False, server_default=false()),
    # An undone deed keeps its row: the study day it reached stays reached (R3).
    Column("undone", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("person", "kind", "key"),
    sqlite_autoincrement=True,
    info={"called": "check-ins and other deeds", "most": 40_000},
)
notes = Table(
    "activity_notes",
    metadata,
    Column("interaction", BigInteger, primary_key=True, autoincrement=False),
    of_member(index=True),
    Column("activity", ForeignKey("activity.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("minutes", Integer, nullable=False, info=only(lambda m: m <= MINUTES_A_NOTE)),
    Column("note", Text, nullable=False),
    imported(),
    info={"called": "your notes on what you did", "most": 40_000},
)


@dataclass(frozen=True)
class Deed:
    """Something that can be done once: the key is the study day of a check-in, else the
    delivery, session, step, challenge or resource. `late` says that it was entered afterwards."""

    kind: str
    key: str
    day: date
    counts: bool = True
    skill: str | None = None
    late: bool = False


@dataclass(frozen=True)
class Done:
    """A deed as it stands in the ledger."""

    id: int
    kind: str
    day: date
    at: datetime
    counts: bool
    late: bool
    imported: bool
    undone: bool


@dataclass(frozen=True)
class Note:
    """What was said about a deed and how long it took, in minutes."""

    interaction: int
    activity: int
    at: datetime
    minutes: int
    note: str


@dataclass(frozen=True)
class Recorded:
    """`first` is False where the deed was there already; `said` is what a watcher has to tell."""

    id: int
    first: bool
    said: str | None


async def record(conn: AsyncConnection, who: Person, deed: Deed, at: datetime) -> Recorded:
    """Writes a deed once and lets the watchers follow in the same transaction."""
    await members.meet(conn, who, at)
    new = await _write(conn, who, deed, at)
    await members.reached(conn, who.id, deed.day)
    id_ = new or await _find(conn, who, deed)
    return Recorded(id_, new is not None, await tell_watchers(conn, who.id))


async def _find(conn: AsyncConnection, who: Person, deed: Deed) -> int:
    c = activity.c
    same = (c.person == who.id, c.kind == deed.kind, c.key == deed.key)
    return int((await conn.execute(select(c.id).where(*same))).scalar_one())


async def _write(conn: AsyncConnection, who: Person, deed: Deed, at: datetime) -> int | None:
    """The row's id, or None where the deed stood there already."""
    said = {"day": deed.day, "counts": deed.counts, "skill": deed.skill, "late": deed.late}
    own = {**said, "at": at, "guild": who.guild, "imported": False, "undone": False}
    row = insert(conn, activity).values(person=who.id, kind=deed.kind, key=deed.key, **own)
    c = activity.c
    again = row.on_conflict_do_update(
        index_elements=["person", "kind", "key"],
        set_=own,
        where=c.undone | c.imported,
    )
    id_: int | None = await conn.scalar(again.returning(c.id))
    return id_


async def undo(conn: AsyncConnection, person_id: int, activity_id: int) -> str | None:
    """Takes a deed off every count, with all that was noted about it here. What a file says of
    the same deed stays, off boards."""
    c = activity.c
    mine = (notes.c.activity == activity_id, notes.c.person == person_id, ~notes.c.imported)
    await conn.execute(delete(notes).where(*mine))
    gone = update(activity).where(c.id == activity_id, c.person == person_id)
    await conn.execute(gone.values(undone=~c.brought, imported=c.brought))
    return await tell_watchers(conn, person_id)


async def brought(conn: AsyncConnection, person_id: int, ids: Sequence[int]) -> None:
    """A file says these too: they stand, for boards only where they were also done here."""
    c = activity.c
    for first in range(0, len(ids), BATCH):
        some = c.id.in_(ids[first : first + BATCH])
        news = update(activity).where(c.person == person_id, some, c.brought.is_(False))
        also = {"imported": c.imported | c.undone, "undone": False, "brought": True}
        await conn.execute(news.values(**also))


async def fit_minutes(conn: AsyncConnection, person_id: int) -> None:
    """A day has 1,440 minutes whoever says so: what a file brings of more is left off, its newest
    notes first."""
    c, day = notes.c, activity.c.day
    theirs = select(day).join_from(notes, activity).where(c.person == person_id)
    full = theirs.group_by(day).having(func.sum(c.minutes) > MINUTES_A_DAY)
    noted = theirs.where(day.in_(full)).add_columns(c.interaction, c.minutes, c.imported)
    rows = await conn.execute(noted.order_by(c.imported, c.at, c.interaction))
    room: defaultdict[date, int] = defaultdict(lambda: MINUTES_A_DAY)
    for day_, interaction, said, came in rows.all():
        fits = min(said, room[day_]) if came else said
        room[day_] = max(0, room[day_] - fits)
        if fits < said:
            less = update(notes).where(c.interaction == interaction)
            await conn.execute(less.values(minutes=fits))


async def add_note(conn: AsyncConnection, person_id: int, note: Note) -> None:
    """Keeps what was said; the same interaction twice is once."""
    row = insert(conn, notes).values(person=person_id, **vars(note))
    await conn.execute(row.on_conflict_do_nothing())


async def drop_note(conn: AsyncConnection, note: Note) -> bool:
    """Takes one note back; True when the deed has no other that was made here."""
    await conn.execute(delete(notes).where(notes.c.interaction == note.interaction))
    others = (notes.c.activity == note.activity, ~notes.c.imported)
    left = select(func.count()).select_from(notes).where(*others)
    return await conn.scalar(left) == 0


async def note_of(conn: AsyncConnection, person_id: int, interaction: int) -> Note | None:
    """The note that one interaction left here, if it is this person's."""
    mine = (notes.c.person == person_id, notes.c.interaction == interaction, ~notes.c.imported)
    return _note((await conn.execute(_notes().where(*mine))).one_or_none())


async def same_note(
    conn: AsyncConnection, person_id: int, activity_id: int, words: str, at: datetime
) -> Note | None:
    """The same words for the same deed within a minute: a double click, not a second deed."""
    c = notes.c
    same = (c.person == person_id, c.activity == activity_id, c.note == words)
    near = c.at.between(at - SAME_WORDS, at + SAME_WORDS)
    found = await conn.execute(_notes().where(*same, near).order_by(c.at).limit(1))
    return _note(found.one_or_none())


async def minutes(conn: AsyncConnection, person_id: int, days: Iterable[date]) -> dict[date, int]:
    """Minutes noted for each of these study days; days without any are left out."""
    total = func.sum(notes.c.minutes)
    rows = await conn.execute(
        select(activity.c.day, total)
        .join(notes, notes.c.activity == activity.c.id)
        .where(activity.c.person == person_id, activity.c.day.in_(list(days)))
        .group_by(activity.c.day)
    )
    return {day: int(sum_) for day, sum_ in rows if sum_}


async def history(
    conn: AsyncConnection, person_id: int, days: Collection[date] | None = None
) -> list[Done]:
    """A person's deeds, undone ones too, oldest study day first; of these days, or all."""
    rows = _deeds().where(activity.c.person == person_id)
    if days is not None:
        rows = rows.where(activity.c.day.in_(days))
    return [Done(*row) for row in await conn.execute(rows)]


async def standing(conn: AsyncConnection, person_id: int) -> Sequence[tuple[date, bool, bool]]:
    """Each study day of a person on which something stands, with whether it counts and whether
    it was imported; no order."""
    c = activity.c
    days = select(c.day, c.counts, c.imported).where(c.person == person_id, c.undone.is_(False))
    return [tuple(row) for row in await conn.execute(days.distinct())]


async def done(conn: AsyncConnection, activity_id: int) -> Done | None:
    row = (await conn.execute(_deeds().where(activity.c.id == activity_id))).one_or_none()
    return Done(*row) if row else None


async def since(conn: AsyncConnection, person_id: int, at: datetime) -> bool:
    """Whether a person has done anything since an instant."""
    c = activity.c
    found = select(c.id).where(c.person == person_id, c.at > at, ~c.imported).limit(1)
    return await conn.scalar(found) is not None


def _deeds() -> Select[Any]:
    c = activity.c
    columns = (c.id, c.kind, c.day, c.at, c.counts, c.late, c.imported, c.undone)
    return select(*columns).order_by(c.day, c.id)


def _notes() -> Select[Any]:
    c = notes.c
    return select(c.interaction, c.activity, c.at, c.minutes, c.note)


def _note(row: Sequence[Any] | None) -> Note | None:
    return Note(*row) if row else None
