"""A post to a server whose outcome nobody knows: looked for where we may read, else given up."""

import json
from datetime import UTC, datetime

import pytest

from bot import storage
from bot.courier.tables import PENDING, deliveries
from bot.db import Database
from deploy.playground import shapes
from deploy.playground.permissions import bits

CARD = [{"type": 17, "components": [{"type": 10, "content": "Good morning"}]}]
PLACE = "study-hall"
TEN_MINUTES = 600


@pytest.mark.parametrize(
    ("trouble", "readable", "state", "posts"),
    [
        ("drop", True, "sent", 1),
        ("reset", True, "sent", 1),
        ("drop", False, "uncertain", 1),
        ("reset", False, "uncertain", 0),
    ],
)
async def test_what_may_have_arrived_is_never_posted_blindly(
    stage, trouble, readable, state, posts
):
    world = stage.town.world
    channel = next(each for each in world.text_channels() if each["name"] == PLACE)
    if not readable:
        deny = shapes.overwrite(world.bot_id, deny=bits(["read_message_history"]))
        channel["permission_overwrites"].append({**deny, "type": 1})
    await waits_to_leave(stage, int(channel["id"]))
    await stage.trouble(trouble, match={"method": "POST", "path": "/messages"})
    async with stage.bot() as bot:
        await bot.says("Unknown(")
        stage.town.clock.move(TEN_MINUTES)
        await bot.says("Posted(" if readable else "Uncertain(")
    assert await stage.rows("SELECT state FROM deliveries") == [(state,)]
    ours = [m for m in world.messages[channel["id"]].values() if m["author"]["id"] == world.bot_id]
    assert len(ours) == posts


async def waits_to_leave(stage, channel: int) -> None:
    """A post for the server that a bot has made and not sent."""
    now = datetime.fromtimestamp(stage.town.clock.now(), UTC)
    guild = stage.town.world.guild["id"]
    about = {"recipient": f"g:{guild}", "kind": "morning", "slot": "2026-03-02", "state": PENDING}
    db = Database(stage.database_url)
    await storage.migrate(db, now)
    async with db.transaction() as conn:
        row = {**about, "payload": json.dumps(CARD), "channel": channel, "due": now}
        await conn.execute(deliveries.insert().values(**row, not_before=now))
    await db.close()
