"""What a server said it wants, which of its posts stand still, and how all of it is called."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import courier, guilds, places, switches
from bot.courier import Letters, Why, standing
from bot.courier.tables import BLOCKED, UNCERTAIN
from bot.needs import Needs
from bot.needs import places as all_places
from cogs.moderation.findings import Finding, Pause, Wanted, Wrong
from cogs.moderation.reports import Report

# What a channel can be mended of. The rest waits for a moderator who lets it try again.
OF_A_CHANNEL = (Why.NO_CHANNEL, Why.NO_ACCESS, Why.NO_PERMISSION, Why.ARCHIVED, Why.NO_HISTORY)
MOST = 100  # of the ledger's newest


class Wishes:
    def __init__(self, needs: Needs, letters: Letters) -> None:
        self.needs, self._letters = needs, letters

    async def of(self, conn: AsyncConnection, guild: int) -> Wanted:
        """Nothing in a server that has removed us, and no role that nobody is offered."""
        server = await guilds.server(conn, guild)
        if server.removed_at:
            return Wanted()
        said = await switches.said(conn, guild)
        return Wanted(
            self.needs.on(said),
            await places.of_server(conn, guild),
            server.moderator_role,
            server.notify_role if self.needs.notifies(said) else None,
            await _pauses(conn, guild),
        )

    def report(self, wanted: Wanted, found: Sequence[Finding]) -> Report:
        labels = {place.name: place.label for place in all_places(self.needs)}
        kinds = {each.what for each in found if each.wrong is Wrong.PAUSED}
        return Report(found, wanted.named, labels, {kind: self.called(kind) for kind in kinds})

    def called(self, kind: str) -> str:
        """What moderators know a kind of post by."""
        letter = self._letters.get(kind) or self._letters.living(kind)
        return str(getattr(letter, "called", None) or kind.capitalize())


async def _pauses(conn: AsyncConnection, guild: int) -> list[Pause]:
    to = [courier.server(guild)]
    if not (still := await standing.paused(conn, to)):
        return []
    stopped = await standing.unsent(conn, to, MOST)
    newest_last = [past for past in reversed(stopped) if past.state in (BLOCKED, UNCERTAIN)]
    channels = {past.kind: past.channel for past in newest_last}
    return [Pause(each.kind, channels.get(each.kind), each.why in OF_A_CHANNEL) for each in still]
