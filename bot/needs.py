"""What each feature is for in a server, and what it needs there: channels and permissions.

Set-up, the doctor, the switches and the invite link are all computed from this shelf, so that none
of them asks for more than what is switched on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# As discord.Permissions names them. Without the history we can't see what we posted already.
POSTING = ("view_channel", "send_messages", "read_message_history")

NOTIFY = "today.notify"  # on where a server has a role for those who want to be pinged


@dataclass(frozen=True)
class Place:
    """A channel in which we post. `name` is kept in the database and never changes."""

    name: str
    label: str  # "Moderators' channel"
    called: str  # what a new channel for it is named
    private: bool = False  # for moderators and us alone
    permissions: Sequence[str] = POSTING


@dataclass(frozen=True)
class Need:
    """A feature (`streaks`), or a part of one (`streaks.board`) that is only on where it is.

    `label` and `says` are what moderators read: "Streaks", "Check-ins and the leaderboard".
    """

    name: str
    label: str
    says: str
    places: Sequence[Place] = ()
    permissions: Sequence[str] = ()  # needed in the whole server, beside those in places
    on: bool = True  # until a server says otherwise
    fixed: bool = False  # can't be switched off

    @property
    def feature(self) -> str:
        return self.name.partition(".")[0]


class Needs:
    """The shelf, in the order of discovery."""

    def __init__(self) -> None:
        self._needs: dict[str, Need] = {}

    def put(self, need: Need) -> None:
        if need.name in self._needs:
            raise ValueError(f"two needs are called {need.name}")
        self._needs[need.name] = need

    def __iter__(self) -> Iterator[Need]:
        return iter(self._needs.values())

    def get(self, name: str) -> Need | None:
        return self._needs.get(name)

    def is_on(self, name: str, said: Mapping[str, bool]) -> bool:
        """Whether it is on in a server that said this (`bot/switches.py`); what nobody described
        always is. A part is only on with its whole."""
        need = self.get(name)
        if need is None:
            return True
        wanted = need.fixed or said.get(name, need.on)
        return wanted and (need.feature == name or self.is_on(need.feature, said))

    def notifies(self, said: Mapping[str, bool]) -> bool:
        """Whether members may give themselves the role for it, where one is named: who names one
        wants it used, and the switch is off by itself only for the invite link."""
        return self.is_on(NOTIFY, {NOTIFY: True, **said})

    def on(self, said: Mapping[str, bool]) -> list[Need]:
        return [need for need in self if self.is_on(need.name, said)]

    def place(self, name: str) -> Place | None:
        return next((place for place in places(self) if place.name == name), None)


def places(needs: Iterable[Need]) -> Iterator[Place]:
    for need in needs:
        yield from need.places


def permissions(needs: Iterable[Need]) -> frozenset[str]:
    """The least that these take, for an invite link. Servers grant more channel by channel."""
    asked = list(needs)
    own = (name for need in asked for name in need.permissions)
    return frozenset((*own, *(name for place in places(asked) for name in place.permissions)))
