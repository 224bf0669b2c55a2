"""The moderators' part of streaks: their commands, their help, and what waits for them."""

from bot.app import Bot
from bot.offers import Line, always
from cogs.streaks.cog import ModeratorsCog, StreaksCog
from cogs.streaks.cog.rulings import RulingLog
from cogs.streaks.views import questions as views
from cogs.streaks.views.ruled import RULINGS

MODERATING = Line("**/mod people** rules on days, **/mod settings** sets rules.")


async def add_moderators(bot: Bot, streaks: StreaksCog) -> None:
    parts, shelves = bot.parts, bot.parts.shelves
    cog = ModeratorsCog(parts.db, parts.clock, streaks.renew)
    cog.add_commands(bot.mod)
    shelves.moderating.put(always(MODERATING))
    shelves.inbox.put(cog.waiting)
    shelves.logbook.put(RulingLog(cog.rulings))
    bot.notices.put(views.ANSWERED, cog.news)
    bot.notices.put(RULINGS, cog.ruling_news)
    await bot.add_cog(cog)
