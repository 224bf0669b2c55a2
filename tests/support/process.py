"""A Daymark as operators run it: a child process, known by what it prints and how it ends."""

import asyncio
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from signal import SIGKILL, SIGTERM
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0  # seconds for anything but stopping; a busy machine needs them, a free one doesn't
STOPS_WITHIN = 10.0  # the promise
RUN = ("-m", "bot", "run")
READY = "ready guilds="


class Process:
    """`async with Process(environment, folder) as bot:` starts it, and leaves nothing behind.

    The environment is exactly what is given: nothing of the machine's own leaks in.
    """

    def __init__(
        self, environment: Mapping[str, str], folder: Path, arguments: Sequence[str] = RUN
    ) -> None:
        self.lines: list[str] = []
        self._environment, self._folder, self._arguments = environment, folder, arguments
        self._printed = asyncio.Condition()
        self._ended = False

    async def __aenter__(self) -> Self:
        self._child = await asyncio.create_subprocess_exec(
            sys.executable,
            *self._arguments,
            cwd=self._folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **self._environment},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=2**24,
        )
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._child.returncode is None:
            self.signal(SIGTERM)
            try:
                await self.ends()
            except TimeoutError:
                self.signal(SIGKILL)
        await self._reading
        print(self.output)  # pytest shows it where a test fails

    @property
    def output(self) -> str:
        return "\n".join(self.lines)

    def signal(self, number: int) -> None:
        if self._child.returncode is None:
            self._child.send_signal(number)

    async def says(self, words: str) -> str:
        """The first line with these words, as soon as it is there."""
        line = await self._until(
            lambda: next((line for line in self.lines if words in line), None) or self._ended
        )
        assert isinstance(line, str), f"ended without saying {words!r}:\n{self.output}"
        return line

    async def ready(self) -> Self:
        await self.says(READY)
        return self

    async def ends(self, within: float = STOPS_WITHIN) -> int:
        """The exit code, once nobody holds the output any more: no child of its lives on."""
        async with asyncio.timeout(within):
            await asyncio.shield(self._reading)
            return await self._child.wait()

    async def stop(self, number: int = SIGTERM) -> int:
        self.signal(number)
        return await self.ends()

    async def kill(self) -> None:
        """As a power cut: it gets no chance to finish anything."""
        await self.stop(SIGKILL)

    async def _read(self) -> None:
        assert self._child.stdout
        async for line in self._child.stdout:
            await self._tell(line.decode(errors="replace").rstrip("\n"))
        self._ended = True
        await self._tell(None)

    async def _tell(self, line: str | None) -> None:
        async with self._printed:
            self.lines += [line] if line is not None else []
            self._printed.notify_all()

    async def _until(self, find: Callable[[], str | bool | None]) -> str | bool | None:
        async with asyncio.timeout(PATIENCE), self._printed:
            await self._printed.wait_for(find)
            return find()
