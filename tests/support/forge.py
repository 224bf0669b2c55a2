"""What other clients than Discord's own may send: nothing is checked before it reaches the bot."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import discord
from simcord.backend.serializers import message_payload, user_payload
from simcord.enums import InteractionType

from tests.support.cards import BUTTON, SELECT, Card, Form, Json

if TYPE_CHECKING:
    from tests.support.world import World

SUBCOMMAND, TEXT, PERSON, LABEL = 1, 4, 6, 18
MENU = 3  # the kind of a command on messages


class Forge:
    """`world.forge.press(ADA, "streaks:undo:1")`: any door, any values, by anyone."""

    def __init__(self, world: "World") -> None:
        self._world = world

    async def command(self, who: str, command: str, **options: tuple[int, Any]) -> Card | Form:
        """A command with options as (Discord's option type, any value)."""
        name, *path = command.removeprefix("/").split()
        sent: list[Json] = [
            {"name": n, "type": type_, "value": value} for n, (type_, value) in options.items()
        ]
        for each in reversed(path):
            sent = [{"name": each, "type": SUBCOMMAND, "options": sent}]
        root = self._world.env.backend.find_command(name, None, type=1)
        data = {"id": root["id"], "name": name, "type": 1, "options": sent}
        people = [int(value) for type_, value in options.values() if type_ == PERSON]
        data["resolved"] = {"users": {str(each): self._described(each) for each in people}}
        return await self._world.send(who, InteractionType.APPLICATION_COMMAND, data)

    async def apps(self, who: str, menu: str, message: discord.Message) -> Card | Form:
        """A message's menu, of whichever message."""
        backend, id_ = self._world.env.backend, str(message.id)
        root = backend.find_command(menu, None, type=MENU)
        told = message_payload(backend, backend.get_message(message.channel.id, message.id))
        resolved = {"messages": {id_: dict(told)}}
        data = {"id": root["id"], "name": menu, "type": MENU, "target_id": id_}
        return await self._world.send(
            who, InteractionType.APPLICATION_COMMAND, {**data, "resolved": resolved}
        )

    def _described(self, person: int) -> Json:
        return user_payload(self._world.env.backend.get_user(person))

    async def press(self, who: str, door: str, on: Card | None = None) -> Card | Form:
        data = {"custom_id": door, "component_type": BUTTON}
        return await self._world.send(who, InteractionType.MESSAGE_COMPONENT, data, on)

    async def choose(
        self, who: str, door: str, values: Sequence[str], on: Card | None = None
    ) -> Card | Form:
        data = {"custom_id": door, "component_type": SELECT, "values": list(values)}
        return await self._world.send(who, InteractionType.MESSAGE_COMPONENT, data, on)

    async def fill(self, who: str, door: str, **fields: Any) -> Card | Form:
        """Lists are sent as a select's values, all else as a text field's value."""
        parts = [
            {"type": LABEL, "component": {"custom_id": name, **_written(value)}}
            for name, value in fields.items()
        ]
        data = {"custom_id": door, "components": parts}
        return await self._world.send(who, InteractionType.MODAL_SUBMIT, data)


def _written(value: Any) -> Mapping[str, Any]:
    if isinstance(value, list):
        return {"type": SELECT, "values": value}
    return {"type": TEXT, "value": value}
