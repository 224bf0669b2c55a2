"""The ground the tests stand on: a frozen clock and fresh databases of both kinds."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from bot.db import Database
from tests.support import postgres, required
from tests.support.clock import FrozenClock
from tests.support.databases import migrated, sqlite_url

settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.register_profile("deep", deadline=None, max_examples=5000)
settings.register_profile("first-failure", settings.get_profile("ci"), phases=[Phase.generate])
settings.load_profile("ci")  # --hypothesis-profile=deep chooses the other

SETTINGS = ("DAYMARK_", "DISCORD_", "DATABASE_URL", "PG")
NUMBERS = count(1)


@pytest.fixture(scope="session", autouse=True)
def nobodys_settings() -> Iterator[None]:
    """Whoever runs the tests has a bot of their own: its settings stay out of them, and out of
    every process they start."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [*os.environ]:
            if name.startswith(SETTINGS) and name != "DISCORD_OPENAPI":
                patch.delenv(name)
        yield


@pytest.fixture
def clock() -> FrozenClock:
    """Monday, 2 March 2026, noon in UTC."""
    return FrozenClock()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """One server for each process of tests, with a migrated database to copy."""
    with postgres.running(required.need("postgres")) as server:
        migrated(server.create("migrated"))
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "migrated.db"
    migrated(sqlite_url(file))
    return file


@pytest.fixture
def sqlite_database_url(sqlite_template: Path, tmp_path: Path) -> str:
    file = tmp_path / "data" / "daymark.db"
    file.parent.mkdir()
    shutil.copyfile(sqlite_template, file)
    return sqlite_url(file)


@pytest.fixture
def postgres_database_url(postgres_server: postgres.Server) -> Iterator[str]:
    name = f"test_{next(NUMBERS)}"
    yield postgres_server.create(name, template="migrated")
    postgres_server.drop(name)


@pytest.fixture
def empty_postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    """A database that nothing has been written to yet."""
    name = f"empty_{next(NUMBERS)}"
    yield postgres_server.create(name)
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database, once on SQLite and once on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_database_url"))


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    """An open, migrated database; each test runs on both kinds."""
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
def second_sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    file = tmp_path / "second.db"
    shutil.copyfile(sqlite_template, file)
    return sqlite_url(file)


@pytest.fixture
def second_postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    name = f"second_{next(NUMBERS)}"
    yield postgres_server.create(name, template="migrated")
    postgres_server.drop(name)


@pytest.fixture
def second_url(database_url: str, request: pytest.FixtureRequest) -> str:
    kind = "sqlite" if database_url.startswith("sqlite") else "postgres"
    return str(request.getfixturevalue(f"second_{kind}_url"))


@pytest.fixture
async def second_db(second_url: str) -> AsyncIterator[Database]:
    """Another migrated database, of the same kind as `db`."""
    database = Database(second_url)
    yield database
    await database.close()


@pytest.fixture
async def sqlite_db(sqlite_database_url: str) -> AsyncIterator[Database]:
    """For what can't differ between the two."""
    database = Database(sqlite_database_url)
    yield database
    await database.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures of the tests that have some, and one loud line for each thing that this machine
    lacks."""
    for report in terminalreporter.stats.get("passed", []):
        for name, said in report.user_properties if report.when == "call" else ():
            if name == "figure":
                terminalreporter.write_line(str(said))
    skipped = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])]
    told = [reason.removeprefix("Skipped: ") for reason in skipped if required.MARK in reason]
    for reason in sorted(set(told)):
        line = f"{reason} ({told.count(reason)} skipped)"
        terminalreporter.write_line(line, yellow=True, bold=True)
