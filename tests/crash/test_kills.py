"""SIGKILL in the middle of check-ins: what a member was told is kept, is kept."""

import asyncio
import contextlib
import random
import sqlite3
from collections.abc import AsyncIterator

import pytest

from tests.support.person import NoAnswer
from tests.support.shown import Card
from tests.support.stage import CALLBACK

SEED = 20261124
NAMES = ("Ada", "Ravi", "Zoe", "Mina")


@pytest.mark.parametrize("kills", [3, pytest.param(150, marks=pytest.mark.deep)])
async def test_nothing_acknowledged_is_lost(stage, kills, record_property):
    moments = random.Random(SEED)
    people = [await stage.person(name) for name in NAMES]
    stage.town.hub.interactions.patience = 1.5  # who isn't answered any more needn't wait longer
    seen: set[int] = set()
    for round_ in range(kills):
        async with stage.bot() as bot:
            await bot.ready()
            before = len(stage.calls("POST", CALLBACK))
            async with busy(people, f"round {round_}"):
                await stage.answered(before + moments.randint(1, 12))
                await asyncio.sleep(moments.uniform(0, 0.03))
                await bot.kill()
        seen |= {note for person in people for note in await _acknowledged(person)}
        assert seen <= _kept(stage.folder / "daymark.db")
    kept = len(_kept(stage.folder / "daymark.db"))
    figure = f"{kills} kills, {len(seen)} acknowledged, {kept} kept, 0 of the acknowledged lost"
    record_property("figure", f"kills in mid check-in, SQLite: {figure}")
    assert len(seen) >= kills
    await _goes_on(stage, people)


@contextlib.asynccontextmanager
async def busy(people, words) -> AsyncIterator[None]:
    """Everyone checks in again and again, three at a time each, until the bot is gone."""
    hands = [
        asyncio.create_task(_keeps_at_it(each, f"{words} {n}")) for each in people for n in "abc"
    ]
    yield
    await asyncio.gather(*hands)


async def _keeps_at_it(person, words):
    number = 0
    with contextlib.suppress(NoAnswer):
        while True:
            number += 1
            await person.types("checkin", did=f"{words} {number}")


async def _acknowledged(person) -> set[int]:
    """From what the channel shows, as after a reload: the notes that can be undone."""
    cards: list[Card] = await person.cards()
    return {int(card.argument("streaks:undo")) for card in cards if card.private}


def _kept(file) -> set[int]:
    """Opened as it was left, so SQLite has to recover it first."""
    with contextlib.closing(sqlite3.connect(file)) as left:
        assert left.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {note for (note,) in left.execute("SELECT interaction FROM activity_notes")}


async def _goes_on(stage, people):
    async with stage.bot() as bot:
        await bot.ready()
        for person in people:
            assert "**1 day**" in (await person.types("checkin", did="after all that")).text
    assert await stage.rows("SELECT count(*) FROM activity") == [(len(people),)]
