"""The streak settings of a server, as its moderators see and set them."""

from dataclasses import astuple

from discord import ui
from discord.utils import format_dt

from bot import look
from cogs.streaks.facts import Terms
from cogs.streaks.rulings import HouseTerms, SaidTerms

NEWEST = 5  # of what was said before
FIELDS = {
    "freezes_initial": ("Freezes to begin with", "0 to 10, and no more than are held at most"),
    "earn_every": ("A new freeze every so many days", "Days in a row, 1 to 100; 0 for never"),
    "freeze_cap": ("Freezes held at most", "0 to 10"),
    "backdate_days": ("Days back that can be entered", "0 to 7; 1 is yesterday"),
}


def settings(found: HouseTerms) -> ui.LayoutView:
    title = "Saved: streak settings" if found.changed else "Streak settings"
    return look.card(
        f"### {title}\n{_meaning(found.terms)}",
        "They hold for members at home here, each from their next study day. "
        "A day that is over is never judged anew; freezes above the most are then let go.",
        *([_history(found)] if found.said else []),
        look.row(look.press("Change streak settings", "streaks:terms-form")),
        colour=look.GREEN if found.changed else look.GREY,
    )


def form(found: HouseTerms) -> ui.Modal:
    modal = ui.Modal(title="Streak settings", custom_id="streaks:terms-form")
    for (name, (label, hint)), value in zip(FIELDS.items(), astuple(found.terms), strict=True):
        number: ui.TextInput[ui.Modal] = ui.TextInput(
            custom_id=name, max_length=3, default=str(value)
        )
        modal.add_item(ui.Label(text=label, description=hint, component=number))
    return modal


def _meaning(terms: Terms) -> str:
    every, back = terms.earn_every, terms.backdate_days
    earned = f"every {look.days(every)} in a row earn one" if every else "none is ever earned"
    entered = (
        f"up to {look.days(back)} back can be entered" if back else "only today can be entered"
    )
    return (
        f"A record begins with {_freezes(terms.freezes_initial)}, {earned}, "
        f"and at most {terms.freeze_cap} are held {look.FREEZE}\n"
        f"Of days missed, {entered}."
    )


def _history(found: HouseTerms) -> str:
    lines = [_said(each) for each in found.said[:NEWEST]]
    return "\n".join(("**What was set, newest first**", *lines))


def _said(each: SaidTerms) -> str:
    by = f"<@{each.by}>" if each.by else "a moderator who is gone"
    terms = each.terms
    every = f"every {terms.earn_every}" if terms.earn_every else "never"
    return (
        f"-# {format_dt(each.at, 'f')} by {by}: begins with {terms.freezes_initial}, new one "
        f"{every}, at most {terms.freeze_cap}, back {terms.backdate_days}"
    )


def _freezes(number: int) -> str:
    return "1 freeze" if number == 1 else f"{number} freezes" if number else "no freeze"
