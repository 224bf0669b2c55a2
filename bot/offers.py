"""Shelves to which features put things that other features show, in the order of discovery."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.logbook import Logbook
from bot.members import Person
from bot.needs import Needs
from bot.portability.luggage import Luggage

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Link:
    """A button: what it says and the door it opens (`streaks:check-in`)."""

    label: str
    custom_id: str


@dataclass(frozen=True)
class Line:
    """One line on a card, with the buttons that go with it."""

    text: str
    links: Sequence[Link] = ()


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a moderator since an instant, with the doors that settle it.

    People are named as mentions, and their words made harmless (`look.plain`)."""

    text: str
    since: datetime
    links: Sequence[Link] = ()


Offer = TypeVar("Offer", bound=Callable[..., Awaitable[Any]])


@dataclass
class Shelf(Generic[Offer]):
    """What features offer for one place. An offer that raises is left out and logged."""

    name: str
    _offers: list[Offer] = field(default_factory=list)

    def put(self, offer: Offer) -> None:
        self._offers.append(offer)

    async def lines(self, *about: object) -> list[Line]:
        return [line for line in await self._all(about) if line]

    async def _all(self, about: Sequence[object]) -> list[Any]:
        return [await self._ask(offer, about) for offer in self._offers]

    async def _ask(self, offer: Offer, about: Sequence[object]) -> Any:
        try:
            return await offer(*about)
        except Exception:
            log.exception("an offer failed and was left out shelf=%s", self.name)
            return None


Help = Callable[[int, int | None], Awaitable[Line | None]]  # person id, guild id
Daily = Callable[[AsyncConnection, int, datetime], Awaitable[Line | None]]  # person id, now
Inbox = Callable[[AsyncConnection, int], Awaitable[Sequence[Waiting]]]  # guild id


Setting = Callable[[Person, frozenset[int]], Awaitable[Line | None]]  # who, their roles there


class Quiet(Enum):
    """What an offer to the bundle says on a day on which nothing is asked of the person any more:
    it is kept, or they rest, or are on leave."""

    TODAY = "today"


Asking = Callable[[AsyncConnection, int, datetime], Awaitable[Line | Quiet | None]]


class BundleShelf(Shelf[Asking]):
    """What is still to do today; on a quiet day nothing, whatever else is offered."""

    async def lines(self, *about: object) -> list[Line]:
        found: list[Line | Quiet] = [each for each in await self._all(about) if each]
        return [] if Quiet.TODAY in found else [each for each in found if isinstance(each, Line)]


class Week(StrEnum):
    """The lines of a week in the order in which they are read."""

    DAYS = "days"
    MINUTES = "minutes"
    MOST = "worked on most"
    STREAK = "streak"


Weekly = Callable[[AsyncConnection, int, datetime], Awaitable[Mapping[Week, Line]]]


class WeekShelf(Shelf[Weekly]):
    """The person's own week so far, in four lines: what several features say of one thing is read
    as one line. A week in which nothing was done has none."""

    async def lines(self, *about: object) -> list[Line]:
        said = [each for each in await self._all(about) if each]
        parts = [[each[part] for each in said if part in each] for part in Week]
        return [_together(lines) for lines in parts if lines]


def _together(lines: Sequence[Line]) -> Line:
    links = [link for line in lines for link in line.links]
    return Line(" ".join(line.text for line in lines), links)


class InboxShelf(Shelf[Inbox]):
    """What waits for the moderators of a server, from every feature."""

    async def waiting(self, conn: AsyncConnection, guild: int) -> list[Waiting]:
        """Oldest first."""
        found = [each for offered in await self._all((conn, guild)) for each in offered or ()]
        return sorted(found, key=lambda each: each.since)


def always(line: Line) -> Help:
    """An offer that is the same for everybody."""

    async def offer(_person: int, _guild: int | None) -> Line:
        return line

    return offer


@dataclass
class Shelves:
    help: Shelf[Help] = field(default_factory=lambda: Shelf("help"))
    moderating: Shelf[Help] = field(default_factory=lambda: Shelf("help for moderators"))
    inbox: InboxShelf = field(default_factory=lambda: InboxShelf("inbox"))
    logbook: Logbook = field(default_factory=Logbook)
    needs: Needs = field(default_factory=Needs)
    luggage: Luggage = field(default_factory=Luggage)
    today: Shelf[Daily] = field(default_factory=lambda: Shelf("today"))
    bundle: BundleShelf = field(default_factory=lambda: BundleShelf("bundle"))
    week: WeekShelf = field(default_factory=lambda: WeekShelf("week"))
    settings: Shelf[Setting] = field(default_factory=lambda: Shelf("settings"))
