"""The town on disk, so that a second start goes on where the first one ended."""

import asyncio
import json
from pathlib import Path

from deploy.playground.world import Event, World

PAUSE = 1.0


class Snapshot:
    """Written whole and swapped in, at most once a second and only after a change."""

    def __init__(self, world: World, file: Path) -> None:
        self._world, self._file = world, file
        self._changed = asyncio.Event()
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
        return True

    async def keep_saving(self, base: str) -> None:
        while True:
            await self._changed.wait()
            await asyncio.sleep(PAUSE)
            self._changed.clear()
            await asyncio.to_thread(self._write, self._text(base))

    def save(self, base: str) -> None:
        self._write(self._text(base))

    def _text(self, base: str) -> str:
        return json.dumps({"base": base, "world": self._world.dump()}, ensure_ascii=False)

    def _write(self, text: str) -> None:
        draft = self._file.with_suffix(".new")
        draft.write_text(text, "utf-8")
        draft.replace(self._file)
