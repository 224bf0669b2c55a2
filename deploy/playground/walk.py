"""Moving the clock ahead as if the time were lived: stopping wherever the bot posts by itself."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from deploy.playground.clock import Clock

MOST_STOPS = 60
PATIENCE = 4.0  # seconds at one stop; the bot looks at its clock every two
PAUSE = 0.05
Due = Callable[[], Awaitable[float | None]]
SetClock = Callable[[float], None]


async def walk(clock: Clock, goal: float, due: Due, set_clock: SetClock) -> None:
    """`goal` is an offset, as `set_clock` takes it; `due` says when the bot posts next, in seconds
    of 1970, or None. A bot that doesn't get on with it is left behind.
    """
    for _ in range(MOST_STOPS):
        at = await due()
        if at is None or at > time.time() + goal or goal < clock.offset:
            break
        set_clock(clock.offset + max(at - clock.now(), 0))
        if not await _gets_on(clock, due):
            break
    set_clock(goal)


async def _gets_on(clock: Clock, due: Due) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        at = await due()
        if at is None or at > clock.now():
            return True
        await asyncio.sleep(PAUSE)
    return False
