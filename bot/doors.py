"""Doors: how a button, select or form finds its feature, also after a restart.

A custom_id is `feature:deed` and up to a few arguments, joined by colons. It is read from the
interaction itself, never from memory, so old buttons and open forms go on working.
"""

import asyncio
import inspect
import logging
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeVar

import discord
from discord import Interaction, InteractionType
from discord.ext import commands

from bot import answers, gate
from bot.errors import Refusal, TooLate, fault
from bot.members import Person
from bot.once import Once

log = logging.getLogger(__name__)

Kind = Literal["button", "select", "modal"]
Handler = Callable[..., Awaitable[None]]
AnyHandler = TypeVar("AnyHandler", bound=Handler)

ANSWERS_WITHIN = 3.0  # seconds, Discord's own limit
CLOSED_DOOR = "That button no longer works. Type /help to see what does."


def _number(written: str) -> int:
    """An id of ours or of Discord's, a page: nothing below 0 and no more than a column holds."""
    if written.isascii() and written.isdigit() and len(written) < 20:
        return min(int(written), 2**63 - 1)
    raise ValueError


READERS: Mapping[Any, Callable[[str], Any]] = {int: _number, date: date.fromisoformat}


@dataclass(frozen=True)
class Door:
    kind: Kind
    name: str
    handler: Handler
    replaces: bool = False

    def read(self, carried: Sequence[str]) -> list[Any]:
        """What a custom_id carries, as the handler's annotations say. Raises Refusal where it
        doesn't fit: anyone may have forged it."""
        signature = inspect.signature(self.handler)
        wanted = [*signature.parameters.values()][len(self._brought()) + 1 :]
        try:
            signature.bind(None, *self._brought(), *carried)
            found = zip(wanted, carried, strict=False)
            return [READERS.get(each.annotation, str)(written) for each, written in found]
        except (TypeError, ValueError):
            raise Refusal(CLOSED_DOOR) from None

    def _brought(self) -> list[None]:
        return [None] if self.kind == "button" else [None, None]


def button(name: str, *, replaces: bool = False) -> Callable[[AnyHandler], AnyHandler]:
    """Marks `handler(interaction, *arguments)` as the door of a button. An argument is a `str`, or
    an `int` or a `date` where the handler says so; one that can't be read closes the door."""
    return _door("button", name, replaces)


def select(name: str, *, replaces: bool = False) -> Callable[[AnyHandler], AnyHandler]:
    """Marks `handler(interaction, values, *arguments)` as the door of a select."""
    return _door("select", name, replaces)


def modal(name: str, *, replaces: bool = False) -> Callable[[AnyHandler], AnyHandler]:
    """Marks `handler(interaction, form, *arguments)` as the door of a form."""
    return _door("modal", name, replaces)


def _door(kind: Kind, name: str, replaces: bool) -> Callable[[AnyHandler], AnyHandler]:
    def mark(handler: AnyHandler) -> AnyHandler:
        # A mark on a function, as discord.py's own decorators leave theirs.
        handler.__door__ = Door(kind, name, handler, replaces)  # type: ignore[attr-defined]
        return handler

    return mark


class Feature(commands.Cog):
    """A cog whose marked methods are doors."""

    def doors(self) -> Iterator[Door]:
        for part in type(self).__mro__:
            for member in vars(part).values():
                if isinstance(door := getattr(member, "__door__", None), Door):
                    yield door


