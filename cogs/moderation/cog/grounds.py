"""A server as discord.py knows it, and what is made and removed there at a moderator's word."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import discord
from discord import Interaction
from discord.http import HTTPClient

from bot.answers import UNKNOWN_OUTCOME
from bot.needs import Place
from bot.roles import only_pings
from cogs.moderation import refusals
from cogs.moderation.cog.sight import held
from cogs.moderation.grounds import Channel, Refused, Role, Thing, Unanswered

TIMEOUT = 20.0  # seconds for one call, well inside the lease of a step
MARGIN = timedelta(minutes=5)  # between our clock and Discord's
FAR_ENOUGH = 200  # messages that are looked through for one that isn't ours
Overwrites = dict[discord.Role | discord.Member, discord.PermissionOverwrite]
REASON = "/mod setup"
GONE = (10003, 10011)
WORDS = {
    50013: "Discord says that I lack a permission for it",
    50001: "Discord says that I lack access to it",
    30013: "the server has as many channels as Discord allows: delete one, or pick one",
    30005: "the server has as many roles as Discord allows: delete one, or pick one",
    10004: "the server is gone",
}
UNREAD = "I may not read whether somebody has written there"
UNSEEN = "without Manage Threads I can't see whether somebody has a private thread there"


class DiscordGrounds:
    """Grounds, for one interaction."""

    def __init__(self, guild: discord.Guild, http: HTTPClient) -> None:
        self._guild, self._http = guild, http

    @property
    def permissions(self) -> frozenset[str]:
        return held(self._guild.me.guild_permissions)

    def channel(self, id_: int, place: Place) -> Channel | None:
        found = self._guild.get_channel(id_)
        if not found:
            return None
        ours = found.permissions_for(self._guild.me)
        lacks = [name for name in place.permissions if not getattr(ours, name)]
        public = found.permissions_for(self._guild.default_role).view_channel
        return Channel(id_, isinstance(found, discord.TextChannel), public, lacks)

    def role(self, id_: int) -> Role | None:
        found = self._guild.get_role(id_)
        if not found:
            return None
        ours = not found.managed and found < self._guild.me.top_role
        return Role(id_, found.is_default(), found.managed, ours, only_pings(found))

    def there(self, id_: int) -> bool:
        return bool(self._guild.get_channel(id_) or self._guild.get_role(id_))

    def named(self, place: Place) -> int | None:
        alike = [each.id for each in self._guild.text_channels if each.name == place.called]
        return next((id_ for id_ in alike if self._fits(id_, place)), None)

    def _fits(self, id_: int, place: Place) -> bool:
        found = self.channel(id_, place)
        return bool(found and not found.lacks and not (place.private and found.is_public))

    async def make(self, thing: Thing) -> int:
        async with _asking():
            if thing.place is None:
                role = await self._guild.create_role(
                    name=thing.name,
                    permissions=discord.Permissions.none(),
                    mentionable=True,  # else we would need the right to mention everyone
                    reason=REASON,
                )
                return role.id
            # discord.py's own call sends overwrites' ids as numbers, Discord wants strings.
            channel = await self._http.create_channel(
                self._guild.id,
                discord.ChannelType.text.value,
                reason=REASON,
                name=thing.name,
                topic=thing.mark,
                permission_overwrites=[
                    _sent(whom, may) for whom, may in self._overwrites(thing, thing.place).items()
                ],
            )
            return int(channel["id"])

    async def made(self, thing: Thing, since: datetime) -> list[int]:
        async with _asking():
            found = await (self._roles(thing) if thing.place is None else self._channels(thing))
        new = (each for each in found if discord.utils.snowflake_time(each) >= since - MARGIN)
        return sorted(new)

    async def unused(self, id_: int, *, is_role: bool) -> bool:
        try:
            async with _asking():
                return await (self._nobody_has(id_) if is_role else self._nobody_wrote(id_))
        except discord.NotFound:
            return True

    async def remove(self, id_: int, *, is_role: bool) -> None:
        found = self._guild.get_role(id_) if is_role else self._guild.get_channel(id_)
        try:
            async with _asking():
                if found:
                    await found.delete(reason="/mod undo")
        except discord.NotFound:
            return

    async def _roles(self, thing: Thing) -> list[int]:
        found = await self._guild.fetch_roles()
        return [each.id for each in found if each.name == thing.name and not each.permissions.value]

    async def _channels(self, thing: Thing) -> list[int]:
        found = await self._guild.fetch_channels()
        text = (each for each in found if isinstance(each, discord.TextChannel))
        return [each.id for each in text if each.topic == thing.mark]

    async def _nobody_has(self, role: int) -> bool:
        counts = await self._guild.role_member_counts()
        return not any(count for each, count in counts.items() if each.id == role)

    async def _nobody_wrote(self, channel: int) -> bool:
        """Without the right to read it Discord shows an empty history, which proves nothing."""
        found = self._guild.get_channel(channel)
        if not isinstance(found, discord.TextChannel):
            return True
        if not found.permissions_for(self._guild.me).read_message_history:
            raise Refused(UNREAD)
        seen = 0
        async for message in found.history(limit=FAR_ENOUGH):
            if message.author != self._guild.me or message.flags.has_thread:
                return False
            seen += 1
        return seen < FAR_ENOUGH and await self._no_threads(found)

    async def _no_threads(self, channel: discord.TextChannel) -> bool:
        """Nothing in the channel tells of a private thread, and only with Manage Threads does
        Discord show us those that we weren't added to."""
        if any(each.parent_id == channel.id for each in await self._guild.active_threads()):
            return False
        if not channel.permissions_for(self._guild.me).manage_threads:
            raise Refused(UNSEEN)
        for private in (False, True):
            async for _ in channel.archived_threads(private=private, limit=1):
                return False
        return True

    def _overwrites(self, thing: Thing, place: Place) -> Overwrites:
        """None where everybody may see it; else moderators and we alone do."""
        if not place.private:
            return {}
        sees = discord.PermissionOverwrite(view_channel=True)
        ours = discord.PermissionOverwrite(**dict.fromkeys(place.permissions, True))
        return {
            self._guild.default_role: discord.PermissionOverwrite(view_channel=False),
            self._guild.me: ours,
            **{role: sees for role in self._guild.roles if self._moderates(role, thing.seen_by)},
        }

    def _moderates(self, role: discord.Role, named: int | None) -> bool:
        manages = role.permissions.manage_guild and not role.managed and not role.is_default()
        return manages or role.id == named


