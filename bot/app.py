"""The bot: receives its parts, finds the features in `cogs/`, and tells Discord its commands."""

import logging
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import Interaction, app_commands
from discord.ext import commands

from bot import answers, discover, gate, identifying
from bot.clock import Clock
from bot.content import Content
from bot.courier import Letters, asking
from bot.db import Database
from bot.doors import Doors, Feature, tell
from bot.errors import Refusal
from bot.jobs import Jobs
from bot.moderators import Moderators
from bot.notices import Notices
from bot.offers import Shelves
from bot.registered import same_commands

log = logging.getLogger(__name__)

# Longer waits only make the start slower: a guild that comes later is counted when it comes.
GUILD_READY_SECONDS = 0.5

# Unless a command says otherwise: in servers and in direct messages with us.
EVERYWHERE_WITH_US = app_commands.AppCommandContext(
    guild=True, dm_channel=True, private_channel=False
)


@dataclass(frozen=True)
class Parts:
    """What every feature may use."""

    db: Database
    clock: Clock
    content: Content
    shelves: Shelves = field(default_factory=Shelves)
    letters: Letters = field(default_factory=Letters)
    jobs: Jobs = field(default_factory=Jobs)


class Tree(app_commands.CommandTree["Bot"]):
    """Sends every error of a command to the one place that words them."""

    async def interaction_check(self, interaction: Interaction["Bot"], /) -> bool:
        if not self.client.doors.once.first(interaction):
            return False
        try:
            await self._enter(interaction)
        except Exception as error:  # discord.py loses what isn't an error of a command
            await self.on_error(interaction, error)
            return False
        return True

    async def _enter(self, interaction: Interaction["Bot"]) -> None:
        """What a server switched off answers so; while someone is still typing it only suggests."""
        parts = self.client.parts
        await gate.enter(interaction, parts.db)
        if interaction.type is discord.InteractionType.application_command:
            gate.check(interaction, parts.shelves.needs, self._module(interaction))

    def _module(self, interaction: Interaction["Bot"]) -> str:
        """Where the command is from; "" for one that we don't have."""
        data: Any = interaction.data
        kind = discord.AppCommandType(data.get("type", 1))
        command = self.get_command(data["name"], type=kind)
        return getattr(command, "module", None) or ""

    async def on_error(self, interaction: Interaction[Any], error: Exception, /) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            log.error("autocomplete failed", exc_info=error)
            return
        answers.watch(interaction)
        await tell(interaction, _cause(error))


def _cause(error: Exception) -> Exception:
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return Refusal("That command has changed. Type / and pick it again.")
    if isinstance(error, app_commands.TransformerError):
        return Refusal("One of the values doesn't fit its field. Type / and pick it again.")
    return error


class Bot(commands.AutoShardedBot):
    """Knows Discord and nothing of what the features do."""

    def __init__(self, parts: Parts, shards: tuple[list[int], int] | None = None) -> None:
        ids, count = shards or (None, None)
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=EVERYWHERE_WITH_US,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            guild_ready_timeout=GUILD_READY_SECONDS,
            shard_ids=ids,  # type: ignore[arg-type]  # None means all of them
            shard_count=count,
            chunk_guilds_at_startup=False,
            http_trace=asking.follower(),
        )
        self.parts = parts
        self.doors = Doors()
        self.notices = Notices(parts.db)
        self.host = Moderators("host", "Prepare what members meet")
        self.mod = Moderators("mod", "Run this server")
        self.add_listener(self.doors.on_interaction)
        self.said_ready = False

    async def setup_hook(self) -> None:
        if not self.extensions:  # a login that failed half-way comes here again
            await self._load()
        await self._register()

    async def _load(self) -> None:
        for feature in discover.features():
            await self.load_extension(feature)
        for group in (self.host, self.mod):
            if group.commands:
                self.tree.add_command(group)

    async def add_cog(self, cog: commands.Cog, /, **options: Any) -> None:
        await super().add_cog(cog, **options)
        if isinstance(cog, Feature):
            self.doors.add(cog)

    async def _register(self) -> None:
        """Writes the commands only where they differ from what Discord has: it limits writes."""
        assert self.application_id is not None
        there = await self.http.get_global_commands(self.application_id)
        ours = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        if not same_commands(ours, there):
            await self.tree.sync()
            log.info("commands registered count=%s", len(ours))

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Several processes need a database that all of them reach; one spaces its own shards."""
        if self.parts.db.is_sqlite:
            await super().before_identify_hook(shard_id, initial=initial)
        else:
            _, _, limit = await self.http.get_bot_gateway()
            await identifying.turn(self.parts.db, (shard_id or 0) % limit["max_concurrency"])

    async def on_ready(self) -> None:
        if not self.said_ready:
            self.said_ready = True
            commands_ = len(self.tree.get_commands())
            available = sum(not guild.unavailable for guild in self.guilds)
            log.info("ready guilds=%s commands=%s", available, commands_)

    async def on_message(self, message: discord.Message, /) -> None:
        """No prefix commands: members speak to each other, not to us."""
