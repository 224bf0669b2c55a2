"""The way to Discord: patient while it can't be reached, and honest about whether it stands."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from itertools import chain, repeat

import aiohttp
import discord
from discord.utils import MISSING

from bot import transport
from bot.addresses import Misdirected
from bot.app import Bot
from bot.settings import BadConfiguration

log = logging.getLogger(__name__)

RETRY_SECONDS = (1, 2, 5, 10, 30, 60)
REFUSED = "Discord refused the token: copy it again from the developer portal into DISCORD_TOKEN."
INTENTS = "Discord refused our intents: allow them in the developer portal."
CLOSED = {
    4004: REFUSED,
    4010: "Discord refused DAYMARK_SHARDS: write it as 0-3/16, the same number after the slash in "
    "every process.",
    4011: "Discord wants more shards for so many servers: raise the number after the slash in "
    "DAYMARK_SHARDS, in every process.",
    4012: "Discord doesn't speak with this version any more: install a newer Daymark.",
    4013: INTENTS,
    4014: INTENTS,
}


class Line:
    """Whether members can be answered: discord.py's own `is_ready()` stays true for ever."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._up: set[int] = set()
        bot.add_listener(self._came_up, "on_shard_connect")
        bot.add_listener(self._came_up, "on_shard_resumed")
        bot.add_listener(self._went_down, "on_shard_disconnect")

    def stands(self) -> bool:
        """True while every shard of this process has READY or RESUMED behind it and is open."""
        ours = self._bot.shard_ids or range(self._bot.shard_count or 0)
        return self._bot.is_ready() and bool(ours) and all(map(self._is_open, ours))

    def _is_open(self, shard_id: int) -> bool:
        shard = self._bot.get_shard(shard_id)
        return shard_id in self._up and shard is not None and not shard.is_closed()

    async def _came_up(self, shard_id: int) -> None:
        self._up.add(shard_id)

    async def _went_down(self, shard_id: int) -> None:
        self._up.discard(shard_id)


async def connect(bot: Bot, token: str) -> None:
    """Logs in and connects, patiently while Discord can't be reached, and stays connected."""
    await _patiently(lambda: _log_in(bot, token))
    if bot.shard_count:
        await _patiently(lambda: transport.settle_gateway(bot))
    await _patiently(bot.connect)


async def _patiently(step: Callable[[], Awaitable[None]]) -> None:
    for usual in chain(RETRY_SECONDS, repeat(RETRY_SECONDS[-1])):
        try:
            return await step()
        except Exception as error:
            wait = _worth_waiting(error, usual)
            if wait is None:
                raise
            log.warning("Discord can't be reached, trying again in %s s: %r", wait, error)
            await asyncio.sleep(wait)


async def _log_in(bot: Bot, token: str) -> None:
    """A login that failed leaves an open session behind, and the next one would reuse its
    connector, which closes with it."""
    try:
        await bot.login(token)
    except Exception:
        await bot.http.close()
        bot.http.connector = MISSING
        raise


def _worth_waiting(error: Exception, usual: float) -> float | None:
    """Seconds until another try, or None where it would fail as well."""
    answer = _answer(error)
    if answer is None:
        return usual if isinstance(error, aiohttp.ClientError | OSError) else None
    if answer.status == 429:  # discord.py waits by itself, unless a proxy before Discord refuses
        return max(usual, _asked_for(answer))
    return usual if answer.status >= 500 else None


def _answer(error: BaseException) -> discord.HTTPException | None:
    cause = error.__cause__ if isinstance(error, discord.GatewayNotFound) else error
    return cause if isinstance(cause, discord.HTTPException) else None


def _asked_for(answer: discord.HTTPException) -> float:
    try:
        return float(answer.response.headers["Retry-After"])
    except (KeyError, ValueError):
        return 0.0


def explained(error: BaseException) -> BaseException:
    """What the operator can change, or the error itself where that is nothing."""
    if isinstance(error, Misdirected):
        return BadConfiguration(str(error))
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return BadConfiguration(INTENTS)
    if isinstance(error, discord.ConnectionClosed) and error.code in CLOSED:
        return BadConfiguration(CLOSED[error.code])
    answer = _answer(error)
    refused = isinstance(error, discord.LoginFailure) or (answer and answer.status == 401)
    return BadConfiguration(REFUSED) if refused else error
