"""Who runs a server, and the groups of commands that are theirs."""

from typing import Any

import discord
from discord import Interaction, app_commands

from bot import gate
from bot.doors import person_of
from bot.errors import Refusal
from bot.members import Person

MODERATORS_ONLY = "Only moderators can do that. Type /help to see what you can do here."


class Moderators(app_commands.Group):
    """A moderators' group. Servers can override the default permission and Discord ignores it on
    subcommands, so it is checked again here, each time."""

    def __init__(self, name: str, description: str, parent: "Moderators | None" = None) -> None:
        super().__init__(
            name=name,
            description=description,
            parent=parent,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False),
            default_permissions=discord.Permissions(manage_guild=True),
        )

    def part(self, name: str, description: str) -> "Moderators":
        """The sub-group of this name, to which every feature may add its commands."""
        found = self.get_command(name)
        return found if isinstance(found, Moderators) else Moderators(name, description, self)

    async def interaction_check(self, interaction: Interaction[Any], /) -> bool:
        if not moderates(interaction):
            assert interaction.command
            no = Refusal(MODERATORS_ONLY)  # discord.py loses what isn't an error of a command
            raise app_commands.CommandInvokeError(interaction.command, no)
        return True


def moderates(interaction: Interaction[Any]) -> bool:
    """Whether this person may run the server in which they act; never in direct messages.

    Everyone with Manage Server may, and the role that moderators named (`/mod setup`)."""
    if not interaction.guild_id:
        return False
    role = gate.house(interaction).moderator_role
    has_role = isinstance(interaction.user, discord.Member) and interaction.user.get_role(role or 0)
    return interaction.permissions.manage_guild or bool(has_role)


def moderator_of(interaction: Interaction[Any]) -> Person:
    """Who acts, if they are a moderator there; else a Refusal. For every command, button and form
    of moderators: what a component carries proves nothing."""
    if not moderates(interaction):
        raise Refusal(MODERATORS_ONLY)
    return person_of(interaction)
