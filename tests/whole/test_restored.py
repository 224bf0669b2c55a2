"""A drilled restore posts nothing twice: guarantee 11, with the process that operators run."""

import json

from tests.whole.test_outage import operator
from tests.whole.test_reminded import POST, stage, wants_reminders

__all__ = ["stage"]


async def test_a_reminder_that_left_after_the_backup_is_not_sent_again(stage, ada):
    """The backup still plans it; Discord has it."""
    async with stage.bot() as bot:
        await bot.ready()
        await wants_reminders(ada)
        await operator(stage, "backup", "before.db")
        await ada.moves_clock(hours=1)
        await bot.says("Posted(message=")
        assert await bot.stop() == 0
    await ada.moves_clock(hours=1)
    await operator(stage, "restore", "before.db")
    assert await stage.rows("SELECT * FROM deliveries") == []
    async with stage.bot() as bot:
        await bot.ready()
        await bot.says("Posted(message=")
        assert await reminders(ada) == 1
        assert await stage.rows("SELECT state FROM deliveries") == [("sent",)]
        await ada.moves_clock(days=1)
        await stage.until(lambda: len(stage.calls("POST", POST)) == 2)
    assert await reminders(ada) == 2


async def reminders(ada) -> int:
    cards = await ada.cards("dm")
    return sum("today:snooze" in json.dumps(card.message) for card in cards)
