"""`python -m bot doctor`: what an operator sees of settings, token, database, disk, clock, port."""

import base64
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from time import time

import pytest
from aiohttp import ClientTimeout

from bot import doctor
from bot.__main__ import main

TOKEN = f"{base64.b64encode(b'1234567890123456789').decode().rstrip('=')}.GabcdE.{'x' * 38}"
Examine = Callable[..., tuple[int, dict[str, str]]]


class Elsewhere(BaseHTTPRequestHandler):
    """Discord's clock, and another Daymark's health; `late` is how far behind its clock is."""

    late = 0.0

    def do_GET(self) -> None:
        self.send_response_only(200)
        self.send_header("Date", formatdate(time() - self.late, usegmt=True))
        self.end_headers()
        self.wfile.write(b"live\n")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def elsewhere() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def examine(elsewhere, sqlite_database_url, tmp_path, monkeypatch, capsys) -> Examine:
    monkeypatch.chdir(tmp_path)

    def run(**changes: str) -> tuple[int, dict[str, str]]:
        usual = {
            "DISCORD_TOKEN": TOKEN,
            "DISCORD_API_URL": elsewhere,
            "DATABASE_URL": sqlite_database_url,
            "DAYMARK_HTTP_PORT": "0",
        }
        for name, value in (usual | changes).items():
            monkeypatch.setenv(name, value)
        code = main(["doctor"])
        printed = capsys.readouterr().out
        assert "Gabcd" not in printed
        return code, {line.split()[1]: line for line in printed.splitlines()}

    return run


def test_a_machine_that_can_run_it_gets_one_line_each_and_exit_0(examine):
    code, said = examine()
    assert code == 0, said
    assert [*said] == ["settings", "token", "content", "database", "disk", "clock", "port"]
    assert all(line.startswith("fine") for line in said.values())


@pytest.mark.parametrize(
    ("changes", "about", "words"),
    [
        ({"DAYMARK_HTTP_PROT": "1"}, "settings", "Did you mean DAYMARK_HTTP_PORT?"),
        ({"DISCORD_TOKEN": ""}, "token", "is not set"),
        ({"DATABASE_URL": "mysql://ada:secret@host"}, "database", "can't be read"),
        ({"DATABASE_URL": "sqlite+aiosqlite:///bot"}, "database", "is a folder"),
        ({"DISCORD_API_URL": "http://127.0.0.1:1"}, "clock", "can't be reached"),
        ({"DISCORD_API_URL": "https://elsewhere.example"}, "clock", "is not Discord"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(examine, tmp_path, changes, about, words):
    (tmp_path / "bot").mkdir()
    code, said = examine(**changes)
    assert code == 1
    assert said[about].startswith("LOOK")
    assert words in said[about]
    assert "secret" not in str(said)


def test_a_token_that_was_cut_short_is_noticed_before_discord_refuses_it(examine):
    to_discord = {"DAYMARK_PROXY_HOST": "127.0.0.1"}
    assert examine(**to_discord)[0] == 0
    for short in (TOKEN[:40], f"Bot {TOKEN}", TOKEN.replace(".", "-")):
        code, said = examine(DISCORD_TOKEN=short, **to_discord)
        assert code == 1
        assert "copy DISCORD_TOKEN again" in said["token"]


def test_a_clock_that_is_off_is_noticed(examine, monkeypatch):
    monkeypatch.setattr(Elsewhere, "late", 60.0)
    assert "s ahead of Discord's" in examine()[1]["clock"]
    monkeypatch.setattr(Elsewhere, "late", -60.0)
    assert "s behind Discord's" in examine()[1]["clock"]


def test_a_database_of_a_newer_or_an_older_daymark_is_told_apart(examine, sqlite_database_url):
    file = sqlite_database_url.removeprefix("sqlite+aiosqlite:///")
    for version, words in (("9999", "newer Daymark"), ("0001", "the next start brings")):
        with closing(sqlite3.connect(file)) as conn, conn:
            conn.execute("UPDATE alembic_version SET version_num = ?", (version,))
        assert words in examine()[1]["database"]


def test_a_port_that_is_taken_is_either_ours_or_named(examine, elsewhere, monkeypatch):
    monkeypatch.setattr(doctor, "PATIENCE", ClientTimeout(total=0.5))
    ours = elsewhere.rpartition(":")[2]
    assert "running Daymark" in examine(DAYMARK_HTTP_PORT=ours)[1]["port"]
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        said = examine(DAYMARK_HTTP_PORT=str(other.getsockname()[1]))[1]
    assert "is taken" in said["port"]


def test_nothing_is_made_where_nothing_is_yet(examine, tmp_path):
    said = examine(DATABASE_URL="sqlite+aiosqlite:///data-of-mine/daymark.db")[1]
    assert "the first start makes it" in said["database"]
    assert not (tmp_path / "data-of-mine").exists()
