"""What a set-up is: what moderators chose, what it changes, and what became of it.

Everything that can be set has a key (`zone`, `notify_role`, `place:moderators`, `switch:streaks`)
and a value, so that a draft, a change and its undoing are all the same kind of mapping.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.needs import Need, Needs, Place

NEW = "new"  # for a channel or role that is to be made
ZONE, MODERATOR_ROLE, NOTIFY_ROLE = "zone", "moderator_role", "notify_role"
ROLES = (MODERATOR_ROLE, NOTIFY_ROLE)
PLACE, SWITCH = "place:", "switch:"
NOTIFY_CALLED = "Notify me"

Value = str | int | None  # a switch is 1 or 0
State = Mapping[str, Value]


class Stage(StrEnum):
    SHOWN, DOING, DONE, UNDOING, UNDONE = "shown", "doing", "done", "undoing", "undone"


@dataclass(frozen=True)
class Change:
    key: str
    before: Value
    after: Value


@dataclass(frozen=True)
class Made:
    """A channel or role that a set-up makes: `id` once it is there, `why` where it can't be."""

    key: str
    name: str
    first_try: datetime | None = None
    id: int | None = None
    why: str = ""

    @property
    def is_role(self) -> bool:
        return self.key in ROLES


@dataclass(frozen=True)
class SetUp:
    """`since` counts how often the server had been set up, or set back, when it was shown."""

    id: int
    by: int | None
    at: datetime
    stage: Stage
    since: int
    changes: Sequence[Change]
    lease_until: datetime | None = None
    moved_at: datetime | None = None
    undone_by: int | None = None
    made: Sequence[Made] = ()

    @property
    def changed(self) -> list[Change]:
        """With what was really made; without what couldn't be."""
        made = {each.key: each.id for each in self.made}
        resolved = (
            Change(each.key, each.before, made.get(each.key) if each.after == NEW else each.after)
            for each in self.changes
        )
        return [each for each in resolved if each.after != each.before]


@dataclass(frozen=True)
class Wanted:
    """What would hold: the server as it is, then what goes without saying, then what was said.

    `unmade` are places that would get a new channel if we were allowed to make one."""

    state: State
    on: Sequence[Need]
    unmade: Sequence[Place]

    @property
    def makes(self) -> set[str]:
        """Keys of what is to be made."""
        return {key for key, value in self.state.items() if value == NEW}


def wanted(
    needs: Needs,
    now: State,
    said: State,
    *,
    may_create: bool,
    there: Callable[[int], bool],
    named: Callable[[Place], int | None],
) -> Wanted:
    """`there` says whether a channel or role still exists. A place without one gets the channel
    that has its name already (`named`), else a new one."""
    held = {key: None if _is_gone(key, value, there) else value for key, value in now.items()}
    kept = {k: v for k, v in said.items() if k in now and not _is_gone(k, v, there)}
    state = held | {key: value for key, value in kept.items() if not key.startswith(PLACE)}
    on, unmade = needs.on(switches(state)), list[Place]()
    for place in (place for need in on for place in need.places):
        key = PLACE + place.name
        state[key] = kept[key] if key in kept else held[key] or named(place) or NEW
        if state[key] == NEW and not may_create:
            state[key] = held[key]
            unmade.append(place)
    return Wanted(state, on, unmade)


def changes(now: State, then: State) -> list[Change]:
    return [Change(key, now[key], then[key]) for key in now if now[key] != then[key]]


def back(changes: Iterable[Change], now: State) -> tuple[list[Change], list[Change]]:
    """What undoing changes, and what stays because somebody has changed it since."""
    undoing = [Change(each.key, each.after, each.before) for each in changes]
    mine = [each for each in undoing if now.get(each.key) == each.before]
    return mine, [each for each in undoing if each not in mine]


def switches(state: State) -> dict[str, bool]:
    """What is on and off, as `Needs` reads it."""
    return {
        key.removeprefix(SWITCH): bool(value)
        for key, value in state.items()
        if key.startswith(SWITCH)
    }


def _is_gone(key: str, value: Value, there: Callable[[int], bool]) -> bool:
    """Channels and roles may have been deleted since."""
    named = key in ROLES or key.startswith(PLACE)
    return named and isinstance(value, int) and not there(value)
