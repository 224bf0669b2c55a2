"""Whether this machine can run Daymark: settings, token, database, disk, clock and port, one line
each. May be asked while the bot runs."""

import asyncio
import base64
import os
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp

from bot import addresses, process, storage
from bot.clock import SystemClock
from bot.settings import BadConfiguration, Settings

PATIENCE = aiohttp.ClientTimeout(total=5)  # seconds
FREE = 200_000_000  # bytes, beside what a backup takes
MOST_DRIFT = timedelta(seconds=5)  # snowflakes carry Discord's time, and days end by ours
PARTS = re.compile(r"([\w-]{17,})\.[\w-]{5,}\.[\w-]{20,}")
FACTS = {True: "fine", False: "LOOK"}


@dataclass(frozen=True)
class Fact:
    """`says` is what is so, and where it isn't fine what to do; never a secret."""

    about: str
    is_fine: bool
    says: str

    def __str__(self) -> str:
        return f"{FACTS[self.is_fine]}  {self.about:<10}{self.says}"


async def facts(settings: Settings) -> AsyncIterator[Fact]:
    """In the order in which an operator would look."""
    yield _token(settings)
    yield _content()
    yield await _database(settings)
    yield _disk(settings)
    yield await _clock(settings)
    yield await _port(settings)


def _token(settings: Settings) -> Fact:
    if not settings.discord_token:
        return Fact("token", False, "DISCORD_TOKEN is not set: put your bot's token there.")
    found = PARTS.fullmatch(settings.discord_token.get_secret_value())
    if not found or not _is_number(found[1]):
        if addresses.is_home(settings.discord_api_url, settings.proxy_host):
            return Fact("token", True, "is set, for a Discord on this machine.")
        return Fact("token", False, "doesn't look like a bot's: copy DISCORD_TOKEN again, whole.")
    return Fact("token", True, "looks like a bot's; only Discord can say whether it is valid.")


def _is_number(encoded: str) -> bool:
    """A token begins with the application's id."""
    try:
        return base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).isdigit()
    except ValueError:
        return False


def _content() -> Fact:
    try:
        process.load_content()
    except BadConfiguration:
        return Fact("content", False, "has problems: `python -m bot check` lists them.")
    return Fact("content", True, "can be read.")


async def _database(settings: Settings) -> Fact:
    try:
        return Fact("database", True, await _version(settings))
    except BadConfiguration as error:
        return Fact("database", False, str(error))


async def _version(settings: Settings) -> str:
    database = storage.open_database(settings.database_url.get_secret_value())
    if database.file and not database.file.exists():
        return f"{database.file} isn't there yet: the first start makes it."
    try:
        at = await storage.version(database)
        if database.file:
            await asyncio.to_thread(storage.check, database.file)
    finally:
        await database.close()
    *_, newest = known = storage.versions()
    if at and at not in known:
        raise BadConfiguration("was written by a newer Daymark: install that version again.")
    older = "" if at == newest else f", which the next start brings to {newest}"
    return f"is whole, at version {at or 'none'}{older}."


def _disk(settings: Settings) -> Fact:
    try:
        file = storage.open_database(settings.database_url.get_secret_value()).file
    except BadConfiguration:
        file = None
    if not file:
        return Fact("disk", True, "holds no database of ours.")
    size = file.stat().st_size if file.exists() else 0
    folder = next(each for each in file.absolute().parents if each.exists())
    if not os.access(folder, os.W_OK):
        return Fact("disk", False, f"{folder} can't be written: give this user the right to.")
    free = shutil.disk_usage(folder).free
    room = f"{free // 1_000_000} MB are free in {_shown(file.parent)}"
    if free < FREE + size:
        return Fact("disk", False, f"{room}: make room, also for backups.")
    return Fact("disk", True, f"{room}.")


def _shown(folder: Path) -> str:
    return str(folder) if str(folder) != "." else "this folder"


async def _clock(settings: Settings) -> Fact:
    """The Date header has whole seconds."""
    try:
        addresses.check(settings.discord_api_url, settings.proxy_host)
        theirs = await _date(f"{settings.discord_api_url}/gateway")
    except addresses.Misdirected as error:
        return Fact("clock", False, str(error))
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError, KeyError):
        return Fact("clock", False, "Discord can't be reached: open the way to it, over HTTPS.")
    drift = SystemClock().now() - theirs
    if abs(drift) > MOST_DRIFT:
        seconds = round(drift.total_seconds())
        ahead = f"{seconds} s ahead of" if seconds > 0 else f"{-seconds} s behind"
        return Fact("clock", False, f"is {ahead} Discord's: let the machine keep it (NTP).")
    return Fact("clock", True, "is Discord's, to a few seconds.")


async def _date(url: str) -> datetime:
    async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(url) as answer:
        return parsedate_to_datetime(answer.headers["Date"]).astimezone(UTC)


async def _port(settings: Settings) -> Fact:
    host, port = settings.http_host, settings.http_port
    try:
        server = await asyncio.start_server(lambda *_: None, host, port)
    except (OSError, ValueError) as error:
        if await _is_ours(host, port):
            return Fact("port", True, f"{port} is served by a running Daymark.")
        return Fact("port", False, process.unservable(error, settings))
    server.close()
    return Fact("port", True, f"{port or 'any'} is free for health and metrics.")


async def _is_ours(host: str, port: int) -> bool:
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(f"http://{host}:{port}/live") as answer,
        ):
            return await answer.text() == "live\n"
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        return False
