"""The doors of the moderators' log, and what this feature keeps in it."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import Interaction, app_commands
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import restraints
from bot.answers import answer
from bot.doors import Feature, button, select
from bot.logbook import Entry
from bot.moderators import Moderators, moderator_of
from cogs.moderation import cases as refusals
from cogs.moderation.service.log import Logs
from cogs.moderation.views import log as views
from cogs.moderation.views.people import logged

Asked = Interaction[Any]


class LogDoors(Feature):
    """Part of the moderators' cog."""

    logs: Logs

    def add_log(self, people: Moderators) -> None:
        people.command()(self.log)

    @app_commands.describe(member="Only what was decided about this person")
    async def log(self, interaction: Asked, member: discord.User | None = None) -> None:
        """What moderators decided here, when, why and who"""
        await self._log(interaction, member.id if member else None, 0)

    @button("moderation:log", replaces=True)
    async def log_turned(self, interaction: Asked, page: int, about: int) -> None:
        await self._log(interaction, about or None, page)

    @button("streaks:ruling-log", replaces=True)
    async def rulings_turned(self, interaction: Asked, page: int, about: int) -> None:
        """As the log was called when only streaks wrote in it."""
        await self._log(interaction, about or None, page)

    @select("moderation:log-entry", replaces=True)
    async def entry_picked(
        self, interaction: Asked, values: list[str], page: int, about: int
    ) -> None:
        by = moderator_of(interaction)
        found = await self.logs.entry(by, values[0] if values else "")
        if not found:
            raise refusals.no_such_entry()
        await answer(interaction, views.entry(found, page, about))

    async def _log(self, interaction: Asked, about: int | None, page: int) -> None:
        found = await self.logs.page(moderator_of(interaction), about, page)
        await answer(interaction, views.log(found))


class RestraintLog:
    """Silences and what was left off boards, for the moderators' log."""

    name = "restraints"

    async def newest(
        self, conn: AsyncConnection, guild: int, about: int | None, most: int
    ) -> Sequence[Entry]:
        return [logged(each) for each in await restraints.newest(conn, guild, about, most)]

    async def one(self, conn: AsyncConnection, guild: int, id_: int) -> Entry | None:
        found = await restraints.one(conn, guild, id_)
        return logged(found) if found else None
