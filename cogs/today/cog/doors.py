"""The doors of the day: /today, and the buttons of the daily bundle."""

from typing import Any

from discord import Interaction, app_commands

from bot.doors import Feature, button, person_of
from bot.notices import Notices
from cogs.today.service import Bundles, Today
from cogs.today.views import bundle as views
from cogs.today.views.day import day

Asked = Interaction[Any]


class DayDoors(Feature):
    today_: Today
    bundles: Bundles
    notices: Notices

    @app_commands.command()
    async def today(self, interaction: Asked) -> None:
        """Your day on one card"""
        await self._show(interaction)

    @button("today:show")
    async def ask_today(self, interaction: Asked) -> None:
        await self._show(interaction)

    @button("today:snooze")
    async def snooze(self, interaction: Asked) -> None:
        at = await self.bundles.snooze(person_of(interaction), interaction.id)
        await self.notices.answer(interaction, views.snoozed(at))

    @button("today:stop")
    async def stop(self, interaction: Asked) -> None:
        await self.bundles.stop(person_of(interaction))
        await self.notices.answer(interaction, views.stopped())

    async def _show(self, interaction: Asked) -> None:
        result = await self.today_.show(person_of(interaction))
        await self.notices.answer(interaction, day(result))
