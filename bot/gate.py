"""What a server has said that decides who may come in, and through which doors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from discord import Interaction

from bot import guilds, switches
from bot.db import Database
from bot.errors import Refusal
from bot.needs import Needs

KEPT = "house"  # for the length of one interaction


@dataclass(frozen=True)
class House:
    """`said` is what was switched on and off; in direct messages nothing is said."""

    moderator_role: int | None = None
    said: Mapping[str, bool] | None = None


async def enter(interaction: Interaction[Any], db: Database) -> House:
    """Asks once an interaction, before anything else is done for it."""
    if KEPT not in interaction.extras:
        interaction.extras[KEPT] = await _ask(interaction.guild_id, db)
    return house(interaction)


def house(interaction: Interaction[Any]) -> House:
    found: House = interaction.extras.get(KEPT, House())
    return found


def check(interaction: Interaction[Any], needs: Needs, module: str) -> None:
    """Raises a Refusal where the feature of this module is switched off."""
    street, _, rest = module.partition(".")
    need = needs.get(rest.partition(".")[0]) if street == "cogs" else None
    if need and not needs.is_on(need.name, house(interaction).said or {}):
        raise Refusal(
            f"{need.label} is switched off in this server; in direct messages with me it goes on."
        )


async def _ask(guild: int | None, db: Database) -> House:
    if guild is None:
        return House()
    async with db.reading() as conn:
        server = await guilds.server(conn, guild)
        return House(server.moderator_role, await switches.said(conn, guild))
