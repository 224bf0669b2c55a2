"""The doors of a day in full: asking moderators about it, and their answers."""

from collections.abc import Sequence
from typing import Any

from discord import Interaction
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.answers import answer, ask
from bot.doors import CLOSED_DOOR, Feature, Form, button, modal, person_of, select
from bot.errors import Refusal
from bot.members import Person
from bot.moderators import moderator_of
from bot.notices import Notice
from bot.offers import Waiting
from cogs.streaks.questions import Question
from cogs.streaks.rulings import Ruling
from cogs.streaks.service.questions import Questions
from cogs.streaks.service.rulings import Asked as Deed
from cogs.streaks.service.rulings import Rulings
from cogs.streaks.views import questions as views
from cogs.streaks.views import rulings as ruling_views
from cogs.streaks.views.ruled import news as ruled_news

Asked = Interaction[Any]


class QuestionDoors(Feature):
    """Part of the moderators' cog."""

    questions: Questions
    rulings: Rulings

    @select("streaks:day")
    async def day_picked(self, interaction: Asked, values: list[str]) -> None:
        if not values:
            raise Refusal(CLOSED_DOOR)
        about = await self.questions.about(person_of(interaction), values[0])
        await answer(interaction, views.about_day(about))

    @button("streaks:ask")
    async def ask_about(self, interaction: Asked, day: str) -> None:
        about = await self.questions.before_asking(person_of(interaction), day)
        await ask(interaction, views.ask_form(about))

    @modal("streaks:ask")
    async def asked(self, interaction: Asked, form: Form, day: str) -> None:
        about = await self.questions.ask(person_of(interaction), day, form["words"])
        await answer(interaction, views.asked(about))

    async def waiting(self, conn: AsyncConnection, guild: int) -> Sequence[Waiting]:
        """For the moderators' inbox."""
        return views.waiting(await self.questions.waiting(conn, guild))

    async def news(self, who: Person, told: int) -> Notice | None:
        """What moderators answered since then, for the person's next answer."""
        new = await self.questions.answered_after(who, told)
        return views.answered(new) if new else None

    async def ruling_news(self, who: Person, told: int) -> Notice | None:
        """What moderators ruled since then, for the person's next answer."""
        new = await self.questions.ruled_after(who, told)
        return ruled_news(new) if new else None

    @button("streaks:question-repair")
    async def ask_repair(self, interaction: Asked, number: int) -> None:
        by = moderator_of(interaction)
        question = await self.questions.open(by, number)
        await self.rulings.before_reason(by, _repair(interaction, question, ""))
        await ask(interaction, views.repair_form(question))

    @modal("streaks:question-repair", replaces=True)
    async def repair_written(self, interaction: Asked, form: Form, number: int) -> None:
        """Goes the way of /mod people repair; what is confirmed there answers the question."""
        by = moderator_of(interaction)
        question = await self.questions.open(by, number)
        deed = _repair(interaction, question, form["words"])
        await answer(interaction, ruling_views.preview(await self.rulings.preview(by, deed)))

    @button("streaks:question-answer")
    async def answer_it(self, interaction: Asked, number: int) -> None:
        question = await self.questions.open(moderator_of(interaction), number)
        await ask(interaction, views.answer_form(question))

    @modal("streaks:question-answer", replaces=True)
    async def answer_written(self, interaction: Asked, form: Form, number: int) -> None:
        by = moderator_of(interaction)
        question = await self.questions.answer(by, number, form["words"])
        await answer(interaction, views.settled(question))


def _repair(interaction: Asked, question: Question, reason: str) -> Deed:
    day = question.day.isoformat()
    return Deed(interaction.id, question.person, Ruling.REPAIR, day, reason)
