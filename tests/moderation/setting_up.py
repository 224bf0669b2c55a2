"""How moderators and their set-ups are spoken of in the tests of their doors."""

from typing import Any

import discord

from bot import guilds, places, switches
from tests.support.cards import Card
from tests.support.world import MINA, World


async def desk(world: World, by: str = MINA) -> Any:
    return await world.type(by, "/mod setup")


async def preview(world: World, by: str = MINA) -> Any:
    return await world.press(await desk(world, by), "Preview", by=by)


async def do(world: World, by: str = MINA) -> Any:
    return await world.press(await preview(world, by), "Do it", by=by)


async def undo(world: World, by: str = MINA) -> Any:
    return await world.press(await world.type(by, "/mod undo"), "Take it back", by=by)


async def page(world: World, part: str, by: str = MINA) -> Any:
    return await world.press(await desk(world, by), f"Change {part}", by=by)


async def pick(world: World, door: str, *ids: int | str, by: str = MINA) -> Any:
    """In a select: a channel's or role's id, or an option's value."""
    card = await desk(world, by)
    return await world.forge.choose(by, f"moderation:set-up-{door}", [*map(str, ids)], card)


async def settings(world: World) -> tuple[guilds.Server, dict[str, int], dict[str, bool]]:
    async with world.bot.parts.db.reading() as conn:
        guild = world.server.id
        return (
            await guilds.server(conn, guild),
            await places.of_server(conn, guild),
            await switches.said(conn, guild),
        )


def channels(world: World) -> list[str]:
    """By name, as everybody's Discord has them."""
    backend = world.env.backend
    return [backend.channels[id_].name for id_ in backend.get_guild(world.server.id).channel_ids]


def allow(world: World, **permissions: bool) -> None:
    """What we may do in the whole server, and nothing else; members may type commands as ever."""
    backend = world.env.backend
    guild = backend.get_guild(world.server.id)
    may = discord.Permissions(**permissions)
    typing = discord.Permissions(use_application_commands=True, view_channel=True)
    for role in guild.members[backend.bot_user.id].role_ids:
        backend.edit_role(guild.id, role, {"permissions": may.value})
    backend.edit_role(guild.id, guild.id, {"permissions": typing.value})


def room(world: World, name: str = "team", *, hidden: bool = True, ours: bool = True) -> Any:
    """A channel; a hidden one is seen by us alone, or by nobody."""
    guild = world.bot.get_guild(world.server.id)
    assert guild
    sight = {guild.default_role: not hidden, guild.me: ours}
    overwrites = {
        each: discord.PermissionOverwrite(view_channel=may) for each, may in sight.items()
    }
    return world.server.create_text_channel(name, overwrites=overwrites)


def shown(card: Card, label: str) -> str:
    """What a line of a card says behind a label."""
    lines = (line.replace("*", "") for line in card.text.split("\n"))
    return next(line for line in lines if line.startswith(f"{label}: ")).partition(": ")[2]
