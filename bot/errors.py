"""What goes wrong, in two kinds: a polite no to a member, and a fault of ours."""

import logging

from bot import chance

log = logging.getLogger(__name__)


class Refusal(Exception):
    """A polite no: shown as written, to that member only, always with the next step."""


class TooLate(Exception):
    """Discord no longer takes an answer to this interaction; whatever was done stays done."""


def fault(error: BaseException, interaction_id: int) -> str:
    """Logs the traceback under a short code and returns what the member may see."""
    code = chance.code(str(interaction_id))
    log.error("fault code=%s interaction=%s", code, interaction_id, exc_info=error)
    return (
        f"Sorry, that went wrong on our side. Please try again; if it happens again, "
        f"give a moderator this code: {code}."
    )
