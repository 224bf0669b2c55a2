"""Someone at the playground's page: what they type, press and fill in, and what they then see."""

import asyncio
import json
from asyncio import Task
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import count
from typing import Any, Self, TypeVar

import aiohttp

from deploy.playground.playground import Playground
from tests.support.shown import THINKING, Card, Form, Json, filled

Found = TypeVar("Found")

PATIENCE = 20.0
COMMAND, PRESS, CHOICES, FORM = 2, 3, 4, 5
MESSAGE_MENU = 3
NONCES = count(1)


class NoAnswer(Exception):
    """Discord told the person that the application did not respond, and why."""


class Person:
    """`async with Person(town, "Ada") as ada:`; everything goes over HTTP and the page's socket."""

    def __init__(self, town: Playground, name: str) -> None:
        self._town = town
        users = town.world.users
        self.id = next(id for id in town.world.notes if users[id]["global_name"] == name)
        self._news = asyncio.Condition()
        self._outcomes: dict[str, tuple[str, Json]] = {}
        self._answers: dict[str, Json] = {}
        self._messages: dict[str, Json] = {}
        self._choices: dict[str, list[Json]] = {}
        self.bot_online = False

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(headers={"X-Person": self.id})
        url = f"{self._town.url}/page/live?person={self.id}"
        self._socket = await self._session.ws_connect(url)
        self._listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._listening.cancel()
        await self._socket.close()
        await self._session.close()

    async def types(self, command: str, where: str = "study-hall", **options: Any) -> Card:
        """`/command option:value`, subcommands spaced, a file as bytes; the answer, or NoAnswer."""
        channel = self.channel(where)
        files = [each for each in options.values() if isinstance(each, bytes)]
        given = {
            key: str(files.index(each)) if isinstance(each, bytes) else each
            for key, each in options.items()
        }
        data = await self._command(command, channel, given)
        answer = await self._do(COMMAND, channel, data, files=files)
        assert isinstance(answer, Card)
        return answer

    def begins(self, command: str, where: str = "study-hall", **options: Any) -> "Task[Card]":
        """As `types`, without waiting for the answer."""
        return asyncio.create_task(self.types(command, where, **options))

    async def suggests(
        self, command: str, option: str, typed: str, where: str = "study-hall"
    ) -> list[str]:
        """The names of the choices that come up while an option is being typed."""
        channel, nonce = self.channel(where), str(next(NONCES))
        data = await self._command(command, channel, {option: typed}, focus=option)
        await self._send(CHOICES, channel, data, nonce)
        return [each["name"] for each in await self._until(lambda: self._choices.get(nonce))]

    async def presses(self, card: Card, label: str, *chosen: str) -> Card | Form:
        """A button by its label or custom_id, or a select by its custom_id with what is chosen."""
        custom_id = card.buttons.get(label, label)
        data = {"component_type": 2, "custom_id": custom_id, "values": [*chosen]}
        return await self._do(PRESS, card.message["channel_id"], data, card.message)

    async def opens(self, card: Card, label: str) -> Form:
        form = await self.presses(card, label)
        assert isinstance(form, Form)
        return form

    async def turns(self, card: Card, label: str, *chosen: str) -> Card:
        """As `presses`, where a card is to come of it."""
        answer = await self.presses(card, label, *chosen)
        assert isinstance(answer, Card)
        return answer

    async def fills(self, form: Form, **written: str | list[str]) -> Card:
        """Sends a form with these fields; a select takes a list."""
        parts = [filled(each, written) for each in form.modal["components"]]
        data = {"custom_id": form.modal["custom_id"], "components": parts}
        answer = await self._do(FORM, form.channel, data, modal=form.modal["modal_id"])
        assert isinstance(answer, Card)
        return answer

    async def points_at(self, words: str, menu: str, where: str = "study-hall") -> Card:
        """Says these words and uses an app's entry in their message's menu."""
        channel = self.channel(where)
        listed = await self.commands(where)
        id = next(each["id"] for each in listed if each["name"] == menu)
        await self.says(words, where)
        here = {"content": words, "channel_id": channel}
        said = await self.sees_message(lambda seen: here.items() <= seen.items())
        data = {"id": id, "name": menu, "type": MESSAGE_MENU, "target_id": said["id"]}
        answer = await self._do(COMMAND, channel, data)
        assert isinstance(answer, Card)
        return answer

    async def says(self, words: str, where: str = "study-hall") -> None:
        await self._post(f"channels/{self.channel(where)}/messages", {"content": words})

    async def cards(self, where: str = "study-hall") -> list[Card]:
        """All that the channel shows after a reload, oldest first."""
        path, found = f"channels/{self.channel(where)}/messages?limit=100", list[Json]()
        while page := await self._get(path + (f"&before={found[-1]['id']}" if found else "")):
            found += sorted(page, key=lambda each: -int(each["id"]))
        return [Card(each) for each in reversed(found)]

    async def last_record(self) -> bytes:
        """The JSON file that the bot last handed over, or an empty one."""
        for seen in reversed(self._messages.values()):
            for file in seen["attachments"]:
                if not file["filename"].endswith(".json"):
                    continue
                async with self._session.get(file["url"]) as answer:
                    return await answer.read()
        return b"{}"

    async def moves_clock(self, **span: float) -> None:
        """`days=1`, for everyone in the town and for the bot."""
        seconds = sum({"days": 86400, "hours": 3600, "minutes": 60}[n] * v for n, v in span.items())
        await self._post("clock", {"advance": seconds})

    async def fails(self, deed: Awaitable[object]) -> str:
        """Why Discord said that there was no answer."""
        try:
            answer = await deed
        except NoAnswer as failure:
            return str(failure)
        raise AssertionError(f"there was an answer: {answer}")

    async def sees_message(self, looks_right: Callable[[Json], object]) -> Json:
        return await self._until(
            lambda: next((each for each in self._messages.values() if looks_right(each)), None)
        )

    async def sees_a_card(self) -> None:
        await self._until(lambda: self._answers or None)

    async def sees_bot(self, online: bool) -> None:
        await self._until(lambda: self.bot_online == online)

    async def commands(self, where: str = "study-hall") -> list[Json]:
        found: list[Json] = await self._get(f"commands?channel_id={self.channel(where)}")
        return found

    def channel(self, where: str) -> str:
        """A channel by its name; "dm" is the direct message with the bot."""
        world = self._town.world
        if where == "dm":
            found = world.dm_between(self.id, world.bot_id)
            assert found
            return str(found["id"])
        return str(next(each["id"] for each in world.text_channels() if each["name"] == where))

    async def _command(
        self, command: str, channel: str, options: Mapping[str, Any], focus: str = ""
    ) -> Json:
        path = command.split()
        listed = await self._get(f"commands?channel_id={channel}")
        found = owner = next(each for each in listed if each["name"] == path[0])
        for name in path[1:]:
            owner = next(each for each in owner["options"] if each["name"] == name)
        kinds = {each["name"]: each["type"] for each in owner.get("options", [])}
        sent: list[Json] = [
            {"name": name, "type": kinds[name], "value": value, "focused": name == focus}
            for name, value in options.items()
        ]
        for name in reversed(path[1:]):
            sent = [{"name": name, "type": 1, "options": sent}]
        return {"id": found["id"], "name": path[0], "type": 1, "options": sent}

    async def _do(
        self,
        kind: int,
        channel: str,
        data: Json,
        pressed: Json | None = None,
        modal: str = "",
        files: Sequence[bytes] = (),
    ) -> Card | Form:
        nonce = str(next(NONCES))
        more = {"message_id": pressed["id"]} if pressed else {"modal_id": modal} if modal else {}
        asked = await self._send(kind, channel, data, nonce, files, **more)
        how, told = await self._until(lambda: self._outcomes.get(nonce))
        if how == "INTERACTION_FAILURE":
            raise NoAnswer(told["reason"])
        if how == "INTERACTION_MODAL_CREATE":
            return Form(told, channel)
        if asked not in self._answers and pressed:
            return Card(self._messages[pressed["id"]])
        return Card(await self._until(lambda: self._whole(asked)))

    def _whole(self, asked: str) -> Json | None:
        answer = self._answers.get(asked)
        return None if answer is None or answer["flags"] & THINKING else answer

    async def _send(
        self,
        kind: int,
        channel: str,
        data: Json,
        nonce: str,
        files: Sequence[bytes] = (),
        **more: str,
    ) -> str:
        body = {"type": kind, "nonce": nonce, "channel_id": channel, "data": data, **more}
        return str((await self._post("interactions", body, files))["id"])

    async def _get(self, path: str) -> Any:
        async with self._session.get(f"{self._town.url}/page/{path}") as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def _post(self, path: str, body: Json, files: Sequence[bytes] = ()) -> Any:
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(body), content_type="application/json")
        for n, file in enumerate(files):
            form.add_field(f"files[{n}]", file, filename="record.json")
        how: Any = {"data": form} if files else {"json": body}
        async with self._session.post(f"{self._town.url}/page/{path}", **how) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def _listen(self) -> None:
        async for message in self._socket:
            event = message.json()
            async with self._news:
                self._hear(event["t"], event["d"])
                self._news.notify_all()

    def _hear(self, name: str, data: Json) -> None:
        match name:
            case "HELLO":
                self.bot_online = data["bot_online"]
            case "BOT":
                self.bot_online = data["online"]
            case "MESSAGE_CREATE" | "MESSAGE_UPDATE":
                self._messages[data["id"]] = data
                if asked := data.get("interaction_metadata"):
                    self._answers[asked["id"]] = data
            case "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE":
                self._choices[data["nonce"]] = data["choices"]
            case "INTERACTION_SUCCESS" | "INTERACTION_FAILURE":
                self._outcomes.setdefault(data["nonce"], (name, data))
            case "INTERACTION_MODAL_CREATE":
                self._outcomes[data["nonce"]] = name, data

    async def _until(self, find: Callable[[], Found | None]) -> Found:
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: find() is not None and find() is not False)
            found = find()
            assert found is not None
            return found
