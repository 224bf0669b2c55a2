"""What changes in a server and may concern us: channels, threads, roles, and our own part."""

from typing import Any

import discord

from bot.doors import Feature
from cogs.moderation.cog.rounds import Rounds

Channel = discord.abc.GuildChannel


class Listening(Feature):
    """Part of the doctor's cog. Each looks at the whole server: one change may mend another."""

    def __init__(self, rounds: Rounds) -> None:
        self.rounds = rounds

    @Feature.listener()
    async def on_guild_channel_delete(self, channel: Channel) -> None:
        await self.rounds.visit(channel.guild.id)

    @Feature.listener()
    async def on_guild_channel_update(self, before: Channel, after: Channel) -> None:
        if before.overwrites != after.overwrites:
            await self.rounds.visit(after.guild.id)

    @Feature.listener()
    async def on_raw_thread_update(self, event: discord.RawThreadUpdateEvent) -> None:
        await self._if_it_concerns_us(event.guild_id, event.thread_id)

    @Feature.listener()
    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        await self._if_it_concerns_us(event.guild_id, event.thread_id)

    @Feature.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        await self.rounds.visit(role.guild.id)

    @Feature.listener()
    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        if _weight(before) != _weight(after):
            await self.rounds.visit(after.guild.id)

    @Feature.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """Without a privileged intent Discord tells us of ourselves alone."""
        if after == after.guild.me and before.roles != after.roles:
            await self.rounds.visit(after.guild.id)

    @Feature.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.rounds.visit(guild.id)

    @Feature.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        await self.rounds.visit(guild.id)

    @Feature.listener()
    async def on_ready(self) -> None:
        """What was wrong when we were last here may have been mended meanwhile."""
        for guild in await self.rounds.doctor.troubled():
            await self.rounds.visit(guild)

    async def _if_it_concerns_us(self, guild: int, thread: int) -> None:
        """Threads come and go all day."""
        if thread in (await self.rounds.doctor.wanted(guild)).channels:
            await self.rounds.visit(guild)


def _weight(role: discord.Role) -> tuple[Any, ...]:
    return role.permissions, role.position, role.mentionable
