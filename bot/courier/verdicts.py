"""What came of one try to post, and what Discord's errors say about it."""

import asyncio
from dataclasses import dataclass

import aiohttp
import discord

NO_ANSWER = (aiohttp.ClientError, OSError, asyncio.TimeoutError)
GONE_SINCE = 10008  # unknown message: it was posted, and deleted since
CLOSED_MESSAGES = (50007, 50278)
NO_CHANNEL, NO_ACCESS, NO_PERMISSION, NOBODY = 10003, 50001, 50013, 10013
TOO_MANY_REQUESTS = 429


@dataclass(frozen=True)
class Posted:
    message: int | None


@dataclass(frozen=True)
class Unknown:
    """It may have arrived or not: the next try looks first, or repeats the nonce."""

    why: str
    server_error: bool = False


@dataclass(frozen=True)
class Blocked:
    """It will not arrive until somebody changes something."""

    why: str


@dataclass(frozen=True)
class Uncertain:
    """It may have arrived, and we may not look: nothing is posted again."""

    why: str


Verdict = Posted | Unknown | Blocked | Uncertain

BLOCKS = {
    **dict.fromkeys(CLOSED_MESSAGES, "closed messages"),
    NO_CHANNEL: "no such channel",
    NO_ACCESS: "no access",
    NO_PERMISSION: "no permission",
    NOBODY: "no such person",
}


def of_error(error: Exception) -> Verdict | None:
    """None for what is neither Discord's answer nor the lack of one: a fault of ours."""
    if isinstance(error, discord.HTTPException):
        return _of_answer(error)
    return Unknown(type(error).__name__) if isinstance(error, NO_ANSWER) else None


def _of_answer(error: discord.HTTPException) -> Verdict:
    if error.code == GONE_SINCE:
        return Posted(None)
    if error.code in BLOCKS:
        return Blocked(BLOCKS[error.code])
    if error.status >= 500 or error.status == TOO_MANY_REQUESTS:
        return Unknown(f"status {error.status}", server_error=error.status >= 500)
    return Blocked(f"refused {error.code or error.status}")
