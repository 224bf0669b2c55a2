"""The bot as a process of its own, started with this town as its Discord."""

import asyncio
import contextlib
import os
import socket
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp

from deploy.playground.errors import Refused

if TYPE_CHECKING:
    from deploy.playground.playground import Playground

ROOT = Path(__file__).parents[2]
TIED = (sys.executable, "-m", "deploy.playground.tied")
PATIENCE = 7.0  # of the ten seconds in which all must have stopped
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0
NOTHING_DUE = "The bot plans no post by itself."
SAYS_NOTHING = "The bot can't say when it posts next."
ASKED_WITHIN = aiohttp.ClientTimeout(2.0)


class BotProcess:
    """Restarts a bot that dies; one that never got ready ends the playground with its exit code."""

    command = (sys.executable, "-m", "bot", "run")

    def __init__(self, town: "Playground") -> None:
        self._town = town
        self._process: asyncio.subprocess.Process | None = None
        self._health = ""
        self._watch: asyncio.Task[None] | None = None
        self.failed: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def kill(self) -> None:
        """As a machine that runs out of memory would."""
        if self._process and self._process.returncode is None:
            self._process.kill()

    async def start(self) -> None:
        await self._launch()
        self._watch = asyncio.create_task(self._look_after())

    async def stop(self, *, patience: float = PATIENCE) -> None:
        """It gets so many seconds to finish what it holds; 0 where nothing of it will be kept."""
        if self._watch:
            self._watch.cancel()
        process = self._process
        if process is None or process.returncode is not None:
            return
        if patience:
            process.terminate()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), patience)
        self.kill()
        await process.wait()

    async def due(self) -> float | None:
        """As `next_post`; None also where nobody can say."""
        with contextlib.suppress(Refused):
            return await self._asked()
        return None

    async def next_post(self) -> float:
        """When the bot posts by itself next, as it says at its health server; seconds of 1970."""
        at = await self._asked()
        if at is None:
            raise Refused(0, status=409, message=NOTHING_DUE)
        return at

    async def _asked(self) -> float | None:
        url = f"http://127.0.0.1:{self._health}/due"
        try:
            async with aiohttp.ClientSession(timeout=ASKED_WITHIN) as session:
                told = await (await session.get(url)).json()
            return None if told["next"] is None else _instant(told["next"])
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError):
            raise Refused(0, status=409, message=SAYS_NOTHING) from None

    async def _launch(self) -> None:
        """In a session of its own: Ctrl-C reaches only us, and we stop the bot first."""
        self._process = await asyncio.create_subprocess_exec(
            *TIED,
            str(os.getpid()),
            *self.command,
            cwd=ROOT,
            env=self._environment(),
            start_new_session=True,
        )

    def _environment(self) -> dict[str, str]:
        town = self._town
        wanted = os.environ.get("DAYMARK_HTTP_PORT") or "0"
        self._health = _free_port() if wanted == "0" else wanted
        return {
            **os.environ,
            "DAYMARK_HTTP_PORT": self._health,
            "DISCORD_TOKEN": town.token,
            "DISCORD_API_URL": town.api_url,
            "DISCORD_GATEWAY_URL": town.gateway_url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{town.data / 'daymark.db'}",
            "DAYMARK_CLOCK_FILE": str(town.clock.file),
        }

    async def _look_after(self) -> None:
        pause = FIRST_PAUSE
        while self._process:
            started = time.monotonic()
            code = await self._process.wait()
            if not self._town.hub.gateway.ever_ready:
                print(f"The bot stopped before it was ready (exit code {code}).", file=sys.stderr)
                self.failed.set_result(code or 1)
                return
            if time.monotonic() - started > STEADY_AFTER:
                pause = FIRST_PAUSE
            print(f"The bot stopped (exit code {code}); starting it again.", file=sys.stderr)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
            await self._launch()


def _instant(text: str) -> float:
    """ISO 8601 with its offset; ValueError without one, which could mean any zone."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found.timestamp()


def _free_port() -> str:
    """Chosen here and not by the bot, so that it can be asked."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return str(found.getsockname()[1])
