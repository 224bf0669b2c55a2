"""Components as Discord hands them back: each with an id and its defaults."""

import copy

from deploy.playground.errors import Json
from deploy.playground.rules import components

DEFAULTS: dict[int, Json] = {
    11: {"description": None, "spoiler": False},
    13: {"spoiler": False, "name": "file", "size": 0},
    14: {"spacing": 1, "divider": True},
    17: {"accent_color": None, "spoiler": False},
    **{kind: {"min_values": 1, "max_values": 1} for kind in components.SELECTS},
}


def complete(parts: list[Json]) -> list[Json]:
    parts = copy.deepcopy(parts)
    taken = {each.get("id") for each in components.walk(parts)}
    free = (number for number in range(1, 1000) if number not in taken)
    for each in components.walk(parts):
        each["id"] = each.get("id") or next(free)
        for key, value in DEFAULTS.get(each["type"], {}).items():
            each[key] = value if each.get(key) is None else each[key]
        for medium in _media_of(each):
            medium.setdefault("proxy_url", medium["url"])
            medium.setdefault("id", str(each["id"]))
    return parts


def _media_of(each: Json) -> list[Json]:
    for item in each.get("items") or []:
        item["description"] = item.get("description")
        item["spoiler"] = bool(item.get("spoiler"))
    holders = [each, *(each.get("items") or [])]
    return [holder[key] for holder in holders for key in ("media", "file") if holder.get(key)]
