"""What streaks remember beside the activity ledger: settings, moderators' facts, board rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Integer,
    String,
    Table,
    Text,
    delete,
    func,
    literal,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import activity, guilds, members, outages
from bot.db import Instant, insert, metadata, of_member, person
from bot.homes import homes as member_homes
from cogs.streaks.facts import Dated, Entry, Facts, Goal, Outage, Terms
from cogs.streaks.outcomes import Said
from cogs.streaks.rulings import Ruling as Ruling
from cogs.streaks.rulings import SaidTerms
from cogs.streaks.store import elsewhere, plans
from cogs.streaks.store import questions as questions  # its table belongs to the schema
from cogs.streaks.store.moderating import rulings as rulings

OUTDATED = ""  # no stamp begins like this, so the row is computed anew

terms = Table(
    "streak_terms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guild", BigInteger, nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("freezes_initial", Integer, nullable=False),
    Column("earn_every", Integer, nullable=False),
    Column("freeze_cap", Integer, nullable=False),
    Column("backdate_days", Integer, nullable=False),
    person("by", own=False),
    sqlite_autoincrement=True,
)
rows = Table(
    "streak_rows",
    metadata,
    of_member(primary_key=True, autoincrement=False),
    Column("streak", Integer, nullable=False),
    Column("longest", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("expires_at", Instant),
    Column("board_streak", Integer, nullable=False),
    Column("board_longest", Integer, nullable=False),
    Column("board_total", Integer, nullable=False),
    Column("board_expires_at", Instant),
    Column("stamp", String(80), nullable=False),
    info={"called": "your streak as it was last computed", "stays": "computed anew"},
)
drafts = Table(
    "streak_drafts",
    metadata,
    Column("interaction", BigInteger, primary_key=True, autoincrement=False),
    of_member(index=True),
    Column("day", Date, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("did", Text, nullable=False),
    info={"called": "check-ins that wait for your yes", "stays": "waits for a yes here"},
)


@dataclass(frozen=True)
class Row:
    """The stored reading of one person (R11), and the boards' own one without imports (R12).

    `stamp` names the rules, the tzdata and the settings that it was computed with.
    """

    streak: int
    longest: int
    total: int
    expires_at: datetime | None
    board_streak: int
    board_longest: int
    board_total: int
    board_expires_at: datetime | None
    stamp: str


async def terms_of(conn: AsyncConnection, servers: Sequence[int]) -> Mapping[int, Sequence[Dated]]:
    """The dated settings of these servers, in the order they were made."""
    c = terms.c
    columns = (c.at, c.guild, c.freezes_initial, c.earn_every, c.freeze_cap, c.backdate_days)
    found: defaultdict[int, list[Dated]] = defaultdict(list)
    for at, guild, *said in await conn.execute(
        select(*columns).where(c.guild.in_(servers)).order_by(c.id)
    ):
        found[guild].append(Dated(at, guild, Terms(*said)))
    return found


async def set_terms(conn: AsyncConnection, said: Dated, by: int | None) -> None:
    """Keeps a server's new settings beside the old ones: closed days are never judged anew (R7).
    What is said last holds, also where the clock has stepped back since what was said before."""
    before = await conn.scalar(select(func.max(terms.c.at)).where(terms.c.guild == said.guild))
    at = max(said.at, before) if before else said.at
    row = {"guild": said.guild, "at": at, "by": by, **vars(said.terms)}
    await conn.execute(terms.insert().values(**row))


async def terms_said(conn: AsyncConnection, guild: int) -> list[SaidTerms]:
    """A server's settings as they were said, newest first, with who said them."""
    c = terms.c
    columns = (c.at, c.by, c.freezes_initial, c.earn_every, c.freeze_cap, c.backdate_days)
    found = select(*columns).where(c.guild == guild).order_by(c.id.desc())
    return [SaidTerms(at, Terms(*said), by) for at, by, *said in await conn.execute(found)]


async def outdate(conn: AsyncConnection, guild: int) -> None:
    """Marks what is stored of everybody who is or was at home there: other settings hold now."""
    home = member_homes.c
    theirs = select(home.person).where(home.guild == guild)
    await conn.execute(update(rows).where(rows.c.person.in_(theirs)).values(stamp=OUTDATED))


async def keep_draft(conn: AsyncConnection, person_id: int, said: Said) -> None:
    """Holds an entry until it is agreed to; a person has one at a time."""
    await conn.execute(delete(drafts).where(drafts.c.person == person_id))
    row = {"interaction": said.interaction, "minutes": said.minutes, "did": said.did}
    day = date.fromisoformat(said.day)
    await conn.execute(drafts.insert().values(person=person_id, day=day, **row))


async def draft_of(
    conn: AsyncConnection, person_id: int, interaction: int, sent: datetime
) -> Said | None:
    """The held entry as said again at `sent`. It stays, so that a second press finds it too."""
    c = drafts.c
    mine = (c.person == person_id, c.interaction == interaction)
    found = (await conn.execute(select(c.day, c.minutes, c.did).where(*mine))).one_or_none()
    if not found:
        return None
    day, minutes, did = found
    return Said(interaction, sent, did, minutes, day.isoformat())


async def drop_draft(conn: AsyncConnection, person_id: int, interaction: int) -> None:
    mine = (drafts.c.person == person_id, drafts.c.interaction == interaction)
    await conn.execute(delete(drafts).where(*mine))


async def keep(conn: AsyncConnection, person_id: int, row: Row) -> None:
    values = {"person": person_id, **vars(row)}
    write = insert(conn, rows).values(**values)
    await conn.execute(write.on_conflict_do_update(index_elements=["person"], set_=vars(row)))


