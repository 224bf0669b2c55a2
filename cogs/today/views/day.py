"""The day on one card."""

from discord import ui

from bot import lines, look
from bot.days import spoken
from cogs.today.outcomes import Day

# True for whoever was on leave, too, and beside the news of a streak that ended.
WELCOME_BACK = "Welcome back. Your record is all here; one small step is enough for today."


def day(result: Day) -> ui.LayoutView:
    return look.card(
        f"### {spoken(result.day)}",
        *([WELCOME_BACK] if result.away else []),
        *lines.shown(lines.fitting(result.lines)),
    )
