"""What supervisors and operators ask over HTTP: alive, ready, what is due, and numbers.

Loopback by default.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST


class Health:
    """`/live` answers while the loop turns, `/ready` while Discord is connected; `soonest` tells
    when the next post is due."""

    def __init__(
        self, is_ready: Callable[[], bool], soonest: Callable[[], Awaitable[datetime | None]]
    ) -> None:
        self._is_ready, self._soonest = is_ready, soonest
        self._runner: web.AppRunner | None = None
        self.registry = CollectorRegistry()
        self.interactions = Counter(
            "daymark_interactions", "Interactions received", ["kind"], registry=self.registry
        )
        ready = Gauge("daymark_ready", "1 while connected to Discord", registry=self.registry)
        ready.set_function(lambda: float(is_ready()))

    async def start(self, host: str, port: int) -> int:
        """Serves and returns the port; OSError where it is taken."""
        app = web.Application()
        app.router.add_get("/live", self._live)
        app.router.add_get("/ready", self._ready)
        app.router.add_get("/due", self._due)
        app.router.add_get("/metrics", self._metrics)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def _live(self, _request: web.Request) -> web.Response:
        return web.Response(text="live\n")

    async def _ready(self, _request: web.Request) -> web.Response:
        ready = self._is_ready()
        return web.Response(
            text="ready\n" if ready else "not ready\n", status=200 if ready else 503
        )

    async def _due(self, _request: web.Request) -> web.Response:
        """When the next post leaves, as `{"next": …}` in UTC; null where none is planned."""
        soonest = await self._soonest()
        return web.json_response({"next": soonest and soonest.isoformat()})

    async def _metrics(self, _request: web.Request) -> web.Response:
        return web.Response(
            body=generate_latest(self.registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )
