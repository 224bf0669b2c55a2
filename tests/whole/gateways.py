"""A gateway that a test can shut without the town noticing."""

import asyncio

import pytest
from aiohttp import web

from deploy.playground.gateway import Gateway
from tests.support.process import PATIENCE


class Door:
    """The gateway's: shut, nobody gets in; deaf, they do and are never answered."""

    shut = deaf = False


@pytest.fixture
def door(monkeypatch):
    door, connect, listen = Door(), Gateway.connect, Gateway._listen

    async def entered(gateway, request):
        if door.shut:
            raise web.HTTPServiceUnavailable
        return await connect(gateway, request)

    async def heard(gateway, line):
        if door.deaf:
            await line.socket.receive()
            await asyncio.sleep(PATIENCE)
        await listen(gateway, line)

    monkeypatch.setattr(Gateway, "connect", entered)
    monkeypatch.setattr(Gateway, "_listen", heard)
    return door
