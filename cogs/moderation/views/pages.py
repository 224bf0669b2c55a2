"""A page for each part of a set-up; what is chosen there waits on the guided card."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot import look
from bot.needs import Needs, Place
from bot.zones import Found, options
from bot.zones import Place as City
from cogs.moderation.outcomes import Desk
from cogs.moderation.set_ups import (
    MODERATOR_ROLE,
    NEW,
    NOTIFY_CALLED,
    NOTIFY_ROLE,
    PLACE,
    ROLES,
    SWITCH,
)
from cogs.moderation.views.changes import channel_lines, channel_of, value
from cogs.moderation.views.desk import ALLOW, Item

TAKES_POSTS = [discord.ChannelType.text, discord.ChannelType.news]


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
    return look.card(f"### {channel_lines(found, needs)}", look.row(pick), _back())


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
        f"### {place.label}\nNow: {channel_of(found, place, needs)}.{private}",
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


class Picked(discord.SelectDefaultValue):
    """discord.py's own sends the id as a number, Discord describes it as a string."""

    def to_dict(self) -> Any:
        return {"id": str(self.id), "type": self.type.value}


def _picked(held: object, sort: discord.SelectDefaultValueType) -> list[Picked]:
    return [Picked(id=held, type=sort)] if isinstance(held, int) else []


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
