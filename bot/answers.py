"""The only ways to reply to an interaction, well inside Discord's three seconds: `answer` in
private, `post` where an act is social.

A watchdog acknowledges by itself where a handler is slow; the answer then fills what it opened.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypedDict

import aiohttp
import discord
from discord import Interaction, ui

from bot import look
from bot.errors import Refusal, TooLate

log = logging.getLogger(__name__)

PATIENCE = 1.5  # seconds until we acknowledge by ourselves; Discord gives 3
ALREADY_ACKNOWLEDGED = 40060
UNKNOWN_INTERACTION = (10062, 10015)
TOO_MANY_REQUESTS = 429
UNKNOWN_OUTCOME = (aiohttp.ClientError, OSError, TimeoutError)
RETRY_SECONDS = (0.1, 0.5)  # within what is left of the three seconds
LONGEST_PAUSE = 1.0  # seconds
NO_POSTS = "I can't post here. Try again in a channel where we both may write."


class Shown(TypedDict):
    """What every way of answering takes."""

    view: ui.LayoutView
    allowed_mentions: discord.AllowedMentions


class Turn:
    """One interaction's turn to be answered: whoever holds the lock talks to Discord."""

    def __init__(self, interaction: Interaction[Any], replaces: bool) -> None:
        self.lock = asyncio.Lock()
        self.replaces = replaces
        self.deferred = self.answered = self.refused = False
        self.finished = asyncio.Event()
        self._interaction = interaction
        self._watchdog = asyncio.get_running_loop().call_later(PATIENCE, self._bark)
        self._deferring: asyncio.Task[None] | None = None

    def over(self) -> None:
        """Stops the watchdog: an answer is on its way."""
        self._watchdog.cancel()

    def close(self) -> None:
        self.answered = True
        self.finished.set()

    def _bark(self) -> None:
        self._deferring = asyncio.create_task(self._defer())

    async def _defer(self) -> None:
        async with self.lock:
            if not self.answered:
                response = self._interaction.response
                try:
                    await _deliver(
                        lambda: response.defer(ephemeral=True, thinking=not self.replaces)
                    )
                    self.deferred = True
                except (TooLate, discord.HTTPException, *UNKNOWN_OUTCOME) as error:
                    log.warning("deferring failed interaction=%s %r", self._interaction.id, error)


def watch(interaction: Interaction[Any], *, replaces: bool = False) -> Turn:
    """Starts the watchdog once; `replaces` says that the answer changes the pressed message."""
    turn = interaction.extras.get("turn")
    if not turn:
        turn = interaction.extras["turn"] = Turn(interaction, replaces)
    return turn


async def answer(interaction: Interaction[Any], card: ui.LayoutView) -> None:
    """Shows a card to the person who asked and to nobody else; mentions never ping.

    On a door that `replaces`, the card takes the place of the pressed message. Raises TooLate
    where Discord no longer takes an answer.
    """
    card.stop()  # discord.py keeps unstopped views for ever; our buttons go by custom_id
    turn = watch(interaction)
    async with turn.lock:
        turn.over()
        await _deliver(lambda: _send(interaction, turn, card))
        turn.close()


async def answer_beside(interaction: Interaction[Any], card: ui.LayoutView) -> None:
    """Shows a card as a new private message even where the door replaces the pressed one, which
    may be somebody else's."""
    watch(interaction).refused = True
    await answer(interaction, card)


async def _send(interaction: Interaction[Any], turn: Turn, card: ui.LayoutView) -> None:
    response = interaction.response
    shown: Shown = {"view": card, "allowed_mentions": discord.AllowedMentions.none()}
    files = look.files(card)  # an edit names all that stays, so that a former picture goes
    if turn.answered or (turn.refused and turn.replaces and turn.deferred):
        await interaction.followup.send(**shown, files=files, ephemeral=True)
    elif turn.deferred:
        await interaction.edit_original_response(**shown, attachments=files)
    elif turn.replaces and not turn.refused:
        await response.edit_message(**shown, attachments=files)
    else:
        await response.send_message(**shown, files=files, ephemeral=True)


def may_post(interaction: Interaction[Any]) -> bool:
    """Whether the person and we may both write where they are. Discord lets an answer through even
    where a server wants no posts of ours."""
    place, needed = interaction.channel, discord.Permissions(send_messages=True)
    if isinstance(place, discord.Thread):
        if place.archived or place.locked:
            return False
        needed = discord.Permissions(send_messages_in_threads=True)
    allowed = (interaction.permissions, interaction.app_permissions)
    return interaction.guild_id is not None and all(needed <= each for each in allowed)


