"""The doors of the doctor: /mod check, /mod status, and what a moderator hears unasked."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from discord import Interaction
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.answers import answer, answer_beside
from bot.courier import Stopped
from bot.db import afterwards
from bot.doors import button
from bot.errors import Refusal
from bot.moderators import Moderators, moderates, moderator_of
from bot.offers import Link, Waiting
from cogs.moderation.cog.listening import Listening
from cogs.moderation.cog.rounds import Rounds
from cogs.moderation.service.status import Status
from cogs.moderation.service.word import Word
from cogs.moderation.views import check as views
from cogs.moderation.views.status import status as status_card

Asked = Interaction[Any]
CHECK = "mod check"
UNSEEN = "I can't see this server right now. Please try again in a minute."


class DoctorCog(Listening):
    def __init__(self, rounds: Rounds, word: Word, leaving: Status) -> None:
        super().__init__(rounds)
        self.word, self.leaving = word, leaving

    def add_commands(self, mod: Moderators) -> None:
        mod.command(name="check")(self.check)
        mod.command(name="status")(self.status)

    async def check(self, interaction: Asked) -> None:
        """What keeps me from doing what is set up here, and how to mend it"""
        await self._check(interaction)

    async def status(self, interaction: Asked) -> None:
        """What I post next, what I posted, and what I couldn't"""
        await self._status(interaction, 0)

    @button("moderation:check")
    async def check_asked(self, interaction: Asked) -> None:
        """From a message in the moderators' channel, which stays."""
        await self._check(interaction)

    @button("moderation:check-again", replaces=True)
    async def check_again(self, interaction: Asked) -> None:
        await self._check(interaction)

    @button("moderation:try-again", replaces=True)
    async def try_again(self, interaction: Asked) -> None:
        by = moderator_of(interaction)
        assert by.guild is not None
        await self.rounds.doctor.try_again(by.guild)
        await self._check(interaction)

    @button("moderation:status-page", replaces=True)
    async def status_turned(self, interaction: Asked, page: int) -> None:
        await self._status(interaction, page)

    async def _check(self, interaction: Asked) -> None:
        moderator_of(interaction)
        guild = interaction.guild
        if not guild or guild.unavailable:
            raise Refusal(UNSEEN)
        report = await self.rounds.examine(guild, fully=True)
        await answer(interaction, views.checked(report, guild.me.display_name))
        await self.word.shown(guild.id, report.found)

    async def _status(self, interaction: Asked, page: int) -> None:
        by = moderator_of(interaction)
        assert by.guild is not None
        await answer(interaction, status_card(await self.leaving.of(by.guild), page))

    async def heard(self, conn: AsyncConnection, stopped: Stopped) -> None:
        """Inside the courier's transaction; what it was refused for is looked at after it."""
        await self.word.heard(conn, stopped)
        if stopped.to.sort == "g":
            afterwards(partial(self.rounds.soon, stopped.to.id))

    async def waiting(self, conn: AsyncConnection, guild: int) -> Sequence[Waiting]:
        """One line in the inbox for all of it."""
        if not (known := await self.word.known(conn, guild)):
            return []
        link = Link("Check what is wrong now", "moderation:check")
        return [Waiting(views.waiting(len(known)), known[0].since, [link])]

    @Listening.listener()
    async def on_app_command_completion(self, interaction: Asked, command: Any) -> None:
        """Where the moderators' channel can't be told, whoever of them does something next is."""
        if not moderates(interaction) or command.qualified_name == CHECK:
            return
        assert interaction.guild_id is not None
        if news := await self.word.news(interaction.guild_id):
            await answer_beside(interaction, views.told(news))
