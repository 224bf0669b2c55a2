"""Interactions under way: by when they must be answered, and whether they were."""

import asyncio
import secrets
from typing import Any

from deploy.playground.errors import Json, Refused
from deploy.playground.gateway import Gateway
from deploy.playground.interaction import AUTOCOMPLETE, Interaction
from deploy.playground.world import World

TOKEN_SECONDS = 15 * 60
KEPT = 2_000


class Interactions:
    """`patience` is Discord's three seconds; tests shorten it."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self.patience = 3.0
        self._world, self._gateway = world, gateway
        self._open: dict[str, Interaction] = {}
        self.modals: dict[str, tuple[Interaction, Json]] = {}

    def ask(self, asked: Interaction) -> None:
        """Send it to the bot and start counting."""
        self._open[asked.token] = asked
        self._prune()
        if not self._gateway.interact(asked.payload(self._world)):
            asked.expired = True
            self.fail(asked, "unreachable")
            return
        loop = asyncio.get_running_loop()
        asked.timer = loop.call_later(self.patience, self._give_up, asked)
        if asked.type != AUTOCOMPLETE:
            self._tell(asked, "INTERACTION_CREATE")

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
            self._tell(asked, "INTERACTION_SUCCESS", response=response_type)

    def _tell(self, asked: Interaction, name: str, **more: Any) -> None:
        """Only whoever asked hears of it."""
        told = {"id": asked.id, "nonce": asked.nonce, **more}
        self._world.tell(name, told, only=asked.person)

    def suggest(self, asked: Interaction, choices: list[Json]) -> None:
        self._tell(asked, "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE", choices=choices)

    def open_modal(self, asked: Interaction, modal: Json) -> None:
        self.modals[asked.id] = (asked, modal)
        while len(self.modals) > KEPT:
            del self.modals[next(iter(self.modals))]
        shown = {key: modal[key] for key in ("title", "custom_id", "components")}
        self._tell(asked, "INTERACTION_MODAL_CREATE", modal_id=asked.id, **shown)

    def fail(self, asked: Interaction, reason: str) -> None:
        if asked.type == AUTOCOMPLETE:
            self.suggest(asked, [])
        else:
            self._tell(asked, "INTERACTION_FAILURE", reason=reason)

    def close(self) -> None:
        for asked in self._open.values():
            if asked.timer:
                asked.timer.cancel()
        self._open.clear()
        self.modals.clear()

    def _give_up(self, asked: Interaction) -> None:
        asked.expired = True
        self.fail(asked, "timeout")

    def _is_old(self, asked: Interaction) -> bool:
        return self._world.clock.now() - asked.asked_at > TOKEN_SECONDS

    def _prune(self) -> None:
        while len(self._open) > KEPT:
            oldest = self._open.pop(next(iter(self._open)))
            if oldest.timer:
                oldest.timer.cancel()
