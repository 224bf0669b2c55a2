"""The way to Discord: patient while it can't be reached, and honest about whether it stands."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from itertools import chain, repeat

import aiohttp
import discord
from discord.utils import MISSING

from bot import transport
from bot.app import Bot
from bot.settings import BadConfiguration

log = logging.getLogger(__name__)

RETRY_SECONDS = (1, 2, 5, 10, 30, 60)
UNREACHABLE = (
    aiohttp.ClientError,
    OSError,
    discord.DiscordServerError,
    discord.GatewayNotFound,
)
REFUSED = "Discord refused the token: copy it again from the developer portal into DISCORD_TOKEN."


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
    for wait in chain(RETRY_SECONDS, repeat(RETRY_SECONDS[-1])):
        try:
            return await step()
        except UNREACHABLE as error:
            log.warning("Discord can't be reached, trying again in %s s: %r", wait, error)
            await asyncio.sleep(wait)


async def _log_in(bot: Bot, token: str) -> None:
    """A login that failed leaves an open session behind, and the next one would reuse its
    connector, which closes with it."""
    try:
        await bot.login(token)
    except UNREACHABLE:
        await bot.http.close()
        bot.http.connector = MISSING
        raise


def explained(error: BaseException) -> BaseException:
    if isinstance(error, discord.LoginFailure):
        return BadConfiguration(REFUSED)
    if isinstance(error, transport.Misdirected):
        return BadConfiguration(str(error))
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return BadConfiguration("Discord refused our intents: allow them in the developer portal.")
    return error
