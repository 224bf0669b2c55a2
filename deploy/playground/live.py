"""What open pages hear, each only what its person may see."""

import asyncio
import contextlib
import json

from aiohttp import WSMsgType, web

from deploy.playground import permissions, sight
from deploy.playground.errors import Json
from deploy.playground.world import Event, World

CHANNELS = ("CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE")
FOR_PAGES = (
    *("MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK"),
    *("TYPING_START", "CHANNEL_DELETE", "CHANNELS_UPDATE", "THREAD_DELETE"),
    *("THREAD_MEMBERS_UPDATE", *CHANNELS),
    *("COMMANDS_UPDATE", "READ_STATE", "CLOCK", "BOT", "WAKING", "RESET"),
    *("INTERACTION_CREATE", "INTERACTION_SUCCESS", "INTERACTION_FAILURE"),
    *("INTERACTION_MODAL_CREATE", "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE"),
)
LONGEST_QUEUE = 5_000
Page = tuple[str, asyncio.Queue[str | None]]  # whose it is, and what waits to be told there


class Live:
    def __init__(self, world: World) -> None:
        self._world = world
        self._pages: list[Page] = []
        world.listeners.append(self.hear)

    def hear(self, event: Event) -> None:
        """Discord has events for reactions; a page gets the whole message again."""
        name = "MESSAGE_UPDATE" if event.name == "REACTIONS" else event.name
        if name not in FOR_PAGES:
            return
        for person in {person for person, _ in self._pages}:
            if self._may_know(event, person):
                self._send(person, name, self._shown(name, event.data, person))

    def _send(self, person: str, name: str, data: Json) -> None:
        text = json.dumps({"t": name, "d": data}, ensure_ascii=False)
        for page in [each for each in self._pages if each[0] == person]:
            page[1].put_nowait(text)
            if page[1].qsize() > LONGEST_QUEUE:
                self._give_up(page)

    def _give_up(self, page: Page) -> None:
        """A page too slow to hear everything is cut off, and loads all anew when it is back."""
        self._pages.remove(page)
        while not page[1].empty():
            page[1].get_nowait()
        page[1].put_nowait(None)

    def _may_know(self, event: Event, person: str) -> bool:
        if event.only is not None:
            return event.only == person
        channel = self._world.channels.get(event.channel or "")
        return channel is None or permissions.sees(self._world, person, channel)

    def _shown(self, name: str, data: Json, person: str) -> Json:
        if name in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
            return self._world.rendered(data, person)
        if name in CHANNELS:
            return sight.channel(self._world, person, data)
        return data

    async def connect(self, request: web.Request, person: str, hello: Json) -> web.StreamResponse:
        socket = web.WebSocketResponse(timeout=1.0, heartbeat=30, max_msg_size=4096)
        await socket.prepare(request)
        page: Page = (person, asyncio.Queue())
        self._pages.append(page)
        page[1].put_nowait(json.dumps({"t": "HELLO", "d": hello}))
        pump = asyncio.create_task(self._pump(socket, page[1]))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            pump.cancel()
            if page in self._pages:
                self._pages.remove(page)
        return socket

    async def _pump(self, socket: web.WebSocketResponse, queue: asyncio.Queue[str | None]) -> None:
        with contextlib.suppress(ConnectionError):
            while (text := await queue.get()) is not None:
                await socket.send_str(text)
            await socket.close(code=1001)

    def close(self) -> None:
        for _, queue in self._pages:
            queue.put_nowait(None)
