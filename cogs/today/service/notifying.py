"""The role that members give themselves so that posts in a server ping them."""

from bot import guilds, switches
from bot.db import Database
from bot.errors import Refusal
from bot.needs import Needs
from cogs.today.outcomes import NotifyRole

NONE_HERE = "No role is for notifying here. Type /me settings to see what there is."


class Notify:
    def __init__(self, db: Database, needs: Needs) -> None:
        self._db, self._needs = db, needs

    async def role(self, guild: int | None) -> NotifyRole | None:
        """None where the server has none, or has it switched off."""
        if guild is None:
            return None
        async with self._db.reading() as conn:
            server = await guilds.server(conn, guild)
            said = await switches.said(conn, guild)
        if server.notify_role is None or not self._needs.notifies(said):
            return None
        return NotifyRole(server.notify_role, runs_the_server=server.moderator_role)

    async def wanted(self, guild: int | None) -> NotifyRole:
        """Raises Refusal where there is none."""
        if not (found := await self.role(guild)):
            raise Refusal(NONE_HERE)
        return found
