"""The doors of /streak partner: asking, answering, ending."""

from typing import Any

import discord
from discord import Interaction, app_commands

from bot.doors import Feature, button, person_of
from bot.members import Person
from bot.notices import Notice, Notices
from bot.publishing import publish
from cogs.streaks import refusals
from cogs.streaks.cog.group import streak
from cogs.streaks.partnering import Asked, Partnership
from cogs.streaks.service import Partners
from cogs.streaks.views import partners as views

Asking = Interaction[Any]


class PartnerDoors(Feature):
    """Part of the streaks cog: Discord wants every command of a group in one."""

    partners: Partners
    notices: Notices

    async def partner_asks(self, who: Person, told: int) -> Notice | None:
        new = await self.partners.asks_after(who, told)
        return views.asks(new) if new else None

    async def partner_agreed(self, who: Person, told: int) -> Notice | None:
        ask = await self.partners.agreed_after(who, told)
        return views.agreed(ask) if ask else None

    @streak.command()
    @app_commands.describe(member="Whom to ask; leave out to see your partner")
    async def partner(
        self, interaction: Asking, member: discord.User | discord.Member | None = None
    ) -> None:
        """Two who see whether the other kept today, if both agree"""
        if member is None:
            await self._see(interaction)
            return
        result = await self.partners.ask(person_of(interaction), _asked(interaction, member))
        await self._tell_pair(interaction, result)

    @button("streaks:partner")
    async def see(self, interaction: Asking) -> None:
        await self._see(interaction)

    @button("streaks:partner-yes")
    async def agree(self, interaction: Asking, ask: int) -> None:
        await self._tell_pair(interaction, await self.partners.agree(person_of(interaction), ask))

    @button("streaks:partner-no")
    async def decline(self, interaction: Asking, ask: int) -> None:
        await self.partners.decline(person_of(interaction), ask)
        await self.notices.answer(interaction, views.declined())

    @button("streaks:partner-back")
    async def take_back(self, interaction: Asking, ask: int) -> None:
        result = await self.partners.take_back(person_of(interaction), ask)
        await self._tell_pair(interaction, result)

    @button("streaks:partner-end")
    async def end(self, interaction: Asking) -> None:
        await self._tell_pair(interaction, await self.partners.end(person_of(interaction)))

    @button("streaks:partner-post")
    async def post_question(self, interaction: Asking, ask: int) -> None:
        found = await self.partners.post(person_of(interaction), ask)
        if not found:
            raise refusals.posted_already()
        try:
            about = [who for who in (found.asker, found.asked) if who]
            await publish(interaction, views.question(found), "partner ask", found.id, about)
        except Exception:
            await self.partners.unpost(found)
            raise

    async def _see(self, interaction: Asking) -> None:
        await self._tell_pair(interaction, await self.partners.show(person_of(interaction)))

    async def _tell_pair(self, interaction: Asking, result: Asked | Partnership) -> None:
        here = interaction.guild_id is not None
        if isinstance(result, Asked):
            shown = views.asked(result, here)
        else:
            shown = views.partnership(result, here)
        await self.notices.answer(interaction, shown)


def _asked(interaction: Asking, member: discord.User | discord.Member) -> int:
    """Somebody can be asked where both are: Discord itself says who is in a server."""
    if member.bot:
        raise refusals.bot_partner()
    if member.id != interaction.user.id and not isinstance(member, discord.Member):
        raise refusals.partner_not_here()
    return member.id
