"""Does whatever can be done: every command, and every door that its cards and forms open."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from bot import discover
from bot.doors import Feature
from tests.support.person import MESSAGE_MENU, Person
from tests.support.shown import Card, Form, Json, walk

SLASH, SUBCOMMAND, GROUP, STRING, PERSON, FILE, BUTTON = 1, 1, 2, 3, 6, 11, 2
MOST = 500  # steps; a bot that leads in circles must not lead us for ever
WORDS = {
    "did": "read chapter 2",
    "minutes": "30",
    "day": "today",
    "city": "Lisbon",
    "place": "Nairobi",
    "first": "tomorrow",
    "last": "tomorrow",
    "reason": "the bot was down that evening",
    "freezes_initial": "1",
    "earn_every": "5",
    "freeze_cap": "2",
    "backdate_days": "1",
}
NUMBER = 5


def doors() -> set[str]:
    """Every door of every feature, as `button streaks:why`."""
    cogs = [import_module(f"{feature}.cog") for feature in discover.features()]
    return {
        f"{door.kind} {door.name}"
        for cog in cogs
        for owner in vars(cog).values()
        if isinstance(owner, type) and issubclass(owner, Feature)
        for member in vars(owner).values()
        if (door := getattr(member, "__door__", None))
    }


async def everything(person: Person, where: str, about: Person | None = None) -> set[str]:
    """Each command bare and with all its options, then each door once; the doors come through.
    Where a command asks for a person, it is `about` this one."""
    cards = [card async for card in _commands(person, where, (about or person).id)]
    reached: set[str] = set()
    for _ in range(MOST):
        if not cards:
            return reached
        cards += await _through(person, cards.pop(0), reached)
    raise AssertionError(f"no end after {MOST} steps")


async def _commands(person: Person, where: str, about: str) -> Any:
    listed = await person.commands(where)
    for each in listed:
        if each["type"] == MESSAGE_MENU:
            yield await person.points_at(f"Read on ({each['id']})", each["name"], where)
    for path, options in _paths([each for each in listed if each["type"] == SLASH]):
        given = {PERSON: about, FILE: await person.last_record()}
        asked = {each["name"]: _said(each, given) for each in options}
        needed = {each["name"]: asked[each["name"]] for each in options if each.get("required")}
        yield await person.types(path, where, **needed)
        yield await person.types(path, where, **asked)
        for each in options:
            if each.get("autocomplete"):
                await person.suggests(path, each["name"], str(asked[each["name"]])[:3], where)


def _paths(commands: list[Json], prefix: str = "") -> Iterator[tuple[str, list[Json]]]:
    for each in commands:
        options = each.get("options") or []
        if any(option["type"] in (SUBCOMMAND, GROUP) for option in options):
            yield from _paths(options, f"{prefix}{each['name']} ")
        else:
            yield f"{prefix}{each['name']}", options


def _said(option: Json, given: dict[int, Any]) -> Any:
    if option["type"] in given:
        return given[option["type"]]
    if option.get("choices"):
        return option["choices"][0]["value"]
    return WORDS.get(option["name"], "Lisbon") if option["type"] == STRING else NUMBER


async def _through(person: Person, card: Card, reached: set[str]) -> list[Card]:
    found = []
    for part in walk(card.message["components"]):
        kind = "button" if part["type"] == BUTTON else "select"
        name = f"{kind} {_door(part)}"
        if "custom_id" not in part or name in reached:
            continue
        reached.add(name)
        answer = await person.presses(card, part["custom_id"], *_chosen(part))
        if isinstance(answer, Form):
            reached.add(f"modal {_door(answer.modal)}")
            answer = await person.fills(answer, **_written(answer))
        found.append(answer)
        if answer.message["id"] == card.message["id"]:
            return found  # the card has changed, and with it what can be pressed
    return found


def _door(part: Json) -> str:
    return ":".join(str(part.get("custom_id")).split(":")[:2])


def _chosen(part: Json) -> list[str]:
    """The last option that isn't chosen already, so that something changes."""
    others = [each["value"] for each in part.get("options") or [] if not each.get("default")]
    return others[-1:]


def _written(form: Form) -> dict[str, str]:
    texts = {name for name, field in form.fields().items() if "options" not in field}
    return {name: WORDS.get(name, "something") for name in texts}
