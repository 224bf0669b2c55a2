"""The town on disk, so that a second start goes on where the first one ended."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from deploy.playground.errors import Json
from deploy.playground.shapes import LOADING
from deploy.playground.world import Event, World

PAUSE = 1.0


class Snapshot:
    """Written whole and swapped in, at most once a second and only after a change."""

    def __init__(self, world: World, file: Path) -> None:
        self._world, self._file = world, file
        self._changed = asyncio.Event()
        self._writing = Lock()
        world.listeners.append(self._hear)

    def _hear(self, _: Event) -> None:
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
            await asyncio.to_thread(self._write, self._pieces(base))

    def save(self, base: str) -> None:
        self._write(self._pieces(base))

    def _pieces(self, base: str) -> Iterator[str]:
        """Small ones, each made in one breath, so that a thread can write them while we go on."""
        tables = self._world.dump()
        shelves = {id: [*shelf.values()] for id, shelf in tables.pop("messages").items()}
        return _spelt(base, tables, shelves)

    def _write(self, pieces: Iterator[str]) -> None:
        draft = self._file.with_suffix(".new")
        with self._writing:
            with draft.open("w", encoding="utf-8") as file:
                file.writelines(pieces)
            draft.replace(self._file)


def _spelt(base: str, tables: Json, shelves: dict[str, list[Json]]) -> Iterator[str]:
    yield f'{{"base": {json.dumps(base)}, "world": {{"messages": {{'
    for place, (channel, shelf) in enumerate(shelves.items()):
        yield f'{", " * (place > 0)}"{channel}": {{'
        for number, message in enumerate(shelf):
            text = json.dumps(message, ensure_ascii=False)
            yield f'{", " * (number > 0)}"{message["id"]}": {text}'
        yield "}"
    yield "}"
    for name, table in tables.items():
        yield f', "{name}": {json.dumps(table, ensure_ascii=False)}'
    yield "}}"
