"""One try to post one delivery: opens direct messages, looks back, repeats the nonce."""

import asyncio
import json
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import discord
from discord.http import Route

from bot.courier import verdicts
from bot.courier.ledger import Delivery
from bot.courier.letters import mark, nonce
from bot.courier.verdicts import Blocked, Posted, Uncertain, Verdict

log = logging.getLogger(__name__)

TIMEOUT = 10.0  # seconds, well inside a lease
NONCE_HOLDS = timedelta(seconds=60)
MARGIN = timedelta(minutes=5)
PAGE = 100
COMPONENTS_V2 = 1 << 15


class Carrier:
    """Knows Discord's REST and nothing of the ledger."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def carry(self, delivery: Delivery, now: datetime) -> tuple[Verdict, int | None]:
        """What came of it, and the channel it went to once that is known."""
        channel = delivery.channel
        try:
            async with asyncio.timeout(TIMEOUT):
                channel = channel or await self._open(delivery)
                if now - delivery.first_try > NONCE_HOLDS:
                    if not self._may_look(channel, delivery):
                        return Uncertain("may not read the history"), channel
                    if found := await self._look_back(delivery, channel, now):
                        return Posted(found), channel
                return Posted(await self._send(delivery, channel)), channel
        except Exception as error:
            return verdicts.of_error(error) or _our_fault(delivery), channel

    async def _open(self, delivery: Delivery) -> int:
        assert delivery.to.person is not None, "a post to a server names its channel"
        # discord.py's own call sends the id as a number, Discord describes it as a string.
        asked = {"recipient_id": str(delivery.to.person)}
        route = Route("POST", "/users/@me/channels")
        return int((await self._client.http.request(route, json=asked))["id"])

    async def _send(self, delivery: Delivery, channel: int) -> int:
        key = nonce(delivery.recipient, delivery.kind, delivery.slot)
        components = json.loads(delivery.payload)
        components[0]["id"] = mark(key)
        body = {
            "components": components,
            "flags": COMPONENTS_V2,
            "allowed_mentions": {"parse": []},
            "nonce": key,
            "enforce_nonce": True,
        }
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel)
        return int((await self._client.http.request(route, json=body))["id"])

    async def _look_back(self, delivery: Delivery, channel: int, now: datetime) -> int | None:
        """Our own message with the delivery's mark, from just before the first try until now."""
        wanted = mark(nonce(delivery.recipient, delivery.kind, delivery.slot))
        after = discord.utils.time_snowflake(delivery.first_try - MARGIN)
        until = discord.utils.time_snowflake(now + MARGIN)
        while True:
            page = await self._client.http.logs_from(channel, PAGE, after=after)
            newest = max((int(message["id"]) for message in page), default=after)
            if found := _ours(page, self._me, wanted):
                return found
            if len(page) < PAGE or newest > until:
                return None
            after = newest

    def _may_look(self, channel: int, delivery: Delivery) -> bool:
        """Without the permission Discord answers with an empty history, which proves nothing."""
        if delivery.to.person is not None:
            return True
        known = self._client.get_channel(channel)
        if not isinstance(known, discord.abc.GuildChannel | discord.Thread):
            return False
        return known.permissions_for(known.guild.me).read_message_history

    @property
    def _me(self) -> int:
        assert self._client.user is not None
        return self._client.user.id


def _our_fault(delivery: Delivery) -> Verdict:
    """Trying again would fail again, every few minutes and for ever."""
    log.exception("a post failed by our own fault delivery=%s", delivery.id)
    return Blocked("our own fault")


def _ours(page: Iterable[Mapping[str, Any]], me: int, wanted: int) -> int | None:
    for message in page:
        marked = [part.get("id") for part in message.get("components", [])]
        if int(message["author"]["id"]) == me and wanted in marked:
            return int(message["id"])
    return None
