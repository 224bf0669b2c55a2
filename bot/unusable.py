"""Why a database can't be used, in one sentence, and never with its address: it may hold a
password."""

import socket
import sqlite3
from pathlib import Path

from bot.db import Database
from bot.settings import BadConfiguration

SQLITE = "sqlite+aiosqlite:///data/daymark.db"
POSTGRES = "postgresql+asyncpg://user:password@host/name"
OURS = {"sqlite": SQLITE, "postgresql": POSTGRES, "postgres": POSTGRES}

READONLY = "can't be written: give this user the right to write to it and to its folder."
OF_SQLITE = {
    "SQLITE_NOTADB": "isn't a database: name another file in DATABASE_URL, or move that one away.",
    "SQLITE_CORRUPT": "is damaged: restore a backup in its place.",
    "SQLITE_READONLY": READONLY,
    "SQLITE_CANTOPEN": READONLY,
    "SQLITE_PERM": READONLY,
    "SQLITE_FULL": "can't grow: the disk is full.",
    "SQLITE_BUSY": "is held by another program: close that, then start again.",
}
OF_POSTGRES = {
    "28P01": "PostgreSQL refused the password in DATABASE_URL.",
    "28000": "PostgreSQL refused the user in DATABASE_URL.",
    "3D000": "PostgreSQL has no database of the name in DATABASE_URL: create it first.",
    "57P03": "PostgreSQL is still starting: start Daymark again in a moment.",
    "53300": "PostgreSQL has no connection left for us: raise its max_connections.",
}


def address(url: str, error: Exception) -> BadConfiguration:
    """What is wrong with a DATABASE_URL that no engine could be made of."""
    kind, _, driver = url.partition(":")[0].partition("+")
    example = OURS.get(kind)
    if not example:
        return BadConfiguration(
            f"DATABASE_URL can't be read: it looks like {SQLITE} or {POSTGRES}."
        )
    if not example.startswith(f"{kind}+{driver}:"):
        start = example.partition("//")[0]
        return BadConfiguration(f"DATABASE_URL must start with {start}//, as in {example}.")
    if isinstance(error, ModuleNotFoundError):
        return BadConfiguration("The driver of DATABASE_URL is missing: install daymark[postgres].")
    return BadConfiguration(f"DATABASE_URL can't be read: it looks like {example}.")


def folder(path: Path, error: OSError) -> BadConfiguration:
    return BadConfiguration(
        f"The folder {path} can't be made ({error.strerror}): name another, or make it yourself."
    )


def file(path: Path, error: Exception) -> BadConfiguration:
    """What is wrong with a SQLite file, from the error that using it gave."""
    if path.is_dir():
        return BadConfiguration(f"{path} is a folder, and must be a file.")
    if isinstance(error, PermissionError):
        return BadConfiguration(f"{path} {READONLY}")
    name = "_".join(str(getattr(error, "sqlite_errorname", "")).split("_")[:2])
    return BadConfiguration(f"{path} " + OF_SQLITE.get(name, f"can't be used: {error}."))


def database(of: Database, error: Exception) -> BadConfiguration:
    """What is wrong with a database that couldn't be opened."""
    cause = getattr(error, "orig", None) or error
    if of.file and isinstance(cause, sqlite3.Error):
        return file(of.file, cause)
    if isinstance(cause, socket.gaierror):
        return BadConfiguration("There is no host of the name in DATABASE_URL: correct it.")
    if isinstance(cause, OSError):
        return BadConfiguration(
            "No PostgreSQL answers where DATABASE_URL says: start it, or correct the address."
        )
    said = OF_POSTGRES.get(str(getattr(cause, "sqlstate", "")))
    return BadConfiguration(said or f"The database can't be used: {_first_line(cause)}.")


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
