"""A database that can't be used: one sentence, exit code 2, and never the password."""

import asyncio
import os
import shutil
import subprocess
import sys

import asyncpg
import pytest

from bot.__main__ import main
from tests.support.databases import sqlite_url
from tests.support.process import ROOT

PASSWORD = "correct-horse"
READABLE = "DATABASE_URL can't be read: it looks like"

# Without the right of root to write everywhere, where the tests are run by root.
AS_ANYBODY = (
    "import ctypes, os, sys;"
    "[ctypes.CDLL(None).prctl(24, right, 0, 0, 0) for right in (1, 2)];"
    "os.execv(sys.executable, [sys.executable, '-m', 'bot', *sys.argv[1:]])"
)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.db").write_text("Dear Ada, " * 100)
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.fixture(params=["run", "migrate"])
def refused(request, monkeypatch, capsys):
    """Starts it with this DATABASE_URL, and returns the one sentence."""

    def refuse(url: str) -> str:
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
        monkeypatch.setenv("DISCORD_API_URL", "http://127.0.0.1:9/api/v10")
        assert main([request.param]) == 2
        return one_sentence(capsys.readouterr().err)

    return refuse


def one_sentence(said: str) -> str:
    assert said.count("\n") == 1, said
    assert said.endswith(".\n")
    assert PASSWORD not in said
    return said


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite:///x.db", "must start with sqlite+aiosqlite://, as in sqlite+aiosqlite:///data"),
        ("postgresql://ada:{}@h/x", "must start with postgresql+asyncpg://, as in "),
        ("postgres://ada:{}@h/x", "must start with postgresql+asyncpg://"),
        ("postgresql+psycopg://ada:{}@h/x", "must start with postgresql+asyncpg://"),
        ("mysql+aiomysql://ada:{}@h/x", f"{READABLE} sqlite+aiosqlite:///data/daymark.db or "),
        ("{}", READABLE),
        ("postgresql+asyncpg://ada:{}@h:port/x", f"{READABLE} postgresql+asyncpg://user"),
        ("sqlite+aiosqlite:///:memory:", f"{READABLE} sqlite+aiosqlite:///data"),
        ("sqlite+aiosqlite://", f"{READABLE} sqlite+aiosqlite:///data"),
        ("postgresql+asyncpg://ada:{}@nobody.invalid/x", "There is no host of the name"),
        ("postgresql+asyncpg://ada:{}@127.0.0.1:9/x", "No PostgreSQL answers where"),
        ("postgresql+asyncpg://ada:{}@h/x?host=/nowhere", "No PostgreSQL answers where"),
        ("sqlite+aiosqlite:///folder", "folder is a folder, and must be a file"),
        ("sqlite+aiosqlite:///letter.db", "letter.db isn't a database: name another file"),
        ("sqlite+aiosqlite:///letter.db/x.db", "The folder letter.db can't be made (File exists)"),
        ("sqlite+aiosqlite:////proc/x/y.db", "The folder /proc/x can't be made (No such file"),
    ],
)
def test_a_wrong_address_is_told_in_one_sentence(refused, url, says):
    assert says in refused(url.format(PASSWORD))


def test_a_damaged_file_is_told(refused, sqlite_template, home):
    (home / "damaged.db").write_bytes(sqlite_template.read_bytes()[:5000] + b"\xff" * 5000)
    assert "damaged.db is damaged: restore a backup" in refused("sqlite+aiosqlite:///damaged.db")


def test_a_host_whose_password_holds_its_sign_stays_secret(refused):
    assert "There is no host" in refused(f"postgresql+asyncpg://ada:@{PASSWORD}@nobody.invalid/x")


def test_a_database_that_postgres_has_not_got_is_told(refused, postgres_server):
    assert "has no database of the name" in refused(postgres_server.url("nothing"))


def test_an_unknown_option_is_told(refused, postgres_server):
    url = f"{postgres_server.url('migrated')}&sslmode=require"
    assert "unexpected keyword argument 'sslmode'" in refused(url)


@pytest.fixture
def locked_url(postgres_server):
    """A database that asks for a password which nobody has."""
    rules = postgres_server.folder / "data" / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(f"local locked all scram-sha-256\n{before}")
    url = postgres_server.create("locked").replace("@", f":{PASSWORD}@", 1)
    postgres_server._tell("SELECT pg_reload_conf()")
    for _ in range(100):
        if asyncio.run(is_refused(postgres_server.folder)):
            break
    yield url
    rules.write_text(before)
    postgres_server._tell("SELECT pg_reload_conf()")
    postgres_server.drop("locked")


async def is_refused(folder) -> bool:
    try:
        conn = await asyncpg.connect(host=str(folder), user="daymark", database="locked")
    except asyncpg.InvalidPasswordError:
        return True
    await conn.close()
    return False


def test_a_password_that_postgres_refuses_is_told(refused, locked_url):
    assert "PostgreSQL refused the password in DATABASE_URL" in refused(locked_url)


@pytest.mark.skipif(sys.platform != "linux", reason="gives up a right that only Linux has")
class TestWithoutTheRightToWrite:
    @staticmethod
    def told(home, *arguments: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "DATABASE_URL": sqlite_url("x/y.db")}
        done = subprocess.run(
            [sys.executable, "-c", AS_ANYBODY, *arguments],
            cwd=home,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2, done.stderr
        return one_sentence(done.stderr)

    @pytest.fixture
    def folder(self, home, sqlite_template):
        folder = home / "x"
        folder.mkdir()
        shutil.copy(sqlite_template, folder / "y.db")
        return folder

    def test_a_folder_is_told(self, home, folder):
        folder.chmod(0o555)
        assert "x/y.db can't be written: give this user" in self.told(home, "migrate")

    def test_a_file_is_told(self, home, folder):
        (folder / "y.db").chmod(0o444)
        assert "x/y.db can't be written: give this user" in self.told(home, "migrate")

    def test_a_folder_above_is_told(self, home, folder):
        shutil.rmtree(folder)
        home.chmod(0o555)
        assert "The folder x can't be made (Permission denied)" in self.told(home, "migrate")

    def test_a_place_for_a_copy_is_told(self, home, folder):
        home.chmod(0o555)
        assert "copy.db can't be written: give this user" in self.told(home, "backup", "copy.db")


@pytest.mark.parametrize(
    ("url", "target", "says"),
    [
        ("sqlite+aiosqlite:///letter.db", "copy.db", "letter.db isn't a database"),
        ("sqlite+aiosqlite:///none/x.db", "copy.db", "There is no database at none/x.db"),
        ("sqlite+aiosqlite:///folder", "copy.db", "folder is a folder, and must be a file"),
        ("sqlite+aiosqlite:///whole.db", "none/copy.db", "There is no folder none: make it"),
        ("sqlite+aiosqlite:///whole.db", "folder", "folder exists already"),
        ("sqlite+aiosqlite:///letter.db", "-", "letter.db isn't a database"),
        ("postgresql://ada:{}@h/x", "copy.db", "must start with postgresql+asyncpg://"),
    ],
)
def test_a_backup_that_cannot_be_made_is_told(
    home, sqlite_template, monkeypatch, capsys, url, target, says
):
    shutil.copy(sqlite_template, home / "whole.db")
    monkeypatch.setenv("DATABASE_URL", url.format(PASSWORD))
    assert main(["backup", target]) == 2
    assert says in one_sentence(capsys.readouterr().err)
    assert not (home / "none").exists()
