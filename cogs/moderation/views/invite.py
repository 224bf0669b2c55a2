"""The link by which a server lets us in, with the least that it takes."""

from collections.abc import Collection

import discord
from discord.utils import MISSING


def invite(application: int, permissions: Collection[str], guild: int | None = None) -> str:
    """`permissions` as discord.Permissions names them. For a server that has us already the same
    link grants what is missing."""
    return discord.utils.oauth_url(
        application,
        permissions=discord.Permissions(**dict.fromkeys(permissions, True)),
        guild=discord.Object(guild) if guild else MISSING,
        scopes=("bot", "applications.commands"),
        disable_guild_select=guild is not None,
    )
