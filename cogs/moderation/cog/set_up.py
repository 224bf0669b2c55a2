"""The cog of set-up, and what it brings along."""

from bot.app import Bot
from bot.offers import Line, Link, always
from bot.zones import Places
from cogs.moderation.cog.desk import DeskDoors
from cogs.moderation.cog.doing import DoingDoors
from cogs.moderation.service.doing import Doing
from cogs.moderation.service.making import Making
from cogs.moderation.service.set_up import SetUps
from cogs.moderation.service.undoing import TakingBack

HELP = Line(
    "**/mod setup** sets up what I do here.",
    [Link("Set up this server", "moderation:set-up")],
)


class SetUpCog(DeskDoors, DoingDoors):
    """Its commands belong to a group that every feature shares, so they are added to that."""

    def __init__(self, set_ups: SetUps, doing: Doing, taking_back: TakingBack) -> None:
        self.set_ups, self.doing, self.taking_back = set_ups, doing, taking_back


async def add_set_up(bot: Bot) -> None:
    parts, needs = bot.parts, bot.parts.shelves.needs
    making = Making(parts.db, parts.clock, needs)
    cog = SetUpCog(
        SetUps(parts.db, parts.clock, needs, Places.on(parts.content)),
        Doing(parts.db, parts.clock, needs, making),
        TakingBack(parts.db, parts.clock, needs, making),
    )
    cog.add_set_up(bot.mod)
    cog.add_undo(bot.mod)
    parts.shelves.moderating.put(always(HELP))
    await bot.add_cog(cog)
