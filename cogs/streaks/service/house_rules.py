"""What happens when moderators set the streak settings of their server (R7)."""

import logging
from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import guilds
from bot.clock import Clock
from bot.db import Database
from bot.members import Person
from cogs.streaks import ruling_refusals as refusals
from cogs.streaks import store
from cogs.streaks.facts import Dated, Terms
from cogs.streaks.rulings import HouseTerms, SaidTerms

log = logging.getLogger(__name__)

# What each may be, and how it is called where it can't be read.
RANGES: Mapping[str, tuple[str, int, int]] = {
    "freezes_initial": ("Freezes to begin with", 0, 10),
    "earn_every": ("Days for a new freeze", 0, 100),
    "freeze_cap": ("Freezes held at most", 0, 10),
    "backdate_days": ("Days back that can be entered", 0, 7),
}


class HouseRules:
    """`by` is always a moderator of the server they act in: the door has checked it."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    async def show(self, by: Person) -> HouseTerms:
        async with self._db.reading() as conn:
            return _rules(await self._said(conn, by))

    async def change(self, by: Person, typed: Mapping[str, str]) -> HouseTerms:
        """Settings as dated facts, in force from each person's next study day; what is stored of
        the people at home here is marked, to be computed anew. Raises Refusal."""
        terms, now = _read(typed), self._clock.now()
        assert by.guild is not None
        async with self._db.transaction() as conn:
            if _rules(await self._said(conn, by)).terms == terms:
                return _rules(await self._said(conn, by))
            await guilds.meet(conn, by.guild, now)
            await store.set_terms(conn, Dated(now, by.guild, terms), by.id)
            await store.outdate(conn, by.guild)
            found = _rules(await self._said(conn, by), changed=True)
        log.info("streak settings changed guild=%s", by.guild)
        return found

    async def _said(self, conn: AsyncConnection, by: Person) -> Sequence[SaidTerms]:
        assert by.guild is not None
        return await store.terms_said(conn, by.guild)


def _rules(said: Sequence[SaidTerms], *, changed: bool = False) -> HouseTerms:
    return HouseTerms(said[0].terms if said else Terms(), said, changed)


def _read(typed: Mapping[str, str]) -> Terms:
    terms = Terms(**{name: _number(typed[name], *RANGES[name]) for name in RANGES})
    if terms.freezes_initial > terms.freeze_cap:
        raise refusals.more_than_the_cap(terms.freeze_cap)
    return terms


def _number(typed: str, what: str, least: int, most: int) -> int:
    word = typed.strip()
    if not (word.isascii() and word.isdigit()) or not least <= int(word[:6]) <= most:
        raise refusals.not_a_number(what, least, most)
    return int(word[:6])
