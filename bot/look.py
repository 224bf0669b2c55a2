"""Colours, emoji and the few building blocks that every card is made of."""

from collections.abc import Iterable, Sequence

import discord
from discord import ui

GREEN, AMBER, GREY = 0x2E8B57, 0xB7791F, 0x6B7280

FLAME, FREEZE, REST, SEED = "🔥", "🧊", "🌙", "🌱"


def card(*parts: str | ui.Item[ui.LayoutView], colour: int = GREY) -> ui.LayoutView:
    """A Components V2 message: text and rows in one container."""
    view = ui.LayoutView(timeout=None)
    box: ui.Container[ui.LayoutView] = ui.Container(accent_colour=colour)
    for part in parts:
        box.add_item(ui.TextDisplay(part) if isinstance(part, str) else part)
    view.add_item(box)
    return view


def press(
    label: str, custom_id: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary
) -> ui.Button[ui.LayoutView]:
    return ui.Button(label=label, custom_id=custom_id, style=style)


def row(*items: ui.Item[ui.LayoutView]) -> ui.ActionRow[ui.LayoutView]:
    return ui.ActionRow(*items)


def choose(
    custom_id: str,
    hint: str,
    options: Iterable[tuple[str, str]],
    chosen: Sequence[str] = (),
    required: bool = True,
) -> ui.Select[ui.LayoutView]:
    """A select of (value, label) pairs; labels are cut to Discord's 100 characters."""
    return ui.Select(
        custom_id=custom_id,
        placeholder=hint,
        required=required,
        options=[
            discord.SelectOption(label=label[:100], value=value, default=value in chosen)
            for value, label in options
        ],
    )


def plain(words: str) -> str:
    """A person's or a feed's words with markdown, mentions and links made harmless."""
    # discord.py leaves <#channel>, </command:1>, <t:1> and <:emoji:1> as they are.
    tame = discord.utils.escape_markdown(words).replace("<", "<\u200b")
    return discord.utils.escape_mentions(tame).replace("://", ":\u200b//")


def quoted(typed: str, most: int = 60) -> str:
    """What someone typed, shortened, on one line, safe to show back to them."""
    line = " ".join(typed.split())
    visible = "".join(sign for sign in line if sign.isprintable())
    return f"“{plain(visible[:most])}{'…' if len(visible) > most else ''}”"
