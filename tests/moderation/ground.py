"""A server at Discord, as far as set-up meets it."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.needs import Place
from cogs.moderation.grounds import Channel, Role, Thing, Unanswered

NUMBERS = count(1_000)


@dataclass
class Ground:
    """`loses` so many answers to what it makes: it is there, and we never hear of it."""

    permissions: frozenset[str] = frozenset({"manage_channels", "manage_roles"})
    loses: int = 0
    silent: bool = False
    things: dict[int, Thing] = field(default_factory=dict)

    def channel(self, id_: int, _place: Place) -> Channel | None:
        return Channel(id_, True, False, ()) if id_ in self.things else None

    def role(self, id_: int) -> Role | None:
        return Role(id_, False, False, True, True) if id_ in self.things else None

    def there(self, id_: int) -> bool:
        return id_ in self.things

    def named(self, _place: Place) -> int | None:
        return None

    async def make(self, thing: Thing) -> int:
        await asyncio.sleep(0)
        id_ = next(NUMBERS)
        self.things[id_] = thing
        if self.loses:
            self.loses -= 1
            raise Unanswered
        return id_

    async def made(self, thing: Thing, _since: datetime) -> list[int]:
        await asyncio.sleep(0)
        if self.silent:
            raise Unanswered
        return [id_ for id_, each in self.things.items() if each.mark == thing.mark]

    async def unused(self, id_: int, *, is_role: bool) -> bool:
        await asyncio.sleep(0)
        return True

    async def remove(self, id_: int, *, is_role: bool) -> None:
        await asyncio.sleep(0)
        self.things.pop(id_, None)
