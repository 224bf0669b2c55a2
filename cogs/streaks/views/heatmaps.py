"""The picture of a year, with its facts beside it in words."""

import discord
from discord import ui

from bot import look
from bot.days import spoken
from cogs.streaks.grid import Grid, Mark
from cogs.streaks.outcomes import Heatmap

PRIMARY = discord.ButtonStyle.primary
SHOWN = (Mark.DONE, Mark.FROZEN, Mark.EXCUSED, Mark.MISSED)
EXCUSED = "Excused: rest, leave, travel, repaired by the moderators, or Daymark was down."


def heatmap(result: Heatmap | None) -> ui.LayoutView:
    if result is None:
        return nothing_yet()
    excused = [f"-# {EXCUSED}"] if result.grid.days(Mark.EXCUSED) else []
    return look.card(
        f"### {f'Your {result.year}' if result.year else 'Your last 53 weeks'}",
        look.Picture("study-days.png", result.png, described(result.grid)),
        facts(result),
        *excused,
        look.row(
            look.press("Why this streak?", "streaks:why:0"),
            look.press("Check in", "streaks:check-in"),
        ),
        colour=look.GREEN,
    )


def nothing_yet() -> ui.LayoutView:
    return look.card(
        f"### Your year begins with day 1 {look.SEED}",
        "Each day you keep fills one square. Check in, and the first is there to see.",
        look.row(look.press("Check in", "streaks:check-in", PRIMARY)),
    )


def facts(result: Heatmap) -> str:
    """All that the picture tells in numbers, on one line."""
    parts = [f"**{look.days(len(result.grid.days(Mark.DONE)))} kept**"]
    parts += [f"longest streak {look.days(result.longest)}"] if result.longest else []
    if best := result.grid.best_month():
        month, count = best
        parts.append(f"most in {month:%B %Y}, {look.days(count)}")
    parts += [f"{look.spent(result.minutes)} noted"] if result.minutes else []
    return " · ".join(parts)


def described(grid: Grid) -> str:
    """For whoever doesn't see the picture; within Discord's 256 characters."""
    counts = ", ".join(f"{len(grid.days(mark))} {mark}" for mark in SHOWN if grid.days(mark))
    span = f"{spoken(grid.first)} {grid.first.year} to {spoken(grid.last)} {grid.last.year}"
    return f"A mark for each study day, in weeks from {span}. {counts or 'No day was kept'}."
