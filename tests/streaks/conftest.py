"""The members' world for the tests of the doors; the service on both databases for the others."""

import pytest

from bot.db import Database
from cogs.streaks.service import Streaks
from tests.support.clock import FrozenClock
from tests.support.world import anywhere, build_bot, simcord_bot, world, world_clock

__all__ = ["anywhere", "build_bot", "simcord_bot", "world", "world_clock"]


@pytest.fixture
def streaks(db: Database, clock: FrozenClock) -> Streaks:
    """As the feature's `setup` builds it, with its watcher."""
    found = Streaks(db, clock)
    db.watchers.append(found.follow)
    return found
