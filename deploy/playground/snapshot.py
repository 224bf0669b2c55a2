"""The town on disk, so that a second start goes on where the first one ended."""

import asyncio
import json
import marshal
from pathlib import Path
from threading import Lock

from deploy.playground.shapes import LOADING
from deploy.playground.world import Event, World

PAUSE = 1.0


class Snapshot:
    """Written whole and swapped in, at most once a second and only after a change."""

    def __init__(self, world: World, file: Path) -> None:
        self._world, self._file = world, file
        self._changed = asyncio.Event()
        self._writing = Lock()
        world.listeners.append(self.hear)

    def hear(self, _: Event) -> None:
        self._changed.set()

    def load(self, base: str) -> bool:
        """Addresses of files carry the port of their day; they get today's."""
        if not self._file.exists():
            return False
        text = self._file.read_text("utf-8")
        before = json.loads(text)["base"]
        self._world.load(json.loads(text.replace(before, base))["world"])
        self._drop_unfinished()
        return True

    def _drop_unfinished(self) -> None:
        """Nobody is left who could finish a "thinking…"."""
        for shelf in self._world.messages.values():
            for message in [*shelf.values()]:
                if message["flags"] & LOADING:
                    self._world.forget(message)

    async def keep_saving(self, base: str) -> None:
        while True:
            await self._changed.wait()
            await asyncio.sleep(PAUSE)
            self._changed.clear()
            await asyncio.to_thread(self._write, self._frozen(base))

    def save(self, base: str) -> None:
        self._write(self._frozen(base))

    def _frozen(self, base: str) -> bytes:
        """Ten times faster than JSON, which is then made where it keeps nobody waiting."""
        return marshal.dumps({"base": base, "world": self._world.dump()})

    def _write(self, frozen: bytes) -> None:
        draft = self._file.with_suffix(".new")
        text = json.dumps(marshal.loads(frozen), ensure_ascii=False)  # noqa: S302 - our own bytes
        with self._writing:
            draft.write_text(text, "utf-8")
            draft.replace(self._file)
