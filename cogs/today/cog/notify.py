"""Where people give themselves the role that posts ping, and take it off."""

from typing import Any

import discord
from discord import Interaction

from bot.answers import UNKNOWN_OUTCOME
from bot.doors import Feature, button
from bot.errors import Refusal
from bot.members import Person
from bot.notices import Notices
from bot.offers import Line
from bot.roles import only_pings
from cogs.today.outcomes import NotifyRole
from cogs.today.service import Notify
from cogs.today.views import notify as views

Asked = Interaction[Any]

UNKNOWN_ROLE = 10011
GONE = "That role is gone. Ask a moderator to type /mod setup and pick another."
MAY_NOT = "I may not hand out that role. Ask a moderator to type /mod check: it says what I need."
TOO_STRONG = (
    "That role can do more than be pinged. Ask a moderator to type /mod setup and create one."
)
NO_ANSWER = "Discord didn't answer. Press the button again."


class NotifyDoors(Feature):
    """Part of the day's cog."""

    notify: Notify
    notices: Notices

    async def notify_setting(self, who: Person, roles: frozenset[int]) -> Line | None:
        found = await self.notify.role(who.guild)
        return views.setting(found.id in roles) if found else None

    @button("today:notify")
    async def give_role(self, interaction: Asked) -> None:
        await self._hand(interaction, give=True)

    @button("today:unnotify")
    async def take_role(self, interaction: Asked) -> None:
        await self._hand(interaction, give=False)

    async def _hand(self, interaction: Asked, *, give: bool) -> None:
        wanted = await self.notify.wanted(interaction.guild_id)
        member, role = interaction.user, _role(interaction, wanted)
        assert isinstance(member, discord.Member)
        change = member.add_roles if give else member.remove_roles
        try:
            await change(role, reason="They asked for it themselves")
        except UNKNOWN_OUTCOME as error:
            raise Refusal(NO_ANSWER) from error
        except discord.HTTPException as error:
            raise _refusal(error) from error
        await self.notices.answer(interaction, views.changed(role.id, give))


def _role(interaction: Asked, wanted: NotifyRole) -> discord.Role:
    """Raises Refusal where it isn't there, can't be handed out, or would give more than pings."""
    assert interaction.guild is not None
    role = interaction.guild.get_role(wanted.id)
    if not role:
        raise Refusal(GONE)
    if role.id == wanted.runs_the_server or not only_pings(role):
        raise Refusal(TOO_STRONG)
    above = interaction.guild.me.top_role > role
    if not (above and interaction.app_permissions.manage_roles) or role.managed:
        raise Refusal(MAY_NOT)
    return role


def _refusal(error: discord.HTTPException) -> Exception:
    """What changed since we looked, or Discord's bad moment; else a fault of ours."""
    if error.code == UNKNOWN_ROLE:
        return Refusal(GONE)
    if isinstance(error, discord.Forbidden):
        return Refusal(MAY_NOT)
    return Refusal(NO_ANSWER) if error.status >= 500 or error.status == 429 else error
