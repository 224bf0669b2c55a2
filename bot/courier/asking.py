"""Asks Discord once. discord.py repeats most requests that end in a server error, up to five times,
also when everything is down; how often a delivery is tried is for the courier to say."""

from types import SimpleNamespace
from typing import Any

import aiohttp
from discord.http import HTTPClient, Route

ONCE = "once"
SERVER_ERROR = 500


class Troubled(aiohttp.ClientError):
    """Discord answered with a server error; what was asked may be done all the same."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")


async def once(http: HTTPClient, route: Route, body: Any = None) -> Any:
    """The answer. Raises Troubled at the first server error, and what discord.py raises."""
    more: dict[str, Any] = {} if body is None else {"json": body}
    # What aiohttp hands to whoever follows the request.
    return await http.request(route, **more, trace_request_ctx=ONCE)


def follower() -> aiohttp.TraceConfig:
    """For discord.py's `http_trace`: it ends the requests that are made once."""
    found = aiohttp.TraceConfig()
    found.on_request_end.append(_ended)
    return found


async def _ended(
    _session: aiohttp.ClientSession,
    context: SimpleNamespace,
    request: aiohttp.TraceRequestEndParams,
) -> None:
    if context.trace_request_ctx == ONCE and request.response.status >= SERVER_ERROR:
        request.response.release()
        raise Troubled(request.response.status)
