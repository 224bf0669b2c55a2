"""The doors of what others see: sharing a kept day, and cheering."""

from datetime import date
from typing import Any

from discord import Interaction

from bot.doors import Feature, button, person_of, select
from bot.members import Person, Share
from bot.notices import Notice, Notices
from bot.publishing import publish
from cogs.streaks import refusals
from cogs.streaks.service import Milestones, Sharing
from cogs.streaks.views import sharing as views

Asked = Interaction[Any]


class SharingDoors(Feature):
    """Part of the streaks cog."""

    sharing: Sharing
    milestones: Milestones
    notices: Notices

    async def cheers(self, who: Person, told: int) -> Notice | None:
        """News for whoever was cheered."""
        new = await self.sharing.cheers_after(who, told)
        return views.cheers(new) if new else None

    async def share_by_itself(self, interaction: Asked, day: date) -> None:
        """For people who always share; what stands there already stays alone."""
        await self._show(interaction, day)

    @button("streaks:share")
    async def share(self, interaction: Asked, day: date) -> None:
        if not await self._show(interaction, day):
            raise refusals.shared_already(day)

    @button("streaks:milestone")
    async def show_milestone(self, interaction: Asked, day: date) -> None:
        result = await self.milestones.show(person_of(interaction), day)
        await self.notices.answer(interaction, views.showing(result))

    @button("streaks:cheer")
    async def cheer(self, interaction: Asked, share: int) -> None:
        result = await self.sharing.cheer(person_of(interaction), share)
        await self.notices.answer(interaction, views.cheered(result))

    @button("streaks:sharing")
    async def when_to_share(self, interaction: Asked) -> None:
        await self.notices.answer(
            interaction, views.sharing(await self.sharing.setting(person_of(interaction)))
        )

    @select("streaks:sharing", replaces=True)
    async def chosen(self, interaction: Asked, values: list[str]) -> None:
        if not values or values[0] not in [*Share]:
            raise refusals.no_such_share()
        await self.sharing.choose(person_of(interaction), Share(values[0]))
        await self.notices.answer(interaction, views.sharing(Share(values[0])))

    async def _show(self, interaction: Asked, day: date) -> bool:
        """Posts a kept day for everybody to see; False where it stands there already."""
        shared = await self.sharing.share(person_of(interaction), day)
        if not shared:
            return False
        try:
            about = [shared.person]
            await publish(interaction, views.shared(shared), "shared day", shared.id, about)
        except Exception:
            await self.sharing.unshare(shared)
            raise
        return True
