"""A server as Discord shows it to us, and what can be made and removed there.

`cogs/moderation/cog/grounds.py` is the real one; what happens in set-up knows only this.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.needs import Place

MAKE_CHANNELS, MAKE_ROLES = "manage_channels", "manage_roles"


class Refused(Exception):
    """Discord said no, for this reason in words: "I may not create channels"."""


class Unanswered(Exception):
    """It may have happened or not: look, or try again later."""


@dataclass(frozen=True)
class Channel:
    """`lacks` is what a place there needs and we may not, as discord.Permissions names it."""

    id: int
    takes_posts: bool  # False for voice channels, forums and the like
    is_public: bool
    lacks: Sequence[str]


@dataclass(frozen=True)
class Role:
    """`ours_to_give` is False for roles above ours and those that Discord manages; `only_pings` for
    those that let people do or see more."""

    id: int
    is_everyone: bool
    is_managed: bool
    ours_to_give: bool
    only_pings: bool


@dataclass(frozen=True)
class Thing:
    """A channel to be made for a place, or a role where there is none.

    `mark` is written in a channel's topic: by it and the name one that was made already, by a try
    of which we never heard, is found again."""

    name: str
    mark: str
    place: Place | None = None
    seen_by: int | None = None  # a role that sees a private channel, beside moderators


class Grounds(Protocol):
    @property
    def permissions(self) -> frozenset[str]: ...
    def channel(self, id_: int, place: Place) -> Channel | None: ...
    def role(self, id_: int) -> Role | None: ...
    def there(self, id_: int) -> bool:
        """Whether there is such a channel or role at all."""
        ...

    def named(self, place: Place) -> int | None:
        """A channel that is named like a new one would be, and could be it."""
        ...

    # These ask Discord, and raise Refused or Unanswered.
    async def make(self, thing: Thing) -> int: ...
    async def made(self, thing: Thing, since: datetime) -> list[int]:
        """Those that are exactly this and were made after this instant, oldest first."""
        ...

    async def unused(self, id_: int, *, is_role: bool) -> bool:
        """Whether nobody but us has written in the channel, or nobody has the role."""
        ...

    async def remove(self, id_: int, *, is_role: bool) -> None:
        """What is gone already is removed."""
        ...
