"""When someone is reminded, as they read and change it."""

from calendar import day_name
from collections.abc import Mapping
from datetime import time

import discord
from discord import ui

from bot import look
from cogs.settings.outcomes import NEVER, REMINDERS, USUAL, Reminders

WEEKEND = (5, 6)
DOOR = "settings:times"
TITLE = "Times for single days"


def said(held: Reminders) -> str:
    """The usual time, and below it the days that differ."""
    if held.usual is None:
        return "**Reminder**: none"
    lines = [f"-# {_named(days)}: {_time(at)}" for at, days in _alike(held.differing).items()]
    return "\n".join([f"**Reminder**: {_time(held.usual)}", *lines])


def section(held: Reminders) -> ui.Item[ui.LayoutView]:
    """Only times that there are can differ."""
    if held.usual is None:
        return ui.TextDisplay(said(held))
    return ui.Section(said(held), accessory=look.press(TITLE, DOOR))


def chosen(held: Reminders) -> ui.LayoutView:
    return look.card(
        f"### Your reminder times\n{said(held)}",
        look.row(look.press(TITLE, DOOR), look.press("All settings", "settings:show")),
        colour=look.GREEN,
    )


def form(held: Reminders) -> ui.Modal:
    """The first time that differs and its days, or else the weekend: where single days most often
    do. Only days that share the shown time are chosen: the form as it opens changes nothing."""
    assert held.usual is not None
    at, differing = next(iter(_alike(held.differing).items()), (held.usual, WEEKEND))
    shown = ui.Modal(title=TITLE, custom_id=DOOR)
    days = _select(
        "days", [(str(n), day) for n, day in enumerate(day_name)], {*map(str, differing)}
    )
    days.min_values, days.max_values = 1, len(day_name)
    times = [
        (USUAL, f"As usual, {_time(held.usual)}"),
        (NEVER, "No reminder on these days"),
        *((_time(each), _time(each)) for each in REMINDERS),
    ]
    held_now = USUAL if at == held.usual else NEVER if at is None else _time(at)
    shown.add_item(ui.Label(text="On which days?", component=days))
    shown.add_item(
        ui.Label(
            text="When may I remind you then?",
            description="All other days stay as they are.",
            component=_select("at", times, {held_now}),
        )
    )
    return shown


def _select(name: str, options: list[tuple[str, str]], held: set[str]) -> ui.Select[ui.Modal]:
    shown = [
        discord.SelectOption(label=label, value=value, default=value in held)
        for value, label in options
    ]
    return ui.Select(custom_id=name, options=shown)


def _alike(differing: Mapping[int, time | None]) -> dict[time | None, list[int]]:
    """The days of each time, in the order of the week."""
    found: dict[time | None, list[int]] = {}
    for day, at in differing.items():
        found.setdefault(at, []).append(day)
    return found


def _named(days: list[int]) -> str:
    *first, last = (day_name[day] for day in days)
    return f"{', '.join(first)} and {last}" if first else last


def _time(at: time | None) -> str:
    return f"{at:%H:%M}" if at else "none"