def grounds_of(interaction: Interaction[Any]) -> DiscordGrounds:
    """Raises Refusal where a server has our commands and not us."""
    guild = interaction.guild
    if guild is None or guild.unavailable or guild.get_member(interaction.client.user.id) is None:
        raise refusals.not_in_here()
    return DiscordGrounds(guild, interaction.client.http)


def _sent(whom: discord.Role | discord.Member, may: discord.PermissionOverwrite) -> dict[str, Any]:
    """One overwrite as Discord describes it: 0 is a role, 1 a member."""
    allow, deny = may.pair()
    sort = 0 if isinstance(whom, discord.Role) else 1
    return {"id": str(whom.id), "type": sort, "allow": str(allow.value), "deny": str(deny.value)}


@asynccontextmanager
async def _asking() -> AsyncIterator[None]:
    """Words what Discord says no with. Lets what isn't there through as NotFound."""
    try:
        async with asyncio.timeout(TIMEOUT):
            yield
    except discord.HTTPException as error:
        if error.status >= 500 or error.status == 429:
            raise Unanswered from error
        if isinstance(error, discord.NotFound) and error.code in GONE:
            raise
        raise Refused(WORDS.get(error.code, f"Discord refused it ({error.code})")) from error
    except UNKNOWN_OUTCOME as error:
        raise Unanswered from error
