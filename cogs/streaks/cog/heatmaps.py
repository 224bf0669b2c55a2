"""The door of the picture of a year: /streak heatmap."""

from typing import Any

from discord import Interaction, app_commands

from bot.doors import Feature, person_of
from bot.notices import Notices
from cogs.streaks.cog.group import streak
from cogs.streaks.service import Heatmaps
from cogs.streaks.views import heatmaps as views

Asked = Interaction[Any]
MOST_CHOICES = 25


class HeatmapDoors(Feature):
    """Part of the streaks cog: Discord wants every command of a group in one."""

    heatmaps: Heatmaps
    notices: Notices

    @streak.command()
    @app_commands.describe(year="A year of yours; leave out for the last 53 weeks")
    async def heatmap(self, interaction: Asked, year: int | None = None) -> None:
        """A picture of your year, a mark for each study day"""
        # Discord checks its options' kinds; what comes past it is nobody's year.
        asked = year if year is None or isinstance(year, int) else 0
        result = await self.heatmaps.draw(person_of(interaction), asked)
        await self.notices.answer(interaction, views.heatmap(result))

    @heatmap.autocomplete("year")
    async def years(self, interaction: Asked, typed: object) -> list[app_commands.Choice[int]]:
        years = await self.heatmaps.years(person_of(interaction))
        fitting = [year for year in years if str(typed) in str(year)]
        return [app_commands.Choice(name=str(year), value=year) for year in fitting[:MOST_CHOICES]]
