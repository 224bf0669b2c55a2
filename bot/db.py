"""One database behind two engines: a writer that takes turns and a reader that never writes.

The modes are those that neither lost nor failed an update when they were measured: see
`docs/decisions.md`, *Storage*.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    MetaData,
    event,
    false,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.schema import Table
from sqlalchemy.types import TypeDecorator

Watcher = Callable[[AsyncConnection, int], Awaitable[str | None]]
Planner = Callable[[AsyncConnection, int], Awaitable[None]]  # person or server

READERS_CACHE = 16_000  # KiB, used as needed: the boards of a big server are read from memory

SKIPPED = 1_000_000  # ids; more rows than anybody's server makes between two backups
NUMBERED = text(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
)
FURTHER = text("UPDATE sqlite_sequence SET seq = seq + :skipped WHERE name = :table")
FIRST = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :skipped)")

metadata = MetaData()
# The transaction that is open here, by what is to be done once it is kept.
_inside: ContextVar[list[Callable[[], object]] | None] = ContextVar("transaction", default=None)


class Instant(TypeDecorator[datetime]):
    """An aware instant in UTC, also where the database keeps no zone (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo:
            return value and value.astimezone(UTC)
        raise ValueError("an instant needs a zone")

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value)


def person(name: str = "person", *, own: bool = True, **options: Any) -> Column[int]:
    """A column that holds a person's id. Own rows go with them; in others' rows the id is cleared.

    Every such column is declared here, so that export and erasure find all of them.
    """
    if own:
        options.setdefault("nullable", False)
        return Column(name, BigInteger, info={"person": "own"}, **options)
    return Column(name, BigInteger, info={"person": "other"}, nullable=True, **options)


def of_member(**options: Any) -> Column[int]:
    """The usual `person` column of a row that belongs to a member."""
    return Column(
        "person",
        BigInteger,
        ForeignKey("members.person"),
        info={"person": "own"},
        nullable=False,
        **options,
    )


def imported() -> Column[bool]:
    """Says of a row that it came from a file (`/me import`), so that no board ever counts it.

    Only tables with this column take rows from a file: of any other one couldn't tell afterwards
    what its owner has made up. What the values may be is said with `only`. A table without it
    says why: `info={"stays": "…"}`.
    """
    return Column("imported", Boolean, nullable=False, server_default=false())


def only(fits: Callable[[Any], Any]) -> dict[str, Any]:
    """A column's `info`: which values from a file can be true, beside those of its type."""
    return {"only": fits}


AHEAD = {"ahead": True}  # a date column's `info`: plans may name days that are still to come


def insert(conn: AsyncConnection, table: Table) -> Any:
    """An insert that knows `on_conflict_do_nothing` on either database."""
    return (postgresql if conn.dialect.name == "postgresql" else sqlite).insert(table)


class Database:
    """Engines, transactions, the watchers that keep derived rows true (bot/activity.py), and the
    planners that move what is due: a person's when their clock moves, a server's when its
    moderators change their mind. Farewells are told before somebody is forgotten. A feature appends
    its own in `setup`."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.watchers: list[Watcher] = []
        self.planners: list[Planner] = []
        self.server_planners: list[Planner] = []
        self.farewells: list[Planner] = []
        self.writer = self._engine(readonly=False).execution_options(
            watchers=self.watchers,
            planners=self.planners,
            server_planners=self.server_planners,
            farewells=self.farewells,
        )
        self.reader = self._engine(readonly=True)

    @property
    def file(self) -> Path | None:
        """SQLite's file, or None where the database is a server."""
        name = self.url.database
        return Path(name) if self.is_sqlite and name else None

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """One unit of work, kept whole or not at all. Nesting raises: with one writer the inner
        one would wait for the outer one for ever."""
        if _inside.get() is not None:
            raise RuntimeError("a transaction inside a transaction: pass conn on instead")
        later: list[Callable[[], object]] = []
        token = _inside.set(later)
        try:
            async with self.writer.begin() as conn:
                yield conn
        finally:
            _inside.reset(token)
        for deed in later:
            deed()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """One consistent view for questions that change nothing."""
        async with self.reader.begin() as conn:
            yield conn

    async def close(self) -> None:
        await self.writer.dispose()
        await self.reader.dispose()

    def _engine(self, *, readonly: bool) -> AsyncEngine:
        if self.is_sqlite:
            return _sqlite_engine(self.url, readonly)
        view = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
        options = view if readonly else {}
        return create_async_engine(
            self.url, hide_parameters=True, pool_pre_ping=True, execution_options=options
        )


def _sqlite_engine(url: URL, readonly: bool) -> AsyncEngine:
    engine = create_async_engine(
        url,
        hide_parameters=True,
        pool_size=4 if readonly else 1,
        max_overflow=0,
        connect_args={"timeout": 30},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        if readonly:
            cursor.execute("PRAGMA query_only=ON")
            cursor.execute(f"PRAGMA cache_size=-{READERS_CACHE}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")

    return engine


def afterwards(deed: Callable[[], object]) -> None:
    """Does it once the transaction that is open here is kept, and never where it is undone."""
    later = _inside.get()
    assert later is not None, "outside of a transaction there is nothing to wait for"
    later.append(deed)


async def tell_watchers(conn: AsyncConnection, person_id: int) -> str | None:
    """Lets each watcher make its rows true again in this same transaction; the last line wins."""
    said: str | None = None
    for watch in _listed(conn, "watchers"):
        said = await watch(conn, person_id) or said
    return said


async def tell_planners(conn: AsyncConnection, person_id: int) -> None:
    """A person's clock or reminder time has changed: what is planned for them moves with it."""
    for plan in _listed(conn, "planners"):
        await plan(conn, person_id)


async def tell_server_planners(conn: AsyncConnection, guild: int) -> None:
    """A server's zone, place or switch has changed, or it has removed us: what is planned for it
    moves or ends with it."""
    for plan in _listed(conn, "server_planners"):
        await plan(conn, guild)


async def tell_farewells(conn: AsyncConnection, person_id: int) -> None:
    """All rows of a person are about to go in this transaction: what was made of them follows."""
    for part in _listed(conn, "farewells"):
        await part(conn, person_id)


def _listed(conn: AsyncConnection, name: str) -> Sequence[Any]:
    assert conn.sync_connection is not None
    found: Sequence[Any] = conn.sync_connection.get_execution_options().get(name, ())
    return found


async def skip_ids(conn: AsyncConnection) -> None:
    """For a restored SQLite database: ids given out since the backup stand on buttons in Discord,
    and none is given out again."""
    for table in await conn.scalars(NUMBERED):
        now = {"table": table, "skipped": SKIPPED}
        if not (await conn.execute(FURTHER, now)).rowcount:
            await conn.execute(FIRST, now)
