"""The doors of streaks, by what members come for."""

from cogs.streaks.cog.check_ins import StreakDoors
from cogs.streaks.cog.group import streak
from cogs.streaks.cog.plans import PlanDoors
from cogs.streaks.service import Plans, Streaks


class StreaksCog(StreakDoors, PlanDoors):
    streak = streak

    def __init__(self, streaks: Streaks, plans: Plans) -> None:
        super().__init__(streaks)
        self.plans = plans
