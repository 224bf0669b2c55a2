"""How a server looks to us: our permissions, its channels and roles. Mostly from what discord.py
knows already; what it doesn't know is asked."""

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any

import discord

from bot.answers import UNKNOWN_OUTCOME
from bot.roles import only_pings
from cogs.moderation.findings import Channel, Role, Sight, Wanted
from cogs.moderation.hearing import Overwrites, hears

log = logging.getLogger(__name__)

PATIENCE = 1.0  # seconds, well inside an answer's; what isn't known by then is left out
MOD = "mod"


async def look(guild: discord.Guild, wanted: Wanted) -> Sight:
    """What can't be found out now is left out."""
    doubted = wanted.doubted
    channels = {id_: await _channel(guild, id_, id_ in doubted) for id_ in wanted.channels}
    return Sight(
        held(guild.me.guild_permissions),
        {id_: seen for id_, seen in channels.items() if seen},
        {id_: _role(guild, id_) for id_ in wanted.roles},
    )


async def shown(client: discord.Client, guild: discord.Guild, role_id: int) -> bool | None:
    """Whether Discord shows /mod to this role; None where that couldn't be found out."""
    role, app = guild.get_role(role_id), client.application_id
    if not role or not app:
        return None
    try:
        async with asyncio.timeout(PATIENCE):
            there = await client.http.get_global_commands(app)
            [command] = [int(each["id"]) for each in there if each["name"] == MOD]
            own = await _overwrites(client, app, guild.id, command)
            all_ = await _overwrites(client, app, guild.id, app)
    except (discord.HTTPException, ValueError, *UNKNOWN_OUTCOME) as error:
        log.info("command permissions could not be read guild=%s %r", guild.id, error)
        return None
    by_default = role.permissions.administrator or role.permissions.manage_guild
    return role.permissions.administrator or hears(
        role.id, guild.id, own, all_, by_default=by_default
    )


async def _overwrites(client: discord.Client, app: int, guild: int, of: int) -> Overwrites:
    """None are kept where nobody changed anything."""
    try:
        found = await client.http.get_application_command_permissions(app, guild, of)
    except discord.NotFound:
        return []
    return found["permissions"]


async def _channel(guild: discord.Guild, id_: int, is_doubted: bool) -> Channel | None:
    """Where Discord refused something, what we know of the channel may be old."""
    found: Any = None if is_doubted else guild.get_channel_or_thread(id_)
    try:
        found = found or await _asked(guild.fetch_channel(id_))
    except (discord.NotFound, discord.InvalidData):
        return Channel(is_there=False)
    except discord.Forbidden:
        return Channel()
    except (discord.HTTPException, *UNKNOWN_OUTCOME) as error:
        log.info("a channel could not be asked for channel=%s %r", id_, error)
        return None
    if not isinstance(found, discord.Thread):
        return Channel(held(found.permissions_for(guild.me)))
    if not found.parent:
        return None
    shut, allowed = found.archived or found.locked, found.permissions_for(guild.me)
    return Channel(held(allowed), is_thread=True, is_shut=shut)


async def _asked(question: Awaitable[Any]) -> Any:
    async with asyncio.timeout(PATIENCE):
        return await question


def _role(guild: discord.Guild, id_: int) -> Role:
    role, me = guild.get_role(id_), guild.me
    if not role:
        return Role(is_there=False)
    can_be_pinged = role.mentionable or me.guild_permissions.mention_everyone
    return Role(
        below_ours=role < me.top_role, can_be_pinged=can_be_pinged, only_pings=only_pings(role)
    )


def held(permissions: discord.Permissions) -> frozenset[str]:
    """Both names of those that have two: `view_channel` is discord.py's `read_messages`."""
    return frozenset(name for name in permissions.VALID_FLAGS if getattr(permissions, name))
