"""What the browser loads: the page's files, uploads, and the socket on which it hears of things."""

from pathlib import Path

from aiohttp import web

from deploy.playground import sight
from deploy.playground.errors import NOT_FOUND, UNAUTHORIZED, Refused
from deploy.playground.hub import Hub

PAGE = Path(__file__).with_name("page")
POLICY = (
    "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'none'"
)
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}
# A file someone uploaded must not act as the page.
CAGED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox",
    "Cache-Control": "private, max-age=86400",
}


class Viewer:
    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/{name:|about}", self._document)
        app.router.add_get("/page/static/{file}", self._file)
        app.router.add_get("/page/live", self._live)
        app.router.add_get("/attachments/{channel}/{id}/{name}", self._attachment)

    async def _document(self, request: web.Request) -> web.StreamResponse:
        return _served(f"{request.match_info['name'] or 'index'}.html")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        return _served(request.match_info["file"])

    async def _live(self, request: web.Request) -> web.StreamResponse:
        person, world = request.query.get("person", ""), self._hub.world
        if person not in world.notes:
            raise Refused(UNAUTHORIZED)
        hello = sight.clock(world) | {"bot_online": self._hub.gateway.online}
        return await self._hub.live.connect(request, person, hello)

    async def _attachment(self, request: web.Request) -> web.Response:
        content = self._hub.uploads.read(request.match_info["id"])
        kind = sight.kind_of(request.match_info["name"])
        return web.Response(body=content, content_type=kind, headers=CAGED)


def _served(name: str) -> web.StreamResponse:
    path = PAGE / name
    if path.resolve().parent != PAGE.resolve() or not path.is_file():
        raise Refused(NOT_FOUND)
    return web.FileResponse(path, headers=HEADERS)
