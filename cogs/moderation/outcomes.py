"""What the deeds of set-up come out as."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.needs import Need, Place
from bot.zones import Place as City
from cogs.moderation.set_ups import Change, SetUp, State


@dataclass(frozen=True)
class Desk:
    """The guided card: how the server would be, `on` with which features.

    `asked` are the permissions that what is on needs in the whole server; `lacks` those of them
    that we haven't got."""

    state: State
    city: City
    now: datetime
    features: Sequence[Need]
    on: Sequence[Need]
    unmade: Sequence[Place]
    asked: frozenset[str]
    lacks: Sequence[str]
    log: Sequence[SetUp] = ()

    @property
    def places(self) -> list[Place]:
        return [place for need in self.on for place in need.places]


@dataclass(frozen=True)
class Preview:
    """What *Do it* would do; `id` is 0 where nothing would change."""

    id: int
    desk: Desk
    changes: Sequence[Change]


@dataclass(frozen=True)
class Done:
    """`again` is True where it, or another moderator's set-up, had been done before this press."""

    set_up: SetUp
    again: bool = False


@dataclass(frozen=True)
class Undoing:
    """What taking a set-up back would change, and what stays as somebody has set it since."""

    set_up: SetUp
    back: Sequence[Change] = ()
    stays: Sequence[Change] = ()


@dataclass(frozen=True)
class Kept:
    """A channel or role that stays, and why."""

    id: int
    is_role: bool
    why: str


@dataclass(frozen=True)
class Undone:
    """`again` is True where it had been taken back before."""

    set_up: SetUp
    removed: int = 0
    kept: Sequence[Kept] = ()
    again: bool = False
