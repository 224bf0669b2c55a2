"""How a setting, its change, and what became of a set-up are said."""

from collections.abc import Sequence

from discord.utils import format_dt

from bot import look
from bot.needs import Needs, Place
from cogs.moderation.outcomes import Desk
from cogs.moderation.set_ups import (
    MODERATOR_ROLE,
    NEW,
    NOTIFY_CALLED,
    NOTIFY_ROLE,
    PLACE,
    ROLES,
    SWITCH,
    ZONE,
    Change,
    Made,
    SetUp,
    Stage,
    Value,
)

LABELS = {ZONE: "Server zone", MODERATOR_ROLE: "Moderator role", NOTIFY_ROLE: "Notify role"}
DID = {
    Stage.DOING: "began",
    Stage.DONE: "set up",
    Stage.UNDOING: "began to take back",
    Stage.UNDONE: "took back",
}


def label(key: str, needs: Needs) -> str:
    """Of a feature or place that is gone since, its name of then."""
    sort, _, name = key.partition(":")
    if key in LABELS:
        return LABELS[key]
    found = needs.place(name) if f"{sort}:" == PLACE else needs.get(name)
    return found.label if found else name


def value(key: str, said: Value, needs: Needs) -> str:
    if key.startswith(SWITCH):
        return "on" if said else "off"
    if said is None:
        return "none"
    if key in ROLES:
        return f"a new role, {NOTIFY_CALLED}" if said == NEW else f"<@&{said}>"
    if key.startswith(PLACE):
        return _new_channel(key, needs) if said == NEW else f"<#{said}>"
    return str(said)


def _new_channel(key: str, needs: Needs) -> str:
    place = needs.place(key.removeprefix(PLACE))
    if not place:
        return "a new channel"
    private = ", seen by moderators and me alone" if place.private else ""
    return f"a new channel, #{place.called}{private}"


def channel_lines(found: Desk, needs: Needs) -> str:
    """The channel for each place of what would be on."""
    lines = [f"{place.label}: {channel_of(found, place, needs)}" for place in found.places]
    return "\n".join(("**Channels**", *(lines or ["None is needed."])))


def channel_of(found: Desk, place: Place, needs: Needs) -> str:
    key = PLACE + place.name
    return value(key, found.state[key], needs)


def changes(found: Sequence[Change], needs: Needs) -> str:
    """A line each."""
    return "\n".join(
        f"**{label(each.key, needs)}**: {value(each.key, each.before, needs)} → "
        f"{value(each.key, each.after, needs)}"
        for each in found
    )


def unmade(found: Sequence[Made], needs: Needs) -> str:
    return "\n".join(f"**{label(each.key, needs)}**: {each.why}." for each in found if each.why)


def history(log: Sequence[SetUp]) -> str:
    return "\n".join(("**Set-ups, newest first**", *map(_logged, log)))


def _logged(each: SetUp) -> str:
    undone = each.stage in (Stage.UNDOING, Stage.UNDONE)
    at = format_dt(each.moved_at or each.at, "f")
    count = look.count(len(each.changes), "setting")
    return f"-# {at}: {someone(each.undone_by if undone else each.by)} {DID[each.stage]} {count}"


def someone(id_: int | None) -> str:
    return f"<@{id_}>" if id_ else "a moderator who is gone"
