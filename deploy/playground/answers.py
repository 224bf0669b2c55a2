"""What a bot answers to an interaction: the callback, the original answer and follow-ups."""

from deploy.playground import shapes
from deploy.playground.completed import complete
from deploy.playground.errors import Form, Json, Refused
from deploy.playground.interaction import COMMAND, MESSAGE, THINKING, UPDATE, Interaction
from deploy.playground.interactions import Interactions
from deploy.playground.messages import Draft, Messages
from deploy.playground.rules import commands, forms
from deploy.playground.uploads import Upload
from deploy.playground.world import World

SLASH, MENU, REPLY = 20, 23, 19


class Answers:
    def __init__(self, world: World, messages: Messages, interactions: Interactions) -> None:
        self._world, self._messages, self._interactions = world, messages, interactions

    def callback(self, asked: Interaction, body: Json, files: list[Upload]) -> Json:
        """The InteractionCallbackResponse; whatever is refused leaves the interaction open."""
        kind, data = body.get("type"), body.get("data") or {}
        form = Form()
        form.choice("type", kind, asked.answers)
        form.settle()
        message: Json | None = None
        match kind:
            case 4 | 5:
                message = self._new(asked, data, files, loading=kind == THINKING)
                asked.original = message["id"]
            case 6 | 7:
                message = self._source(asked)
                if kind == UPDATE:
                    self._messages.edit(message, data, files, at="data.")
                asked.original = message["id"]
            case 8:
                self._choices(asked, data)
            case 9:
                self._form(asked, data)
        self._interactions.acknowledge(asked, int(kind or 0))
        return self._receipt(asked, message)

    def _new(self, asked: Interaction, data: Json, files: list[Upload], loading: bool) -> Json:
        """What a "thinking" answer carries besides its privacy is ignored."""
        flags = (data.get("flags") or 0) & shapes.PRIVATE
        body = {"flags": flags} if loading else data
        return self._post(asked, body, files, shapes.LOADING if loading else 0, at="data.")

    def _post(
        self, asked: Interaction, data: Json, files: list[Upload], flags: int = 0, at: str = ""
    ) -> Json:
        body = {**data}
        if asked.message:
            source = {"message_id": asked.message["id"], "fail_if_not_exists": False}
            body["message_reference"] = source
        only_for = asked.person if (data.get("flags") or 0) & shapes.PRIVATE else None
        extra = {**self._origin(asked), "flags": flags}
        draft = Draft(asked.channel, self._world.bot_id, body, files, only_for, extra, at)
        return self._messages.post(draft)

    def _origin(self, asked: Interaction) -> Json:
        """How a message tells where it comes from."""
        bot_id = self._world.bot_id
        told: Json = {"type": self._type(asked), "application_id": bot_id, "webhook_id": bot_id}
        told["interaction_metadata"] = asked.metadata(self._world)
        if asked.type == COMMAND:
            told["interaction"] = {
                "id": asked.id,
                "type": COMMAND,
                "name": asked.full_name,
                "user": self._world.users[asked.person],
            }
        return told

    def _type(self, asked: Interaction) -> int:
        if asked.type == COMMAND:
            return SLASH if asked.data["type"] == 1 else MENU
        return REPLY if asked.message else SLASH

    def _source(self, asked: Interaction) -> Json:
        if asked.message is None:
            raise Refused(10008)
        return self._world.message(asked.channel["id"], asked.message["id"])

    def _choices(self, asked: Interaction, data: Json) -> None:
        form = Form()
        commands.check_choices(form, "data.choices", data.get("choices") or [])
        form.settle()
        self._interactions.suggest(asked, data.get("choices") or [])

    def _form(self, asked: Interaction, data: Json) -> None:
        forms.check(data)
        modal = {**data, "components": complete(data["components"])}
        self._interactions.open_modal(asked, modal)

    def _receipt(self, asked: Interaction, message: Json | None) -> Json:
        about: Json = {"id": asked.id, "type": asked.type, "channel_id": asked.channel["id"]}
        if "guild_id" in asked.channel:
            about["guild_id"] = asked.channel["guild_id"]
        if message is None:
            return {"interaction": about}
        about |= {
            "response_message_id": message["id"],
            "response_message_loading": bool(message["flags"] & shapes.LOADING),
            "response_message_ephemeral": bool(message["flags"] & shapes.PRIVATE),
        }
        if asked.response_type not in (MESSAGE, UPDATE):
            return {"interaction": about}
        shown = self._world.rendered(message, self._world.bot_id)
        return {"interaction": about, "resource": {"type": asked.response_type, "message": shown}}

    def find(self, token: str, message_id: str) -> Json:
        """`@original` or the id of a follow-up."""
        asked = self._interactions.answered(token)
        wanted = asked.original if message_id == "@original" else message_id
        if wanted is None:
            raise Refused(10015)
        message = self._world.message(asked.channel["id"], wanted)
        if message["author"]["id"] != self._world.bot_id:
            raise Refused(10008)
        return message

    def follow_up(self, token: str, body: Json, files: list[Upload]) -> Json:
        """The first one takes the place of a "thinking" answer, with that one's privacy."""
        asked = self._interactions.answered(token)
        shelf = self._world.messages[asked.channel["id"]]
        waiting = shelf.get(asked.original or "")
        if waiting and waiting["flags"] & shapes.LOADING and asked.response_type == THINKING:
            return self._messages.edit(waiting, body, files)
        return self._post(asked, body, files)
