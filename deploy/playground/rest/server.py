"""Every request of a bot passes here: token, rate limit, trouble on request, errors, observer."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from aiohttp import web

from deploy.playground import faults, wire
from deploy.playground.errors import Refused
from deploy.playground.faults import Faults
from deploy.playground.hub import Hub
from deploy.playground.ratelimits import Ratelimits
from deploy.playground.rest import (
    channels,
    commands,
    guilds,
    identity,
    interactions,
    messages,
)
from deploy.playground.rest.routes import ROUTES, Call, Route
from deploy.playground.rules import kinds

log = logging.getLogger(__name__)
BASE = "/api/v10"
SUBJECTS = (channels, commands, guilds, identity, interactions, messages)  # importing declares
Observer = Callable[[str, str, Any, int, Any], None]


class Rest:
    """`observe(method, path template, request JSON, status, response JSON)` hears everything."""

    def __init__(self, hub: Hub, observe: Observer | None, limited: bool) -> None:
        self._hub, self._observe = hub, observe
        self._limits = Ratelimits() if limited else None
        self.faults = Faults()

    def add_to(self, app: web.Application) -> None:
        """Fixed addresses go before those with a name in the same place."""
        for method, path, function, status in sorted(ROUTES, key=lambda each: each[1].count("{")):
            door = partial(self._door, method, path, function, status)
            app.router.add_route(method, BASE + path, door)
        app.router.add_route("*", "/api/{rest:.*}", self._unknown)

    async def _door(
        self, method: str, path: str, function: Route, status: int, request: web.Request
    ) -> web.Response:
        fault = self.faults.next_for(method, request.path)
        instead = await faults.before(fault, request) if fault else None
        if instead is not None:
            return instead
        headers, limited = self._admit(method, path, request)
        if limited is not None:
            return limited
        sent, status, answer = await self._work(method, path, function, status, request)
        if self._observe:
            self._observe(method, path, sent, status, answer)
        if fault and fault.action == "drop":
            faults.hang_up(request)
        return wire.reply(answer, status, headers)

    def _admit(
        self, method: str, path: str, request: web.Request
    ) -> tuple[dict[str, str], web.Response | None]:
        """Rate limit headers, and the refusal if there is one."""
        by_token = path.startswith(("/webhooks/", "/interactions/")) or path == "/gateway"
        if not by_token and request.headers.get("Authorization") != f"Bot {self._hub.token}":
            return {}, wire.reply({"message": "401: Unauthorized", "code": 0}, 401)
        if self._limits is None:
            return {}, None
        verdict = self._limits.take(f"{method} {path}", dict(request.match_info))
        if verdict.retry_after:
            refusal = faults.too_many(verdict.retry_after, verdict.is_global, verdict.headers)
            return {}, refusal
        return verdict.headers, None

    async def _work(
        self, method: str, path: str, function: Route, status: int, request: web.Request
    ) -> tuple[Any, int, Any]:
        sent: Any = None
        try:
            sent, files = await wire.read(request)
            kinds.check(sent)
            call = Call(self._hub, dict(request.match_info), request.query, sent, files)
            answer = function(call)
        except Refused as refusal:
            if refusal.errors:
                self._hub.report.violation(f"{method} {path}", refusal.body())
            return sent, refusal.status, refusal.body()
        except Exception:
            log.exception("the playground failed at %s %s", method, path)
            return sent, 500, {"message": "500: Internal Server Error", "code": 0}
        return sent, 204 if answer is None else status, answer

    async def _unknown(self, request: web.Request) -> web.Response:
        self._hub.report.unknown(f"{request.method} {request.path}")
        return wire.reply(Refused(0).body(), 404)
