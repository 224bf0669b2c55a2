"""The doors of the streak: /checkin, /streak, and the buttons that go with them."""

import asyncio
from typing import Any

import discord
from discord import Interaction, app_commands
from discord.ext import commands

from bot.answers import answer
from bot.doors import button, person_of, sent_at
from bot.members import Person, Share
from bot.notices import Notice, Notices
from cogs.streaks import refusals
from cogs.streaks.cog.arguments import minutes_in, number
from cogs.streaks.cog.group import streak
from cogs.streaks.cog.sharing import SharingDoors
from cogs.streaks.outcomes import CheckedIn, Preview, Said
from cogs.streaks.service import MOST_WORDS, Boards, Streaks
from cogs.streaks.views import boards as board_views
from cogs.streaks.views import check_ins as views
from cogs.streaks.views.drafts import preview
from cogs.streaks.views.forms import named_days
from cogs.streaks.views.losing import news

Asked = Interaction[Any]


class StreakDoors(SharingDoors):
    """Part of the streaks cog: Discord wants every command of a group in one."""

    boards: Boards

    def __init__(self, streaks: Streaks, notices: Notices) -> None:
        self.streaks, self.notices = streaks, notices
        self._stopping, self._renewing = asyncio.Event(), asyncio.Lock()

    @commands.Cog.listener("on_ready")
    @commands.Cog.listener("on_outage")
    async def renew(self) -> None:
        """One after the other: what came while it ran is seen by the next."""
        async with self._renewing:
            await self.streaks.renew(self._stopping)
            await self.boards.renew(self._stopping)

    async def renew_boards(self) -> None:
        """Days and weeks end without anything being done: what boards read follows."""
        async with self._renewing:
            await self.boards.renew(self._stopping)

    async def cog_unload(self) -> None:
        """Lets a batch that has begun end before the database closes."""
        self._stopping.set()
        async with self._renewing:
            pass

    @app_commands.command()
    @app_commands.describe(
        did="What you did, for example: read chapter 2",
        minutes="How long it took, in minutes",
        day="Which day it was for; leave out for today",
    )
    async def checkin(
        self,
        interaction: Asked,
        did: app_commands.Range[str, 1, MOST_WORDS],
        minutes: app_commands.Range[int, 0, 720] = 0,
        day: str = "",
    ) -> None:
        """Record what you did today and keep your streak"""
        # Discord checks its options' kinds; what comes past it is read like the form's.
        await self._check_in(interaction, str(did), minutes_in(str(minutes)), str(day))

    @checkin.autocomplete("day")
    async def days(self, interaction: Asked, typed: str) -> list[app_commands.Choice[str]]:
        entry = await self.streaks.open_days(person_of(interaction), sent_at(interaction))
        return [
            app_commands.Choice(name=label, value=day.isoformat())
            for day, label in named_days(entry.days)
            if typed.lower() in label.lower() or typed in day.isoformat()
        ]

    @streak.command()
    @app_commands.describe(member="Whose streak; leave out for your own")
    async def show(
        self, interaction: Asked, member: discord.Member | discord.User | None = None
    ) -> None:
        """Your streak, your freezes and what is next; or how somebody else stands"""
        if member is None or member.id == interaction.user.id:
            await self._show_own(interaction)
        elif member.bot or not isinstance(member, discord.Member):
            raise refusals.nothing_to_show()
        else:
            await answer(interaction, board_views.glimpse(await self.boards.glimpse(member.id)))

    @button("streaks:show")
    async def ask_show(self, interaction: Asked) -> None:
        await self._show_own(interaction)

    @streak.command()
    async def why(self, interaction: Asked) -> None:
        """Day by day: why your streak is what it is"""
        await self._why(interaction, 0)

    @button("streaks:why")
    async def ask_why(self, interaction: Asked, page: str) -> None:
        await self._why(interaction, _page(page))

    @button("streaks:page", replaces=True)
    async def turn_page(self, interaction: Asked, page: str) -> None:
        await self._why(interaction, _page(page))

    @button("streaks:undo")
    async def undo(self, interaction: Asked, note: int) -> None:
        result = await self.streaks.take_back(person_of(interaction), note, sent_at(interaction))
        await self.notices.answer(interaction, views.taken_back(result))

    async def loss(self, who: Person, told: int) -> Notice | None:
        """A streak that ended, for answers that aren't about it."""
        found = news(await self.streaks.show(who))
        return next((notice for notice in found if notice.up_to > told), None)

    async def _check_in(self, interaction: Asked, did: str, minutes: int, day: str) -> None:
        said = Said(interaction.id, sent_at(interaction), did, minutes, day)
        await self._tell(interaction, await self.streaks.check_in(person_of(interaction), said))

    async def _tell(self, interaction: Asked, result: CheckedIn | Preview) -> None:
        if isinstance(result, Preview):
            await self.notices.answer(interaction, preview(result))
            return
        milestone = await self.milestones.offer(person_of(interaction), result)
        card = views.checked_in(result, milestone)
        await self.notices.answer(interaction, card, *news(result))
        if result.share is Share.ALWAYS:
            await self.share_by_itself(interaction, result.day)

    async def _show_own(self, interaction: Asked) -> None:
        result = await self.streaks.show(person_of(interaction))
        await self.notices.answer(interaction, views.shown(result), *news(result))

    async def _why(self, interaction: Asked, page: int) -> None:
        result = await self.streaks.why(person_of(interaction), page)
        await self.notices.answer(interaction, views.ledger(result), *news(result))


def _page(typed: str) -> int:
    return number(typed) if typed.isascii() and typed.isdigit() else 0
