"""Trouble on request, for tests: what a bot meets on a bad day at Discord."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from deploy.playground.errors import Form, Json
from deploy.playground.wire import reply

MOST_TIMES = 1_000_000
LONGEST = 3600  # seconds
STATUSES = {"500": 500, "502": 502, "503": 503}
ACTIONS = {
    "500": "an error of Discord's own, nothing is done",
    "502": "a bad gateway before Discord, nothing is done",
    "503": "Discord is too busy, nothing is done",
    "429": "too many requests: come back in so many seconds; `global` means on every route",
    "slow": "the work is done so many seconds later",
    "late": "the work is done, and the answer comes so many seconds later",
    "failed": "the work is done, and the answer is an error of Discord's own",
    "drop": "the work is done, and the answer is lost",
    "reset": "the connection breaks, and nothing is done",
}


@dataclass
class Fault:
    """`path` is part of the address; `times` counts down to none."""

    action: str
    method: str = ""
    path: str = ""
    seconds: float = 1.0
    times: int = 1
    is_global: bool = False

    def told(self) -> Json:
        match = {"method": self.method, "path": self.path}
        more = {"seconds": self.seconds, "times": self.times, "global": self.is_global}
        return {"action": self.action, "match": match, **more}

    def hits(self, method: str, path: str) -> bool:
        return self.times > 0 and self.method in ("", method) and self.path in path


@dataclass
class Faults:
    waiting: list[Fault] = field(default_factory=list)

    def add(self, asked: Json) -> None:
        match, times, seconds = (asked.get(key) for key in ("match", "times", "seconds"))
        form = Form()
        form.choice("action", asked.get("action"), ACTIONS)
        form.number("times", times, 1, MOST_TIMES)
        if not isinstance(match, dict | None):
            form.wrong("match", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        if seconds is not None and not _is_span(seconds):
            form.wrong("seconds", "NUMBER_TYPE_RANGE", f"It must be 0 to {LONGEST} seconds.")
        form.settle()
        method, path = (str((match or {}).get(key) or "") for key in ("method", "path"))
        fault = Fault(asked["action"], method, path, is_global=bool(asked.get("global")))
        fault.times = fault.times if times is None else times
        fault.seconds = fault.seconds if seconds is None else float(seconds)
        self.waiting.append(fault)

    def next_for(self, method: str, path: str) -> Fault | None:
        for fault in self.waiting:
            if fault.hits(method, path):
                fault.times -= 1
                self.waiting = [each for each in self.waiting if each.times > 0]
                return fault
        return None


def _is_span(seconds: Any) -> bool:
    return type(seconds) in (int, float) and 0 <= seconds <= LONGEST


async def before(fault: Fault, request: web.Request) -> web.Response | None:
    """The answer that replaces the work, or None where the work is done all the same."""
    if fault.action == "slow":
        await asyncio.sleep(fault.seconds)
    elif fault.action == "reset":
        hang_up(request)
        return web.Response()
    elif fault.action == "429":
        return too_many(fault.seconds, fault.is_global, {})
    elif fault.action in STATUSES:
        return web.Response(status=STATUSES[fault.action], text="upstream error")
    return None


async def after(fault: Fault, request: web.Request, answer: web.Response) -> web.Response:
    """What becomes of the answer once the work is done."""
    if fault.action == "late":
        await asyncio.sleep(fault.seconds)
    elif fault.action == "failed":
        return web.Response(status=500, text="upstream error")
    elif fault.action == "drop":
        hang_up(request)
    return answer


def too_many(seconds: float, is_global: bool, headers: dict[str, str]) -> web.Response:
    """With `Via`, without which discord.py takes it for a ban."""
    scope = "global" if is_global else "user"
    body = {"message": "You are being rate limited.", "retry_after": round(seconds, 3)}
    more = {"Via": "1.1 playground", "Retry-After": str(int(seconds) + 1)}
    more |= {"X-RateLimit-Scope": scope} | ({"X-RateLimit-Global": "true"} if is_global else {})
    return reply({**body, "global": is_global}, 429, headers | more)


def hang_up(request: web.Request) -> None:
    """As a proxy that died: no answer, a reset connection."""
    if request.transport is not None:
        request.transport.abort()
