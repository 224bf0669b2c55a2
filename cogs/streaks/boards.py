"""How a board ranks (R12). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Standing:
    """One person's board row, replayed without imported days."""

    person: int
    streak: int
    longest: int
    total: int
    expires_at: datetime | None

    def reads(self, now: datetime) -> int:
        """The streak at this instant: 0 from `expires_at` on."""
        return self.streak if self.expires_at and now < self.expires_at else 0


@dataclass(frozen=True)
class Place:
    rank: int
    standing: Standing


def ranked(standings: Iterable[Standing], now: datetime) -> list[Place]:
    """R12: taken at one instant; ties share a rank (1, 2, 2, 4), shown by longest, total, id; a
    streak of 0 is not listed."""
    listed = [standing for standing in standings if standing.reads(now)]
    listed.sort(key=lambda s: (-s.streak, -s.longest, -s.total, s.person))
    places: list[Place] = []
    for number, standing in enumerate(listed, start=1):
        tied = places and places[-1].standing.streak == standing.streak
        places.append(Place(places[-1].rank if tied else number, standing))
    return places
