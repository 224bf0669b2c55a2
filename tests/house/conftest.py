"""The real bot with every feature, built and never connected."""

import pytest

from bot import content, discover
from bot.app import Bot, Parts


@pytest.fixture
async def bot(sqlite_db, clock, monkeypatch) -> Bot:
    async def tell_nobody(_bot: Bot) -> None:
        """Discord isn't there to be told the commands."""

    monkeypatch.setattr(Bot, "_register", tell_nobody)
    bot = Bot(Parts(sqlite_db, clock, content.load(discover.sources())))
    await bot.setup_hook()
    return bot