class Form(Mapping[str, str]):
    """What someone wrote and chose in a form, by the fields' custom_ids; "" where left empty."""

    def __init__(self, components: Iterable[Mapping[str, Any]]) -> None:
        self._fields = dict(_fields(components))

    def __getitem__(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> list[str]:
        """Of a select in which several may be chosen."""
        return self._fields.get(name, [])

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


def _fields(components: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    for component in components:
        if inner := component.get("component"):
            yield from _fields([inner])
        elif "components" in component:
            yield from _fields(component["components"])
        elif "custom_id" in component:
            values = component.get("values") or [component.get("value")]
            yield component["custom_id"], [str(value or "") for value in values]


class Doors:
    """Every door of every loaded feature, and what happens when someone comes through one."""

    def __init__(self) -> None:
        self._doors: dict[tuple[Kind, str], tuple[Feature, Door]] = {}
        self._turns: set[answers.Turn] = set()
        self.once = Once()

    def add(self, feature: Feature) -> None:
        for door in feature.doors():
            if (door.kind, door.name) in self._doors:
                raise ValueError(f"two doors are called {door.kind} {door.name}")
            self._doors[door.kind, door.name] = feature, door

    def names(self) -> list[str]:
        return sorted(f"{kind} {name}" for kind, name in self._doors)

    async def on_interaction(self, interaction: Interaction[Any]) -> None:
        """Listens to all interactions: watches commands, opens doors for everything pressed."""
        if not self.once.first(interaction):
            log.info("delivered twice and ignored interaction=%s", interaction.id)
            return
        if interaction.type is InteractionType.application_command:
            self._expect(answers.watch(interaction))
        if interaction.type in (InteractionType.component, InteractionType.modal_submit):
            await self._come_through(interaction)

    async def _come_through(self, interaction: Interaction[Any]) -> None:
        data: Mapping[str, Any] = interaction.data or {}
        kind = _kind(interaction, data)
        parts = str(data.get("custom_id", "")).split(":")
        found = self._doors.get((kind, ":".join(parts[:2])))
        self._expect(answers.watch(interaction, replaces=bool(found and found[1].replaces)))
        async with guarded(interaction):
            await gate.enter(interaction, interaction.client.parts.db)
            if not found:
                raise Refusal(CLOSED_DOOR)
            owner, door = found
            carried = door.read(parts[2:])
            gate.check(interaction, interaction.client.parts.shelves.needs, type(owner).__module__)
            await door.handler(owner, interaction, *_brought(kind, data), *carried)

    def _expect(self, turn: answers.Turn) -> None:
        self._turns = {open_ for open_ in self._turns if not open_.finished.is_set()} | {turn}

    async def finish(self) -> None:
        """Waits for the answers that are still owed, those begun meanwhile included, as long as
        Discord would take them."""
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWERS_WITHIN):
                while owed := [turn for turn in self._turns if not turn.finished.is_set()]:
                    await owed[0].finished.wait()


def _kind(interaction: Interaction[Any], data: Mapping[str, Any]) -> Kind:
    if interaction.type is InteractionType.modal_submit:
        return "modal"
    # discord.py's enums don't compare with the numbers that Discord sends.
    pressed = data.get("component_type") == discord.ComponentType.button.value
    return "button" if pressed else "select"


def _brought(kind: Kind, data: Mapping[str, Any]) -> list[Any]:
    if kind == "modal":
        return [Form(data.get("components", []))]
    return [list(data.get("values", []))] if kind == "select" else []


@asynccontextmanager
async def guarded(interaction: Interaction[Any]) -> AsyncIterator[None]:
    """Turns whatever goes wrong inside into one private sentence to the person who asked."""
    try:
        yield
    except Exception as error:
        await tell(interaction, error)


async def tell(interaction: Interaction[Any], error: Exception) -> None:
    """Tells a person what went wrong: a refusal as written, a fault of ours by its code."""
    if isinstance(error, TooLate):
        log.info("answer came too late interaction=%s", interaction.id)
    else:
        await _word(interaction, error)
    answers.watch(interaction).close()  # whatever came of it, nothing more is owed


async def _word(interaction: Interaction[Any], error: Exception) -> None:
    words = str(error) if isinstance(error, Refusal) else fault(error, interaction.id)
    try:
        await answers.refuse(interaction, words)
    except (TooLate, discord.HTTPException, *answers.UNKNOWN_OUTCOME) as silent:
        log.warning("could not tell interaction=%s %r", interaction.id, silent)


def person_of(interaction: Interaction[Any]) -> Person:
    return Person(interaction.user.id, interaction.guild_id)


def sent_at(interaction: Interaction[Any]) -> datetime:
    """When the member acted, from the interaction's own snowflake (STREAKS R2)."""
    return interaction.created_at
