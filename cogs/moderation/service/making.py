"""Making one channel or role for a set-up, once.

Discord knows no second try of ours, so before each try we keep that it begins, and a later one
looks first for what an earlier one may have made.
"""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.db import Database
from bot.needs import Needs
from cogs.moderation import refusals
from cogs.moderation.grounds import Grounds, Refused, Thing, Unanswered
from cogs.moderation.set_ups import (
    NEW,
    NOTIFY_CALLED,
    PLACE,
    ROLES,
    Made,
    SetUp,
    Stage,
    Value,
)
from cogs.moderation.store import set_ups as store

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)  # longer than one step may take
MOST_WORDS = 100  # of why Discord refused


class Making:
    def __init__(self, db: Database, clock: Clock, needs: Needs) -> None:
        self._db, self._clock, self._needs = db, clock, needs

    def to_make(self, set_up: SetUp) -> list[Made]:
        keys = [each.key for each in set_up.changes if each.after == NEW]
        return [Made(key, NOTIFY_CALLED if key in ROLES else self._called(key)) for key in keys]

    async def make_all(self, set_up: SetUp, moderators: Value, grounds: Grounds) -> None:
        """Raises Refusal where Discord doesn't answer: whoever presses again goes on from there."""
        for made in set_up.made:
            if made.id is None:
                await self._make(set_up, made, self._thing(set_up, made, moderators), grounds)

    async def remove_twins(self, done: SetUp, grounds: Grounds) -> None:
        """discord.py repeats a call that a server error answered, though the work may have been
        done: a second channel with our mark is empty, and goes."""
        for made in done.made:
            if made.is_role or made.id is None or made.first_try is None:
                continue
            try:
                found = await grounds.made(self._thing(done, made, None), made.first_try)
                for twin in [id_ for id_ in found if id_ != made.id]:
                    await grounds.remove(twin, is_role=False)
            except (Refused, Unanswered) as error:
                log.warning("could not look for twins set_up=%s %r", done.id, error)

    async def lost(self, set_up: SetUp, made: Made, grounds: Grounds) -> int | None:
        """What a try made of which we never heard."""
        if made.id is not None or made.first_try is None:
            return made.id
        found = await grounds.made(self._thing(set_up, made, None), made.first_try)
        return found[0] if found else None

    async def _make(self, set_up: SetUp, made: Made, wanted: Thing, grounds: Grounds) -> None:
        first = made.first_try or self._clock.now()
        begun = replace(made, first_try=first, why="")
        await self._keep(set_up, begun)
        try:
            there = await self.lost(set_up, made, grounds) or await _try(wanted, first, grounds)
            await self._keep(set_up, replace(begun, id=there))
        except Refused as no:
            await self._keep(set_up, replace(begun, why=str(no)[:MOST_WORDS]))
        except Unanswered:
            async with self._db.transaction() as conn:
                await store.move(conn, set_up.id, Stage.DOING, None)
            raise refusals.unanswered() from None

    async def _keep(self, set_up: SetUp, made: Made) -> None:
        """With another minute for the next step."""
        until = self._clock.now() + LEASE
        async with self._db.transaction() as conn:
            await store.keep(conn, set_up.id, made)
            await store.move(conn, set_up.id, Stage.DOING, until)

    def _thing(self, set_up: SetUp, made: Made, moderators: Value) -> Thing:
        """As Discord is asked for it; the same at each try."""
        if made.is_role:
            return Thing(made.name, "")
        place = self._needs.place(made.key.removeprefix(PLACE))
        mark = f"{place.label if place else made.name}, made by /mod setup (no. {set_up.id})"
        return Thing(made.name, mark, place, moderators if isinstance(moderators, int) else None)

    def _called(self, key: str) -> str:
        place = self._needs.place(key.removeprefix(PLACE))
        return place.called if place else ""


async def _try(wanted: Thing, since: datetime, grounds: Grounds) -> int:
    try:
        return await grounds.make(wanted)
    except Unanswered:
        if found := await grounds.made(wanted, since):
            return found[0]
        raise
