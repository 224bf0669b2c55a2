"""The only way to reply to an interaction, well inside Discord's three seconds.

A watchdog acknowledges by itself where a handler is slow; the answer then fills what it opened.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
from discord import Interaction, ui

from bot import look
from bot.errors import Refusal, TooLate

log = logging.getLogger(__name__)

PATIENCE = 1.5  # seconds until we acknowledge by ourselves; Discord gives 3
ALREADY_ACKNOWLEDGED = 40060
UNKNOWN_INTERACTION = (10062, 10015)
UNKNOWN_OUTCOME = (aiohttp.ClientError, OSError, TimeoutError, discord.DiscordServerError)


class Turn:
    """One interaction's turn to be answered: whoever holds the lock talks to Discord."""

    def __init__(self, interaction: Interaction[Any], replaces: bool) -> None:
        self.lock = asyncio.Lock()
        self.replaces = replaces
        self.deferred = self.answered = False
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


async def _send(interaction: Interaction[Any], turn: Turn, card: ui.LayoutView) -> None:
    quiet = discord.AllowedMentions.none()
    response = interaction.response
    if turn.answered:
        await interaction.followup.send(view=card, ephemeral=True, allowed_mentions=quiet)
    elif turn.deferred:
        await interaction.edit_original_response(view=card, allowed_mentions=quiet)
    elif turn.replaces:
        await response.edit_message(view=card, allowed_mentions=quiet)
    else:
        await response.send_message(view=card, ephemeral=True, allowed_mentions=quiet)


async def ask(interaction: Interaction[Any], form: ui.Modal) -> None:
    """Opens a form. Call it before anything slow: a form can't follow an acknowledgement."""
    form.stop()
    turn = watch(interaction)
    async with turn.lock:
        turn.over()
        if turn.deferred:
            raise Refusal("That took too long to open. Please press the button again.")
        await _deliver(lambda: interaction.response.send_modal(form))
        turn.close()


async def refuse(interaction: Interaction[Any], words: str) -> None:
    """A polite no, as a new private message even where the door replaces its message."""
    turn = watch(interaction)
    if not turn.deferred:
        turn.replaces = False
    await answer(interaction, look.card(words, colour=look.AMBER))


async def _deliver(send: Callable[[], Awaitable[Any]]) -> None:
    """Sends, and once more where we can't know whether the first try arrived."""
    try:
        try:
            await send()
        except UNKNOWN_OUTCOME:
            await send()
    except discord.InteractionResponded:
        return
    except discord.HTTPException as error:
        if error.code in UNKNOWN_INTERACTION:
            raise TooLate from error
        if error.code != ALREADY_ACKNOWLEDGED:
            raise
