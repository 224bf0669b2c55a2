"""What a person hears once, in the next answer to them, never in a message of its own.

A feature that has such news says in its `setup` how to find it:

    bot.notices.put("cheers", cog.cheers)

    async def cheers(self, who: Person, told: int) -> Notice | None:
        new = await self.sharing.cheers_after(who, told)
        return views.cheers(new) if new else None  # Notice("cheers", new[-1].id, Line(…))

and answers through `bot.notices.answer(interaction, card)` in place of `answer(…)`: the card then
carries what waits for this person, and it is marked as told once Discord has taken the card.
"""

import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from discord import Interaction, ui

from bot import answers, look, told
from bot.db import Database
from bot.doors import person_of
from bot.members import Person
from bot.offers import Line

MOST_CHARACTERS = 4000  # of a message

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Notice:
    """Something to be told once, about everything up to `up_to`: a number that only grows, such as
    an id or a day's ordinal. The person must have a record."""

    kind: str
    up_to: int
    line: Line


Finder = Callable[[Person, int], Awaitable[Notice | None]]


class Notices:
    """Finds what waits for a person, shows it with an answer, and remembers that it was told."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._finders: dict[str, Finder] = {}

    def put(self, kind: str, find: Finder) -> None:
        """`find(who, told)` is given the `up_to` that was told last, 0 at first. One that
        raises is left out and logged."""
        self._finders[kind] = find

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
        found = [await self._find(kind, who, marks.get(kind, 0)) for kind in others]
        return new + [notice for notice in found if notice]

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
    for notice in waiting:
        if len(notice.line.text) <= room:
            room -= len(notice.line.text)
            fitting.append(notice)
    return fitting


def _add(card: ui.LayoutView, lines: Iterable[Line]) -> None:
    """A box of its own below the card, so that the card reads as ever. Discord takes no two
    buttons of one door on a message: what is there already isn't offered again."""
    there = {getattr(item, "custom_id", None) for item in card.walk_children()}
    box: ui.Container[ui.LayoutView] = ui.Container(accent_colour=look.GREEN)
    for line in lines:
        box.add_item(ui.TextDisplay(line.text))
        new = [link for link in line.links if link.custom_id not in there]
        there.update(link.custom_id for link in new)
        if new:
            box.add_item(look.row(*(look.press(link.label, link.custom_id) for link in new)))
    card.add_item(box)
