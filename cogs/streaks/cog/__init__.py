"""The doors of streaks, by what members come for, and those of their moderators."""

from bot.clock import Clock
from bot.db import Database
from bot.notices import Notices
from cogs.streaks.cog.boards import BoardDoors
from cogs.streaks.cog.forms import FormDoors
from cogs.streaks.cog.group import streak
from cogs.streaks.cog.heatmaps import HeatmapDoors
from cogs.streaks.cog.messages import MessageDoors
from cogs.streaks.cog.moderators import ModeratorsCog as ModeratorsCog
from cogs.streaks.cog.partners import PartnerDoors
from cogs.streaks.cog.plans import PlanDoors
from cogs.streaks.service import Boards, Heatmaps, Milestones, Partners, Plans, Sharing, Streaks


class StreaksCog(FormDoors, MessageDoors, PlanDoors, HeatmapDoors, PartnerDoors, BoardDoors):
    streak = streak

    def __init__(
        self,
        streaks: Streaks,
        milestones: Milestones,
        db: Database,
        clock: Clock,
        notices: Notices,
    ) -> None:
        super().__init__(streaks, notices)
        self.milestones = milestones
        self.plans = Plans(db, clock)
        self.heatmaps = Heatmaps(db, clock)
        self.boards = Boards(db, clock, streaks)
        self.sharing = Sharing(db, clock)
        self.partners = Partners(db, clock)
