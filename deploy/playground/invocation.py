"""What a person does on the page, checked as Discord checks it, made into an interaction."""

from dataclasses import dataclass
from typing import Any

from deploy.playground import permissions
from deploy.playground.errors import Form, Json, Refused
from deploy.playground.interaction import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Interaction
from deploy.playground.interactions import Interactions
from deploy.playground.options import Options
from deploy.playground.resolved import OBJECTS, Resolved
from deploy.playground.rules import components, forms
from deploy.playground.world import World

MESSAGE_MENU = 3


@dataclass(frozen=True)
class Deed:
    """One thing done; `files` are the uploaded attachments by their number."""

    person: str
    channel: Json
    kind: int
    data: Json
    sent: Json
    files: dict[str, Json]


class Invocation:
    def __init__(self, world: World, interactions: Interactions) -> None:
        self._world, self._interactions = world, interactions

    def begin(self, person: str, sent: Json, files: dict[str, Json]) -> str:
        """Raise Refused, or hand it to the bot and return the interaction's id."""
        channel = self._world.channel(str(sent.get("channel_id")))
        permissions.need(self._world, person, channel)
        data = sent.get("data")
        makers = {
            COMMAND: self._command,
            AUTOCOMPLETE: self._command,
            COMPONENT: self._component,
            MODAL: self._modal,
        }
        kind = sent.get("type")
        if kind not in makers or not isinstance(data, dict):
            raise wrong("type")
        asked = makers[kind](Deed(person, channel, kind, data, sent, files))
        self._interactions.ask(asked)
        return asked.id

    def usable(self, person: str, channel: Json) -> list[Json]:
        """The commands this person may use here."""
        commands = self._world.commands.values()
        return [
            each for each in commands if permissions.may_use(self._world, person, channel, each)
        ]

    def _new(self, deed: Deed, told: Json, resolved: Resolved) -> Interaction:
        told |= {"resolved": resolved.found} if resolved.found else {}
        nonce = deed.sent.get("nonce")
        return self._interactions.new(deed.kind, deed.person, deed.channel, told, nonce)

    def _command(self, deed: Deed) -> Interaction:
        command = self._world.commands.get(str(deed.data.get("id")))
        if command is None:
            raise Refused(10063)
        if not permissions.may_use(self._world, deed.person, deed.channel, command):
            raise Refused(50013)
        resolved = Resolved(self._world, deed.files)
        kept = ("id", "name", "type", "guild_id")
        told: Json = {key: value for key, value in command.items() if key in kept}
        if command["type"] == 1:
            options = Options(resolved, focusing=deed.kind == AUTOCOMPLETE)
            told["options"] = options.read(command, deed.data.get("options") or [])
        else:
            told["target_id"] = str(deed.data.get("target_id"))
            self._target(deed, command["type"], told["target_id"], resolved)
        return self._new(deed, told, resolved)

    def _target(self, deed: Deed, kind: int, target: str, resolved: Resolved) -> None:
        if kind == MESSAGE_MENU:
            message = self._world.message(deed.channel["id"], target, deed.person)
            resolved.add("messages", target, message)
        elif not resolved.user(target):
            raise Refused(10013)

    def _component(self, deed: Deed) -> Interaction:
        id = str(deed.sent.get("message_id"))
        message = self._world.message(deed.channel["id"], id, deed.person)
        pressed = components.find(message["components"], str(deed.data.get("custom_id")))
        by_bot = message["author"]["id"] == self._world.bot_id
        if pressed is None or pressed.get("disabled") or not by_bot:
            raise wrong("data.custom_id")
        resolved = Resolved(self._world, {})
        told: Json = {"component_type": pressed["type"], "custom_id": pressed["custom_id"]}
        told["id"] = pressed["id"]
        if pressed["type"] != components.BUTTON:
            told["values"] = self._selected(pressed, deed.data.get("values"), resolved)
        made = self._new(deed, told, resolved)
        made.message = self._world.rendered(message, self._world.bot_id)
        return made

    def _selected(self, menu: Json, chosen: Any, resolved: Resolved) -> list[str]:
        values = [str(each) for each in chosen or []]
        form = Form()
        forms.chosen(form, "data.values", menu, values)
        resolved.select(form, "data.values", menu, values)
        form.settle()
        return values

    def _modal(self, deed: Deed) -> Interaction:
        modals = self._interactions.modals
        opener, modal = modals.get(str(deed.sent.get("modal_id")), (None, None))
        if opener is None or modal is None or opener.person != deed.person:
            raise Refused(10062)
        filled = forms.filled(modal, deed.data.get("components") or [])
        form, resolved = Form(), Resolved(self._world, deed.files)
        for field in components.walk(filled):
            self._resolve(form, field, resolved)
        form.settle()
        told: Json = {"custom_id": modal["custom_id"], "components": filled}
        made = self._new(deed, told, resolved)
        made.message, made.opened_by = opener.message, opener
        return made

    def _resolve(self, form: Form, field: Json, resolved: Resolved) -> None:
        at = field.get("custom_id", "")
        if field["type"] == components.UPLOAD:
            field["values"] = [resolved.attachment(form, at, ref) for ref in field["values"]]
        elif field["type"] in OBJECTS:
            resolved.select(form, at, field, field["values"])


def wrong(path: str) -> Refused:
    form = Form()
    form.wrong(path, "COMPONENT_VALIDATION_FAILED", "Component validation failed")
    return Refused(50035, errors=form.errors)
