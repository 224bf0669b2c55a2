"""What the page in the browser asks and does, in the name of one of the town's people."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

from aiohttp import web

from deploy.playground import sight, wire
from deploy.playground.errors import Json, Refused
from deploy.playground.history import page
from deploy.playground.hub import Hub
from deploy.playground.messages import Draft
from deploy.playground.permissions import need

PAGE = Path(__file__).with_name("page")
Handler = Callable[[str, web.Request], Awaitable[Any]]
POLICY = (
    "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'none'"
)
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}


class Town(Protocol):
    """What a visitor may ask of the whole."""

    async def reset(self) -> None: ...

    async def next_post(self) -> float: ...


class Viewer:
    def __init__(self, hub: Hub, town: Town) -> None:
        self._hub, self._world, self._town = hub, hub.world, town

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/", self._index)
        app.router.add_get("/page/static/{file}", self._file)
        app.router.add_get("/page/live", self._live)
        app.router.add_get("/attachments/{channel}/{id}/{name}", self._attachment)
        doors: list[tuple[str, str, Handler]] = [
            ("GET", "state", self._state),
            ("GET", "commands", self._commands),
            ("GET", "channels/{channel_id}/messages", self._history),
            ("POST", "channels/{channel_id}/messages", self._say),
            ("POST", "channels/{channel_id}/ack", self._read),
            ("POST", "dms", self._open_dm),
            ("POST", "interactions", self._interact),
            ("POST", "dismiss", self._dismiss),
            ("POST", "clock", self._clock),
            ("POST", "reset", self._start_again),
        ]
        for method, path, handler in doors:
            app.router.add_route(method, f"/page/{path}", self._door(handler))

    def _door(self, handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def door(request: web.Request) -> web.Response:
            try:
                person = self._person(self._header(request))
                if request.method != "GET" and request.path != "/page/reset":
                    await self._hub.past.over.wait()
                return wire.reply(await handler(person, request))
            except Refused as refusal:
                return wire.reply(refusal.body(), refusal.status)

        return door

    def _header(self, request: web.Request) -> str | None:
        """A first visit doesn't know anyone yet, and after a reset nobody of before is left."""
        id = request.headers.get("X-Person")
        strange = id and request.path == "/page/state" and id not in self._world.notes
        return next(iter(self._world.notes)) if strange else id

    def _person(self, id: str | None) -> str:
        """A header that other sites can't send without asking first, which nobody answers."""
        if id not in self._world.notes:
            raise Refused(0, status=401, message="401: Unauthorized")
        return id

    async def _index(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html", headers=HEADERS)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = PAGE / request.match_info["file"]
        if path.resolve().parent != PAGE.resolve() or not path.is_file():
            return wire.reply(Refused(0).body(), 404)
        return web.FileResponse(path, headers=HEADERS)

    async def _live(self, request: web.Request) -> web.StreamResponse:
        try:
            person = self._person(request.query.get("person"))
        except Refused as refusal:
            return wire.reply(refusal.body(), refusal.status)
        hello = sight.clock(self._world) | {"bot_online": self._hub.gateway.online}
        return await self._hub.live.connect(request, person, hello)

    async def _attachment(self, request: web.Request) -> web.Response:
        """Sandboxed: a file someone uploaded must not act as the page."""
        try:
            content = self._hub.uploads.read(request.match_info["id"])
        except Refused as refusal:
            return wire.reply(refusal.body(), refusal.status)
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        headers["Cache-Control"] = "private, max-age=86400"
        kind = sight.kind_of(request.match_info["name"])
        return web.Response(body=content, content_type=kind, headers=headers)

    async def _state(self, person: str, _: web.Request) -> Json:
        return sight.state(self._world, person, self._hub.gateway.online)

    async def _commands(self, person: str, request: web.Request) -> list[Json]:
        channel = self._channel(person, request.query.get("channel_id", ""))
        return self._hub.invocation.usable(person, channel)

    def _channel(self, person: str, id: str, *names: str) -> Json:
        channel = self._world.channel(id)
        need(self._world, person, channel, *names)
        return channel

    async def _history(self, person: str, request: web.Request) -> list[Json]:
        channel = self._channel(person, request.match_info["channel_id"])
        asked = request.query.get("limit", "50")
        limit = min(max(int(asked), 1), 100) if asked.isdecimal() else 50
        found = page(self._world, channel["id"], request.query, limit, person)
        return [self._world.rendered(each, person) for each in found]

    async def _say(self, person: str, request: web.Request) -> Json:
        body, files = await wire.read(request)
        names = ["send_messages", *(["attach_files"] if files else [])]
        channel = self._channel(person, request.match_info["channel_id"], *names)
        wanted = ("content", "message_reference", "attachments", "nonce", "allowed_mentions")
        said = {key: body[key] for key in wanted if key in body} if isinstance(body, dict) else {}
        pings = {"parse": ["users", "roles", "everyone"], "replied_user": True}
        said["allowed_mentions"] = pings | said.get("allowed_mentions", {})
        made = self._hub.messages.post(Draft(channel, person, said, files))
        self._mark_read(person, channel["id"], made["id"])
        if "thread_metadata" in channel:
            people = self._world.thread_members.setdefault(channel["id"], [])
            people += [person] if person not in people else []
        return self._world.rendered(made, person)

    async def _read(self, person: str, request: web.Request) -> Json:
        channel = self._channel(person, request.match_info["channel_id"])
        body = await _object(request)
        self._mark_read(person, channel["id"], str(body.get("message_id")))
        return {}

    def _mark_read(self, person: str, channel_id: str, message_id: str) -> None:
        self._world.read.setdefault(person, {})[channel_id] = message_id
        read = sight.read_state(self._world, person, channel_id)
        self._world.tell("READ_STATE", {"channel_id": channel_id, **read}, only=person)

    async def _open_dm(self, person: str, request: web.Request) -> Json:
        other = str((await _object(request)).get("recipient_id"))
        self._world.user(other)
        return sight.dm(self._world, self._world.open_dm(person, other), person)

    async def _interact(self, person: str, request: web.Request) -> Json:
        sent, files = await wire.read(request)
        if not isinstance(sent, dict):
            raise Refused(50109)
        channel = self._channel(person, str(sent.get("channel_id")))
        keep = self._hub.uploads.keep
        kept = {each.key: keep(each, channel["id"], {}) | {"ephemeral": True} for each in files}
        return {"id": self._hub.invocation.begin(person, sent, kept)}

    async def _dismiss(self, person: str, request: web.Request) -> Json:
        """Only one's own private answers; the bot can't reach it afterwards either."""
        id = str((await _object(request)).get("message_id"))
        if self._world.private.get(id) != person:
            raise Refused(10008)
        shelves = self._world.messages.values()
        self._hub.messages.delete(next(shelf[id] for shelf in shelves if id in shelf))
        return {}

    async def _clock(self, _: str, request: web.Request) -> Json:
        """Days are skipped, not lived one by one: what a bot makes of that is its own affair."""
        body, clock = await _object(request), self._hub.clock
        if body.get("to") == "now":
            clock.move_to(0)
        elif body.get("to") == "next":
            clock.move(max(await self._town.next_post() - clock.now(), 0))
        elif isinstance(body.get("advance"), int | float):
            clock.move(body["advance"])
        else:
            raise Refused(50035, errors={"advance": {"_errors": []}})
        self._world.tell("CLOCK", sight.clock(self._world))
        return sight.clock(self._world)

    async def _start_again(self, _: str, __: web.Request) -> Json:
        await self._town.reset()
        return {}


async def _object(request: web.Request) -> Json:
    body, _ = await wire.read(request)
    if not isinstance(body, dict):
        raise Refused(50109)
    return body
