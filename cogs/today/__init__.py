"""Today: the day on one card, and one private bundle a day for those who asked to be reminded."""

from bot.app import Bot
from bot.needs import NOTIFY, Need
from bot.offers import Line, Link, always
from cogs.today.cog import Daily, Snoozed, TodayCog
from cogs.today.service import BUNDLE, Bundles, Closed, Notify, Today
from cogs.today.views.closed import CLOSED

NEEDS = (
    Need("today", "Today", "The day on one card"),
    Need(
        NOTIFY,
        "Notify me",
        "A role that members give themselves, for posts to ping",
        permissions=("manage_roles",),
        on=False,
    ),
)
HELP = Line("**/today** shows your day on one card.", [Link("Show my day", "today:show")])


async def setup(bot: Bot) -> None:
    parts = bot.parts
    for need in NEEDS:
        parts.shelves.needs.put(need)
    parts.shelves.help.put(always(HELP))
    bundles = Bundles(parts.db, parts.clock, parts.shelves, bot.notices)
    cog = TodayCog(
        Today(parts.db, parts.clock, parts.shelves),
        bundles,
        Closed(parts.db, parts.clock, bundles),
        Notify(parts.db, parts.shelves.needs),
        bot.notices,
    )
    _join(bot, bundles, cog)
    await bot.add_cog(cog)


def _join(bot: Bot, bundles: Bundles, cog: TodayCog) -> None:
    """What others ask and tell us."""
    parts = bot.parts
    parts.db.planners.append(bundles.plan)
    parts.letters.put(Daily(bundles))
    parts.letters.put(Snoozed(bundles))
    parts.letters.on_sent(BUNDLE, bundles.left)
    parts.letters.on_blocked(bundles.refused)
    bot.notices.bundled(bundles.has_one)
    bot.notices.put(CLOSED, cog.closed_news)
    parts.shelves.settings.put(cog.closed_setting)
    parts.shelves.settings.put(cog.notify_setting)
