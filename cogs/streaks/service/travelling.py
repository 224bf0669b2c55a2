"""What of streaks goes along with a record, and what is asked of one that comes in."""

from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.portability.luggage import Luggage, Row
from cogs.streaks import planning, refusals, rules, store
from cogs.streaks.store import elsewhere


def join(luggage: Luggage) -> None:
    luggage.rules["streaks"] = str(rules.VERSION)
    luggage.packers.append(_pack)
    luggage.checks.append(_check)


async def _pack(conn: AsyncConnection, person_id: int) -> Mapping[str, Sequence[Row]]:
    """The rules in force and the outages: without them a record reads otherwise elsewhere."""
    facts = await store.facts_of(conn, person_id)
    return elsewhere.packed(facts) if facts else {}


async def _check(conn: AsyncConnection, person_id: int) -> None:
    """R8's limit of leave holds for a file as well. Raises Refusal."""
    facts = await store.facts_of(conn, person_id)
    if facts and planning.most_in_a_year(facts.leave) > planning.MOST_A_YEAR:
        raise refusals.too_much_leave_brought()
