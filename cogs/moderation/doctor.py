"""The doctor's part of moderation, put together: its commands, its letter, its inbox and help."""

from bot.app import Bot
from bot.offers import Line, always
from cogs.moderation.cog.doctor import DoctorCog
from cogs.moderation.cog.rounds import Rounds
from cogs.moderation.cog.troubles import Troubles
from cogs.moderation.service.doctor import Doctor
from cogs.moderation.service.status import Status
from cogs.moderation.service.wishes import Wishes
from cogs.moderation.service.word import Word

HELP = Line("**/mod check** finds what is wrong, **/mod status** shows my posts.")


async def add_doctor(bot: Bot) -> None:
    parts = bot.parts
    wishes = Wishes(parts.shelves.needs, parts.letters)
    word = Word(parts.db, parts.clock, wishes)
    doctor = Doctor(parts.db, parts.clock, wishes, word)
    rounds = Rounds(bot, doctor)
    cog = DoctorCog(rounds, word, Status(parts.db, wishes))
    parts.letters.put(Troubles(word))
    parts.letters.on_blocked(cog.heard)
    parts.db.server_planners.append(doctor.changed)
    parts.shelves.inbox.put(cog.waiting)
    parts.shelves.moderating.put(always(HELP))
    cog.add_commands(bot.mod)
    await bot.add_cog(cog)
