"""The moderators' log: in short, and one entry in full."""

from discord import ui
from discord.utils import format_dt

from bot import look
from bot.logbook import Entry
from cogs.moderation.cases import LONGEST_REASON
from cogs.moderation.service.log import LogPage


def log(found: LogPage) -> ui.LayoutView:
    about = f" about <@{found.about}>" if found.about else ""
    title = f"### The moderators' log{about}\n-# For moderators only."
    if not found.entries:
        return look.card(title, "Nothing has been decided here.")
    keys = [(each.key, f"{each.what}: {each.reason}") for each in found.entries]
    door = f"moderation:log-entry:{found.page}:{found.about or 0}"
    return look.card(
        title,
        *map(_in_short, found.entries),
        look.row(look.choose(door, "See an entry in full", keys)),
        *_turning(found),
    )


def entry(each: Entry, page: int, about: int) -> ui.LayoutView:
    return look.card(
        f"### {each.what}\n{_about(each)}",
        f"{format_dt(each.at, 'F')} by {_by(each)}\nThey wrote: "
        f"{look.quoted(each.reason, LONGEST_REASON)}",
        look.row(look.press("Back to the log", f"moderation:log:{page}:{about}")),
    )


def _in_short(each: Entry) -> str:
    return (
        f"**{each.what}**: {_about(each)}\n"
        f"-# {format_dt(each.at, 'f')} by {_by(each)}: {look.quoted(each.reason)}"
    )


def _about(each: Entry) -> str:
    return f"<@{each.person}>, {each.about}" if each.about else f"<@{each.person}>"


def _by(each: Entry) -> str:
    return f"<@{each.by}>" if each.by else "a moderator who is gone"


def _turning(found: LogPage) -> list[ui.ActionRow[ui.LayoutView]]:
    buttons, about = [], found.about or 0
    if found.page > 0:
        buttons.append(look.press("Newer entries", f"moderation:log:{found.page - 1}:{about}"))
    if found.more:
        buttons.append(look.press("Older entries", f"moderation:log:{found.page + 1}:{about}"))
    return [look.row(*buttons)] if buttons else []
