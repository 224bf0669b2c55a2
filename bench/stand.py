"""A bot as a process of its own in a playground of its own, and people who all ask it things."""

import asyncio
import socket
import time
from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, Self

from bench import child
from deploy.playground import shapes
from deploy.playground.interaction import AUTOCOMPLETE, COMMAND, Interaction
from deploy.playground.playground import Playground
from deploy.playground.world import Event

Json = dict[str, Any]

PEOPLE = 50
SUBCOMMAND, STRING = 1, 3
THINKING = 5
WITHIN = 10.0  # seconds
OURS, BARE = ("-m", "bot", "run"), ("-m", "bench.bare")


class Stand:
    """`async with Stand(folder, OURS) as stand:`; the bot runs only inside `ready()`.

    People ask inside this process, so that a time has the bot, its sockets and the playground's
    own work in it, and no browser.
    """

    def __init__(self, folder: Path, bot: Sequence[str], *, ratelimits: bool = False) -> None:
        self.folder, self._bot = folder, bot
        self.town = Playground(folder / "town", ratelimits=ratelimits)
        self.health_port = _free_port()
        self.people: list[str] = []
        self.deferred = 0
        self._answers: dict[str, asyncio.Future[None]] = {}

    async def __aenter__(self) -> Self:
        await self.town.__aenter__()
        self._listen()
        world = self.town.world
        for number in range(PEOPLE):
            id = world.clock.snowflake()
            world.users[id] = shapes.user(id, f"Learner {number}")
            world.members[id] = shapes.member([], world.clock.iso())
            world.notes[id] = {"note": "one of many", "zone": "UTC"}
            self.people.append(id)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.town.__aexit__(None, None, None)

    @property
    def database(self) -> Path:
        return self.folder / "bot.db"

    def ready(self) -> AbstractAsyncContextManager[None]:
        """Starts the bot and ends it; inside, it can answer."""
        town = self.town
        environment = {
            "DISCORD_TOKEN": town.token,
            "DISCORD_API_URL": town.api_url,
            "DISCORD_GATEWAY_URL": town.gateway_url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{self.database}",
            "BARE_DATABASE": str(self.database),
            "DAYMARK_CLOCK_FILE": str(town.clock.file),
            "DAYMARK_HTTP_PORT": str(self.health_port),
        }
        return child.ready(self._bot, environment, self.folder)

    def tomorrow(self) -> None:
        """Moves the bot's day on, and clears the channel so that the town stays small."""
        self.town.clock.move(86_400)
        self.town.world.messages[self._channel].clear()

    async def one_by_one(self, *asked: Json) -> list[float]:
        """Everyone asks, each when the one before has the answer; milliseconds."""
        return [await self.ask(person, *asked) for person in self.people]

    async def all_at_once(self, *asked: Json) -> list[float]:
        return list(await asyncio.gather(*(self.ask(person, *asked) for person in self.people)))

    def command(self, path: str, **options: str) -> Json:
        return self._asked(COMMAND, path, _strings(options))

    def suggestion(self, path: str, option: str, typed: str, **options: str) -> Json:
        focus = {"name": option, "type": STRING, "value": typed, "focused": True}
        return self._asked(AUTOCOMPLETE, path, [*_strings(options), focus])

    def _asked(self, kind: int, path: str, options: Iterable[Json]) -> Json:
        name, *inner = path.split()
        found = next(each for each in self.town.world.commands.values() if each["name"] == name)
        sent = list(options)
        for each in reversed(inner):
            sent = [{"name": each, "type": SUBCOMMAND, "options": sent}]
        data = {"id": found["id"], "name": name, "type": 1, "options": sent}
        return {"type": kind, "nonce": "n", "channel_id": self._channel, "data": data}

    @property
    def _channel(self) -> str:
        channels = self.town.world.text_channels()
        return next(str(each["id"]) for each in channels if each["name"] == "study-hall")

    async def ask(self, person: str, asked: Json) -> float:
        """Until the answer itself has arrived, also where the bot first said "thinking…"."""
        begun = time.perf_counter()
        id = self.town.hub.invocation.begin(person, asked, {})
        answer = self._answers[id] = asyncio.get_running_loop().create_future()
        await asyncio.wait_for(answer, WITHIN)
        return (time.perf_counter() - begun) * 1000

    def _listen(self) -> None:
        """Hears every acknowledgement where the playground itself notes it."""
        interactions = self.town.hub.interactions
        note = interactions.acknowledge

        def acknowledge(asked: Interaction, response_type: int) -> None:
            note(asked, response_type)
            if response_type == THINKING and asked.original:
                self.deferred += 1
                self._answers[asked.original] = self._answers.pop(asked.id)
            else:
                self._answered(asked.id)

        interactions.acknowledge = acknowledge  # type: ignore[method-assign]
        self.town.world.listeners.append(self._hear)

    def _hear(self, event: Event) -> None:
        if event.name == "MESSAGE_UPDATE":
            self._answered(event.data["id"])

    def _answered(self, id: str) -> None:
        waiting = self._answers.pop(id, None)
        if waiting and not waiting.done():  # who asked may have gone meanwhile
            waiting.set_result(None)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _strings(options: dict[str, str]) -> list[Json]:
    return [{"name": name, "type": STRING, "value": value} for name, value in options.items()]
