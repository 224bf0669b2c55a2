"""What a member has before them after a deed: a card or an open form, read as they read it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from simcord import HttpLogEntry, InteractionResult, ResponseMessage

Json = Mapping[str, Any]
BUTTON, SELECT = 2, 3
MESSAGE, UPDATE = 4, 7  # the answers to an interaction that show a card


@dataclass(frozen=True, repr=False)
class Card:
    """One message of ours, as it was when it came."""

    message: ResponseMessage
    parts: Iterable[Json]

    @property
    def text(self) -> str:
        return "\n".join(part["content"] for part in self.parts if "content" in part)

    @property
    def title(self) -> str:
        """The heading, or "" for a card that is only a sentence."""
        first = self.text.split("\n")[0]
        return first.lstrip("#").strip() if first.startswith("#") else ""

    @property
    def private(self) -> bool:
        return self.message.ephemeral

    @property
    def pictures(self) -> dict[str, str]:
        """The description behind the name of each picture shown; all that is sent is shown."""
        items = [item for part in self.parts for item in part.get("items", ())]
        ids = {item["media"]["attachment_id"]: item["description"] for item in items}
        assert len(ids) == len(self.message.attachments)
        return {file.filename: ids[str(file.id)] for file in self.message.attachments}

    @property
    def buttons(self) -> dict[str, str]:
        """The door behind each label, or the address that it leads to."""
        pressed = [part for part in self.parts if part.get("type") == BUTTON]
        return {part["label"]: part.get("custom_id") or part["url"] for part in pressed}

    @property
    def selects(self) -> dict[str, dict[str, str]]:
        """For each select by its door: the value behind each label."""
        return {p["custom_id"]: labels(p) for p in self.parts if p.get("type") == SELECT}

    def __contains__(self, words: str) -> bool:
        return words in self.text

    def __repr__(self) -> str:
        return f"<Card {self.text!r} {[*self.buttons]}>"


@dataclass(frozen=True)
class Form:
    """An open form; `fields` by their custom_ids."""

    shown: InteractionResult
    spec: Json = field(repr=False)

    @property
    def title(self) -> str:
        return str(self.spec["title"])

    @property
    def door(self) -> str:
        return str(self.spec["custom_id"])

    @property
    def fields(self) -> dict[str, Json]:
        parts = walk(self.spec["components"])
        return {part["custom_id"]: part for part in parts if "custom_id" in part}

    def chosen(self, name: str) -> list[str]:
        """What a select of the form holds before anyone touches it."""
        return [o["value"] for o in self.fields[name].get("options", []) if o.get("default")]


def labels(select: Json) -> dict[str, str]:
    return {option["label"]: option["value"] for option in select["options"]}


def card_of(message: ResponseMessage) -> Card:
    return Card(message, tuple(walk(message.components)))


def walk(components: Iterable[Json] | None) -> Iterator[Json]:
    """Each component with everything inside it, in reading order."""
    for each in components or ():
        yield each
        yield from walk(each.get("components"))
        yield from walk([each[name] for name in ("accessory", "component") if each.get(name)])


def said_in(requests: Iterable[HttpLogEntry]) -> Iterator[Json]:
    """What was said in these requests, as the bodies that were sent."""
    for request in requests:
        body = request.json if isinstance(request.json, dict) else {}
        if request.path.endswith("/callback"):
            if body["type"] in (MESSAGE, UPDATE):
                yield body["data"]
        elif request.method in ("POST", "PATCH") and ("components" in body or "content" in body):
            yield body


def pinged_by(body: Json) -> Iterator[str]:
    """Whom a message may ping, whether it names them or not; all, where it doesn't say."""
    allowed = body.get("allowed_mentions") or {"parse": ["everyone", "roles", "users"]}
    for kind in ("parse", "users", "roles"):
        yield from map(str, allowed.get(kind, []))
    if allowed.get("replied_user"):
        yield "the person replied to"
