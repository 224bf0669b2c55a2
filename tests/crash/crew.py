"""The processes of one bot: one on SQLite, several on one PostgreSQL."""

import asyncio
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from tests.crash.lab import Lab
from tests.support.process import Process


class Crew:
    """`async with Crew(lab, 3) as crew:`, each with a shard of its own."""

    def __init__(self, lab: Lab, size: int) -> None:
        self.lab, self.size = lab, size
        lab.stage.town.hub.gateway.max_concurrency = size  # else half of the test is their turns
        self.running: dict[int, Process] = {}
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self.complete()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self._open.__aexit__(kind, error, at)

    async def complete(self) -> None:
        """Until all of them are ready, new ones for those that died."""
        missing = [number for number in range(self.size) if number not in self.running]
        for number in missing:
            bot = self.lab.stage.bot(DAYMARK_SHARDS=f"{number}/{self.size}")
            self.running[number] = await self._open.enter_async_context(bot)
        await asyncio.gather(*(self.running[number].ready() for number in missing))

    async def loses(self, number: int) -> None:
        """So many of them are killed in the same moment."""
        victims = self.lab.chance.sample(sorted(self.running), number)
        await asyncio.gather(*(self.running.pop(each).kill() for each in victims))
        self.lab.kills += number
