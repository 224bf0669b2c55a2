"""Pages of a channel's past, newest first."""

from itertools import islice

from multidict import MultiMapping

from deploy.playground.errors import Json
from deploy.playground.world import World, snowflake_or_zero


def page(
    world: World, channel_id: str, query: MultiMapping[str], limit: int, person: str
) -> list[Json]:
    """Private answers only for their person. `before`, `after` and `around` are Discord's."""
    shelf = world.messages[channel_id].values()
    seen = [each for each in shelf if world.private.get(each["id"], person) == person]
    if "around" in query:
        place = _place(seen, query["around"])
        return seen[max(0, place - limit // 2) : place + limit // 2 + 1][::-1]
    if "after" in query:
        start = _place(seen, query["after"])
        known = start < len(seen) and seen[start]["id"] == query["after"]
        return seen[start + known : start + known + limit][::-1]
    end = _place(seen, query["before"]) if "before" in query else len(seen)
    return [*islice(reversed(seen[:end]), limit)]


def _place(seen: list[Json], id: str) -> int:
    """Where it stands, or would by its id: a clock moved back breaks the order of ids."""
    at = snowflake_or_zero(id)
    for place, each in enumerate(seen):
        if each["id"] == id:
            return place
    return sum(int(each["id"]) < at for each in seen)
