"""Every request passes here: who asks, rate limit, trouble on request, errors, observer."""

import inspect
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from aiohttp import web

from deploy.playground import faults, wire
from deploy.playground.errors import NOT_FOUND, UNAUTHORIZED, Refused
from deploy.playground.hub import Hub
from deploy.playground.ratelimits import Ratelimits
from deploy.playground.rest import (
    channels,
    commands,
    guilds,
    identity,
    interactions,
    messages,
    threads,
    trouble,
    visits,
)
from deploy.playground.rest.routes import BOTS, PEOPLE, TESTS, Call, Route
from deploy.playground.rules import kinds

log = logging.getLogger(__name__)
BASE = "/api/v10"
# Importing them declares their routes.
SUBJECTS = (
    *(channels, commands, guilds, identity, interactions),
    *(messages, threads, trouble, visits),
)
Observer = Callable[[str, str, Any, int, Any], None]
Door = Callable[[Route, web.Request], Awaitable[web.Response]]


class Rest:
    """`observe(method, path template, request JSON, status, response JSON)` hears what bots do."""

    def __init__(self, hub: Hub, observe: Observer | None, limited: bool) -> None:
        self._hub, self._observe = hub, observe
        self._limits = Ratelimits() if limited else None

    def add_to(self, app: web.Application) -> None:
        """Fixed addresses go before those with a name in the same place."""
        doors: list[tuple[str, list[Route], Door]] = [
            (BASE, BOTS, self._for_bots),
            ("/page", PEOPLE, self._for_people),
            ("/playground", TESTS, self._for_tests),
        ]
        for base, routes, door in doors:
            for each in sorted(routes, key=lambda each: each.path.count("{")):
                app.router.add_route(each.method, base + each.path, partial(door, each))
        app.router.add_route("*", "/api/{rest:.*}", self._unknown)

    async def _for_bots(self, route: Route, request: web.Request) -> web.Response:
        fault = self._hub.faults.next_for(route.method, request.path)
        instead = await faults.before(fault, request) if fault else None
        if instead is not None:
            return instead
        headers, limited = self._admit(route, request)
        if limited is not None:
            return limited
        sent, status, answer = await self._work(route, self._hub.world.bot_id, request)
        if self._observe:
            self._observe(route.method, route.path, sent, status, answer)
        told = wire.reply(answer, status, headers)
        return await faults.after(fault, request, told) if fault else told

    async def _for_people(self, route: Route, request: web.Request) -> web.Response:
        """Whatever someone does waits while the town is living its past or through a move."""
        person = self._person(request)
        if route.method != "GET" and route.path != "/reset":
            await self._hub.past.over.wait()
        if route.method != "GET" and route.path not in ("/reset", "/clock"):
            await self._hub.whole.at_rest.wait()
        return await self._answered(route, person, request)

    def _person(self, request: web.Request) -> str:
        """By a header that other sites can't send without asking first, which nobody answers.

        A first visit doesn't know anyone yet, and after a reset nobody of before is left.
        """
        person, known = request.headers.get("X-Person"), self._hub.world.notes
        if person and person not in known and request.path == "/page/state":
            return next(iter(known))
        if person not in known:
            raise Refused(UNAUTHORIZED)
        return person

    async def _for_tests(self, route: Route, request: web.Request) -> web.Response:
        return await self._answered(route, "", request)

    async def _answered(self, route: Route, me: str, request: web.Request) -> web.Response:
        _, status, answer = await self._work(route, me, request)
        return wire.reply({} if answer is None else answer, 200 if answer is None else status)

    def _admit(
        self, route: Route, request: web.Request
    ) -> tuple[dict[str, str], web.Response | None]:
        """Rate limit headers, and the refusal if there is one."""
        by_token = (
            route.path.startswith(("/webhooks/", "/interactions/")) or route.path == "/gateway"
        )
        if not by_token and request.headers.get("Authorization") != f"Bot {self._hub.token}":
            raise Refused(UNAUTHORIZED)
        if self._limits is None:
            return {}, None
        verdict = self._limits.take(f"{route.method} {route.path}", dict(request.match_info))
        if verdict.retry_after:
            refusal = faults.too_many(verdict.retry_after, verdict.is_global, verdict.headers)
            return {}, refusal
        return verdict.headers, None

    async def _work(self, route: Route, me: str, request: web.Request) -> tuple[Any, int, Any]:
        sent: Any = None
        try:
            sent, files = await wire.read(request)
            kinds.check(sent)
            call = Call(self._hub, me, dict(request.match_info), request.query, sent, files)
            answer = route.function(call)
            answer = await answer if inspect.isawaitable(answer) else answer
        except Refused as refusal:
            if refusal.errors and me == self._hub.world.bot_id:
                self._hub.report.violation(f"{route.method} {route.path}", refusal.body())
            return sent, refusal.status, refusal.body()
        except ConnectionError:
            raise  # a bot that was killed before it had said what it wants
        except Exception:
            log.exception("the playground failed at %s %s", route.method, route.path)
            return sent, 500, {"message": "500: Internal Server Error", "code": 0}
        return sent, 204 if answer is None else route.status, answer

    async def _unknown(self, request: web.Request) -> web.Response:
        self._hub.report.unknown(f"{request.method} {request.path}")
        raise Refused(NOT_FOUND)
