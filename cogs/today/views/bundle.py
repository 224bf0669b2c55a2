"""The one private bundle a day, and what comes of its buttons."""

from calendar import day_name
from datetime import time

from discord import ui

from bot import lines, look
from bot.days import spoken
from cogs.today.outcomes import Bundle
from cogs.today.rules import Step

SETTINGS = "Type /me settings"
OFF = f"Your reminders are off. {SETTINGS} to set a time."


def bundle(result: Bundle) -> ui.LayoutView:
    title = "Your week so far" if result.tells_week else spoken(result.day)
    note, keep = _note(result), _keep(result)
    return look.card(
        f"### {title} {look.SEED}",
        *lines.shown(lines.fitting(result.lines)),
        *([note] if note else []),
        *([look.row(*keep)] if keep else []),
    )


def _note(result: Bundle) -> str:
    """How often it comes from now on, said once."""
    match result.step:
        case Step.NOW_WEEKLY:
            return (
                f"-# To keep this quiet I write on {day_name[result.weekly_on]}s from now on. "
                "Any check-in brings the daily reminder back."
            )
        case Step.LAST:
            return (
                "-# This is my last reminder, so that it never nags. "
                f"{SETTINGS} whenever you want it back."
            )
        case _:
            return ""


def _keep(result: Bundle) -> list[ui.Button[ui.LayoutView]]:
    """Only what asks for something can be put off."""
    if result.step is Step.LAST:
        return []
    later = [look.press("Remind me in an hour", "today:snooze")] if result.asks else []
    return [*later, look.press("Stop these", "today:stop")]


def snoozed(at: time | None) -> ui.LayoutView:
    return look.card(OFF if at is None else f"Fine. I remind you at {at:%H:%M}.")


def stopped() -> ui.LayoutView:
    return look.card(f"Your reminders are off. {SETTINGS} whenever you want them back.")
