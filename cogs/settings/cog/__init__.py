"""The doors of settings, by what members come for."""

from bot.offers import Shelves
from cogs.settings.cog.about import AboutDoors
from cogs.settings.cog.group import me
from cogs.settings.service import Settings


class SettingsCog(AboutDoors):
    me = me

    def __init__(self, settings: Settings, shelves: Shelves) -> None:
        super().__init__(settings, shelves)
