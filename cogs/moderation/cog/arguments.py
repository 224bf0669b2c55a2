"""What a custom_id carries, which anyone may have forged."""

from bot.doors import CLOSED_DOOR
from bot.errors import Refusal


def number(argument: str) -> int:
    """An id of ours or of Discord's, or a page."""
    if argument.isascii() and argument.isdigit() and len(argument) < 20:
        return min(int(argument), 2**63 - 1)
    raise Refusal(CLOSED_DOOR)
