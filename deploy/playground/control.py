"""The small interface by which tests make trouble and ask what went wrong."""

from aiohttp import web

from deploy.playground import wire
from deploy.playground.errors import Json, Refused
from deploy.playground.hub import Hub
from deploy.playground.rest.server import Rest


class Control:
    def __init__(self, hub: Hub, rest: Rest) -> None:
        self._hub, self._rest = hub, rest

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/playground/report", self._report)
        app.router.add_post("/playground/faults", self._add_fault)
        app.router.add_delete("/playground/faults", self._no_faults)
        app.router.add_post("/playground/gateway", self._gateway)

    async def _report(self, _: web.Request) -> web.Response:
        report = self._hub.report
        return wire.reply(
            {"unknown_routes": report.unknown_routes, "violations": report.violations}
        )

    async def _add_fault(self, request: web.Request) -> web.Response:
        try:
            self._rest.faults.add(await self._body(request))
        except Refused as refusal:
            return wire.reply(refusal.body(), refusal.status)
        return wire.reply({})

    async def _no_faults(self, _: web.Request) -> web.Response:
        self._rest.faults.waiting.clear()
        return wire.reply({})

    async def _gateway(self, request: web.Request) -> web.Response:
        await self._hub.gateway.disturb(str((await self._body(request)).get("action")))
        return wire.reply({})

    async def _body(self, request: web.Request) -> Json:
        """JSON by its content type only, which no form on another site can send unasked."""
        if request.content_type != "application/json":
            return {}
        body, _ = await wire.read(request)
        return body if isinstance(body, dict) else {}
