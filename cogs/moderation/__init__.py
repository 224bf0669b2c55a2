"""Moderation: what the moderators of a server see, answer and decide."""

from bot import look
from bot.app import Bot
from bot.needs import Need, Place
from bot.offers import Line, Link, always
from cogs.moderation.cog import ModerationCog
from cogs.moderation.cog.log import RestraintLog
from cogs.moderation.cog.presence import add_presence
from cogs.moderation.cog.set_up import add_set_up
from cogs.moderation.cog.summary import Summary
from cogs.moderation.doctor import add_doctor
from cogs.moderation.service.inbox import MODERATORS, Inbox
from cogs.moderation.service.log import Logs
from cogs.moderation.service.people import People

ROOM = Place(MODERATORS, "Moderators' channel", "moderators", private=True)
NEED = Need("moderation", "Moderation", "What waits for moderators", [ROOM], fixed=True)
HELP = Line(
    "**/mod inbox** shows what waits for you.",
    [Link("See what waits", "moderation:inbox")],
)


async def setup(bot: Bot) -> None:
    parts = bot.parts
    parts.shelves.needs.put(NEED)
    parts.shelves.moderating.put(always(HELP))
    inbox = Inbox(parts.db, parts.clock, parts.shelves)
    parts.db.server_planners.append(inbox.plan)
    parts.letters.put(Summary(inbox))
    parts.shelves.logbook.put(RestraintLog())
    people, logs = People(parts.db, parts.clock), Logs(parts.db, parts.shelves.logbook)
    cog = ModerationCog(inbox, people, logs, lambda guild: _called(bot, guild))
    cog.add_commands(bot.mod)
    bot.notices.put("restraints", cog.decision_news)
    await bot.add_cog(cog)
    await add_set_up(bot)
    await add_presence(bot)
    await add_doctor(bot)


def _called(bot: Bot, guild: int) -> str:
    server = bot.get_guild(guild)
    return look.plain(server.name) if server else "a server"
