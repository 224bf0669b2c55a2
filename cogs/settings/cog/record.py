"""The doors of one's own record: /me export, /me import and /me forget."""

from typing import Any

from discord import Attachment, HTTPException, Interaction, app_commands

from bot.answers import UNKNOWN_OUTCOME, answer
from bot.doors import Feature, button, person_of
from bot.errors import Refusal
from bot.portability import reading
from bot.portability.shape import MOST_BYTES, Wrong
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

    @me.command(name="import")
    @app_commands.describe(file="The file that /me export gave you")
    async def import_record(self, interaction: Asked, file: Attachment) -> None:
        """Bring in a record of yours from a file; it shows first what comes"""
        content = await _content(file)
        result = await self.records.look_at(person_of(interaction), content, interaction.id)
        await answer(interaction, views.arriving(result))

    @button("settings:bring-in", replaces=True)
    async def bring_in_agreed(self, interaction: Asked, draft: int) -> None:
        result = await self.records.bring_in(person_of(interaction), draft)
        await answer(interaction, views.arrived(result))

    @button("settings:leave-out", replaces=True)
    async def leave_record_out(self, interaction: Asked) -> None:
        await self.records.leave_out(person_of(interaction))
        await answer(interaction, views.left_out())

    @me.command(name="forget")
    async def forget_me(self, interaction: Asked) -> None:
        """Erase everything I keep of you; it asks first"""
        keeping = await self.records.keeping(person_of(interaction))
        await answer(interaction, views.ask_to_forget(keeping))

    @button("settings:forget", replaces=True)
    async def forget_agreed(self, interaction: Asked, began: int) -> None:
        result = await self.records.forget(person_of(interaction), began)
        await answer(interaction, views.forgotten(result))

    @button("settings:keep", replaces=True)
    async def keep_record(self, interaction: Asked) -> None:
        await answer(interaction, views.kept())


async def _content(file: Attachment) -> bytes:
    """Read into memory only. Raises Refusal before a big one is fetched."""
    if file.size > MOST_BYTES:
        raise reading.refusal(Wrong.TOO_MUCH)
    try:
        return await file.read()
    except (HTTPException, *UNKNOWN_OUTCOME):
        raise Refusal("Discord didn't hand me that file. Attach it to /me import again.") from None
