"""The doors of the day: /today, the daily bundle, and the buttons on it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from discord import Interaction, app_commands
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.courier import Due, Post, Recipient, written
from bot.doors import Feature, button, person_of
from bot.notices import Notices
from cogs.today import views
from cogs.today.service import BUNDLE, SNOOZED, Today

Asked = Interaction[Any]


class TodayCog(Feature):
    def __init__(self, today: Today, notices: Notices) -> None:
        self.today_, self.notices = today, notices

    @app_commands.command()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def today(self, interaction: Asked) -> None:
        """Your day on one card"""
        await self._show(interaction)

    @button("today:show")
    async def ask_today(self, interaction: Asked) -> None:
        await self._show(interaction)

    @button("today:snooze")
    async def snooze(self, interaction: Asked) -> None:
        at = await self.today_.snooze(person_of(interaction), interaction.id)
        await self.notices.answer(interaction, views.snoozed(at))

    @button("today:stop")
    async def stop(self, interaction: Asked) -> None:
        await self.today_.stop(person_of(interaction))
        await self.notices.answer(interaction, views.stopped())

    async def _show(self, interaction: Asked) -> None:
        await self.notices.answer(
            interaction, views.day(await self.today_.show(person_of(interaction)))
        )


class Bundle:
    """What a person gets once a day, at their own time, when there is something to say."""

    kind = BUNDLE

    def __init__(self, today: Today) -> None:
        self._today = today

    async def slots(
        self, conn: AsyncConnection, to: Recipient, since: str | None, now: datetime
    ) -> Sequence[Due]:
        return await self._today.bundles(conn, to, since, now)

    async def write(
        self, conn: AsyncConnection, to: Recipient, slot: str, now: datetime
    ) -> Post | None:
        assert to.person is not None
        said = await self._today.remind(conn, to.person, date.fromisoformat(slot), now)
        return written(views.reminder(said)) if said else None


class Snoozed:
    """The same once more, an hour after someone pressed *Remind me in an hour*."""

    kind = SNOOZED

    def __init__(self, today: Today) -> None:
        self._today = today

    async def slots(
        self, conn: AsyncConnection, to: Recipient, _since: str | None, _now: datetime
    ) -> Sequence[Due]:
        return await self._today.snoozes(conn, to)

    async def write(
        self, conn: AsyncConnection, to: Recipient, _slot: str, now: datetime
    ) -> Post | None:
        assert to.person is not None
        said = await self._today.remind_again(conn, to.person, now)
        return written(views.reminder(said)) if said else None
