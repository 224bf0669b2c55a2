"""The doctor's rounds: when and where a server is looked at."""

import asyncio
import logging
from dataclasses import replace

import discord

from cogs.moderation.cog import sight
from cogs.moderation.findings import Role, Sight, Wanted
from cogs.moderation.reports import Report
from cogs.moderation.service.doctor import Doctor

log = logging.getLogger(__name__)


class Rounds:
    """One look at a server at a time: what changes meanwhile is looked at once more, after it."""

    def __init__(self, client: discord.Client, doctor: Doctor) -> None:
        self._client, self.doctor = client, doctor
        self._looking: set[int] = set()
        self._again: set[int] = set()
        self.begun: set[asyncio.Task[None]] = set()

    def soon(self, guild_id: int) -> None:
        task = asyncio.create_task(self.visit(guild_id))
        self.begun.add(task)
        task.add_done_callback(self.begun.discard)

    async def visit(self, guild_id: int) -> None:
        """A fault in one server keeps nobody from the next."""
        self._again.add(guild_id)
        if guild_id in self._looking:
            return
        self._looking.add(guild_id)
        try:
            while guild_id in self._again:
                self._again.discard(guild_id)
                await self._visit(guild_id)
        except Exception:
            log.exception("a server could not be looked at guild=%s", guild_id)
        finally:
            self._looking.discard(guild_id)

    async def _visit(self, guild_id: int) -> None:
        guild = self._client.get_guild(guild_id)
        if guild and not guild.unavailable:  # an outage of Discord's changes nothing in a server
            await self.examine(guild)

    async def examine(self, guild: discord.Guild, *, fully: bool = False) -> Report:
        """Fully is also whether Discord shows /mod to the moderators' role, which must be asked."""
        wanted = await self.doctor.wanted(guild.id)
        seen = await sight.look(guild, wanted)
        if fully:
            seen = await self._with_hearing(guild, wanted, seen)
        return await self.doctor.examine(guild.id, seen)

    async def _with_hearing(self, guild: discord.Guild, wanted: Wanted, seen: Sight) -> Sight:
        role_id = wanted.moderator_role
        if not role_id:
            return seen
        role = seen.role(role_id) or Role()
        hears = await sight.shown(self._client, guild, role_id)
        return replace(seen, roles={**(seen.roles or {}), role_id: replace(role, hears=hears)})
