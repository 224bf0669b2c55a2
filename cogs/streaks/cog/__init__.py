"""The doors of streaks, by what members come for."""

from cogs.streaks.cog.check_ins import StreakDoors
from cogs.streaks.cog.group import streak
from cogs.streaks.cog.heatmaps import HeatmapDoors
from cogs.streaks.cog.plans import PlanDoors
from cogs.streaks.service import Heatmaps, Plans, Streaks


class StreaksCog(StreakDoors, PlanDoors, HeatmapDoors):
    streak = streak

    def __init__(self, streaks: Streaks, plans: Plans, heatmaps: Heatmaps) -> None:
        super().__init__(streaks)
        self.plans, self.heatmaps = plans, heatmaps
