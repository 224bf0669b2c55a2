"""People of the town who use the bot by themselves, as a page would for its visitor."""

import asyncio
from collections.abc import Iterator
from typing import NamedTuple

from deploy.playground.errors import Json, Refused
from deploy.playground.interaction import COMMAND, COMPONENT, MODAL, THINKING
from deploy.playground.invocation import Invocation
from deploy.playground.rules import components
from deploy.playground.shapes import LOADING
from deploy.playground.world import Event, World


class Outcome(NamedTuple):
    """What came of it: a message, a modal, or only that the bot has heard."""

    event: str
    data: Json


class Residents:
    def __init__(self, world: World, invocation: Invocation) -> None:
        self._world, self._invocation = world, invocation
        self._waiting: dict[str, asyncio.Future[Outcome]] = {}
        world.listeners.append(self._hear)

    async def run(self, person: str, channel: Json, command: str, options: Json) -> Outcome:
        """A slash command, subcommands spaced. Refused or TimeoutError where it led to nothing."""
        name, *inner = command.split()
        usable = self._invocation.usable(person, channel)
        found = next((each for each in usable if each["name"] == name), None)
        if found is None:
            raise Refused(10063)
        given = [{"name": key, "value": value} for key, value in options.items()]
        for each in reversed(inner):
            given = [{"name": each, "options": given}]
        return await self._ask(person, channel, COMMAND, {"id": found["id"], "options": given})

    async def press(self, person: str, channel: Json, label: str) -> Outcome:
        """A button on the newest message that has it."""
        for message in reversed(self._world.messages[channel["id"]].values()):
            if any(each.get("label") == label for each in components.walk(message["components"])):
                card = Outcome("MESSAGE", message)
                return await self.follow(person, channel, card, {"press": label})
        raise Refused(0, message=f"nobody can press {label!r} here")

    async def follow(self, person: str, channel: Json, came: Outcome, step: Json) -> Outcome:
        """`fill` sends the form that came, `press` presses a button of the card that came."""
        parts = [*components.walk(came.data.get("components"))]
        if "fill" in step and came.event == "INTERACTION_MODAL_CREATE":
            data: Json = {"components": [*_filled(parts, step["fill"])]}
            return await self._ask(person, channel, MODAL, data, modal_id=came.data["modal_id"])
        pressed = next((each for each in parts if each.get("label") == step.get("press")), None)
        if pressed is None or came.event != "MESSAGE":
            raise Refused(0, message=f"{[*step]} doesn't fit what came of it")
        data, message = {"custom_id": pressed["custom_id"]}, came.data["id"]
        outcome = await self._ask(person, channel, COMPONENT, data, message_id=message)
        if outcome.event == "INTERACTION_SUCCESS":  # the pressed card has changed
            return Outcome("MESSAGE", self._world.message(channel["id"], message))
        return outcome

    async def _ask(self, person: str, channel: Json, kind: int, data: Json, **more: str) -> Outcome:
        sent = {"type": kind, "channel_id": channel["id"], "data": data, **more}
        id = self._invocation.begin(person, sent, {})
        self._waiting[id] = asyncio.get_running_loop().create_future()
        try:
            outcome = await self._waiting[id]
        finally:
            del self._waiting[id]
        if outcome.event == "INTERACTION_FAILURE":
            raise TimeoutError(outcome.data["reason"])
        return outcome

    def _hear(self, event: Event) -> None:
        if not self._waiting:
            return
        name, asked = event.name, event.data.get("id")
        if name in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
            told = event.data.get("interaction_metadata") or {}
            name, asked = "MESSAGE", None if event.data["flags"] & LOADING else told.get("id")
        elif event.data.get("response") == THINKING:
            return
        waiting = self._waiting.get(str(asked))
        if waiting and not waiting.done():
            waiting.set_result(Outcome(name, event.data))


def _filled(parts: list[Json], written: Json) -> Iterator[Json]:
    """What isn't written stays as the form had it."""
    for each in parts:
        if "custom_id" in each:
            chosen = [one["value"] for one in each.get("options") or [] if one.get("default")]
            value = written.get(each["custom_id"], chosen or each.get("value"))
            key = "values" if isinstance(value, list) else "value"
            yield {"custom_id": each["custom_id"], key: value}
