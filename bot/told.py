"""How far each person has been told each kind of news, so that nothing is told twice."""

from sqlalchemy import BigInteger, Column, String, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import insert, metadata, of_member

told = Table(
    "told",
    metadata,
    of_member(primary_key=True, autoincrement=False),
    Column("kind", String(40), primary_key=True),
    Column("up_to", BigInteger, nullable=False),
    # Marks number this database's own rows: in another one they would keep news back.
    info={"called": "what you have been told once", "stays": "what was told here", "passing": True},
)


async def marks(conn: AsyncConnection, person_id: int) -> dict[str, int]:
    """For each kind how far it was told; kinds of which nothing was told are left out."""
    mine = select(told.c.kind, told.c.up_to).where(told.c.person == person_id)
    return {row.kind: row.up_to for row in await conn.execute(mine)}


async def mark(conn: AsyncConnection, person_id: int, kind: str, up_to: int) -> None:
    """Remembers that everything up to here was told; a mark never goes back."""
    row = insert(conn, told).values(person=person_id, kind=kind, up_to=up_to)
    further = row.on_conflict_do_update(
        index_elements=["person", "kind"], set_={"up_to": up_to}, where=told.c.up_to < up_to
    )
    await conn.execute(further)