async def post(interaction: Interaction[Any], card: ui.LayoutView) -> int | None:
    """Shows a card to everybody where the person is, as or after the answer to them; pings nobody.

    Returns the message's id, None where Discord didn't tell it.
    Raises Refusal where nothing can be posted, TooLate where Discord takes no answer any more.
    """
    if not may_post(interaction):
        raise Refusal(NO_POSTS)
    card.stop()
    turn = watch(interaction)
    async with turn.lock:
        turn.over()
        try:
            return await _post(interaction, turn, card)
        except (discord.Forbidden, discord.NotFound) as error:
            raise Refusal(NO_POSTS) from error


async def _post(interaction: Interaction[Any], turn: Turn, card: ui.LayoutView) -> int | None:
    shown: Shown = {"view": card, "allowed_mentions": discord.AllowedMentions.none()}
    if not (turn.answered or turn.deferred):
        told: int | None = None

        async def send() -> None:
            nonlocal told
            told = (await interaction.response.send_message(**shown)).message_id

        await _deliver(send)
        turn.close()
        return told or await _answer_id(interaction)
    if not turn.answered:  # what follows a private acknowledgement first would be private too
        word = look.card("It is here for everybody to see:")
        await _deliver(lambda: interaction.edit_original_response(view=word))
        turn.close()
    message = await _once(lambda: interaction.followup.send(**shown, wait=True))
    return int(message.id) if message else None


async def _answer_id(interaction: Interaction[Any]) -> int | None:
    """Asked for where the try that arrived was not the one that told us."""
    try:
        return (await interaction.original_response()).id
    except (discord.HTTPException, *UNKNOWN_OUTCOME) as error:
        log.warning("a post can't be found interaction=%s %r", interaction.id, error)
        return None


async def _once(send: Callable[[], Awaitable[Any]]) -> Any:
    """For what Discord would show twice: a try that may have arrived is the last one."""
    try:
        return await send()
    except UNKNOWN_OUTCOME as error:
        log.warning("a post may not have arrived %r", error)
        return None
    except discord.HTTPException as error:
        if error.code in UNKNOWN_INTERACTION:
            raise TooLate from error
        raise


async def ask(interaction: Interaction[Any], form: ui.Modal) -> None:
    """Opens a form. Call it before anything slow: a form can't follow an acknowledgement."""
    form.stop()
    turn = watch(interaction)
    async with turn.lock:
        turn.over()
        if turn.deferred:
            raise Refusal("That took too long to open. Please try again.")
        await _deliver(lambda: interaction.response.send_modal(form))
        turn.close()


async def refuse(interaction: Interaction[Any], words: str) -> None:
    """A polite no, as a new private message even where the door replaces its message."""
    await answer_beside(interaction, look.card(words, colour=look.AMBER))


async def _deliver(send: Callable[[], Awaitable[Any]]) -> None:
    """Sends, and again where we can't know whether a try arrived or were asked to wait.

    Raises TooLate where no try came through: what was done before stays done.
    """
    for wait in RETRY_SECONDS:
        if (error := await _tried(send)) is None:
            return
        await asyncio.sleep(max(wait, _asked_to_wait(error)))
    if error := await _tried(send):
        raise TooLate from error


async def _tried(send: Callable[[], Awaitable[Any]]) -> Exception | None:
    """None where Discord has it, an error where another try may come through."""
    try:
        await send()
    except discord.InteractionResponded:
        return None
    except UNKNOWN_OUTCOME as error:
        return error
    except discord.HTTPException as error:
        if error.code in UNKNOWN_INTERACTION:
            raise TooLate from error
        if error.status >= 500 or error.status == TOO_MANY_REQUESTS:
            return error
        if error.code != ALREADY_ACKNOWLEDGED:
            raise
    return None


def _asked_to_wait(error: Exception) -> float:
    """Seconds that a 429 asks for, as far as they leave time for an answer."""
    if not isinstance(error, discord.HTTPException):
        return 0.0
    try:
        return min(float(error.response.headers.get("Retry-After", 0)), LONGEST_PAUSE)
    except ValueError:
        return 0.0
