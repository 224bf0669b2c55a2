"""What Discord kept from a person, said once and shown in their settings."""

from discord import ui
from discord.utils import format_dt

from bot import look
from bot.courier import Due
from bot.notices import Notice
from bot.offers import Line, Link
from cogs.today.outcomes import Refused
from cogs.today.views.bundle import OFF

CLOSED = "closed messages"
AGAIN = Link("Try again", "today:again")
OPEN_THEM = (
    "In Discord, open the menu of a server we share, tap *Privacy settings* and allow direct "
    "messages. Then press *Try again*."
)


def news(found: Refused) -> Notice:
    words = f"I couldn't send you your reminder. {_why(found)}"
    return Notice(CLOSED, found.number, Line(words, [AGAIN]))


def setting(found: Refused) -> Line:
    return Line(f"**Reminders are paused.** {_why(found)}", [AGAIN])


def _why(found: Refused) -> str:
    if found.is_closed:
        return f"Discord doesn't let me write to you. {OPEN_THEM}"
    return "Discord refused it. Press *Try again* when you like."


def again(coming: Due | None) -> ui.LayoutView:
    if coming is None:
        return look.card(OFF)
    return look.card(f"I write to you again {format_dt(coming.at, 'R')}.", colour=look.GREEN)
