"""Streaks: checking in, keeping count, and saying why (STREAKS.md holds the rules)."""

from bot.app import Bot
from cogs.streaks.cog import StreaksCog
from cogs.streaks.service import Streaks


async def setup(bot: Bot) -> None:
    streaks = Streaks(bot.parts.db, bot.parts.clock)
    bot.parts.db.watchers.append(streaks.follow)
    await bot.add_cog(StreaksCog(streaks))
