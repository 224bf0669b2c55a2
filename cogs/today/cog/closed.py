"""Where people hear that Discord lets no bundle through, and say that it should be tried again."""

from typing import Any

from discord import Interaction

from bot.doors import Feature, button, person_of
from bot.members import Person
from bot.notices import Notice, Notices
from bot.offers import Line
from cogs.today.service import Closed
from cogs.today.views import closed as views

Asked = Interaction[Any]


class ClosedDoors(Feature):
    """Part of the day's cog."""

    closed: Closed
    notices: Notices

    async def closed_news(self, who: Person, told: int) -> Notice | None:
        found = await self.closed.refused_after(who, told)
        return views.news(found) if found else None

    async def closed_setting(self, who: Person, _roles: frozenset[int]) -> Line | None:
        """What the settings show needs no telling beside them."""
        if not (found := await self.closed.standing(who)):
            return None
        await self.notices.remember(who, [views.news(found)])
        return views.setting(found)

    @button("today:again")
    async def try_again(self, interaction: Asked) -> None:
        coming = await self.closed.try_again(person_of(interaction))
        await self.notices.answer(interaction, views.again(coming))
