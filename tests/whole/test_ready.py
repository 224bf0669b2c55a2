"""`/ready`, the gauge and the heartbeat say what a member would: whether the bot can answer."""

import asyncio

import aiohttp

from tests.support.process import PATIENCE


class Health:
    """What an operator's supervisor reads."""

    def __init__(self, port: str) -> None:
        self._url = f"http://127.0.0.1:{port}"

    async def ready(self) -> bool:
        async with aiohttp.ClientSession() as session:
            answer = await session.get(f"{self._url}/ready")
            numbers = await (await session.get(f"{self._url}/metrics")).text()
        assert ("daymark_ready 1.0" in numbers) == (answer.status == 200)
        return answer.status == 200

    async def becomes(self, ready: bool) -> None:
        for _ in range(int(PATIENCE / 0.05)):
            if await self.ready() == ready:
                return
            await asyncio.sleep(0.05)
        raise TimeoutError


async def health_of(bot) -> Health:
    return Health((await bot.says("health served port=")).rpartition("=")[2])


async def test_it_is_ready_only_while_the_gateway_is_there(door, stage, ada):
    async with stage.bot() as bot:
        health = await health_of(bot)
        await bot.ready()
        await health.becomes(True)
        door.shut = True
        await stage.disturb("close")
        await health.becomes(False)
        await asyncio.sleep(0.5)
        assert not await health.ready()
        door.shut = False
        await health.becomes(True)
        assert "**1 day**" in (await ada.types("checkin", did="read chapter 2")).text
    assert "Attempting a reconnect" in bot.output
    assert "Traceback" not in bot.output


async def test_a_gateway_that_lets_us_in_and_says_nothing_is_not_ready(door, stage):
    async with stage.bot() as bot:
        health = await health_of(bot)
        await bot.ready()
        await health.becomes(True)
        door.deaf = True
        await stage.disturb("reconnect")
        await health.becomes(False)
        await asyncio.sleep(0.5)
        assert not await health.ready()
