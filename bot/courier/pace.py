"""Evenly spaced turns: Discord allows 50 requests a second, and members' answers come first."""

import asyncio


class Pace:
    """At most `rate` turns a second, without a burst at the start: a bucket that is empty first."""

    def __init__(self, rate: float) -> None:
        self._gap = 1 / rate
        self._next = 0.0

    async def turn(self) -> None:
        now = asyncio.get_running_loop().time()
        mine = max(now, self._next)
        self._next = mine + self._gap
        await asyncio.sleep(mine - now)
