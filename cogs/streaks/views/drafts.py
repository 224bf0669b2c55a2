"""What an entry further back would change, shown before it counts."""

import discord
from discord import ui

from bot import look
from bot.days import spoken
from cogs.streaks.outcomes import Preview
from cogs.streaks.views.verdicts import changed

PRIMARY = discord.ButtonStyle.primary


def preview(result: Preview) -> ui.LayoutView:
    before, after = result.before, result.after
    changes = [
        changed("Days in all", before.total, after.total),
        changed("Streak", before.streak, after.streak),
        changed("Longest", before.longest, after.longest),
        changed("Freezes", before.freezes, after.freezes),
    ]
    return look.card(
        f"### Enter {spoken(result.day)}?",
        "\n".join(changes),
        f"-# {_note(result)}",
        look.row(
            look.press(f"Enter {spoken(result.day)}", f"streaks:agree:{result.draft}", PRIMARY),
            look.press(f"Leave {spoken(result.day)} out", f"streaks:leave-out:{result.draft}"),
        ),
        colour=look.AMBER,
    )


def _note(result: Preview) -> str:
    if result.counts:
        return "The ledger will show it as entered later."
    if result.kept_already:
        return "That day is kept already and counts once: your words and minutes are added."
    return "The moderators struck that day, so it can't count. Your words are kept."


def left_out() -> ui.LayoutView:
    return look.card(
        "Nothing was entered.",
        look.row(look.press("Check in", "streaks:check-in", PRIMARY)),
    )
