"""Shelves to which features put things that other features show, in the order of discovery."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

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


Offer = TypeVar("Offer", bound=Callable[..., Awaitable[Line | None]])


@dataclass
class Shelf(Generic[Offer]):
    """What features offer for one place. An offer that raises is left out and logged."""

    name: str
    _offers: list[Offer] = field(default_factory=list)

    def put(self, offer: Offer) -> None:
        self._offers.append(offer)

    async def lines(self, *about: object) -> list[Line]:
        found = [await self._ask(offer, about) for offer in self._offers]
        return [line for line in found if line]

    async def _ask(self, offer: Offer, about: Sequence[object]) -> Line | None:
        try:
            return await offer(*about)
        except Exception:
            log.exception("an offer failed and was left out shelf=%s", self.name)
            return None


Help = Callable[[int, int | None], Awaitable[Line | None]]  # person id, guild id


@dataclass
class Shelves:
    help: Shelf[Help] = field(default_factory=lambda: Shelf("help"))
