"""The doors of settings, by what members come for."""

from bot.notices import Notices
from bot.offers import Shelves
from cogs.settings.cog.about import AboutDoors
from cogs.settings.cog.group import me
from cogs.settings.cog.record import RecordDoors
from cogs.settings.service import Records, Settings


class SettingsCog(AboutDoors, RecordDoors):
    me = me

    def __init__(
        self, settings: Settings, records: Records, shelves: Shelves, notices: Notices
    ) -> None:
        super().__init__(settings, shelves, notices)
        self.records = records
