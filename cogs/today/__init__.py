"""Today: the day on one card, and one private bundle a day for those who asked to be reminded."""

from bot.app import Bot
from bot.needs import Need
from bot.offers import Line, Link, always
from cogs.today.cog import Bundle, Snoozed, TodayCog
from cogs.today.service import Today

NEED = Need("today", "Today", "The day on one card")
HELP = Line("**/today** shows your day on one card.", [Link("Show my day", "today:show")])


async def setup(bot: Bot) -> None:
    parts = bot.parts
    parts.shelves.needs.put(NEED)
    parts.shelves.help.put(always(HELP))
    today = Today(parts.db, parts.clock, parts.shelves)
    parts.db.planners.append(today.plan)
    parts.letters.put(Bundle(today))
    parts.letters.put(Snoozed(today))
    await bot.add_cog(TodayCog(today, bot.notices))
