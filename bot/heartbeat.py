"""Tells an operator's watchman each minute that members can be answered: silence is the alarm."""

import logging
from collections.abc import Callable

import aiohttp

from bot.timetable import Job

log = logging.getLogger(__name__)

EVERY_SECONDS = 60
WITHIN = aiohttp.ClientTimeout(total=10)


def heartbeat(stands: Callable[[], bool], url: str) -> Job:
    """The address is never logged: whoever knows it can silence the alarm."""

    async def beat() -> None:
        if not stands():
            return
        try:
            async with aiohttp.ClientSession(timeout=WITHIN) as session, session.get(url) as heard:
                if not heard.ok:
                    log.warning("heartbeat refused status=%s", heard.status)
        except (aiohttp.ClientError, OSError) as error:
            log.warning("heartbeat not heard error=%s", type(error).__name__)

    return beat
