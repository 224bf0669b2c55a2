"""The day's doors, and its letters."""

from bot.notices import Notices
from cogs.today.cog.closed import ClosedDoors
from cogs.today.cog.doors import DayDoors
from cogs.today.cog.letters import Daily as Daily
from cogs.today.cog.letters import Snoozed as Snoozed
from cogs.today.cog.notify import NotifyDoors
from cogs.today.service import Bundles, Closed, Notify, Today


class TodayCog(DayDoors, ClosedDoors, NotifyDoors):
    def __init__(
        self, today: Today, bundles: Bundles, closed: Closed, notify: Notify, notices: Notices
    ) -> None:
        self.today_, self.bundles, self.closed = today, bundles, closed
        self.notify, self.notices = notify, notices
