"""The socket on which a bot hears what happens, with heartbeats, sessions and replay."""

import asyncio
import json
import secrets
from typing import Any

from aiohttp import WSMsgType, web

from deploy.playground import heard
from deploy.playground.errors import Json
from deploy.playground.session import Line, Op, Session
from deploy.playground.world import Event, World

HEARTBEAT_MS = 41_250
# Sooner, discord.py has not yet noted that it sent, and takes itself for 41 seconds late.
ACK_AFTER = 0.25
LOST_SESSIONS_KEPT = 16
DISTURBANCES = {
    "close": "the connection is cut; the session can be resumed",
    "reconnect": "Discord asks to connect anew, and the session can be resumed",
    "invalidate": "Discord forgets the session; the bot has to identify again",
}


class Close(Exception):
    """Ends a connection with one of Discord's close codes."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class Gateway:
    def __init__(self, world: World, token: str) -> None:
        self.url = ""
        self.max_concurrency = 1  # shards that may identify in the same five seconds
        self.ever_ready = False
        self._world, self._token = world, token
        self._sessions: dict[str, Session] = {}
        self._was_online = False
        world.listeners.append(self.hear)

    @property
    def online(self) -> bool:
        return any(session.line for session in self._sessions.values())

    def hear(self, event: Event) -> None:
        for session in self._sessions.values():
            data = heard.by_bot(self._world, event, session.intents, session.shard)
            if data is not None:
                session.dispatch(event.name, data)

    def interact(self, payload: Json) -> bool:
        """Hand an interaction to the shard it belongs to; False where none is connected."""
        guild = payload.get("guild_id")
        for session in self._sessions.values():
            if session.line and heard.on_shard(guild, session.shard):
                session.dispatch("INTERACTION_CREATE", payload)
                return True
        return False

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(timeout=1.0, max_msg_size=64 * 1024)
        await socket.prepare(request)
        line = Line(socket, request.query.get("compress") == "zlib-stream")
        pump = asyncio.create_task(line.pump())
        line.send({"op": Op.HELLO, "d": {"heartbeat_interval": HEARTBEAT_MS}})
        try:
            await self._listen(line)
        except Close as close:
            await socket.close(code=close.code, message=close.reason.encode())
        finally:
            pump.cancel()
            self._hang_up(line)
        return socket

    async def _listen(self, line: Line) -> None:
        patience = HEARTBEAT_MS / 1000 * 1.5
        while True:
            try:
                message = await line.socket.receive(timeout=patience)
            except TimeoutError:
                raise Close(4009, "Session timed out.") from None
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return
            self._take(line, _decoded(message.data))

    def _take(self, line: Line, payload: Json) -> None:
        data = payload.get("d")
        session = self._session_of(line)
        match payload.get("op"):
            case Op.HEARTBEAT:
                answer = {"op": Op.HEARTBEAT_ACK, "d": None}
                asyncio.get_running_loop().call_later(ACK_AFTER, line.send, answer)
            case Op.IDENTIFY:
                self._identify(line, session, data)
            case Op.RESUME:
                self._resume(line, data)
            case Op.REQUEST_MEMBERS if session:
                session.dispatch("GUILD_MEMBERS_CHUNK", heard.members(self._world, data or {}))
            case Op.REQUEST_MEMBERS | Op.PRESENCE | Op.VOICE_STATE:
                if session is None:
                    raise Close(4003, "Not authenticated.")
            case _:
                raise Close(4001, "Unknown opcode.")

    def _identify(self, line: Line, session: Session | None, data: Any) -> None:
        if session:
            raise Close(4005, "Already authenticated.")
        if not isinstance(data, dict) or data.get("token") != self._token:
            raise Close(4004, "Authentication failed.")
        intents, shard = data.get("intents", 0), data.get("shard") or [0, 1]
        if intents & heard.PRIVILEGED:
            raise Close(4014, "Disallowed intent(s).")
        if not 0 <= shard[0] < shard[1]:
            raise Close(4010, "Invalid shard.")
        session = Session(secrets.token_hex(16), intents, (shard[0], shard[1]), line)
        self._sessions[session.id] = session
        lost = [id for id, each in self._sessions.items() if each.line is None]
        for id in lost[:-LOST_SESSIONS_KEPT]:
            del self._sessions[id]
        session.dispatch("READY", heard.ready(self._world, session.id, session.shard, self.url))
        if heard.on_shard(self._world.guild["id"], session.shard):
            session.dispatch("GUILD_CREATE", heard.guild(self._world))
        self.ever_ready = True
        self._announce()

    def _resume(self, line: Line, data: Any) -> None:
        asked = data if isinstance(data, dict) else {}
        if asked.get("token") != self._token:
            raise Close(4004, "Authentication failed.")
        session = self._sessions.get(str(asked.get("session_id")))
        missed = session.missed(asked.get("seq") or 0) if session else None
        if session is None or missed is None:
            line.send({"op": Op.INVALID_SESSION, "d": False})
            return
        session.line = line
        for payload in missed:
            line.send(payload)
        session.dispatch("RESUMED", {})
        self._announce()

    async def disturb(self, action: str) -> None:
        """`action` is one of DISTURBANCES."""
        for session in [*self._sessions.values()]:
            line = session.line
            if action == "invalidate":
                del self._sessions[session.id]
            if line is None:
                continue
            match action:
                case "close":
                    await line.socket.close(code=4000)
                case "reconnect":
                    line.send({"op": Op.RECONNECT, "d": None})
                case "invalidate":
                    line.send({"op": Op.INVALID_SESSION, "d": False})
        self._announce()

    async def close(self) -> None:
        for session in [*self._sessions.values()]:
            if session.line:
                await session.line.socket.close(code=1001)
        self._sessions.clear()
        self._announce()

    def _session_of(self, line: Line) -> Session | None:
        return next((each for each in self._sessions.values() if each.line is line), None)

    def _hang_up(self, line: Line) -> None:
        session = self._session_of(line)
        if session:
            session.line = None
        self._announce()

    def _announce(self) -> None:
        if self.online != self._was_online:
            self._was_online = self.online
            self._world.tell("BOT", {"online": self.online})


def _decoded(raw: str | bytes) -> Json:
    try:
        payload = json.loads(raw)
    except ValueError:
        raise Close(4002, "Decode error.") from None
    if not isinstance(payload, dict):
        raise Close(4002, "Decode error.")
    return payload
