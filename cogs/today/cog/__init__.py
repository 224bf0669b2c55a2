"""The day's doors, and its letters."""

from cogs.today.cog.doors import TodayCog
from cogs.today.cog.letters import Bundle, Snoozed

__all__ = ["Bundle", "Snoozed", "TodayCog"]
