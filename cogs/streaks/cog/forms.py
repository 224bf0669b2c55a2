"""The doors of the check-in form and of what it shows before an older day counts."""

from datetime import date
from typing import Any

from discord import Interaction

from bot.answers import answer, ask
from bot.doors import Form, button, modal, person_of, sent_at
from bot.errors import Refusal
from bot.words import cleaned
from cogs.streaks.cog.arguments import day_in, minutes_in
from cogs.streaks.cog.check_ins import StreakDoors
from cogs.streaks.service import MOST_WORDS
from cogs.streaks.views import drafts, forms

Asked = Interaction[Any]


class FormDoors(StreakDoors):
    """Part of the streaks cog."""

    @button("streaks:check-in")
    async def pressed(self, interaction: Asked) -> None:
        entry = await self.streaks.open_days(person_of(interaction), sent_at(interaction))
        await ask(interaction, forms.check_in_form(entry))

    @modal("streaks:check-in")
    async def written(self, interaction: Asked, form: Form) -> None:
        did, day = form["did"], form["day"]
        try:
            await self._check_in(interaction, did, minutes_in(form["minutes"]), day)
        except Refusal as no:
            kept = cleaned(did)
            if not form["minutes"].strip() or not 0 < len(kept) <= MOST_WORDS:
                raise
            await answer(interaction, forms.unread(str(no), kept, _named(day)))

    @button("streaks:again")
    async def again(self, interaction: Asked, day: str) -> None:
        """What was typed stands on the card itself, which only its owner has."""
        entry = await self.streaks.open_days(person_of(interaction), sent_at(interaction))
        did = forms.typed_on(interaction.message.components if interaction.message else ())
        chosen = day_in(day) if day else None
        await ask(interaction, forms.check_in_form(entry, did[:MOST_WORDS], chosen))

    @button("streaks:agree")
    async def agreed(self, interaction: Asked, draft: int) -> None:
        who, sent = person_of(interaction), sent_at(interaction)
        await self._tell(interaction, await self.streaks.agree(who, draft, sent))

    @button("streaks:leave-out", replaces=True)
    async def left_out(self, interaction: Asked, draft: int) -> None:
        await self.streaks.leave_out(person_of(interaction), draft)
        await self.notices.answer(interaction, drafts.left_out())


def _named(day: str) -> str:
    """The day that was picked, as it may stand on a button."""
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return ""
