"""What a person sees at the page: cards with their buttons, and forms to fill in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

PRIVATE, THINKING = 1 << 6, 1 << 7


@dataclass(frozen=True)
class Card:
    """An answer as it was when it arrived: its words and its buttons."""

    message: Json

    @property
    def text(self) -> str:
        return "\n".join(each["content"] for each in self._parts() if "content" in each)

    @property
    def private(self) -> bool:
        return bool(self.message["flags"] & PRIVATE)

    @property
    def buttons(self) -> dict[str, str]:
        """The custom_id behind each label, or the address that it leads to."""
        pressed = [each for each in self._parts() if "label" in each]
        return {each["label"]: each.get("custom_id") or each["url"] for each in pressed}

    @property
    def doors(self) -> list[str]:
        """The custom_id of everything that can be pressed or chosen from."""
        return [each["custom_id"] for each in self._parts() if "custom_id" in each]

    def argument(self, door: str) -> str:
        """What a door's custom_id carries: the 7 of `streaks:undo:7`."""
        return next(id for id in self.doors if id.startswith(f"{door}:"))[len(door) + 1 :]

    def _parts(self) -> Iterator[Json]:
        return walk(self.message["components"])


@dataclass(frozen=True)
class Form:
    """An open form: its title and its fields by custom_id."""

    modal: Json
    channel: str

    @property
    def title(self) -> str:
        return str(self.modal["title"])

    def fields(self) -> dict[str, Json]:
        return {
            each["custom_id"]: each
            for each in walk(self.modal["components"])
            if "type" in each and each.get("custom_id")
        }


def walk(components: Any) -> Iterator[Json]:
    """Each component with everything inside it."""
    for each in components or []:
        yield each
        yield from walk(each.get("components"))
        yield from walk([part for part in (each.get("accessory"), each.get("component")) if part])


def filled(part: Json, written: Mapping[str, str | list[str]]) -> Json:
    """One part of a form as it is sent back; what wasn't written stays as it was."""
    if "component" not in part:
        return part
    field = part["component"]
    said = written.get(field["custom_id"], _usual(field))
    key = "values" if isinstance(said, list) else "value"
    inner = {"type": field["type"], "custom_id": field["custom_id"], key: said}
    return {"type": part["type"], "component": inner}


def _usual(field: Json) -> str | list[str]:
    """What an untouched field sends: nothing, or the option that was chosen beforehand."""
    if "options" not in field:
        return str(field.get("value") or "")
    return [option["value"] for option in field["options"] if option.get("default")]
