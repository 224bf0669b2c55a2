"""The doors of the day: /today, and the buttons of the daily reminder."""

from typing import Any

from discord import Interaction, app_commands

from bot.doors import Feature, button, person_of
from bot.notices import Notices
from cogs.today import views
from cogs.today.service import Today

Asked = Interaction[Any]


class TodayCog(Feature):
    def __init__(self, today: Today, notices: Notices) -> None:
        self.today_, self.notices = today, notices

    @app_commands.command()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def today(self, interaction: Asked) -> None:
        """Your day on one card"""
        await self._show(interaction)

    @button("today:show")
    async def ask_today(self, interaction: Asked) -> None:
        await self._show(interaction)

    @button("today:snooze")
    async def snooze(self, interaction: Asked) -> None:
        at = await self.today_.snooze(person_of(interaction), interaction.id)
        await self.notices.answer(interaction, views.snoozed(at))

    @button("today:stop")
    async def stop(self, interaction: Asked) -> None:
        await self.today_.stop(person_of(interaction))
        await self.notices.answer(interaction, views.stopped())

    async def _show(self, interaction: Asked) -> None:
        await self.notices.answer(
            interaction, views.day(await self.today_.show(person_of(interaction)))
        )
