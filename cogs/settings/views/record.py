"""What members see of their record as a whole."""

import discord
from discord import ui

from bot import look
from cogs.settings.outcomes import Exported, Forgotten, Keeping

KINDS = 20  # more would not fit a card that one reads


def exported(result: Exported) -> ui.LayoutView:
    return look.card(
        "### Your record\nEverything I keep of you, as one file that you can read.",
        look.Document(result.name, result.content),
        "-# /me import brings it in wherever Daymark runs. It holds what you wrote: keep it safe.",
        colour=look.GREEN,
    )


def ask_to_forget(result: Keeping) -> ui.LayoutView:
    if not result.rows and not result.named:
        return look.card("I keep nothing of you. Type /start to begin.")
    return look.card(
        "### Forget everything about you?",
        f"This goes for good, in every server:\n{_counted(result)}",
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


def _counted(result: Keeping) -> str:
    lines = [f"- {kind}: {number:,}" for kind, number in result.rows.items()]
    more = [f"- and {len(lines) - KINDS} kinds more"] if len(lines) > KINDS else []
    return "\n".join([*lines[:KINDS], *more]) or "- only your id, in what others keep"


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
