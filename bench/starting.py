"""From the start of the process to its ready line, and what the command line alone takes."""

import asyncio
import sys
import time
from pathlib import Path

from bench.figures import Row
from bench.stand import BARE, OURS, Stand

STARTS = 7
HELP = ("-m", "bot", "--help")
BARE_IMPORT = ("-c", "import discord, discord.app_commands, aiosqlite")


async def rows(folder: Path) -> list[Row]:
    (folder / "ours").mkdir()
    (folder / "bare").mkdir()
    async with Stand(folder / "ours", OURS) as ours, Stand(folder / "bare", BARE) as bare:
        first = [await _start(ours)], [await _start(bare)]
        again: tuple[list[float], list[float]] = [], []
        lines: tuple[list[float], list[float]] = [], []
        for _ in range(STARTS):
            again[0].append(await _start(ours))
            again[1].append(await _start(bare))
            lines[0].append(await _ran(HELP))
            lines[1].append(await _ran(BARE_IMPORT))
    return [
        Row("first start to ready (makes the schema, registers)", *first),
        Row("start to ready", *again),
        Row("python -m bot --help, beside importing discord.py", *lines),
    ]


async def _start(stand: Stand) -> float:
    begun = time.perf_counter()
    async with stand.ready():
        return (time.perf_counter() - begun) * 1000


async def _ran(arguments: tuple[str, ...]) -> float:
    begun = time.perf_counter()
    ran = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=asyncio.subprocess.DEVNULL
    )
    assert await asyncio.wait_for(ran.wait(), 30) == 0
    return (time.perf_counter() - begun) * 1000
