"""What a person hears once, in the next answer to them, never in a message of its own.

A feature that has such news says in its `setup` how to find it:

    bot.notices.put("cheers", cog.cheers)

    async def cheers(self, who: Person, told: int) -> Notice | None:
        new = await self.sharing.cheers_after(who, told)
        return views.cheers(new) if new else None  # Notice("cheers", new[-1].id, Line(…))

and answers through `bot.notices.answer(interaction, card)` in place of `answer(…)`: the card then
carries what waits for this person, and it is marked as told once Discord has taken the card.

What should come together once a day is put there as `daily=True`: for people who have a daily
bundle it waits for that, and it is told with answers to everybody else.
"""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from discord import Interaction, ui
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import answers, lines, look, told
from bot.db import Database
from bot.doors import person_of
from bot.members import Person
from bot.offers import Line

MOST_CHARACTERS, MOST_COMPONENTS = 4000, 40  # of a message

BOX = 1  # around the news

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Notice:
    """Something to be told once, about everything up to `up_to`: a number that only grows, such as
    an id or a day's ordinal. The person must have a record."""

    kind: str
    up_to: int
    line: Line


Finder = Callable[[Person, int], Awaitable[Notice | None]]
HasBundle = Callable[[Person], Awaitable[bool]]


class Notices:
    """Finds what waits for a person, shows it with an answer, and remembers that it was told."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._finders: dict[str, Finder] = {}
        self._daily: set[str] = set()
        self._has_bundle: HasBundle | None = None

    def put(self, kind: str, find: Finder, *, daily: bool = False) -> None:
        """`find(who, told)` is given the `up_to` that was told last, 0 at first. One that
        raises is left out and logged."""
        self._finders[kind] = find
        if daily:
            self._daily.add(kind)

    def bundled(self, has_bundle: HasBundle) -> None:
        """Whom daily news doesn't reach with answers: they get it with `daily`."""
        self._has_bundle = has_bundle

    async def answer(
        self, interaction: Interaction[Any], card: ui.LayoutView, *own: Notice
    ) -> None:
        """Answers privately, with all that waits for this person. `own` is news that the deed at
        hand came upon itself; what of it was told before is left out.

        Two answers at the same moment may both tell it: better twice than not at all.
        """
        who = person_of(interaction)
        waiting = fitting(card, await self.waiting(who, *own))
        if waiting:
            _add(card, [notice.line for notice in waiting])
        await answers.answer(interaction, card)
        await self.remember(who, waiting)

    async def waiting(self, who: Person, *own: Notice) -> list[Notice]:
        async with self._db.reading() as conn:
            marks = await told.marks(conn, who.id)
        new = [each for each in own if each.up_to > marks.get(each.kind, 0)]
        others = [kind for kind in self._finders if kind not in {each.kind for each in own}]
        found = await self._find_all(others, who, marks)
        if any(notice.kind in self._daily for notice in found) and await self._waits(who):
            found = [notice for notice in found if notice.kind not in self._daily]
        return new + found

    async def daily(self, conn: AsyncConnection, who: Person) -> list[Notice]:
        """What the day's bundle tells of. Whoever sends it marks it as told (`told.mark`)."""
        marks = await told.marks(conn, who.id)
        return await self._find_all(sorted(self._daily), who, marks)

    async def _waits(self, who: Person) -> bool:
        return self._has_bundle is not None and await self._has_bundle(who)

    async def _find_all(
        self, kinds: Iterable[str], who: Person, marks: Mapping[str, int]
    ) -> list[Notice]:
        found = [await self._find(kind, who, marks.get(kind, 0)) for kind in kinds]
        return [notice for notice in found if notice]

    async def remember(self, who: Person, shown: Sequence[Notice]) -> None:
        if not shown:
            return
        async with self._db.transaction() as conn:
            for notice in shown:
                await told.mark(conn, who.id, notice.kind, notice.up_to)

    async def _find(self, kind: str, who: Person, up_to: int) -> Notice | None:
        try:
            return await self._finders[kind](who, up_to)
        except Exception:
            log.exception("news could not be found and was left out kind=%s", kind)
            return None


def fitting(card: ui.LayoutView, waiting: Sequence[Notice]) -> list[Notice]:
    """What the card still has room for; the rest waits for the next answer."""
    room, fitting = MOST_CHARACTERS - card.content_length(), list[Notice]()
    components = MOST_COMPONENTS - card.total_children_count - BOX
    for notice in waiting:
        needed = lines.components(notice.line)
        if len(notice.line.text) <= room and needed <= components:
            room, components = room - len(notice.line.text), components - needed
            fitting.append(notice)
    return fitting


def _add(card: ui.LayoutView, news: Iterable[Line]) -> None:
    """A box of its own below the card, so that the card reads as ever."""
    there = [getattr(item, "custom_id", None) for item in card.walk_children()]
    box: ui.Container[ui.LayoutView] = ui.Container(accent_colour=look.GREEN)
    for part in lines.shown(news, there):
        box.add_item(ui.TextDisplay(part) if isinstance(part, str) else part)
    card.add_item(box)
