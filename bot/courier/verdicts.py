"""What came of one try, and what Discord's errors say about it."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum

import aiohttp
import discord

from bot.courier.asking import Troubled

NO_ANSWER = (aiohttp.ClientError, OSError, asyncio.TimeoutError)
TOO_MANY_REQUESTS = 429
TOO_FAST = 40003  # direct messages were opened


class Why(StrEnum):
    """Stable codes for why something did not leave; views word them. `REFUSED` is kept with
    Discord's number behind it: `Why.of` reads either."""

    CLOSED = "closed messages"
    NO_CHANNEL = "no such channel"
    NO_ACCESS = "no access"
    NO_PERMISSION = "no permission"
    NOBODY = "no such person"
    NO_ROLE = "no such role"
    ARCHIVED = "archived thread"
    MANY_PINS = "too many pins"
    REFUSED = "refused"
    OUR_FAULT = "our own fault"
    NO_LETTER = "no such letter"
    MISSED = "missed"  # several slots passed while nobody could post; the newest alone leaves
    TOO_LATE = "too late"
    NO_HISTORY = "may not read the history"
    NO_POST = "no post to follow"
    REMOVED = "removed us"  # the server; it goes on where it invites us again

    @classmethod
    def of(cls, kept: str | None) -> "Why | None":
        """None for what is not final: the name of a failure after which it is tried again."""
        return next((each for each in cls if kept and kept.startswith(each.value)), None)


# Unknown message: it was posted, and deleted since. There is a thread already; the person has left.
SETTLED = (10008, 160004, 10007)
BLOCKS = {
    50007: Why.CLOSED,
    50278: Why.CLOSED,
    10003: Why.NO_CHANNEL,
    50001: Why.NO_ACCESS,
    50013: Why.NO_PERMISSION,
    10013: Why.NOBODY,
    10011: Why.NO_ROLE,
    50083: Why.ARCHIVED,
    160005: Why.ARCHIVED,  # locked, which only moderators undo
    30003: Why.MANY_PINS,
}


@dataclass(frozen=True)
class Posted:
    """It is done. Without a message it was there, and is gone."""

    message: int | None


@dataclass(frozen=True)
class Unknown:
    """It may have arrived or not: the next try looks first, or repeats the nonce."""

    why: str
    answered: bool = False  # by Discord itself, which is well


@dataclass(frozen=True)
class Blocked:
    """It will not arrive until somebody changes something."""

    why: str


@dataclass(frozen=True)
class Uncertain:
    """It may have arrived, and we may not look: nothing is posted again."""

    why: str


@dataclass(frozen=True)
class Skipped:
    """Its time is over, and it never arrived."""

    why: str


Verdict = Posted | Unknown | Blocked | Uncertain | Skipped


def of_error(error: Exception) -> Verdict | None:
    """None for what is neither Discord's answer nor the lack of one: a fault of ours."""
    if isinstance(error, discord.HTTPException):
        return _of_answer(error)
    if isinstance(error, Troubled):
        return Unknown(str(error))
    return Unknown(type(error).__name__) if isinstance(error, NO_ANSWER) else None


def _of_answer(error: discord.HTTPException) -> Verdict:
    if error.code in SETTLED:
        return Posted(None)
    if error.code in BLOCKS:
        return Blocked(BLOCKS[error.code])
    if error.status == TOO_MANY_REQUESTS or error.code == TOO_FAST:
        return Unknown(f"status {error.status}", answered=True)
    if error.status >= 500 or not error.code:  # without a number it is no word on this post
        return Unknown(f"status {error.status}")
    return Blocked(f"{Why.REFUSED} {error.code or error.status}")
