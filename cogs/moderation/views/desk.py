"""The guided card of /mod setup."""

from collections.abc import Sequence
from datetime import datetime

import discord
from discord import ui

from bot import look
from bot.needs import Needs
from cogs.moderation.outcomes import Desk
from cogs.moderation.refusals import named
from cogs.moderation.set_ups import MODERATOR_ROLE, ROLES, SetUp, Stage
from cogs.moderation.views.changes import LABELS, channel_lines, history, someone, value

PRIMARY = discord.ButtonStyle.primary
ALLOW = (
    "-# Discord hides /mod and /host from people without Manage Server. Show them to this role in "
    "Server settings ▸ Integrations ▸ Daymark, at each of the two commands."
)
Item = ui.Item[ui.LayoutView]


def desk(found: Desk, needs: Needs, invite: str) -> ui.LayoutView:
    return look.card(
        "### Set up this server\nNothing changes before you have seen it and pressed *Do it*.",
        _section(_zone(found), "Change zone", "zone"),
        _section(channel_lines(found, needs), "Change channels", "channels"),
        _section(_roles(found, needs), "Change roles", "roles"),
        _section(_features(found), "Change features", "features"),
        *([lacks(found)] if found.lacks else []),
        *([history(found.log)] if found.log else []),
        *_unfinished(found.log, found.now),
        look.row(
            look.press("Preview", "moderation:set-up-preview", PRIMARY),
            look.press("Start over", "moderation:set-up-over"),
            link("Invite link", invite),
        ),
    )


def _section(text: str, label: str, part: str) -> Item:
    door = f"moderation:set-up-part:{part}"
    return ui.Section(text, accessory=look.press(label, door))


def _zone(found: Desk) -> str:
    return (
        f"**Server zone**: {found.city.label}, {found.city.time(found.now)} now\n"
        "-# For posts, and for members who haven't said theirs."
    )


def _roles(found: Desk, needs: Needs) -> str:
    lines = [f"{LABELS[key]}: {value(key, found.state[key], needs)}" for key in ROLES]
    allow = [ALLOW] if found.state[MODERATOR_ROLE] else []
    return "\n".join(("**Roles**", *lines, *allow))


def _features(found: Desk) -> str:
    on = [need.label for need in found.on if not need.fixed]
    off = [need.label for need in found.features if need not in found.on]
    lines = (
        f"{word}: {', '.join(labels)}" for word, labels in (("On", on), ("Off", off)) if labels
    )
    return "\n".join(("**Features**", *lines))


def lacks(found: Desk) -> str:
    """What we would need, and for which channels none will be made."""
    unmade = f" No channel is made for: {', '.join(p.label for p in found.unmade)}."
    return (
        f"I lack {named(found.lacks)}.{unmade if found.unmade else ''} Grant it with "
        "*Invite link*; or pick channels that are there."
    )


def _unfinished(log: Sequence[SetUp], now: datetime) -> list[str | Item]:
    """A set-up that a stop of ours, or silence of Discord's, has left half-way."""
    half = [each for each in log[:1] if each.stage in (Stage.DOING, Stage.UNDOING)]
    if not half or (half[0].lease_until and half[0].lease_until > now):
        return []
    doing, id_ = half[0].stage == Stage.DOING, half[0].id
    what = "set-up" if doing else "taking back"
    by = someone(half[0].by if doing else half[0].undone_by)
    door = f"moderation:set-up-do:{id_}" if doing else f"moderation:set-up-undo:{id_}"
    return [
        f"The {what} by {by} stopped half-way.",
        look.row(look.press("Finish it", door)),
    ]


def link(label: str, url: str) -> ui.Button[ui.LayoutView]:
    return ui.Button(label=label, url=url)
