"""One try of one delivery: opens direct messages, looks back, repeats the nonce."""

import asyncio
import json
import logging
from datetime import datetime, timedelta
from typing import Any

import discord
from discord.http import Route

from bot.courier import asking, following, lookback, verdicts
from bot.courier.following import COMPONENTS_V2, NOBODY
from bot.courier.ledger import Delivery
from bot.courier.letters import mark, nonce
from bot.courier.restored import Restored
from bot.courier.tables import PLACE, POST
from bot.courier.verdicts import Blocked, Posted, Skipped, Uncertain, Verdict, Why

log = logging.getLogger(__name__)

TIMEOUT = 30.0  # seconds, well inside a lease; a long history is read in it as well
ONE_CALL = 10.0
OPENING = 25.0  # discord.py waits ten seconds with every tenth
# Discord is known to remember one for 60 s, and what we ask may be two calls in reaching it.
NONCE_HOLDS = timedelta(seconds=60 - 2 * ONE_CALL)
CATCH_UP = timedelta(hours=6)
NOW = timedelta(0)


class Carrier:
    """Knows Discord's REST and nothing of the ledger."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def carry(
        self, delivery: Delivery, now: datetime, restored: Restored | None = None
    ) -> tuple[Verdict, int | None]:
        """What came of it, and the channel it went to once that is known."""
        channel = delivery.channel
        try:
            async with asyncio.timeout(TIMEOUT):
                if delivery.deed not in (POST, PLACE):
                    return await self._follow(delivery), channel
                channel = channel or await self._open(delivery)
                return await self._post(delivery, channel, now, restored), channel
        except Exception as error:
            return verdicts.of_error(error) or _our_fault(delivery), channel

    def guild(self, delivery: Delivery) -> int | None:
        """The server it goes to, as far as it is known."""
        known = delivery.channel and self._client.get_channel(delivery.channel)
        return known.guild.id if isinstance(known, discord.abc.GuildChannel) else None

    async def _post(
        self, delivery: Delivery, channel: int, now: datetime, restored: Restored | None
    ) -> Verdict:
        """A post that may be there already is looked for, and one that comes too late is not
        begun any more."""
        late = delivery.deed == POST and now - delivery.due > CATCH_UP
        if spans := _doubtful(delivery, now, restored, late):
            if not self._may_look(channel, delivery):
                return Uncertain(Why.NO_HISTORY)
            for begin, until in spans:
                if found := await self._look_back(delivery, channel, begin, until):
                    return Posted(found)
        return Skipped(Why.TOO_LATE) if late else await self._send(delivery, channel)

    async def _look_back(
        self, delivery: Delivery, channel: int, begin: datetime, until: datetime
    ) -> int | None:
        assert self._client.user is not None
        ours = lookback.Ours(self._client.user.id, mark(_key(delivery)))
        return await lookback.find(self._client.http, channel, ours, begin, until)

    async def _follow(self, delivery: Delivery) -> Verdict:
        assert delivery.channel is not None
        assert delivery.message is not None
        about = (delivery.deed, delivery.channel, delivery.message, delivery.payload)
        route, body = following.request(*about)
        if body and "components" in body:
            body["components"][0]["id"] = mark(_key(delivery))
        await self._ask(route, body)
        return Posted(delivery.message)

    async def _open(self, delivery: Delivery) -> int:
        assert delivery.to.person is not None, "a post to a server names its channel"
        # discord.py's own call sends the id as a number, Discord describes it as a string.
        asked = {"recipient_id": str(delivery.to.person)}
        opened = await self._ask(Route("POST", "/users/@me/channels"), asked, OPENING)
        return int(opened["id"])

    async def _send(self, delivery: Delivery, channel: int) -> Verdict:
        components = json.loads(delivery.payload)
        components[0]["id"] = mark(_key(delivery))
        body = {
            "components": components,
            "flags": COMPONENTS_V2,
            "allowed_mentions": NOBODY,
            "nonce": _key(delivery),
            "enforce_nonce": True,
        }
        route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel)
        return Posted(int((await self._ask(route, body))["id"]))

    async def _ask(
        self, route: Route, body: dict[str, Any] | None, within: float = ONE_CALL
    ) -> Any:
        async with asyncio.timeout(within):
            return await asking.once(self._client.http, route, body)

    def _may_look(self, channel: int, delivery: Delivery) -> bool:
        """Without the permission Discord answers with an empty history, which proves nothing."""
        if delivery.to.person is not None:
            return True
        known = self._client.get_channel(channel)
        if not isinstance(known, discord.abc.GuildChannel | discord.Thread):
            return False
        return known.permissions_for(known.guild.me).read_message_history


def _doubtful(
    delivery: Delivery, now: datetime, restored: Restored | None, late: bool
) -> list[tuple[datetime, datetime]]:
    """The spans in which it may have been posted without our knowing."""
    spans = []
    within = NOW <= now - delivery.first_try <= NONCE_HOLDS
    if delivery.tries > 1 and (late or not within):  # the clock may have been set back meanwhile
        spans.append((min(delivery.first_try, now), max(delivery.first_try, now)))
    if restored and (forgotten := restored.span(delivery)):
        spans.append(forgotten)
    return spans


def _key(delivery: Delivery) -> str:
    """An edited message keeps the mark that it was posted with."""
    return nonce(delivery.recipient, delivery.kind, delivery.slot.split("/")[0])


def _our_fault(delivery: Delivery) -> Verdict:
    """Trying again would fail again, every few minutes and for ever."""
    log.exception("a post failed by our own fault delivery=%s", delivery.id)
    return Blocked(Why.OUR_FAULT)
