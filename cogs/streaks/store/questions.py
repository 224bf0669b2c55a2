"""What members ask moderators about a day, and what became of it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Integer,
    Select,
    Table,
    Text,
    delete,
    false,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Instant, metadata, of_member, person
from bot.members import Person
from cogs.streaks.questions import Question

questions = Table(
    "streak_questions",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(index=True),
    Column("guild", BigInteger, nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("at", Instant, nullable=False),
    Column("words", Text, nullable=False),
    Column("answered_at", Instant),
    Column("changed", Boolean, nullable=False, server_default=false()),
    Column("answer", Text),
    person("by", own=False),
    sqlite_autoincrement=True,
    info={
        "called": "what you asked moderators about your days",
        "stays": "asked of moderators there",
    },
)


async def ask(
    conn: AsyncConnection, person_id: int, guild: int, day: date, words: str, at: datetime
) -> None:
    row = {"person": person_id, "guild": guild, "day": day, "words": words, "at": at}
    await conn.execute(questions.insert().values(**row))


async def reword(conn: AsyncConnection, old: Question, words: str) -> None:
    """A question of its own in the old one's place: whoever read the old one can't answer this."""
    await conn.execute(delete(questions).where(questions.c.id == old.id))
    await ask(conn, old.person, old.guild, old.day, words, old.at)


async def open_by(conn: AsyncConnection, person_id: int) -> list[Question]:
    """A person's questions that nobody has answered yet, oldest first."""
    return await _found(conn, _questions().where(questions.c.person == person_id, _open()))


async def open_in(conn: AsyncConnection, guild: int) -> list[Question]:
    """What waits for a server's moderators, oldest first."""
    here = _questions().where(questions.c.guild == guild, _open())
    return await _found(conn, here.order_by(None).order_by(questions.c.at, questions.c.id))


async def one(conn: AsyncConnection, guild: int, question_id: int) -> Question | None:
    """Open or answered."""
    here = (questions.c.guild == guild, questions.c.id == question_id)
    found = await _found(conn, _questions().where(*here))
    return found[0] if found else None


async def about_days(
    conn: AsyncConnection, person_id: int, days: Collection[date]
) -> list[Question]:
    """All questions about these days, newest first."""
    mine = (questions.c.person == person_id, questions.c.day.in_(days))
    return (await _found(conn, _questions().where(*mine)))[::-1]


async def answered_since(
    conn: AsyncConnection, person_id: int, since: datetime
) -> Sequence[Question]:
    """A person's questions that were answered after this instant, oldest answer first."""
    c = questions.c
    mine = _questions().where(c.person == person_id, c.answered_at > since)
    return await _found(conn, mine.order_by(None).order_by(c.answered_at, c.id))


async def answer(
    conn: AsyncConnection, by: Person, question: Question, words: str, at: datetime
) -> bool:
    """The moderators' words, with nothing changed by them. False where somebody was faster."""
    change = update(questions).where(questions.c.id == question.id, _open())
    said = await conn.execute(change.values(answered_at=at, answer=words, by=by.id))
    return bool(said.rowcount)


async def answer_by_ruling(
    conn: AsyncConnection, by: Person, person_id: int, day: date, at: datetime
) -> None:
    """A ruling on the day answers what was asked about it there, and takes the place of words that
    said it stays as it is: nobody reads both."""
    c = questions.c
    about = (c.person == person_id, c.day == day, c.guild == by.guild, c.changed.is_(False))
    change = update(questions).where(*about)
    await conn.execute(change.values(answered_at=at, changed=True, answer=None, by=by.id))


def _open() -> Any:
    return questions.c.answered_at.is_(None)


def _questions() -> Select[Any]:
    c = questions.c
    told = (c.id, c.person, c.guild, c.day, c.at, c.words, c.answered_at, c.changed, c.answer, c.by)
    return select(*told).order_by(c.id)


async def _found(conn: AsyncConnection, query: Select[Any]) -> list[Question]:
    return [Question(*row) for row in await conn.execute(query)]
