"""The moderators' part of streaks, put together: their commands, their help, and their inbox."""

from collections.abc import Sequence

from bot.app import Bot
from bot.offers import Line, Link, Waiting, always
from cogs.streaks.cog import ModeratorsCog, StreaksCog
from cogs.streaks.views import questions as views
from cogs.streaks.views.ruled import RULINGS

MODERATING = Line(
    "Moderators: **/mod people** for days, **/mod settings** for rules.",
    [Link("See what members ask", "streaks:questions:0")],
)


async def add_moderators(bot: Bot, streaks: StreaksCog) -> None:
    parts, shelves = bot.parts, bot.parts.shelves
    cog = ModeratorsCog(parts.db, parts.clock, shelves.inbox, streaks.renew)
    cog.add_commands(bot.mod)

    async def waiting(guild: int) -> Sequence[Waiting]:
        return views.waiting(await cog.questions.waiting(guild))

    shelves.moderating.put(always(MODERATING))
    shelves.inbox.put(waiting)
    bot.notices.put(views.ANSWERED, cog.news)
    bot.notices.put(RULINGS, cog.ruling_news)
    await bot.add_cog(cog)
