"""A bot's connection to the gateway, and its session, which outlives it."""

import asyncio
import contextlib
import json
import zlib
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum

from aiohttp import web

from deploy.playground.errors import Json

REPLAYED = 2_000


class Op(IntEnum):
    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Line:
    """One connection; payloads leave in order, compressed as a stream where the bot asked."""

    def __init__(self, socket: web.WebSocketResponse, compress: bool) -> None:
        self.socket = socket
        self._deflate = zlib.compressobj() if compress else None
        self._queue: asyncio.Queue[str] = asyncio.Queue()

    def send(self, payload: Json) -> None:
        self._queue.put_nowait(json.dumps(payload, separators=(",", ":"), ensure_ascii=False))

    async def pump(self) -> None:
        """Ends where the connection does; `receive` notices that as well."""
        with contextlib.suppress(ConnectionError):
            while True:
                await self._write(await self._queue.get())

    async def _write(self, text: str) -> None:
        if self._deflate is None:
            await self.socket.send_str(text)
        else:
            packed = self._deflate.compress(text.encode())
            await self.socket.send_bytes(packed + self._deflate.flush(zlib.Z_SYNC_FLUSH))


@dataclass
class Session:
    """Outlives its connection: what was missed is replayed on RESUME."""

    id: str
    intents: int
    shard: tuple[int, int]
    line: Line | None = None
    sequence: int = 0
    sent: deque[Json] = field(default_factory=lambda: deque(maxlen=REPLAYED))

    def dispatch(self, name: str, data: Json) -> None:
        self.sequence += 1
        payload = {"op": Op.DISPATCH, "t": name, "s": self.sequence, "d": data}
        self.sent.append(payload)
        if self.line:
            self.line.send(payload)

    def missed(self, sequence: int) -> list[Json] | None:
        """None where more was missed than was kept."""
        if sequence > self.sequence or (self.sent and self.sent[0]["s"] > sequence + 1):
            return None
        return [payload for payload in self.sent if payload["s"] > sequence]
