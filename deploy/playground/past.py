"""The weeks before anyone came, lived through the bot's own doors.

What the bot remembers of them it remembers by itself; another bot only knows less of them.
"""

import asyncio
import logging
import time

from deploy.playground import town
from deploy.playground.errors import Json, Refused
from deploy.playground.gateway import Gateway
from deploy.playground.messages import Draft, Messages
from deploy.playground.residents import Residents
from deploy.playground.world import Event, World

log = logging.getLogger(__name__)
PATIENCE = 5.0  # seconds for one deed


class Past:
    """`over` is set unless the past is being lived; whatever visitors do waits for it."""

    def __init__(
        self, world: World, gateway: Gateway, messages: Messages, residents: Residents
    ) -> None:
        self.over = asyncio.Event()
        self.over.set()
        self._world, self._gateway = world, gateway
        self._messages, self._residents = messages, residents
        self._bot_is_here = asyncio.Event()
        self._living: asyncio.Task[None] | None = None
        world.listeners.append(self._hear)

    def tell(self) -> None:
        """Without a bot: only what people said."""
        for deed in self._world.past:
            self._go_to(deed)
            if "say" in deed:
                self._say(deed)
        if self._world.past:
            self._end()

    def begin(self) -> None:
        """Before the bot starts, which must never see the clock run backwards."""
        if self._world.past:
            self.over.clear()
            self._bot_is_here.clear()
            self._go_to(self._world.past[0])
            self._living = asyncio.create_task(self._live())

    async def stop(self) -> None:
        """What is left goes on at the next start."""
        if self._living:
            self._living.cancel()
            await asyncio.wait([self._living])

    async def _live(self) -> None:
        await self._bot_is_here.wait()
        while self._world.past:
            deed = self._world.past[0]
            self._go_to(deed)
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._do(deed)
            except (Refused, TimeoutError) as reason:
                log.warning(
                    "past skipped run=%s at=%s: %s",
                    deed.get("run") or deed.get("press"),
                    deed["at"],
                    reason,
                )
            self._world.past.pop(0)
        self._end()

    def _go_to(self, deed: Json) -> None:
        self._world.clock.move_to(deed["at"] - time.time())

    def _end(self) -> None:
        self._world.past.clear()
        self._world.clock.move_to(0)
        town.read_all(self._world)
        self.over.set()
        self._world.tell("WAKING", {"waking": False})

    async def _do(self, deed: Json) -> None:
        """The private answers to it are gone afterwards."""
        if "say" in deed:
            self._say(deed)
            return
        person, channel = deed["by"], self._world.channel(deed["in"])
        try:
            if "press" in deed:
                await self._residents.press(person, channel, deed["press"])
                return
            came = await self._residents.run(person, channel, deed["run"], deed.get("with", {}))
            for step in deed.get("then", []):
                came = await self._residents.follow(person, channel, came, step)
        finally:
            for id in [id for id, owner in self._world.private.items() if owner == person]:
                self._messages.delete(self._world.message(channel["id"], id))

    def _say(self, deed: Json) -> None:
        body: Json = {"content": deed["say"]}
        shelf = self._world.messages[deed["in"]]
        known = [id for id, each in shelf.items() if each["author"]["id"] == deed.get("reply")]
        if known:
            body["message_reference"] = {"message_id": known[-1]}
        self._messages.post(Draft(self._world.channel(deed["in"]), deed["by"], body))

    def _hear(self, _: Event) -> None:
        if self._gateway.online and self._world.commands:
            self._bot_is_here.set()
