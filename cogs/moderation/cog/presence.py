"""Servers that invite or remove us, also while we weren't listening. Nothing is posted for it.

An outage of Discord's is neither: then a server is unavailable, and stays among ours.
"""

import discord
from discord.ext import commands

from bot.app import Bot
from cogs.moderation.service.presence import Presence

GONE = (discord.NotFound, discord.Forbidden)


class PresenceCog(commands.Cog):
    """discord.py forgets no server at a new session, so those of the last one are remembered: a
    server of which the new one didn't tell is the same object still."""

    def __init__(self, bot: Bot, presence: Presence) -> None:
        self._bot, self.presence = bot, presence
        self._told: dict[int, discord.Guild] = {}

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._is_there(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """After an outage; or invited again while a session began."""
        await self._is_there(guild)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self._told.pop(guild.id, None)
        await self.presence.left(guild.id)

    @commands.Cog.listener()
    async def on_shard_connect(self, shard_id: int) -> None:
        """A new session begins with the list of this shard's servers, unavailable ones too."""
        cached = {g.id: g for g in self._bot.guilds if self._shard(g.id) == shard_id}
        here = {id_: g for id_, g in cached.items() if self._told.get(id_) is not g}
        self._told.update(here)
        for guild in await self.presence.returned(here):
            await self.presence.came(guild)
        for guild in await self.presence.missing(here):
            if self._shard(guild) == shard_id and await self._is_gone(guild):
                await self.presence.left(guild)

    async def _is_there(self, guild: discord.Guild) -> None:
        self._told[guild.id] = guild
        await self.presence.came(guild.id)

    def _shard(self, guild: int) -> int:
        return (guild >> 22) % (self._bot.shard_count or 1)

    async def _is_gone(self, guild: int) -> bool:
        """Asked before anything stands still: a list may be short, an answer is plain."""
        try:
            await self._bot.fetch_guild(guild, with_counts=False)
        except GONE:
            return True
        except (discord.HTTPException, OSError, TimeoutError):
            return False
        return False


async def add_presence(bot: Bot) -> None:
    parts = bot.parts
    presence = Presence(parts.db, parts.clock)
    parts.jobs.nightly("servers that are gone", presence.forget)
    await bot.add_cog(PresenceCog(bot, presence))
