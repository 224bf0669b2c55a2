"""What a custom_id carries, which anyone may have forged."""

from datetime import date

from bot.doors import CLOSED_DOOR
from bot.errors import Refusal
from cogs.streaks import entering, refusals


def number(argument: str) -> int:
    """An id of ours or of Discord's."""
    if argument.isascii() and argument.isdigit() and len(argument) < 20:
        return min(int(argument), 2**63 - 1)
    raise Refusal(CLOSED_DOOR)


def day_in(argument: str) -> date:
    try:
        return date.fromisoformat(argument)
    except ValueError:
        raise Refusal(CLOSED_DOOR) from None


def minutes_in(typed: str) -> int:
    """What someone typed or Discord let through. Raises Refusal where it is no minutes."""
    minutes = entering.minutes_in(typed)
    if minutes is None:
        raise refusals.not_minutes()
    return minutes
