"""What the code says of its tables is what the migrations make, and people can be found in it."""

import ast
import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import BigInteger, Column, Table, text

from bot import discover
from bot.db import metadata
from tests.house.source import ROOT, syntax

VERSIONS = sorted((ROOT / "bot/migrations/versions").glob("*.py"))
NOT_PEOPLE = {"guild", "interaction", "channel", "message", "thread", "role", "up_to"}
NOT_PEOPLE |= {"moderator_role", "notify_role", "made"}
NOT_PEOPLE |= {"value", "then"}  # figures of a board
NOT_PEOPLE |= {"about"}  # a channel or a role with which something is wrong
FOR_ANYONE = {"schedules", "deliveries"}  # rows for a person, a server or a cohort
ABOUT_PEOPLE = {"person", "by", "user", "member", "author", "owner", "partner", "reviewer", "host"}


def columns() -> list[Column]:
    discover.tables()
    return [column for table in metadata.tables.values() for column in table.columns]


async def test_the_migrations_make_what_the_code_says(db):
    discover.tables()
    async with db.reading() as conn:
        differences = await conn.run_sync(
            lambda sync: compare_metadata(
                MigrationContext.configure(
                    sync, opts={"compare_type": True, "compare_server_default": True}
                ),
                metadata,
            )
        )
    assert differences == []


def numbered() -> list[Table]:
    discover.tables()
    return [table for table in metadata.tables.values() if "id" in table.primary_key.columns]


def test_an_id_is_never_given_out_twice():
    """Buttons and notices that are out in the world name rows that may be forgotten meanwhile."""
    again = [t.name for t in numbered() if not t.dialect_options["sqlite"]["autoincrement"]]
    assert again == [], "say sqlite_autoincrement=True, in the migration too"


async def test_the_migrations_give_no_id_out_twice(sqlite_db):
    """What Alembic doesn't compare; PostgreSQL's sequences never go back."""
    made = text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE :says")
    async with sqlite_db.reading() as conn:
        found = {*await conn.scalars(made, {"says": "%AUTOINCREMENT%"})}
    assert found == {table.name for table in numbered()}


def test_every_column_that_holds_a_person_says_so():
    """Discord's ids are the only BigIntegers we keep: each is a person's or known not to be."""
    unsaid = [
        str(column)
        for column in columns()
        if isinstance(column.type, BigInteger) and column.name not in NOT_PEOPLE
        if column.info.get("person") not in ("own", "other")
    ]
    assert unsaid == [], "declare it with person() or of_member() from bot/db.py"


def test_no_column_named_after_a_person_hides_in_another_type():
    named = [column for column in columns() if ABOUT_PEOPLE & {*column.name.split("_")}]
    assert [str(column) for column in named if "person" not in column.info] == []
    assert not ABOUT_PEOPLE & NOT_PEOPLE


def test_ones_own_rows_have_an_owner_and_others_can_lose_theirs():
    for column in columns():
        if role := column.info.get("person"):
            assert column.nullable is (role == "other" or column.table.name in FOR_ANYONE), column


def test_no_column_keeps_a_name():
    """People are shown as mentions; no name is stored."""
    kept = [
        column
        for column in columns()
        if re.search(r"user_?name|nick|display_name|email", column.name)
    ]
    assert kept == []


def test_migrations_are_numbered_one_after_the_other():
    before = None
    for number, file in enumerate(VERSIONS, start=1):
        assert re.fullmatch(rf"{number:04}_[a-z][a-z_]+\.py", file.name)
        assert assigned(file) == {"revision": f"{number:04}", "down_revision": before}
        before = f"{number:04}"


def assigned(file) -> dict[str, object]:
    found = [node for node in syntax(file).body if isinstance(node, ast.Assign)]
    names = {node.targets[0].id: node.value for node in found}
    return {name: ast.literal_eval(names[name]) for name in ("revision", "down_revision")}


@pytest.mark.parametrize("file", VERSIONS, ids=lambda file: file.stem)
def test_a_migration_says_what_it_lets_us_remember_and_only_goes_forward(file):
    functions = {node.name for node in syntax(file).body if isinstance(node, ast.FunctionDef)}
    assert "upgrade" in functions
    assert "downgrade" not in functions
    assert ast.get_docstring(syntax(file))


@pytest.mark.parametrize("file", VERSIONS, ids=lambda file: file.stem)
def test_a_migration_stands_alone(file):
    """Imported from the code of today, it would change with it."""
    assert not re.search(r"^\s*(from|import) (bot|cogs)\b", file.read_text(), re.MULTILINE)
