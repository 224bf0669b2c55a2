"""The doors of one's own record: /me export and /me forget."""

from typing import Any

from discord import Interaction

from bot.answers import answer
from bot.doors import Feature, button, person_of
from cogs.settings.cog.group import me
from cogs.settings.service import Records
from cogs.settings.views import record as views

Asked = Interaction[Any]


class RecordDoors(Feature):
    """Part of the settings cog: Discord wants every command of a group in one."""

    records: Records

    @me.command(name="export")
    async def export_record(self, interaction: Asked) -> None:
        """Everything I keep of you, as one file"""
        await answer(interaction, views.exported(await self.records.export(person_of(interaction))))

    @me.command(name="forget")
    async def forget_me(self, interaction: Asked) -> None:
        """Erase everything I keep of you; it asks first"""
        keeping = await self.records.keeping(person_of(interaction))
        await answer(interaction, views.ask_to_forget(keeping))

    @button("settings:forget", replaces=True)
    async def forget_agreed(self, interaction: Asked, began: str) -> None:
        named = int(began) if began.isascii() and began.isdigit() and len(began) < 15 else -1
        result = await self.records.forget(person_of(interaction), named)
        await answer(interaction, views.forgotten(result))

    @button("settings:keep", replaces=True)
    async def keep_record(self, interaction: Asked) -> None:
        await answer(interaction, views.kept())
