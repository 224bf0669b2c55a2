"""What waits for moderators, as they see it, and the daily word that something does."""

from collections.abc import Iterator, Sequence

from discord import ui
from discord.utils import format_dt

from bot import look
from bot.offers import Waiting
from cogs.moderation.service.inbox import Summaries

PAGE = 5  # of what waits: 5 × (text, row, 4 buttons) and what is around them fit 40 components
HOURS = {f"{hour:02}:00": f"At {hour:02}:00" for hour in range(24)}
ROOM = 650  # of a card's 4,000 characters, for each
MOST_BUTTONS = 4


def inbox(found: Sequence[Waiting], page: int) -> ui.LayoutView:
    """What waits, oldest first, five a page; a page that isn't there shows the nearest one."""
    if not found:
        return look.card(
            "Nothing waits for moderators here: everything is answered.", look.row(_when())
        )
    last = (len(found) - 1) // PAGE
    page = max(0, min(page, last))
    parts: list[str | ui.Item[ui.LayoutView]] = [f"### {len(found)} waiting, oldest first"]
    shown: set[str] = set()
    for each in found[page * PAGE : (page + 1) * PAGE]:
        parts += _item(each, shown)
    return look.card(*parts, _turning(page, last))


def summary(found: Sequence[Waiting]) -> ui.LayoutView:
    """For everybody in the moderators' channel, so it says how much and names nobody."""
    since, more = found[0].since, len(found) > 1
    waits = f"{len(found)} things wait" if more else "1 thing waits"
    oldest = "the oldest since" if more else "since"
    return look.card(
        f"### {waits} for moderators\n{oldest.capitalize()} {format_dt(since, 'f')} "
        f"({format_dt(since, 'R')}).",
        look.row(look.press("See what waits", "moderation:inbox")),
        colour=look.AMBER,
    )


def summaries(found: Summaries) -> ui.LayoutView:
    where = (
        f"in <#{found.channel}>, where something waits. It names nobody and pings nobody."
        if found.channel
        else "once a moderators' channel is named: type /mod setup."
    )
    chosen = [f"{found.at:%H:%M}"]
    return look.card(
        f"### Once a day at {found.at:%H:%M}\nYou are told how much waits, {where}\n"
        f"-# In this server's time, {found.zone}.",
        look.row(look.choose("moderation:summary-at", "Pick an hour", HOURS.items(), chosen)),
        look.row(look.press("See what waits", "moderation:inbox-page:0")),
    )


def _item(each: Waiting, shown: set[str]) -> Iterator[str | ui.Item[ui.LayoutView]]:
    """Discord takes no two buttons of one door on a message: what is there isn't offered again."""
    text = each.text if len(each.text) <= ROOM else f"{each.text[: ROOM - 1]}…"
    yield f"{text}\n-# {format_dt(each.since, 'R')}"
    new = [link for link in each.links if link.custom_id not in shown][:MOST_BUTTONS]
    shown.update(link.custom_id for link in new)
    if new:
        yield look.row(*(look.press(link.label, link.custom_id) for link in new))


def _turning(page: int, last: int) -> ui.ActionRow[ui.LayoutView]:
    buttons = []
    if page > 0:
        buttons.append(look.press("Older ones", f"moderation:inbox-page:{page - 1}"))
    if page < last:
        buttons.append(look.press("Newer ones", f"moderation:inbox-page:{page + 1}"))
    return look.row(*buttons, _when())


def _when() -> ui.Button[ui.LayoutView]:
    return look.press("When you are told", "moderation:summary")
