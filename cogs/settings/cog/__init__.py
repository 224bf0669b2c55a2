"""The doors of settings, by what members come for."""

from bot.notices import Notices
from bot.offers import Shelves
from cogs.settings.cog.about import AboutDoors
from cogs.settings.cog.group import me
from cogs.settings.cog.record import RecordDoors
from cogs.settings.cog.reminders import ReminderDoors
from cogs.settings.service import Records, ReminderTimes, Settings


class SettingsCog(AboutDoors, RecordDoors, ReminderDoors):
    me = me

    def __init__(
        self,
        settings: Settings,
        records: Records,
        times: ReminderTimes,
        shelves: Shelves,
        notices: Notices,
    ) -> None:
        super().__init__(settings, shelves, notices)
        self.records, self.times = records, times
