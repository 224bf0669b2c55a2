"""The doors of /mod people by which a server's moderators decide about somebody there."""

from collections.abc import Callable
from typing import Any

import discord
from discord import Interaction, app_commands

from bot.answers import answer
from bot.doors import CLOSED_DOOR, Feature, button, select
from bot.errors import Refusal
from bot.members import Person
from bot.moderators import Moderators, moderator_of
from bot.notices import Notice
from bot.restraints import Restraint
from cogs.moderation import cases as refusals
from cogs.moderation.cases import LONGEST_REASON, MOST_DAYS, SHORTEST_REASON
from cogs.moderation.service.people import Asked as Deed
from cogs.moderation.service.people import People, ToLift
from cogs.moderation.views import people as views

Asked = Interaction[Any]
Reason = app_commands.Range[str, SHORTEST_REASON, LONGEST_REASON]
Days = app_commands.Range[int, 1, MOST_DAYS]
WHO, WHY = "Who it is about", "Why; they will read it"


class PeopleDoors(Feature):
    """Part of the moderators' cog. Every door asks again who comes through it."""

    people: People
    called: Callable[[int], str]  # a server's name

    def add_people(self, people: Moderators) -> None:
        people.command()(self.silence)
        people.command(name="leave-off")(self.leave_off)
        people.command()(self.lift)

    @app_commands.describe(
        member=WHO, reason=WHY, days="For how many days; left out, until a moderator ends it"
    )
    async def silence(
        self, interaction: Asked, member: discord.User, reason: Reason, days: Days | None = None
    ) -> None:
        """Keep what they share and ask out of this server; boards still show them"""
        by, deed = moderator_of(interaction), _deed(interaction, member, str(reason))
        held = await self.people.restrain(by, deed, Restraint.SILENCE, days and int(days))
        await answer(interaction, views.preview(held))

    @app_commands.describe(member=WHO, reason=WHY)
    async def leave_off(self, interaction: Asked, member: discord.User, reason: Reason) -> None:
        """Leave them off this server's boards; their streak goes on"""
        by, deed = moderator_of(interaction), _deed(interaction, member, str(reason))
        held = await self.people.restrain(by, deed, Restraint.LEAVE_OFF)
        await answer(interaction, views.preview(held))

    @app_commands.describe(member=WHO, reason=WHY)
    async def lift(self, interaction: Asked, member: discord.User, reason: Reason) -> None:
        """End a silence, or put somebody back on the boards"""
        deed = _deed(interaction, member, str(reason))
        found = await self.people.lift(moderator_of(interaction), deed)
        if isinstance(found, ToLift):
            await answer(interaction, views.to_lift(found.case, found.holding))
        else:
            await answer(interaction, views.preview(found))

    @select("moderation:lift", replaces=True)
    async def lift_picked(self, interaction: Asked, values: list[str], number: int) -> None:
        by = moderator_of(interaction)
        if not values or values[0] not in [*Restraint]:
            raise Refusal(CLOSED_DOOR)
        found = await self.people.pick(by, number, Restraint(values[0]))
        await answer(interaction, views.preview(found))

    @button("moderation:decide", replaces=True)
    async def decided(self, interaction: Asked, number: int) -> None:
        found = await self.people.confirm(moderator_of(interaction), number)
        await answer(interaction, views.decided(found))

    @button("moderation:drop", replaces=True)
    async def decision_dropped(self, interaction: Asked, number: int) -> None:
        await self.people.drop(moderator_of(interaction), number)
        await answer(interaction, views.dropped())

    async def decision_news(self, who: Person, _told: int) -> Notice | None:
        """What moderators decided since then, for the person's next answer."""
        new = await self.people.news(who)
        return views.news(new, self.called(new[0].guild)) if new else None


def _deed(interaction: Asked, member: discord.User, reason: str) -> Deed:
    if getattr(member, "bot", True):  # whom Discord doesn't describe is nobody we know
        raise refusals.a_bot()
    return Deed(interaction.id, member.id, reason)
