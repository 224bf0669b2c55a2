"""The guided card of /mod setup, with a page for each of its parts."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import discord
from discord import ui

from bot import look
from bot.needs import Needs, Place
from bot.zones import Found, options
from bot.zones import Place as City
from cogs.moderation.outcomes import Desk
from cogs.moderation.refusals import named
from cogs.moderation.set_ups import (
    MODERATOR_ROLE,
    NEW,
    NOTIFY_CALLED,
    NOTIFY_ROLE,
    PLACE,
    ROLES,
    SWITCH,
    SetUp,
    Stage,
)
from cogs.moderation.views.changes import LABELS, history, someone, value

PRIMARY = discord.ButtonStyle.primary
TAKES_POSTS = [discord.ChannelType.text, discord.ChannelType.news]
ALLOW = (
    "-# Discord hides /mod and /host from people without Manage Server. Show them to this role in "
    "Server settings ▸ Integrations ▸ Daymark, at each of the two commands."
)
Item = ui.Item[ui.LayoutView]


def desk(found: Desk, needs: Needs, invite: str) -> ui.LayoutView:
    return look.card(
        "### Set up this server\nNothing changes before you have seen it and pressed *Do it*.",
        _section(_zone(found), "Change zone", "zone"),
        _section(_channels(found, needs), "Change channels", "channels"),
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


def _channels(found: Desk, needs: Needs) -> str:
    lines = [f"{place.label}: {_channel(found, place, needs)}" for place in found.places]
    return "\n".join(("**Channels**", *(lines or ["None is needed."])))


def _channel(found: Desk, place: Place, needs: Needs) -> str:
    key = PLACE + place.name
    return value(key, found.state[key], needs)


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


def zone(found: Desk, cities: Sequence[City]) -> ui.LayoutView:
    return look.card(
        f"### What time is it where this server is?\nNow: {found.city.label}.",
        look.row(_zone_select(cities, found.now)),
        look.row(
            look.press("My place isn't listed", "moderation:set-up-zone-form"),
            look.press("Back", "moderation:set-up-back"),
        ),
    )


def did_you_mean(found: Found, typed: str, now: datetime) -> ui.LayoutView:
    again = look.row(
        look.press("Type another place", "moderation:set-up-zone-form"),
        look.press("Back", "moderation:set-up-back"),
    )
    if not found.offers:
        unknown = f"I don't know {look.quoted(typed)}. Type the nearest big city, such as Nairobi."
        return look.card(unknown, again, colour=look.AMBER)
    note = f"\n-# {found.note}" if found.note else ""
    return look.card(
        f"Which place do you mean by {look.quoted(typed)}? Pick the one with your time.{note}",
        look.row(_zone_select(found.offers, now)),
        again,
        colour=look.AMBER,
    )


def _zone_select(cities: Iterable[City], now: datetime) -> ui.Select[ui.LayoutView]:
    return look.choose("moderation:set-up-zone", "Pick time and place", options(cities, now))


def zone_form() -> ui.Modal:
    form = ui.Modal(title="Where is this server?", custom_id="moderation:set-up-zone-form")
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="place", max_length=100, placeholder="Nairobi"
    )
    form.add_item(ui.Label(text="Its city", description="Or the nearest big one.", component=field))
    return form


def channels(found: Desk, needs: Needs) -> ui.LayoutView:
    if not found.places:
        return look.card("No channel is needed for what is switched on.", _back())
    listed = [(place.name, place.label) for place in found.places][:25]
    pick = look.choose("moderation:set-up-place", "Which channel do you want to change?", listed)
    return look.card(f"### {_channels(found, needs)}", look.row(pick), _back())


def channel(found: Desk, place: Place, needs: Needs) -> ui.LayoutView:
    key, door = PLACE + place.name, f"moderation:set-up-channel:{place.name}"
    held = found.state.get(key)
    pick: ui.ChannelSelect[ui.LayoutView] = ui.ChannelSelect(
        custom_id=door,
        placeholder="Pick a channel that is there",
        channel_types=TAKES_POSTS,
        default_values=_picked(held, discord.SelectDefaultValueType.channel),
    )
    private = " It must be one that only moderators see." if place.private else ""
    return look.card(
        f"### {place.label}\nNow: {_channel(found, place, needs)}.{private}",
        look.row(pick),
        look.row(
            look.press(f"Create #{place.called}", f"{door}:{NEW}"),
            look.press("No channel", f"{door}:none"),
            look.press("Back", "moderation:set-up-part:channels"),
        ),
    )


def roles(found: Desk, needs: Needs) -> ui.LayoutView:
    moderators, notify = (value(key, found.state[key], needs) for key in ROLES)
    return look.card(
        "### Roles",
        f"**Moderator role**: {moderators}\n"
        f"-# It may do with me what people with Manage Server may.\n{ALLOW}",
        look.row(_role_select(found, MODERATOR_ROLE, "Nobody else moderates")),
        f"**Notify role**: {notify}\n-# People who want it are pinged by posts.",
        look.row(_role_select(found, NOTIFY_ROLE, "Posts ping nobody")),
        look.row(
            look.press(f"Create {NOTIFY_CALLED}", f"moderation:set-up-role:{NOTIFY_ROLE}:{NEW}"),
            look.press("Back", "moderation:set-up-back"),
        ),
    )


def _role_select(found: Desk, key: str, none: str) -> ui.RoleSelect[ui.LayoutView]:
    """Nothing picked is no role."""
    held = found.state[key]
    return ui.RoleSelect(
        custom_id=f"moderation:set-up-role:{key}",
        placeholder=f"{NOTIFY_CALLED}, a new role" if held == NEW else none,
        min_values=0,
        default_values=_picked(held, discord.SelectDefaultValueType.role),
    )


def _picked(held: object, sort: discord.SelectDefaultValueType) -> list[discord.SelectDefaultValue]:
    return [discord.SelectDefaultValue(id=held, type=sort)] if isinstance(held, int) else []


def features(found: Desk) -> ui.LayoutView:
    switched = [need for need in found.features if not need.fixed][:25]
    if not switched:
        return look.card("There is nothing that could be switched off.", _back())
    pick: ui.Select[ui.LayoutView] = ui.Select(
        custom_id="moderation:set-up-features",
        placeholder="Everything is off",
        min_values=0,
        max_values=len(switched),
        options=[
            discord.SelectOption(
                label=need.label[:100],
                value=need.name,
                description=need.says[:100],
                default=bool(found.state[SWITCH + need.name]),
            )
            for need in switched
        ],
    )
    return look.card(
        "### Features\nPick all that should be on. What is off answers with one sentence here, "
        "and goes on in direct messages.",
        look.row(pick),
        _back(),
    )


def _back() -> Item:
    return look.row(look.press("Back", "moderation:set-up-back"))


def link(label: str, url: str) -> ui.Button[ui.LayoutView]:
    return ui.Button(label=label, url=url)