async def old_rows(conn: AsyncConnection, stamp: str, after: int, most: int) -> list[int]:
    """People whose stored reading was computed by other rules or zone data than this stamp's, or
    under settings that changed since; in the order of their ids, from the one after `after`."""
    c = rows.c
    old = select(c.person).where(c.person > after, ~c.stamp.startswith(stamp))
    return list(await conn.scalars(old.order_by(c.person).limit(most)))


async def old_rows_in(conn: AsyncConnection, guild: int, stamp: str, most: int) -> list[int]:
    """The same for people who have been in this server; in no order, so that enough is enough."""
    there = guilds.people.c
    old = (
        select(rows.c.person)
        .join_from(rows, guilds.people, there.person == rows.c.person)
        .where(there.guild == guild, ~rows.c.stamp.startswith(stamp))
    )
    return list(await conn.scalars(old.limit(most)))


async def kept(conn: AsyncConnection, person_id: int) -> Row | None:
    found = await conn.execute(select(rows).where(rows.c.person == person_id))
    row = found.mappings().one_or_none()
    return Row(**{name: value for name, value in row.items() if name != "person"}) if row else None


async def facts_of(conn: AsyncConnection, person_id: int) -> Facts | None:
    """All that a person's streak is computed from, or None before their record has begun."""
    calendars = await members.calendars(conn, person_id)
    if calendars is None:
        return None
    entries = [Entry(*entry) for entry in await activity.standing(conn, person_id)]
    said = await _said(conn, person_id)
    homes, terms_there = await _rules(conn, person_id)
    places = Facts(calendars.days, homes=homes, terms=terms_there)
    facts = replace(_filled(places, entries, said), outages=await outages_known(conn))
    if not (calendars.here or any(entry.imported for entry in entries)):
        return facts
    here = replace(facts, calendar=calendars.here or calendars.days)
    mine = [entry for entry in entries if not entry.imported]
    own = _filled(here, mine, [saying for saying in said if not saying.imported])
    return await elsewhere.joined(conn, person_id, replace(facts, own=own))


class _Saying(NamedTuple):
    """A ruling or a plan. `id` tells which of one day was made last."""

    what: str
    id: int
    day: date
    words: str
    imported: bool


def _filled(places: Facts, entries: Sequence[Entry], said: Iterable[_Saying]) -> Facts:
    by_kind: defaultdict[str, list[_Saying]] = defaultdict(list)
    for saying in said:
        by_kind[saying.what].append(saying)
    return replace(
        places,
        entries=entries,
        repaired=frozenset(saying.day for saying in by_kind[Ruling.REPAIR]),
        struck=frozenset(saying.day for saying in by_kind[Ruling.STRIKE]),
        grants=[saying.day for saying in by_kind[Ruling.GRANT]],
        leave=frozenset(saying.day for saying in by_kind["leave"]),
        rests=[plans.rest_plan(saying.day, saying.words) for saying in by_kind["rest"]],
        goals=[Goal(saying.day, int(saying.words)) for saying in by_kind["goal"]],
    )


async def _said(conn: AsyncConnection, person_id: int) -> list[_Saying]:
    """The moderators' facts that stand and the person's plans, in the order they were made: one
    question, because each costs a member more than what it brings. Of one day, what a file says
    comes first, so that the last plan made here holds; and on a day on which moderators here have
    ruled it counts for nothing, for a repair from it would win over their strike (R9)."""
    c = rulings.c
    ruled = select(c.kind, c.id, c.day, literal(""), c.imported)
    standing = ruled.where(c.person == person_id, c.undone.is_(False))
    rows = await conn.execute(union_all(standing, *plans.sayings(person_id)))
    found = [_Saying(*row) for row in rows]
    here = {each.day for each in found if each.what in {*Ruling} and not each.imported}
    held = [s for s in found if not (s.imported and s.what in {*Ruling} and s.day in here)]
    return sorted(held, key=lambda s: (s.what, s.day, not s.imported, s.id))


async def _rules(
    conn: AsyncConnection, person_id: int
) -> tuple[list[Dated], Mapping[int, Sequence[Dated]]]:
    """The homes a person chose here, and the dated settings of these servers."""
    home, c = member_homes.c, terms.c
    columns = (c.at, c.freezes_initial, c.earn_every, c.freeze_cap, c.backdate_days)
    homes: dict[int, Dated] = {}
    there: defaultdict[int, dict[int, Dated]] = defaultdict(dict)
    for id_, at, guild, said_id, *said in await conn.execute(
        select(home.id, home.at, home.guild, c.id, *columns)
        .join_from(member_homes, terms, c.guild == home.guild, isouter=True)
        .where(home.person == person_id, home.imported.is_(False))
        .order_by(home.id, c.id)
    ):
        homes[id_] = Dated(at, guild)
        if said_id is not None:
            there[guild][said_id] = Dated(said[0], guild, Terms(*said[1:]))
    return [*homes.values()], {guild: [*said.values()] for guild, said in there.items()}


async def outages_known(conn: AsyncConnection) -> list[Outage]:
    return [Outage(*span) for span in await outages.known(conn)]


async def first_facts(conn: AsyncConnection, who: members.Person, now: datetime) -> Facts:
    """The facts of someone whose record would begin now."""
    calendar = await members.visitor_calendar(conn, who, now)
    homes = [Dated(now, who.guild)] if who.guild else []
    return Facts(calendar, homes=homes, terms=await terms_of(conn, [h.guild for h in homes]))
