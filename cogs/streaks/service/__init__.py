"""What happens in streaks: checking in, planning what may be left out, showing it to others."""

from cogs.streaks.service.boards import Boards
from cogs.streaks.service.check_ins import MOST_WORDS, PAGE, Streaks
from cogs.streaks.service.entries import CHECK_IN
from cogs.streaks.service.heatmaps import Heatmaps
from cogs.streaks.service.live_board import LiveBoard
from cogs.streaks.service.milestones import Milestones
from cogs.streaks.service.partners import Partners
from cogs.streaks.service.plans import Plans
from cogs.streaks.service.rows import STAMP
from cogs.streaks.service.sharing import Sharing

__all__ = [
    "CHECK_IN",
    "MOST_WORDS",
    "PAGE",
    "STAMP",
    "Boards",
    "Heatmaps",
    "LiveBoard",
    "Milestones",
    "Partners",
    "Plans",
    "Sharing",
    "Streaks",
]
