"""Bodies as they cross the wire, for bots and pages alike."""

import json
import re
from typing import Any

from aiohttp import BodyPartReader, web
from aiohttp.typedefs import Handler

from deploy.playground.errors import Refused
from deploy.playground.uploads import LARGEST, Upload

LARGEST_REQUEST = 3 * LARGEST
FILE_FIELD = re.compile(r"files\[(\d+)\]$")


def reply(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """discord.py parses exactly `application/json`, without a charset; None is an empty 204."""
    if body is None:
        return web.Response(status=204, headers=headers)
    raw = json.dumps(body, ensure_ascii=False).encode()
    return web.Response(body=raw, status=status, headers=headers, content_type="application/json")


@web.middleware
async def refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whoever refuses anything raises it, and it is answered here."""
    try:
        return await handler(request)
    except Refused as refusal:
        return reply(refusal.body(), refusal.status)


async def read(request: web.Request) -> tuple[Any, list[Upload]]:
    """The JSON and the files; a request without a body has None."""
    if request.content_type == "multipart/form-data":
        return await _parts(request)
    if not request.can_read_body:
        return None, []
    return _parsed(await request.read()), []


async def _parts(request: web.Request) -> tuple[Any, list[Upload]]:
    body: Any = {}
    files = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        field, content = FILE_FIELD.match(part.name or ""), bytes(await part.read(decode=True))
        if part.name == "payload_json":
            body = _parsed(content)
        elif field:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files.append(Upload(field[1], part.filename or "unknown", content, kind))
    return body, files


def _parsed(raw: bytes) -> Any:
    if not raw:
        return None
    try:
        return json.loads(raw)
    except ValueError:
        raise Refused(50109) from None
