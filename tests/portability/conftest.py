"""Two installations, each with its own database of the same kind."""

import pytest

from bot.db import Database
from bot.portability.luggage import Luggage
from cogs.streaks.service import Streaks, travelling
from tests.portability.travelling import Place
from tests.support.clock import FrozenClock


def place(database: Database, clock: FrozenClock) -> Place:
    streaks = Streaks(database, clock)
    database.watchers.append(streaks.follow)
    luggage = Luggage()
    travelling.join(luggage)
    return Place(database, clock, streaks, luggage)


@pytest.fixture
def here(db: Database, clock: FrozenClock) -> Place:
    return place(db, clock)


@pytest.fixture
def there(second_db: Database, clock: FrozenClock) -> Place:
    return place(second_db, clock)
