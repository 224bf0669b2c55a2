"""What leaves by itself in a server: what comes, what came of it, and what stands still."""

from bot import courier
from bot.courier import standing
from bot.db import Database
from cogs.moderation.reports import Leaving
from cogs.moderation.service.wishes import Wishes

POSTS = ("post", "place")  # deeds that moderators see; edits and what follows aren't worth a line
NEWEST = 20


class Status:
    def __init__(self, db: Database, wishes: Wishes) -> None:
        self._db, self._wishes = db, wishes

    async def of(self, guild: int) -> Leaving:
        to = [courier.server(guild)]
        async with self._db.reading() as conn:
            coming = await standing.coming(conn, to, NEWEST)
            paused = await standing.paused(conn, to)
            unsent = await standing.unsent(conn, to, NEWEST)
            sent = await standing.sent(conn, to, NEWEST)
        posts = [each for each in sent if each.deed in POSTS]
        kinds = {each.kind for found in (coming, paused, unsent, posts) for each in found}
        called = {kind: self._wishes.called(kind) for kind in kinds}
        return Leaving(guild, coming, paused, unsent, posts, called)
