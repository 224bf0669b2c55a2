"""Colours, emoji and the few building blocks that every card is made of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import discord
from discord import ui

GREEN, AMBER, GREY = 0x2E8B57, 0xB7791F, 0x6B7280

NO_BREAK = "\u00a0"
FLAME, FREEZE, REST, SEED = "🔥", "🧊", "🌙", "🌱"


@dataclass(frozen=True)
class Picture:
    """A PNG, and the same in words for whoever doesn't see it: at most 256 characters."""

    name: str
    png: bytes
    description: str


@dataclass(frozen=True)
class Document:
    """A file to keep, shown by its name; in words it is what the card says of it."""

    name: str
    content: bytes


class Card(ui.LayoutView):
    """A message that knows the files it shows, so that they are sent along."""

    def __init__(self, shown: Sequence[Picture | Document]) -> None:
        super().__init__(timeout=None)
        self.shown = shown


def card(
    *parts: str | Picture | Document | ui.Item[ui.LayoutView], colour: int = GREY
) -> ui.LayoutView:
    """A Components V2 message: text, pictures, files and rows in one container."""
    view = Card([part for part in parts if isinstance(part, Picture | Document)])
    box: ui.Container[ui.LayoutView] = ui.Container(accent_colour=colour)
    for part in parts:
        box.add_item(_item(part))
    view.add_item(box)
    return view


def _item(part: str | Picture | Document | ui.Item[ui.LayoutView]) -> ui.Item[ui.LayoutView]:
    if isinstance(part, str):
        return ui.TextDisplay(part)
    if isinstance(part, Picture):
        shown = discord.MediaGalleryItem(f"attachment://{part.name}", description=part.description)
        return ui.MediaGallery(shown)
    if isinstance(part, Document):
        return ui.File(f"attachment://{part.name}")
    return part


def files(card: ui.LayoutView) -> list[discord.File]:
    """What goes with a card, made anew for each try: sending uses a file up."""
    shown = card.shown if isinstance(card, Card) else ()
    return [discord.File(BytesIO(_bytes(each)), each.name) for each in shown]


def _bytes(shown: Picture | Document) -> bytes:
    return shown.png if isinstance(shown, Picture) else shown.content


def press(
    label: str, custom_id: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary
) -> ui.Button[ui.LayoutView]:
    return ui.Button(label=label, custom_id=custom_id, style=style)


def row(*items: ui.Item[ui.LayoutView]) -> ui.ActionRow[ui.LayoutView]:
    return ui.ActionRow(*items)


def rows(buttons: Sequence[ui.Item[ui.LayoutView]]) -> list[ui.ActionRow[ui.LayoutView]]:
    """As many rows of five, Discord's most, as it takes."""
    return [row(*buttons[first : first + 5]) for first in range(0, len(buttons), 5)]


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


def days(number: int) -> str:
    return count(number, "day")


def count(number: int, what: str) -> str:
    """As in "1 day" and "2 days"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def spent(minutes: int) -> str:
    """Hours and minutes, held together where a line breaks."""
    hours, rest = divmod(minutes, 60)
    words = [f"{hours:,} h"] if hours else []
    words += [f"{rest} min"] if rest or not hours else []
    return " ".join(words).replace(" ", NO_BREAK)


def done_by(by: int | None, at: datetime) -> str:
    """Who was faster, and when: for moderators' eyes only. `by` is None once they are gone."""
    who = f"<@{by}>" if by else "a moderator who is gone"
    return f"by {who} {discord.utils.format_dt(at, 'R')}"


def plain(words: str) -> str:
    """A person's or a feed's words with markdown, mentions and links made harmless."""
    # discord.py leaves <#channel>, </command:1>, <t:1> and <:emoji:1> as they are.
    tame = discord.utils.escape_markdown(words).replace("<", "<\u200b")
    return discord.utils.escape_mentions(tame).replace("://", ":\u200b//")


def typed(shown: str) -> str:
    """What `plain` was made of, as far as anybody would notice."""
    return re.sub(r"\\(.)", r"\1", shown.replace("\u200b", ""), flags=re.DOTALL)


def quoted(typed: str, most: int = 60) -> str:
    """What someone typed, shortened, on one line, safe to show back to them."""
    line = " ".join(typed.split())
    visible = "".join(sign for sign in line if sign.isprintable())
    return f"“{plain(visible[:most])}{'…' if len(visible) > most else ''}”"
