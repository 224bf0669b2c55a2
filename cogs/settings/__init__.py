"""Settings: /start, /me and /help."""

from bot.app import Bot
from bot.offers import Line, always
from cogs.settings.cog import SettingsCog
from cogs.settings.service import Records, ReminderTimes, Settings

HELP = Line("**/start** begins here, **/me** holds your settings and data.")


async def setup(bot: Bot) -> None:
    parts = bot.parts
    parts.shelves.help.put(always(HELP))
    settings = Settings(parts.db, parts.clock, parts.content)
    records = Records(parts.db, parts.clock, parts.shelves.luggage)
    times = ReminderTimes(parts.db, parts.clock)
    await bot.add_cog(SettingsCog(settings, records, times, parts.shelves, bot.notices))
