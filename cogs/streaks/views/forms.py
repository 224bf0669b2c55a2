"""The check-in form: open, sent back where something in it can't be read, and filled in again."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import discord
from discord import ui

from bot import look
from bot.days import spoken
from cogs.streaks.outcomes import OpenDays

TYPED = 77  # the id of the component that holds what was typed


def check_in_form(entry: OpenDays, did: str = "", day: date | None = None) -> ui.Modal:
    """Where several days are open the form asks which; else it needs no question. `did` and `day`
    are what was filled in before."""
    today = entry.days[0]
    title = "Check in" if len(entry.days) > 1 else f"Check in for {spoken(today)}"
    form = ui.Modal(title=title, custom_id="streaks:check-in")
    words: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="did",
        style=discord.TextStyle.paragraph,
        max_length=1000,
        default=did or None,
        placeholder="read chapter 2, made notes on gradients",
    )
    minutes: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="minutes", required=False, max_length=10, placeholder="30"
    )
    form.add_item(ui.Label(text="What did you do?", component=words))
    form.add_item(ui.Label(text="How many minutes? (you may leave this out)", component=minutes))
    if len(entry.days) > 1:
        form.add_item(ui.Label(text="For which day?", component=_day_select(entry.days, day)))
    return form


def _day_select(days: Sequence[date], chosen: date | None) -> ui.Select[ui.Modal]:
    first = chosen if chosen in days else days[0]
    options = [
        discord.SelectOption(label=label, value=day.isoformat(), default=day == first)
        for day, label in named_days(days)
    ]
    return ui.Select(custom_id="day", options=options)


def named_days(days: Sequence[date]) -> list[tuple[date, str]]:
    """Days as one would say them, the first being today."""
    ago = ("today", "yesterday")
    return [
        (day, f"{spoken(day)} ({ago[n]})" if n < len(ago) else spoken(day))
        for n, day in enumerate(days)
    ]


def unread(why: str, did: str, day: str) -> ui.LayoutView:
    """Nothing typed is lost: the card itself keeps it, and the button opens the form with it."""
    typed: ui.TextDisplay[ui.LayoutView] = ui.TextDisplay(look.plain(did), id=TYPED)
    again = look.press("Fill it in again", f"streaks:again:{day}", discord.ButtonStyle.primary)
    return look.card(why, typed, look.row(again), colour=look.AMBER)


def typed_on(parts: Iterable[Any]) -> str:
    """What such a card keeps; "" where there is nothing."""
    for part in parts:
        if isinstance(part, discord.TextDisplay) and part.id == TYPED:
            return look.typed(part.content)
        if found := typed_on(getattr(part, "children", ())):
            return found
    return ""
