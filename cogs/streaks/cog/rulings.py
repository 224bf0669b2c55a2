"""The doors of /mod people that change a streak, and what the moderators' log says of it."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import Interaction, app_commands
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.answers import answer
from bot.days import spoken
from bot.doors import Feature, button, select
from bot.logbook import Entry
from bot.moderators import Moderators, moderates, moderator_of
from cogs.streaks import ruling_refusals as refusals
from cogs.streaks.cog.arguments import number as read
from cogs.streaks.rulings import LONGEST_REASON, SHORTEST_REASON, Ruling
from cogs.streaks.service.rulings import Asked as Deed
from cogs.streaks.service.rulings import Rulings
from cogs.streaks.views import rulings as views

Asked = Interaction[Any]
Reason = app_commands.Range[str, SHORTEST_REASON, LONGEST_REASON]
WHO, WHY = "Whose streak", "Why; they will read it"


class RulingDoors(Feature):
    """Part of the moderators' cog. Every door asks again who comes through it."""

    rulings: Rulings

    def add_rulings(self, people: Moderators) -> None:
        for command in (self.repair, self.strike, self.grant, self.undo):
            people.command()(command)

    async def repairable(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        return await self._days(interaction, typed, Ruling.REPAIR)

    async def strikable(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        return await self._days(interaction, typed, Ruling.STRIKE)

    @app_commands.describe(
        member=WHO, day="Which day of theirs, for example: yesterday", reason=WHY
    )
    @app_commands.autocomplete(day=repairable)
    async def repair(
        self, interaction: Asked, member: discord.User, day: str, reason: Reason
    ) -> None:
        """Let a day that was missed cost nothing"""
        await self._preview(interaction, member, Ruling.REPAIR, str(day), str(reason))

    @app_commands.describe(
        member=WHO, day="Which day of theirs, for example: yesterday", reason=WHY
    )
    @app_commands.autocomplete(day=strikable)
    async def strike(
        self, interaction: Asked, member: discord.User, day: str, reason: Reason
    ) -> None:
        """Take a day off every count"""
        await self._preview(interaction, member, Ruling.STRIKE, str(day), str(reason))

    @app_commands.describe(member=WHO, reason=WHY)
    async def grant(self, interaction: Asked, member: discord.User, reason: Reason) -> None:
        """Give a freeze, from their today on"""
        await self._preview(interaction, member, Ruling.GRANT, "", str(reason))

    @app_commands.describe(member=WHO, reason=WHY)
    async def undo(self, interaction: Asked, member: discord.User, reason: Reason) -> None:
        """Take a repair, a strike or a grant back"""
        deed = _deed(interaction, member, Ruling.UNDO, "", str(reason))
        found = await self.rulings.undoable(moderator_of(interaction), deed)
        card = views.to_undo(found.case.person, found.case.number, found.standing)
        await answer(interaction, card)

    @select("streaks:ruling-undo", replaces=True)
    async def picked(self, interaction: Asked, values: list[str], number: int) -> None:
        by, chosen = moderator_of(interaction), read(values[0] if values else "")
        effect = await self.rulings.pick(by, number, chosen)
        await answer(interaction, views.preview(effect))

    @button("streaks:ruling-confirm", replaces=True)
    async def confirmed(self, interaction: Asked, number: int) -> None:
        effect = await self.rulings.confirm(moderator_of(interaction), number)
        await answer(interaction, views.ruled(effect))

    @button("streaks:ruling-drop", replaces=True)
    async def dropped(self, interaction: Asked, number: int) -> None:
        await self.rulings.drop(moderator_of(interaction), number)
        await answer(interaction, views.dropped())

    async def _preview(
        self, interaction: Asked, member: discord.User, kind: Ruling, day: str, reason: str
    ) -> None:
        deed = _deed(interaction, member, kind, day, reason)
        effect = await self.rulings.preview(moderator_of(interaction), deed)
        await answer(interaction, views.preview(effect))

    async def _days(
        self, interaction: Asked, typed: str, kind: Ruling
    ) -> list[app_commands.Choice[str]]:
        """Days of whoever is named already; none for anybody who isn't a moderator."""
        member = getattr(interaction.namespace, "member", None)
        if not moderates(interaction) or not member:
            return []
        by = moderator_of(interaction)
        days = await self.rulings.likely_days(by, member.id, kind)
        return [
            app_commands.Choice(name=spoken(day), value=day.isoformat())
            for day in days
            if typed.lower() in spoken(day).lower() or typed in day.isoformat()
        ]


def _deed(interaction: Asked, member: discord.User, kind: Ruling, day: str, reason: str) -> Deed:
    if getattr(member, "bot", True):  # whom Discord doesn't describe is nobody we know
        raise refusals.a_bot()
    return Deed(interaction.id, member.id, kind, day, reason)


class RulingLog:
    """Rulings on streaks, for the moderators' log."""

    name = "streaks"

    def __init__(self, rulings: Rulings) -> None:
        self._rulings = rulings

    async def newest(
        self, conn: AsyncConnection, guild: int, about: int | None, most: int
    ) -> Sequence[Entry]:
        found = await self._rulings.newest(conn, guild, about, most)
        return [views.logged(each) for each in found]

    async def one(self, conn: AsyncConnection, guild: int, id_: int) -> Entry | None:
        found = await self._rulings.one(conn, guild, id_)
        return views.logged(found) if found else None
