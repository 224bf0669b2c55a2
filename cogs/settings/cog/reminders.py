"""The doors of reminders: at another time on single days."""

from typing import Any

from discord import Interaction

from bot.answers import ask
from bot.doors import Feature, Form, button, modal, person_of
from bot.notices import Notices
from cogs.settings.service import ReminderTimes
from cogs.settings.views import reminders as views

Asked = Interaction[Any]


class ReminderDoors(Feature):
    """Part of the settings cog."""

    times: ReminderTimes
    notices: Notices

    @button("settings:times")
    async def open_times(self, interaction: Asked) -> None:
        await ask(interaction, views.form(await self.times.show(person_of(interaction))))

    @modal("settings:times")
    async def times_chosen(self, interaction: Asked, form: Form) -> None:
        chosen = await self.times.choose(person_of(interaction), form.all("days"), form["at"])
        await self.notices.answer(interaction, views.chosen(chosen))
