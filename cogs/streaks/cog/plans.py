"""The doors of what may be left out: /streak rest, leave and goal."""

from typing import Any

from discord import Interaction, app_commands

from bot.answers import ask
from bot.doors import Feature, Form, button, modal, person_of, select
from bot.errors import Refusal
from bot.notices import Notices
from cogs.streaks.cog.group import streak
from cogs.streaks.outcomes import Planned
from cogs.streaks.service import Plans
from cogs.streaks.views import plans as views
from cogs.streaks.views.losing import news

Asked = Interaction[Any]


class PlanDoors(Feature):
    """Part of the streaks cog: Discord wants every command of a group in one."""

    plans: Plans
    notices: Notices

    @streak.command()
    async def rest(self, interaction: Asked) -> None:
        """Weekdays on which your streak may rest"""
        await self._rest(interaction, await self.plans.show(person_of(interaction)))

    @select("streaks:rest", replaces=True)
    async def rest_picked(self, interaction: Asked, values: list[str]) -> None:
        weekdays = frozenset(_number(value) for value in values)
        await self._rest(interaction, await self.plans.rest(person_of(interaction), weekdays))

    @streak.command()
    @app_commands.describe(
        first="First day of leave, for example: tomorrow, friday, 24 december",
        last="Last day of leave; leave out for one day",
    )
    async def leave(self, interaction: Asked, first: str = "", last: str = "") -> None:
        """Days off that you plan ahead, with your streak kept"""
        who = person_of(interaction)
        if first.strip() or last.strip():
            result = await self.plans.leave(who, first or last, last)
        else:
            result = await self.plans.show(who)
        await self._leave(interaction, result)

    @button("streaks:leave-form")
    async def plan_leave(self, interaction: Asked) -> None:
        await ask(interaction, views.leave_form())

    @modal("streaks:leave-form")
    async def leave_written(self, interaction: Asked, form: Form) -> None:
        result = await self.plans.leave(person_of(interaction), form["first"], form["last"])
        await self._leave(interaction, result)

    @button("streaks:leave-end", replaces=True)
    async def end_leave(self, interaction: Asked) -> None:
        result = await self.plans.end_leave(person_of(interaction))
        await self._leave(interaction, result)

    @button("streaks:leave-drop", replaces=True)
    async def drop_leave(self, interaction: Asked) -> None:
        result = await self.plans.drop_leave(person_of(interaction))
        await self._leave(interaction, result)

    @streak.command()
    @app_commands.describe(days="Days a week, 1 to 7; 0 for no goal; leave out to see it")
    async def goal(
        self, interaction: Asked, days: app_commands.Range[int, 0, 7] | None = None
    ) -> None:
        """How many days a week you mean to keep, beside the daily streak"""
        who = person_of(interaction)
        result = await self.plans.show(who) if days is None else await self.plans.goal(who, days)
        await self._goal(interaction, result)

    @select("streaks:goal", replaces=True)
    async def goal_picked(self, interaction: Asked, values: list[str]) -> None:
        days = _number(values[0]) if values else 0
        await self._goal(interaction, await self.plans.goal(person_of(interaction), days))

    async def _rest(self, interaction: Asked, result: Planned) -> None:
        await self.notices.answer(interaction, views.rest(result), *news(result))

    async def _leave(self, interaction: Asked, result: Planned) -> None:
        await self.notices.answer(interaction, views.leave(result), *news(result))

    async def _goal(self, interaction: Asked, result: Planned) -> None:
        await self.notices.answer(interaction, views.goal(result), *news(result))


def _number(value: str) -> int:
    if value.isascii() and value.isdigit():
        return int(value[:2])
    raise Refusal("That choice isn't on the list. Type the command again and pick from it.")
