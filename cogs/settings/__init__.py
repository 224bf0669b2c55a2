"""Settings: /start, /me and /help."""

from bot.app import Bot
from bot.offers import Line
from cogs.settings.cog import SettingsCog
from cogs.settings.service import Records, Settings

HELP = Line("**/start** begins here, **/me** holds your settings and data.")


async def setup(bot: Bot) -> None:
    parts = bot.parts

    async def help_line(_person: int, _guild: int | None) -> Line:
        return HELP

    parts.shelves.help.put(help_line)
    settings = Settings(parts.db, parts.clock, parts.content)
    records = Records(parts.db, parts.clock, parts.shelves.luggage)
    await bot.add_cog(SettingsCog(settings, records, parts.shelves, bot.notices))
