"""What happens in streaks: checking in, and planning what may be left out."""

from cogs.streaks.service.check_ins import CHECK_IN, MOST_WORDS, PAGE, STAMP, Streaks
from cogs.streaks.service.plans import Plans

__all__ = ["CHECK_IN", "MOST_WORDS", "PAGE", "STAMP", "Plans", "Streaks"]
