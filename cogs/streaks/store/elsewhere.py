"""What a person lived under elsewhere: the rules of their servers there, and its outages.

Kept for each person, for files are not to be believed: what one brings in changes nobody's rules.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import homes
from bot.db import Instant, imported, metadata, of_member, only
from cogs.streaks.facts import Dated, Facts, Outage, Terms

MOST_FREEZES = 100
EARLIER = timedelta(days=30)  # a record may hold days from before it began, entered later
terms = Table(
    "streak_terms_elsewhere",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(index=True),
    Column("guild", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    Column("freezes_initial", Integer, nullable=False, info=only(lambda n: n <= MOST_FREEZES)),
    Column("earn_every", Integer, nullable=False),
    Column("freeze_cap", Integer, nullable=False, info=only(lambda n: n <= MOST_FREEZES)),
    Column("backdate_days", Integer, nullable=False, info=only(lambda n: n <= 7)),
    imported(),
    sqlite_autoincrement=True,
    info={"called": "the streak rules of your servers elsewhere", "most": 500},
)
outages = Table(
    "streak_outages_elsewhere",
    metadata,
    Column("id", Integer, primary_key=True),
    of_member(index=True),
    Column("begin", Instant, nullable=False),
    Column("end", Instant, nullable=False),
    imported(),
    sqlite_autoincrement=True,
    info={"called": "outages elsewhere that cost you nothing", "most": 500},
)


async def joined(conn: AsyncConnection, person_id: int, facts: Facts) -> Facts:
    """The facts with the homes, rules and outages of elsewhere; our own outages are those since
    the record began here.

    A home from a file is another place than the server of the same id here, so that nobody brings
    rules of their own making into a server: it goes by the negative id.
    """
    began = facts.here.calendar.settings[0].at
    since = [Outage(max(o.begin, began), o.end) for o in facts.outages if o.end > began]
    known = await homes.history(conn, person_id, imported=True)
    said = await terms_of(conn, person_id)
    return replace(
        facts,
        homes=[*(Dated(home.at, -home.guild) for home in known), *facts.homes],
        terms={**facts.terms, **{-guild: rows for guild, rows in said.items()}},
        outages=[*since, *await outages_of(conn, person_id)],
    )


async def terms_of(conn: AsyncConnection, person_id: int) -> Mapping[int, Sequence[Dated]]:
    """By server, in the order they were made."""
    c = terms.c
    columns = (c.at, c.guild, c.freezes_initial, c.earn_every, c.freeze_cap, c.backdate_days)
    found: defaultdict[int, list[Dated]] = defaultdict(list)
    mine = select(*columns).where(c.person == person_id).order_by(c.at, c.id)
    for at, guild, *said in await conn.execute(mine):
        found[guild].append(Dated(at, guild, Terms(*said)))
    return found


async def outages_of(conn: AsyncConnection, person_id: int) -> list[Outage]:
    c = outages.c
    mine = select(c.begin, c.end).where(c.person == person_id).order_by(c.begin, c.id)
    return [Outage(*row) for row in await conn.execute(mine)]


def packed(facts: Facts) -> dict[str, list[dict[str, Any]]]:
    """What someone lives under here, as rows that travel with them."""
    began = facts.calendar.settings[0].at - EARLIER
    here = [said for guild, rows in facts.terms.items() if guild > 0 for said in rows]
    return {
        terms.name: [{"guild": s.guild, "at": s.at, **vars(s.terms)} for s in here],
        outages.name: [{"begin": o.begin, "end": o.end} for o in facts.outages if o.end > began],
    }
