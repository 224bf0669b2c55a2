"""A real discord.py bot and real pages in one town, over real sockets."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from deploy.playground.playground import Playground
from deploy.playground.session import Line
from tests.playground import gateway_schemas
from tests.support.stage import contract

PATIENCE = 5.0


class Bot(discord.Client):
    """Commands are added to `tree` before `start`; what was heard is in `heard`."""

    def __init__(self, **options: Any) -> None:
        options = {"guild_ready_timeout": 0.01, **options}
        super().__init__(intents=options.pop("intents", discord.Intents.default()), **options)
        self.tree = app_commands.CommandTree(self)
        self.heard: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """discord.py would sleep five seconds here."""

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        self.heard.put_nowait((event, args))
        super().dispatch(event, *args, **kwargs)

    async def hears(self, event: str) -> Any:
        """The first argument of the next event of this name."""
        async with asyncio.timeout(PATIENCE):
            while True:
                name, args = await self.heard.get()
                if name == event:
                    return args[0] if args else None


class Page:
    """One open page: its person's calls, and what its socket heard."""

    def __init__(self, town: Playground, name: str) -> None:
        self.town = town
        users = town.world.users.values()
        self.person = next(user["id"] for user in users if user["global_name"] == name)
        self._session = aiohttp.ClientSession(headers={"X-Person": self.person})
        self._events: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()

    async def open(self) -> "Page":
        url = f"{self.town.url}/page/live?person={self.person}"
        self._socket = await self._session.ws_connect(url)
        self._listener = asyncio.create_task(self._listen())
        await self.hears("HELLO")
        return self

    async def _listen(self) -> None:
        async for message in self._socket:
            event = message.json()
            self._events.put_nowait((event["t"], event["d"]))

    async def close(self) -> None:
        self._listener.cancel()
        await self._socket.close()
        await self._session.close()

    async def hears(self, name: str, **wanted: Any) -> Any:
        async with asyncio.timeout(PATIENCE):
            while True:
                found, data = await self._events.get()
                if found == name and wanted.items() <= data.items():
                    return data

    async def get(self, path: str) -> Any:
        async with self._session.get(f"{self.town.url}/page/{path}") as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def post(
        self, path: str, body: Any, status: int = 200, upload: bytes | None = None
    ) -> Any:
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(body), content_type="application/json")
        form.add_field("files[0]", upload or b"", filename="notes.txt")
        how = {"json": body} if upload is None else {"data": form}
        async with self._session.post(f"{self.town.url}/page/{path}", **how) as answer:
            assert answer.status == status, await answer.text()
            return await answer.json()

    async def call(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        url = f"{self.town.url}/page/{path}"
        async with self._session.request(method, url, json=body) as answer:
            assert answer.status == status, await answer.text()
            return await answer.json()

    async def messages(self, channel: str) -> Any:
        return await self.get(f"channels/{channel}/messages")

    async def say(self, where: str, text: str, status: int = 200, **more: Any) -> Any:
        channel = where if where.isdecimal() else self.channel(where)
        return await self.post(f"channels/{channel}/messages", {"content": text, **more}, status)

    def channel(self, name: str) -> str:
        channels = self.town.world.text_channels()
        return next(each["id"] for each in channels if each["name"] == name)

    def dm(self) -> str:
        found = self.town.world.dm_between(self.person, self.town.world.bot_id)
        assert found
        return str(found["id"])

    async def type(
        self,
        command: str,
        *,
        where: str = "",
        status: int = 200,
        kind: int = 2,
        upload: bytes | None = None,
        **options: Any,
    ) -> Any:
        """`/command option:value`, subcommands spaced; `focused__x` asks for x's choices."""
        channel, path = where or self.channel("study-hall"), command.split()
        listed = self.town.world.commands.values()
        found = next(each for each in listed if each["name"] == path[0])
        known, owner = {}, found
        for name in path[1:]:
            owner = next(each for each in owner["options"] if each["name"] == name)
        known = {each["name"]: each["type"] for each in owner.get("options", [])}
        sent: list[dict[str, Any]] = []
        for name, value in options.items():
            bare = name.removeprefix("focused__")
            focus = {"focused": True} if bare != name else {}
            sent.append({"name": bare, "type": known.get(bare, 3), "value": value, **focus})
        for name in reversed(path[1:]):
            sent = [{"name": name, "type": 1, "options": sent}]
        data = {"id": found["id"], "name": path[0], "type": 1, "options": sent}
        return await self.interact(kind, channel, data, status, upload)

    async def press(self, message: Any, custom_id: str, *values: str, status: int = 200) -> Any:
        data = {"component_type": 2, "custom_id": custom_id, "values": [*values]}
        more = {"message_id": message["id"]}
        return await self.interact(3, message["channel_id"], data, status=status, **more)

    async def interact(
        self,
        kind: int,
        channel: str,
        data: Any,
        status: int = 200,
        upload: bytes | None = None,
        **more: Any,
    ) -> Any:
        body = {"type": kind, "nonce": "n1", "channel_id": channel, "data": data, **more}
        return await self.post("interactions", body, status, upload)


@pytest.fixture
async def town(tmp_path, monkeypatch) -> AsyncIterator[Playground]:
    """Ends with every answer that granted something, and every frame of the gateway, being as
    Discord describes it."""
    judge, wrong, frames, send = contract(), set[str](), list[Any](), Line.send
    monkeypatch.setattr(Line, "send", lambda line, frame: (frames.append(frame), send(line, frame)))

    def observe(method: str, path: str, sent: Any, status: int, answered: Any) -> None:
        if judge and status < 400:
            wrong.update(judge.problems(method, path, sent, status, answered))

    async with Playground(tmp_path / "town", observe=observe, ratelimits=False) as town:
        monkeypatch.setattr(Route, "BASE", town.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(town.gateway_url))
        yield town
    assert [each for each in sorted(wrong) if " sent: " not in each] == []
    assert sorted(set(gateway_schemas.problems(frames))) == []


@pytest.fixture
async def bot(town) -> AsyncIterator[Bot]:
    """Not started: a test adds its commands first, then awaits `start(bot, town)`."""
    bot = Bot()
    yield bot
    await bot.close()


@pytest.fixture
async def ada(town) -> AsyncIterator[Page]:
    page = await Page(town, "Ada").open()
    yield page
    await page.close()


@pytest.fixture
async def ravi(town) -> AsyncIterator[Page]:
    page = await Page(town, "Ravi").open()
    yield page
    await page.close()


@pytest.fixture
async def mina(town) -> AsyncIterator[Page]:
    page = await Page(town, "Mina").open()
    yield page
    await page.close()


@contextlib.asynccontextmanager
async def running(bot: Bot, town: Playground) -> AsyncIterator[Bot]:
    """Connected and ready; whatever ends it early is raised here."""
    task = asyncio.create_task(bot.start(town.token))
    ready = asyncio.create_task(bot.hears("ready"))
    try:
        await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        await ready
        yield bot
    finally:
        ready.cancel()
        await bot.close()
        with contextlib.suppress(asyncio.CancelledError):
            await task
