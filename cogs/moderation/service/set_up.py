"""What happens while a moderator says how their server should be set up: a draft, until *Do it*."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import guilds, needs
from bot.clock import Clock
from bot.db import Database
from bot.members import Person
from bot.needs import Needs, Place
from bot.zones import Found, Places
from bot.zones import Place as City
from cogs.moderation import checks, refusals, set_ups
from cogs.moderation.grounds import MAKE_CHANNELS, MAKE_ROLES, Grounds
from cogs.moderation.outcomes import Desk, Preview
from cogs.moderation.set_ups import (
    MODERATOR_ROLE,
    NEW,
    NOTIFY_ROLE,
    PLACE,
    SWITCH,
    ZONE,
    Value,
    Wanted,
)
from cogs.moderation.store import servers
from cogs.moderation.store import set_ups as store

LISTED = 3  # set-ups on the card


class SetUps:
    """`by` is always a moderator of the server they act in: the door has checked it."""

    def __init__(self, db: Database, clock: Clock, shelf: Needs, cities: Places) -> None:
        self._db, self._clock, self.needs, self._cities = db, clock, shelf, cities

    async def desk(self, by: Person, grounds: Grounds) -> Desk:
        async with self._db.reading() as conn:
            return await self._desk(conn, by, grounds)

    async def likely(self, by: Person, locale: str) -> list[City]:
        """Cities to pick the server's zone from, for somebody who typed nothing."""
        async with self._db.reading() as conn:
            zone = await guilds.zone(conn, by.guild)
        return self._cities.likely(locale, zone, self._clock.now())

    def now(self) -> datetime:
        return self._clock.now()

    def find(self, typed: str) -> Found:
        return self._cities.find(typed, self._clock.now())

    async def choose_zone(self, by: Person, zone: str, grounds: Grounds) -> Desk:
        if not self._cities.knows(zone):
            raise refusals.unknown_zone()
        return await self._choose(by, grounds, {ZONE: zone})

    async def choose_channel(
        self, by: Person, name: str, channel: Value, grounds: Grounds
    ) -> tuple[Desk, Place]:
        """An id, NEW, or None for a place that gets no channel."""
        place = self.place(name)
        checks.channel(place, channel, grounds)
        return await self._choose(by, grounds, {PLACE + name: channel}), place

    async def choose_role(self, by: Person, key: str, role: Value, grounds: Grounds) -> Desk:
        if key not in set_ups.ROLES or (role == NEW and key != NOTIFY_ROLE):
            raise refusals.no_such_choice()
        checks.role(key, role, grounds)
        said: dict[str, Value] = {key: role}
        if key == NOTIFY_ROLE:  # for members to give themselves: that is switched with it
            said[SWITCH + needs.NOTIFY] = int(role is not None)
        return await self._choose(by, grounds, said)

    async def choose_features(self, by: Person, on: Collection[str], grounds: Grounds) -> Desk:
        """Everything else that can be switched off will be."""
        known = {need.name for need in self.needs if not need.fixed}
        if not known.issuperset(on):
            raise refusals.no_such_choice()
        return await self._choose(by, grounds, {SWITCH + n: int(n in on) for n in known})

    async def start_over(self, by: Person, grounds: Grounds) -> Desk:
        async with self._db.transaction() as conn:
            await store.drop_draft(conn, by)
            return await self._desk(conn, by, grounds)

    async def preview(self, by: Person, grounds: Grounds) -> Preview:
        """What would change, kept so that *Do it* does exactly that. Raises Refusal."""
        assert by.guild is not None
        now = self._clock.now()
        async with self._db.transaction() as conn:
            await guilds.meet(conn, by.guild, now)
            await store.hold(conn, by.guild)
            desk = await self._desk(conn, by, grounds)
            held = await servers.state(conn, self.needs, by.guild)
            changes = set_ups.changes(held, desk.state)
            checks.changes(changes, self.needs, grounds)
            checks.apart(desk.state[MODERATOR_ROLE], desk.state[NOTIFY_ROLE])
            id_ = await store.show(conn, by, now, changes) if changes else 0
        return Preview(id_, desk, changes)

    def place(self, name: str) -> Place:
        found = self.needs.place(name)
        if not found:
            raise refusals.no_such_choice()
        return found

    async def _choose(self, by: Person, grounds: Grounds, said: dict[str, Value]) -> Desk:
        async with self._db.transaction() as conn:
            await store.keep_draft(conn, by, await store.draft(conn, by) | said)
            return await self._desk(conn, by, grounds)

    async def _desk(self, conn: AsyncConnection, by: Person, grounds: Grounds) -> Desk:
        assert by.guild is not None
        held = await servers.state(conn, self.needs, by.guild)
        found = set_ups.wanted(
            self.needs,
            held,
            await store.draft(conn, by),
            may_create=MAKE_CHANNELS in grounds.permissions,
            there=grounds.there,
            named=grounds.named,
        )
        asked = _asked(found)
        return Desk(
            found.state,
            self._cities.of(str(found.state[ZONE])),
            self._clock.now(),
            list(self.needs),
            found.on,
            found.unmade,
            asked,
            sorted(asked - grounds.permissions),
            await store.newest(conn, by.guild, LISTED),
        )


def _asked(found: Wanted) -> frozenset[str]:
    """The least that this set-up takes, its doing included."""
    makes_channels = found.unmade or any(key.startswith(PLACE) for key in found.makes)
    doing = [MAKE_CHANNELS] * bool(makes_channels) + [MAKE_ROLES] * (NOTIFY_ROLE in found.makes)
    return needs.permissions(found.on) | {*doing}
