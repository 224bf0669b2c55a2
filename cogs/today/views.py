"""The day, and the reminder of it, as members see them."""

from collections.abc import Iterable, Sequence
from datetime import time

from discord import ui

from bot import look
from bot.days import spoken
from bot.offers import Line
from cogs.today.outcomes import Day, Reminding
from cogs.today.rules import Step

WELCOME_BACK = "Welcome back. Nothing is lost: today is a fresh start."
STEPS = {
    Step.USUAL: "",
    Step.NOW_WEEKLY: "-# To keep this quiet I write on Sundays from now on. "
    "Any check-in brings the daily reminder back.",
    Step.LAST: "-# This is my last reminder, so that it never nags. "
    "Type /me settings whenever you want it back.",
}


def day(result: Day) -> ui.LayoutView:
    return look.card(
        f"### {spoken(result.day)}",
        *([WELCOME_BACK] if result.away else []),
        *_lines(result.lines),
    )


def reminder(result: Reminding) -> ui.LayoutView:
    keep = [
        look.press("Remind me in an hour", "today:snooze"),
        look.press("Stop these", "today:stop"),
    ]
    return look.card(
        f"### {spoken(result.day)} {look.SEED}",
        *_lines(result.lines),
        *([STEPS[result.step]] if STEPS[result.step] else []),
        *([look.row(*keep)] if result.step is not Step.LAST else []),
    )


def snoozed(at: time | None) -> ui.LayoutView:
    if at is None:
        return look.card("Your reminders are off. Type /me settings to set a time.")
    return look.card(f"Fine. I remind you at {at:%H:%M}.")


def stopped() -> ui.LayoutView:
    return look.card("Your reminders are off. Type /me settings whenever you want them back.")


def _lines(lines: Sequence[Line]) -> Iterable[str | ui.Item[ui.LayoutView]]:
    for line in lines:
        yield line.text
        if line.links:
            yield look.row(*(look.press(link.label, link.custom_id) for link in line.links[:5]))
