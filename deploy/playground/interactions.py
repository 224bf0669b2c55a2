"""Interactions under way: who asked what, by when it must be answered, and what was answered."""

import asyncio
import secrets
from dataclasses import dataclass, field

from deploy.playground import permissions
from deploy.playground.errors import Json, Refused
from deploy.playground.gateway import Gateway
from deploy.playground.live import Live
from deploy.playground.world import World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
TOKEN_SECONDS = 15 * 60
KEPT = 2_000


@dataclass
class Interaction:
    id: str
    token: str
    type: int
    person: str
    channel: Json
    data: Json
    nonce: str | None
    asked_at: float
    message: Json | None = None
    opened_by: "Interaction | None" = None
    answered: bool = False
    expired: bool = False
    response_type: int = 0
    original: str | None = None
    timer: asyncio.TimerHandle | None = field(default=None, repr=False)

    @property
    def full_name(self) -> str:
        """With group and subcommand: `streak why`."""
        names, options = [str(self.data["name"])], self.data.get("options") or []
        while options and options[0]["type"] in (1, 2):
            names.append(options[0]["name"])
            options = options[0]["options"]
        return " ".join(names)

    def metadata(self, world: World) -> Json:
        """What a message says of the interaction that made it."""
        found: Json = {
            "id": self.id,
            "type": self.type,
            "user": world.users[self.person],
            "authorizing_integration_owners": owners(self.channel),
        }
        if self.type == COMMAND:
            # Not documented, but sent, and what "used /checkin" above an answer is made of.
            found |= {"name": self.full_name, "command_type": self.data["type"]}
        if self.type == COMPONENT and self.message:
            found["interacted_message_id"] = self.message["id"]
        if self.type == MODAL:
            opened = self.opened_by.metadata(world) if self.opened_by else {}
            found["triggering_interaction_metadata"] = opened
        return found


def owners(channel: Json) -> Json:
    return {"0": channel.get("guild_id", "0")}


class Interactions:
    """`patience` is Discord's three seconds; tests shorten it."""

    def __init__(self, world: World, gateway: Gateway, live: Live) -> None:
        self.patience = 3.0
        self._world, self._gateway, self._live = world, gateway, live
        self._open: dict[str, Interaction] = {}
        self.modals: dict[str, tuple[Interaction, Json]] = {}

    def ask(self, asked: Interaction) -> None:
        """Send it to the bot and start counting."""
        payload = self._payload(asked)
        self._open[asked.token] = asked
        self._prune()
        if not self._gateway.interact(payload):
            asked.expired = True
            self._fail(asked, "unreachable")
            return
        loop = asyncio.get_running_loop()
        asked.timer = loop.call_later(self.patience, self._give_up, asked)
        if asked.type != AUTOCOMPLETE:
            self.show(asked, "INTERACTION_CREATE", {})

    def new(
        self, kind: int, person: str, channel: Json, data: Json, nonce: str | None
    ) -> Interaction:
        clock = self._world.clock
        token = secrets.token_urlsafe(48)
        return Interaction(
            clock.snowflake(), token, kind, person, channel, data, nonce, clock.now()
        )

    def to_answer(self, id: str, token: str) -> Interaction:
        """For a callback: 10062 when it came too late, 40060 when there was one before."""
        asked = self._open.get(token)
        if asked is None or asked.id != id or asked.expired or self._is_old(asked):
            raise Refused(10062)
        if asked.answered:
            raise Refused(40060)
        return asked

    def answered(self, token: str) -> Interaction:
        """For what follows the callback."""
        asked = self._open.get(token)
        if asked is None or self._is_old(asked):
            raise Refused(50027)
        if not asked.answered:
            raise Refused(10015)
        return asked

    def acknowledge(self, asked: Interaction, response_type: int) -> None:
        asked.answered, asked.response_type = True, response_type
        if asked.timer:
            asked.timer.cancel()
        if asked.type != AUTOCOMPLETE:
            self.show(asked, "INTERACTION_SUCCESS", {})

    def show(self, asked: Interaction, name: str, data: Json) -> None:
        told = {"id": asked.id, "nonce": asked.nonce, **data}
        self._live.send(asked.person, name, told)

    def open_modal(self, asked: Interaction, modal: Json) -> None:
        self.modals[asked.id] = (asked, modal)
        while len(self.modals) > KEPT:
            del self.modals[next(iter(self.modals))]
        shown = {key: modal[key] for key in ("title", "custom_id", "components")}
        bot = self._world.users[self._world.bot_id]
        application = {"id": bot["id"], "name": bot["username"], "bot": bot}
        told = {"modal_id": asked.id, "application": application, **shown}
        self.show(asked, "INTERACTION_MODAL_CREATE", told)

    def close(self) -> None:
        for asked in self._open.values():
            if asked.timer:
                asked.timer.cancel()
        self._open.clear()
        self.modals.clear()

    def _give_up(self, asked: Interaction) -> None:
        asked.expired = True
        self._fail(asked, "timeout")

    def _fail(self, asked: Interaction, reason: str) -> None:
        if asked.type == AUTOCOMPLETE:
            empty: Json = {"nonce": asked.nonce, "choices": []}
            self._live.send(asked.person, "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE", empty)
            return
        self.show(asked, "INTERACTION_FAILURE", {"reason": reason})

    def _is_old(self, asked: Interaction) -> bool:
        return self._world.clock.now() - asked.asked_at > TOKEN_SECONDS

    def _prune(self) -> None:
        while len(self._open) > KEPT:
            oldest = self._open.pop(next(iter(self._open)))
            if oldest.timer:
                oldest.timer.cancel()

    def _payload(self, asked: Interaction) -> Json:
        world, channel = self._world, asked.channel
        allowed = permissions.in_channel(world, asked.person, channel)
        bot_allowed = permissions.in_channel(world, world.bot_id, channel)
        payload = {
            "id": asked.id,
            "application_id": world.bot_id,
            "type": asked.type,
            "token": asked.token,
            "version": 1,
            "data": asked.data,
            "channel_id": channel["id"],
            "channel": self._channel(channel, allowed),
            "app_permissions": str(bot_allowed),
            "locale": "en-US",
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": owners(channel),
            "attachment_size_limit": 10 * 1024 * 1024,
            **self._who(asked, allowed),
        }
        if asked.message:
            payload["message"] = asked.message
        return payload

    def _channel(self, channel: Json, allowed: int) -> Json:
        return {**self._world.seen_by(channel, self._world.bot_id), "permissions": str(allowed)}

    def _who(self, asked: Interaction, allowed: int) -> Json:
        world, guild_id = self._world, asked.channel.get("guild_id")
        if guild_id is None:
            return {"user": world.users[asked.person], "context": 1}
        guild = {"id": guild_id, "locale": "en-US", "features": world.guild["features"]}
        member = world.member(asked.person) | {"permissions": str(allowed)}
        return {
            "guild_id": guild_id,
            "guild": guild,
            "guild_locale": "en-US",
            "member": member,
            "context": 0,
        }
