"""The least that a discord.py bot can do: one insert that is on disk, one fixed answer.

The same driver, durability and wait for servers as Daymark's, so that a ratio shows our work.
"""

import asyncio
import os
import time

import aiosqlite
import discord
from discord import Interaction, app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.app import GUILD_READY_SECONDS

CHOICES = [app_commands.Choice(name=day, value=day) for day in ("today", "yesterday")]


class Bare(discord.Client):
    def __init__(self, db: aiosqlite.Connection) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(intents=intents, guild_ready_timeout=GUILD_READY_SECONDS)
        self.db = db
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(checkin)
        self.tree.add_command(streak)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_ready(self) -> None:
        print(f"ready guilds={len(self.guilds)} commands=2", flush=True)


@app_commands.command(description="One insert")
async def checkin(interaction: Interaction[Bare], did: str, day: str = "") -> None:
    db = interaction.client.db
    row = (interaction.id, interaction.user.id, did, day, time.time())
    await db.execute("INSERT INTO checkins VALUES (?, ?, ?, ?, ?)", row)
    await db.commit()
    await interaction.response.send_message("Checked in.", ephemeral=True)


@checkin.autocomplete("day")
async def days(_: Interaction[Bare], typed: str) -> list[app_commands.Choice[str]]:
    return [choice for choice in CHOICES if typed in choice.name]


streak = app_commands.Group(name="streak", description="As Daymark's")


@streak.command(description="One fixed answer")
async def show(interaction: Interaction[Bare]) -> None:
    await interaction.response.send_message("Your streak: 1 day.", ephemeral=True)


async def main() -> None:
    Route.BASE = os.environ["DISCORD_API_URL"]
    DiscordWebSocket.DEFAULT_GATEWAY = URL(os.environ["DISCORD_GATEWAY_URL"])
    async with aiosqlite.connect(os.environ["BARE_DATABASE"]) as db:
        await db.execute("PRAGMA journal_mode=WAL")
        await db.execute("PRAGMA synchronous=FULL")
        await db.execute(
            "CREATE TABLE IF NOT EXISTS checkins (id INTEGER PRIMARY KEY, person, did, day, at)"
        )
        async with Bare(db) as bot:
            await bot.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    asyncio.run(main())
