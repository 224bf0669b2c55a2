"""A server in which a feature posts every day at nine, and the doctor looks after it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

import discord
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import courier, guilds, look, places
from bot.courier import Due, Post, Recipient, slots
from bot.courier.carrier import Carrier
from bot.courier.courier import Courier
from bot.needs import Need, Place
from cogs.moderation.cog.doctor import DoctorCog
from cogs.moderation.service.doctor import Doctor
from tests.support.cards import walk
from tests.support.world import MINA, World

PLANTS = Place("plants", "Plants channel", "plants")
NEED = Need("plants", "Plants", "What grows here", [PLANTS])


class Plants:
    kind, called = "plants", "Plant of the day"

    def __init__(self, ward: "Ward") -> None:
        self._ward = ward

    async def slots(
        self, _conn: AsyncConnection, _to: Recipient, since: str | None, now: datetime
    ) -> Sequence[Due]:
        return slots.daily("UTC", time(9), since, now)

    async def write(
        self, conn: AsyncConnection, to: Recipient, _slot: str, _now: datetime
    ) -> Post | None:
        room = await places.in_use(conn, self._ward.needs, to.id, PLANTS.name)
        return courier.written(look.card("A fern."), room) if room else None


class Ward:
    def __init__(self, world: World) -> None:
        self.world, self.parts = world, world.bot.parts
        self.needs = self.parts.shelves.needs
        self.needs.put(NEED)
        self.parts.letters.put(Plants(self))
        self.garden = world.server.create_text_channel("garden")
        self.room = world.server.create_text_channel("mods")

    async def begin(self) -> "Ward":
        """Both channels are named, and the first plant is due tomorrow at nine."""
        await self.names(plants=self.garden, moderators=self.room)
        async with self.parts.db.transaction() as conn:
            first = slots.daily("UTC", time(9), None, self.world.env.now())[-1]
            await courier.plan(conn, courier.server(self.guild), "plants", first)
        return self

    @property
    def guild(self) -> int:
        return self.world.server.id

    async def names(self, **channels: object) -> None:
        async with self.parts.db.transaction() as conn:
            await guilds.meet(conn, self.guild, self.world.env.now())
            for place, channel in channels.items():
                await places.put(conn, self.guild, place, getattr(channel, "id", None))

    async def says(self, **said: int | None) -> None:
        async with self.parts.db.transaction() as conn:
            await guilds.meet(conn, self.guild, self.world.env.now())
            await guilds.say(conn, self.guild, **said)

    # What moderators do at Discord

    async def deletes(self, channel) -> None:
        self.world.env.backend.delete_channel(channel.id)
        await self.world.env.settle()

    def allows_unseen(self, channel) -> None:
        """Everything is given back while we aren't listening."""
        self.world.env.backend.get_channel(channel.id).overwrites = []

    def loses(self, channel) -> None:
        """Deleted while we weren't told: what we know of it is old."""
        backend, own = self.world.env.backend, channel.id
        del backend.channels[own]
        backend.messages.pop(own)
        backend.get_guild(self.guild).channel_ids.remove(own)

    async def opens_thread(self) -> Any:
        thread = self.world.env.backend.create_thread(self.garden.id, "plants", self.world.id(MINA))
        await self.world.env.settle()
        return thread

    async def shuts(self, thread, is_locked: bool) -> None:
        shut = {"archived": is_locked, "locked": is_locked}
        self.world.env.backend.edit_channel(thread.id, {}, thread_metadata=shut)
        await self.world.env.settle()

    async def denies(self, channel, *permissions: str) -> None:
        """Nothing gives everything back."""
        me, denied = self.world.bot.user.id, dict.fromkeys(permissions, True)
        mine = Overwrite(me, OverwriteType.MEMBER, 0, discord.Permissions(**denied).value)
        self.world.env.backend.edit_channel(channel.id, {}, overwrites=[mine])
        await self.world.env.settle()

    # What we do by ourselves

    async def passes(self, **span: float) -> list[tuple[int, str]]:
        """Time goes by; what was posted since, but for the inbox's summary: channel and words."""
        before = {*self._posts()}
        await self.world.advance(**span)
        db, clock, letters = self.parts.db, self.parts.clock, self.parts.letters
        await asyncio.wait_for(Courier(db, clock, letters, Carrier(self.world.bot)).tick(), 20)
        await asyncio.wait_for(asyncio.gather(*self._doctor.rounds.begun), 20)
        await self.world.env.settle()
        new = [post for id_, post in self._posts().items() if id_ not in before]
        return [(channel, said) for channel, said in new if "for moderators" not in said]

    @property
    def doctor(self) -> Doctor:
        return self._doctor.rounds.doctor

    @property
    def _doctor(self) -> DoctorCog:
        found = self.world.bot.get_cog("DoctorCog")
        assert isinstance(found, DoctorCog)
        return found

    def _posts(self) -> dict[int, tuple[int, str]]:
        return {
            id_: (channel, words(message.components))
            for channel, messages in self.world.env.backend.messages.items()
            for id_, message in messages.items()
        }


def words(components) -> str:
    return "\n".join(part["content"] for part in walk(components) if "content" in part)
