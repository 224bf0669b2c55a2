"""Streaks: checking in, keeping count, and saying why (STREAKS.md holds the rules)."""

from bot.app import Bot
from bot.offers import Line, Link, always
from cogs.streaks.cog import StreaksCog
from cogs.streaks.cog.day import DayLines
from cogs.streaks.cog.letters import BoardMessage, MilestoneLetter
from cogs.streaks.moderators import add_moderators
from cogs.streaks.needs import NEEDS
from cogs.streaks.service import LiveBoard, Milestones, Streaks, live_board, travelling
from cogs.streaks.views.losing import LOST
from cogs.streaks.views.partners import AGREED, ASKS
from cogs.streaks.views.sharing import CHEERS

BOARDS_EVERY = 60.0  # seconds
HELP = Line(
    "**/checkin** keeps today, **/streak** and **/leaderboard** show it.",
    [Link("Check in", "streaks:check-in")],
)


async def setup(bot: Bot) -> None:
    parts = bot.parts
    for need in NEEDS:
        parts.shelves.needs.put(need)
    parts.shelves.help.put(always(HELP))
    streaks = Streaks(parts.db, parts.clock)
    travelling.join(parts.shelves.luggage)
    parts.db.watchers.append(streaks.follow)
    lines = DayLines(streaks)
    parts.shelves.today.put(lines.today)
    parts.shelves.bundle.put(lines.asking)
    parts.shelves.week.put(lines.week)
    milestones = Milestones(parts.db, parts.clock, parts.shelves.needs)
    parts.db.watchers.append(milestones.follow)
    parts.letters.put(MilestoneLetter(milestones))
    live = LiveBoard(streaks, parts.clock, parts.shelves.needs)
    parts.db.farewells.append(live_board.goodbye)
    parts.db.server_planners.append(live.plan)
    parts.letters.put_living(BoardMessage(live, bot))
    cog = StreaksCog(streaks, milestones, parts.db, parts.clock, bot.notices)
    bot.notices.put(LOST, cog.loss)
    bot.notices.put(CHEERS, cog.cheers, daily=True)
    bot.notices.put(ASKS, cog.partner_asks)
    bot.notices.put(AGREED, cog.partner_agreed)
    parts.jobs.every(BOARDS_EVERY, "boards", cog.renew_boards)
    await bot.add_cog(cog)
    bot.tree.add_command(cog.menu())
    await add_moderators(bot, cog)
