"""What members see of their record as a whole."""

from collections.abc import Mapping
from datetime import date

import discord
from discord import ui

from bot import look
from bot.portability.merging import Came
from cogs.settings.outcomes import Arriving, Exported, Forgotten, Keeping

PRIMARY = discord.ButtonStyle.primary
ONLY_ID = "- only your id, in what others keep"
KINDS = 20  # more would not fit a card that one reads


def exported(result: Exported) -> ui.LayoutView:
    return look.card(
        "### Your record\nEverything I keep of you, as one file that you can read.",
        look.Document(result.name, result.content),
        "-# /me import brings it in wherever Daymark runs. It holds what you wrote: keep it safe.",
        colour=look.GREEN,
    )


def arriving(result: Arriving) -> ui.LayoutView:
    if not result.came.rows:
        return look.card(f"All that this file holds is here already.{_left_out(result.came)}")
    return look.card(
        f"### Bring this record in?\n{_days(result.came)}",
        f"What is missing here comes in:\n{_listed(result.came.rows)}{_left_out(result.came)}",
        "What is here stays. Imported days count in your streak, marked as imported, and on no "
        "board until you enter them yourself.",
        look.row(
            look.press("Bring it in", f"settings:bring-in:{result.draft}", PRIMARY),
            look.press("Leave it out", "settings:leave-out"),
        ),
        colour=look.AMBER,
    )


def arrived(result: Arriving) -> ui.LayoutView:
    if not result.came.rows:
        return look.card("All of it was here already, so nothing has changed.")
    return look.card(
        f"### Brought in\n{_days(result.came)}",
        look.row(
            look.press("Show my streak", "streaks:show", PRIMARY),
            look.press("All settings", "settings:show"),
        ),
        colour=look.GREEN,
    )


def left_out() -> ui.LayoutView:
    return look.card("Nothing was brought in, and the file is not kept.")


def _days(came: Came) -> str:
    if not came.days:
        return "It brings no new study day."
    number = "1 study day" if len(came.days) == 1 else f"{len(came.days):,} study days"
    first, last = came.days[0], came.days[-1]
    span = _date(first) if first == last else f"{_date(first)} to {_date(last)}"
    return f"It brings {number}: {span}."


def _date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _left_out(came: Came) -> str:
    if not came.unknown:
        return ""
    kinds = "1 kind of thing" if len(came.unknown) == 1 else f"{len(came.unknown)} kinds of things"
    return f"\n-# {kinds} in it can't be kept here and stays out."


def ask_to_forget(result: Keeping) -> ui.LayoutView:
    if not result.rows and not result.named:
        return look.card("I keep nothing of you. Type /start to begin.")
    return look.card(
        "### Forget everything about you?",
        f"This goes for good, in every server:\n{_listed(result.rows) or ONLY_ID}",
        _what_stays(result),
        "-# /me export gives you a copy first. Nothing brings it back afterwards.",
        look.row(
            look.press(
                "Forget everything about me",
                f"settings:forget:{result.began}",
                discord.ButtonStyle.danger,
            ),
            look.press("Keep my record", "settings:keep"),
        ),
        colour=look.AMBER,
    )


def _listed(rows: Mapping[str, int]) -> str:
    lines = [f"- {kind}: {number:,}" for kind, number in rows.items()]
    more = [f"- and {len(lines) - KINDS} kinds more"] if len(lines) > KINDS else []
    return "\n".join([*lines[:KINDS], *more])


def _what_stays(result: Keeping) -> str:
    named = (
        f"What belongs to others stays, without your id ({result.named:,} so far). "
        if result.named
        else ""
    )
    return f"{named}Backups keep their copy until they age out: the newest seven are kept."


def forgotten(result: Forgotten) -> ui.LayoutView:
    if result.again:
        return look.card("That record is gone already. Type /me forget to see what is kept now.")
    return look.card("### Forgotten\nI keep nothing of you any more. /start begins anew.")


def kept() -> ui.LayoutView:
    return look.card("Nothing was erased: your record stays as it is.")
