"""Settings: /start, /me and /help."""

from bot.app import Bot
from bot.offers import Line, Link
from cogs.settings.cog import SettingsCog
from cogs.settings.service import Records, Settings

HELP = Line(
    "**/start** begins here, **/me settings** changes your place, day start and aims.\n"
    "**/me export** gives you everything I keep of you, **/me forget** erases it.",
    [Link("Set my time zone", "settings:zone")],
)


async def setup(bot: Bot) -> None:
    parts = bot.parts

    async def help_line(_person: int, _guild: int | None) -> Line:
        return HELP

    parts.shelves.help.put(help_line)
    settings = Settings(parts.db, parts.clock, parts.content)
    records = Records(parts.db, parts.clock, parts.shelves.luggage)
    await bot.add_cog(SettingsCog(settings, records, parts.shelves))
