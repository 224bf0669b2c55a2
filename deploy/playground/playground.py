"""The whole town as one thing that can be started, stopped and begun again."""

import asyncio
import contextlib
import shutil
from ipaddress import ip_address
from pathlib import Path
from typing import Self

from aiohttp import web
from aiohttp.typedefs import Handler

from deploy.playground import sight, town, wire
from deploy.playground.child import PATIENCE, SAYS_NOTHING, BotProcess
from deploy.playground.clock import Clock
from deploy.playground.errors import Refused
from deploy.playground.hub import Hub
from deploy.playground.rest.server import BASE, Observer, Rest
from deploy.playground.snapshot import Snapshot
from deploy.playground.viewer import Viewer
from deploy.playground.walk import walk
from deploy.playground.world import World

TOKEN = "playground"  # noqa: S105 - opens nothing but this machine's own playground
HOST = "127.0.0.1"


class Playground:
    """`async with Playground(data=folder) as town:`, port 0 being any free one.

    `ratelimits=False` lets a test be quick; `alive` gives the town a past as soon as a bot is
    there.
    """

    def __init__(
        self,
        data: Path,
        port: int = 0,
        bot: bool = False,
        observe: Observer | None = None,
        ratelimits: bool = True,
        alive: bool = False,
    ) -> None:
        self.data = data.absolute()
        self.token = TOKEN
        self.hub = Hub(self, self.data, self.token)
        self.rest = Rest(self.hub, observe, ratelimits)
        self.process = BotProcess(self) if bot else None
        self.url = ""
        self._port, self._alive = port, alive
        self._resetting, self._one_walk = asyncio.Lock(), asyncio.Lock()
        self._walk: asyncio.Task[None] | None = None
        self.at_rest = asyncio.Event()
        self.at_rest.set()
        self._snapshot = Snapshot(self.world, self.data / "world.json")
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1.0)

    @property
    def world(self) -> World:
        return self.hub.world

    @property
    def clock(self) -> Clock:
        return self.hub.clock

    @property
    def api_url(self) -> str:
        return self.url + BASE

    @property
    def gateway_url(self) -> str:
        return self.url.replace("http", "ws", 1) + "/gateway"

    def _app(self) -> web.Application:
        app = web.Application(
            client_max_size=wire.LARGEST_REQUEST, middlewares=[wire.refusals, only_this_machine]
        )
        app.router.add_get("/gateway", self.hub.gateway.connect)
        for part in (Viewer(self.hub), self.rest):
            part.add_to(app)
        return app

    async def __aenter__(self) -> Self:
        self.data.mkdir(parents=True, exist_ok=True)
        await self._runner.setup()
        site = await self._listen()
        self.url = site.name.rstrip("/")
        self.hub.uploads.base, self.hub.gateway.url = self.url, self.gateway_url
        if not self._snapshot.load(self.url):
            town.settle(self.world)
        self._wake()
        self._saving = asyncio.create_task(self._snapshot.keep_saving(self.url))
        if self.process:
            await self.process.start()
        return self

    def _wake(self) -> None:
        if self._alive:
            self.hub.past.begin()
        else:
            self.hub.past.tell()

    async def _listen(self) -> web.TCPSite:
        """The wanted port, or any where somebody has it."""
        try:
            return await self._bound(self._port)
        except OSError:
            return await self._bound(0)

    async def _bound(self, port: int) -> web.TCPSite:
        site = web.TCPSite(self._runner, HOST, port)
        await site.start()
        return site

    async def __aexit__(self, *_: object) -> None:
        await self._halt()
        self.hub.live.close()
        self._saving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._saving
        await self._runner.cleanup()
        self._snapshot.save(self.url)

    async def next_post(self) -> float:
        """In seconds of 1970; Refused where the bot has none or doesn't say."""
        if self.process is None:
            raise Refused(0, status=409, message=SAYS_NOTHING)
        return await self.process.next_post()

    def set_clock(self, offset: float) -> None:
        """From the machine's clock, in seconds; for everyone in the town and the bot."""
        self.clock.move_to(offset)
        self.world.tell("CLOCK", sight.clock(self.world))

    async def live_until(self, offset: float) -> None:
        """Nothing that the bot posts by itself on the way is skipped; a reset ends it early."""
        async with self._one_walk:
            due = self.process.due if self.process else _nothing_due
            self._walk = asyncio.create_task(walk(self.clock, offset, due, self.set_clock))
            self.at_rest.clear()
            await asyncio.wait([self._walk])
            self.at_rest.set()

    async def reset(self) -> None:
        """Stop the bot, forget everything, build the town anew, start the bot."""
        async with self._resetting:
            await self._begin_again()

    async def _begin_again(self) -> None:
        await self._halt(patience=0)
        self._forget()
        self.clock.move_to(0)
        self.world.load(World(self.clock).dump())
        town.settle(self.world)
        self._wake()
        if self.process:
            await self.process.start()
        self.world.tell("RESET", {})

    async def _halt(self, patience: float = PATIENCE) -> None:
        if self._walk:
            self._walk.cancel()
        await self.hub.past.stop()
        if self.process:
            await self.process.stop(patience=patience)
        self.hub.interactions.close()
        await self.hub.gateway.close()

    def _forget(self) -> None:
        """By name, so that a folder given by mistake loses nothing else."""
        shutil.rmtree(self.data / "files", ignore_errors=True)
        for file in [*self.data.glob("daymark.db*"), self.data / "world.json"]:
            file.unlink(missing_ok=True)


async def _nothing_due() -> None:
    """Without a bot nothing is posted."""


@web.middleware
async def only_this_machine(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A foreign name in Host is a rebinding attack; a foreign Origin is another site."""
    origin = request.headers.get("Origin")
    if not _loopback(request.host) or origin not in (None, f"http://{request.host}"):
        raise Refused(0, status=403, message="The playground serves this machine only.")
    return await handler(request)


def _loopback(host: str) -> bool:
    name = host.rpartition(":")[0] or host
    try:
        return name == "localhost" or ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
