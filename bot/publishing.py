"""A post about people that somebody asked for by a button: it stands until they are forgotten."""

import logging
from collections.abc import Collection
from typing import Any

from discord import Interaction, ui

from bot import answers, courier

log = logging.getLogger(__name__)


async def publish(
    interaction: Interaction[Any], card: ui.LayoutView, kind: str, id_: int, about: Collection[int]
) -> None:
    """Shows a card to everybody where the person is, as `answers.post` does and with what it
    raises; `kind` and `id_` name what is shown, `about` whom it names."""
    message = await answers.post(interaction, card)
    try:
        await _remember(interaction, message, kind, id_, about)
    except Exception:  # it stands there, whatever we know of it
        log.exception("a post could not be remembered kind=%s", kind)


async def _remember(
    interaction: Interaction[Any],
    message: int | None,
    kind: str,
    id_: int,
    about: Collection[int],
) -> None:
    guild, channel, parts = interaction.guild_id, interaction.channel_id, interaction.client.parts
    if message is None or guild is None or channel is None:
        log.warning("a post can't be found again kind=%s", kind)
        return
    async with parts.db.transaction() as conn:
        for person in about:
            slot, place = f"{id_}/{person}", (channel, message)
            now = parts.clock.now()
            await courier.answered(conn, guild, kind, slot, person, place, now)
