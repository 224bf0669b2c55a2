"""The real bot in a Discord that others wrote (SimCord), spoken of as members and their deeds.

    form = await world.press(card, "Check in", by=ADA)
    card = await world.fill(form, did="read chapter 2", by=ADA)

The clock stands still until `advance`. When a test is over the world looks back: nobody was pinged,
every answer was private (unless the test sets `social`) and nothing was logged as an error.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import discord
import pytest
import sqlalchemy
from simcord import Env, HttpLogEntry, InteractionResult, MemberActor, UserHandle
from simcord.actors import _dispatch_actor_interaction as dispatch
from simcord.enums import InteractionType

from bot import process
from bot.app import Bot, Parts
from bot.content import Content
from bot.db import Database, metadata
from bot.errors import Refusal
from tests.support.cards import BUTTON, SELECT, Card, Form, Json, card_of
from tests.support.clock import MONDAY_NOON

ADA, BEN, MINA = "Ada", "Ben", "Mina"
SERVER = "Learners"
TEXT, LABEL = 4, 18
MODERATOR = discord.Permissions(manage_guild=True)
MESSAGE, UPDATE = 4, 7  # the answers to an interaction that show a card


class WorldClock:
    """Discord's own time, so that an interaction is sent at the instant it arrives."""

    def __init__(self) -> None:
        self.env: Env | None = None

    def now(self) -> datetime:
        return self.env.now() if self.env else MONDAY_NOON


class World:
    """One server, three people, Mina its moderator; `direct` is the same in direct messages."""

    def __init__(self, env: Env, build: Callable[[], Bot]) -> None:
        self.env, self.build, self.bot = env, build, env.bot
        self.social = False
        self.cards: list[Card] = []
        self.sent: list[Json] = []
        self.server = env.create_guild(SERVER)
        self.channel = self.server.create_text_channel("study-hall")
        everything = self.server.create_role("Moderators", permissions=MODERATOR)
        roles = {ADA: [], BEN: [], MINA: [everything]}
        self.users = {name: env.create_user(name.lower()) for name in roles}
        self.members = {n: self.server.add_member(self.users[n], roles=roles[n]) for n in roles}
        self.in_direct_messages = False

    # What people do

    async def type(self, who: str, command: str, **options: Any) -> Card | Form:
        """`/command option:value`; Discord itself refuses what its options don't allow."""
        actor, name = self._actor(who), command.removeprefix("/")
        if isinstance(actor, UserHandle):
            return await self._answer(actor.slash(name, **options))
        return await self._answer(actor.slash(self.channel, name, **options))

    async def suggestions(self, who: str, command: str, **typed: str) -> list[str]:
        """What comes up while an option is being typed: `day="yest"`."""
        actor, name = self._actor(who), command.removeprefix("/")
        where = [] if isinstance(actor, UserHandle) else [self.channel]
        (option, value), *_ = typed.items()
        return [each["name"] for each in await actor.autocomplete(*where, name, option, value)]

    async def press(self, card: Card, label: str, by: str) -> Card | Form:
        return await self._answer(self._actor(by).click(card.message, label=label))

    async def choose(self, card: Card, words: str, by: str) -> Card | Form:
        """Picks the one option, of whichever select, whose label has these words in it."""
        [(door, value)] = [
            (door, value)
            for door, options in card.selects.items()
            for label, value in options.items()
            if words in label
        ]
        picking = self._actor(by).select(card.message, [value], custom_id=door)
        return await self._answer(picking)

    async def fill(self, form: Form, by: str, **fields: str) -> Card | Form:
        """Sends a form; what isn't named stays as it was shown."""
        values = {name: form.chosen(name) for name in form.fields if form.chosen(name)}
        selects = {name for name, each in form.fields.items() if each["type"] == SELECT}
        written = {n: [value] if n in selects else value for n, value in fields.items()}
        return await self._answer(self._actor(by).submit_modal(form.shown, values | written))

    # What people do with other clients than Discord's own: nothing is checked before it reaches us

    async def forge_command(self, who: str, command: str, **options: tuple[int, Any]) -> Card:
        """A command with options as (Discord's option type, any value)."""
        name, *path = command.removeprefix("/").split()
        sent: list[Json] = [
            {"name": n, "type": type_, "value": value} for n, (type_, value) in options.items()
        ]
        for each in reversed(path):
            sent = [{"name": each, "type": 1, "options": sent}]
        root = self.env.backend.find_command(name, None, type=1)
        data = {"id": root["id"], "name": name, "type": 1, "options": sent}
        return await self._forge(who, InteractionType.APPLICATION_COMMAND, data)

    async def forge_press(self, who: str, door: str, on: Card | None = None) -> Card | Form:
        data = {"custom_id": door, "component_type": BUTTON}
        return await self._forge(who, InteractionType.MESSAGE_COMPONENT, data, on)

    async def forge_choice(
        self, who: str, door: str, values: Sequence[str], on: Card | None = None
    ) -> Card | Form:
        data = {"custom_id": door, "component_type": SELECT, "values": list(values)}
        return await self._forge(who, InteractionType.MESSAGE_COMPONENT, data, on)

    async def forge_form(self, who: str, door: str, **fields: Any) -> Card | Form:
        """Lists are sent as a select's values, all else as a text field's value."""
        parts = [
            {"type": LABEL, "component": {"custom_id": name, **_written(value)}}
            for name, value in fields.items()
        ]
        data = {"custom_id": door, "components": parts}
        return await self._forge(who, InteractionType.MODAL_SUBMIT, data)

    # What happens around them

    async def advance(self, **span: float) -> None:
        """`days=1`, as in timedelta."""
        await self.env.advance_time(timedelta(**span).total_seconds())

    def move_to_server(self, name: str, *people: str) -> None:
        """A second server that has the bot; from here on these people act there."""
        self.server = self.env.create_guild(name)
        self.channel = self.server.create_text_channel("study-hall")
        self.members |= {who: self.server.add_member(self.users[who]) for who in people}

    async def restart_bot(self) -> None:
        """Another process on the same database: nothing that was in memory is left."""
        old = self.bot
        self.bot = self.build()
        await self.env.restart_bot(self.bot)
        await old.parts.db.close()

    @property
    def direct(self) -> "World":
        """Everything from here on happens in direct messages with the bot."""
        self.in_direct_messages = True
        return self

    # What can be seen of it

    @property
    def pinged(self) -> list[str]:
        """Whom our messages could have pinged."""
        return [who for body in self.sent for who in _pinged(body)]

    async def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that the database holds, to see that nothing changed."""
        async with self.bot.parts.db.reading() as conn:
            return {
                table.name: sorted(
                    map(tuple, await conn.execute(sqlalchemy.select(table))), key=repr
                )
                for table in metadata.sorted_tables
            }

    def id(self, who: str) -> int:
        return self.users[who].id

    def _actor(self, who: str) -> MemberActor | UserHandle:
        return (self.users if self.in_direct_messages else self.members)[who]

    async def _forge(self, who: str, kind: int, data: Json, on: Card | None = None) -> Card | Form:
        channel = self.users[who].dm_channel if self.in_direct_messages else self.channel
        source = on.message.id if on else None
        deed = dispatch(self._actor(who), kind, channel, dict(data), source_message_id=source)
        return await self._answer(deed)

    async def _answer(self, deed: Awaitable[InteractionResult]) -> Card | Form:
        """What the person now has before them; Discord's own complaint where there is nothing."""
        before = len(self.env.http_requests)
        result = await deed
        self.sent += _messages(self.env.http_requests[before:])
        if result.modal:
            return Form(result, result.modal)
        shown = [message for message in (result.response, *result.followups) if message]
        assert shown, "The application did not respond"
        self.cards.append(card_of(shown[-1]))
        return self.cards[-1]

    def look_back(self) -> None:
        refusals = [getattr(error, "original", error) for error in self.env.errors]
        assert [error for error in refusals if not isinstance(error, Refusal)] == []
        assert self.pinged == []
        assert self.social or all(card.private for card in self.cards)
        assert all(card.message.flags.components_v2 for card in self.cards)


def _written(value: Any) -> Json:
    if isinstance(value, list):
        return {"type": SELECT, "values": value}
    return {"type": TEXT, "value": value}


def _messages(requests: Iterable[HttpLogEntry]) -> Iterator[Json]:
    """What was said in these requests, as the bodies that were sent."""
    for request in requests:
        body = request.json if isinstance(request.json, dict) else {}
        if request.path.endswith("/callback"):
            if body["type"] in (MESSAGE, UPDATE):
                yield body["data"]
        elif request.method in ("POST", "PATCH") and ("components" in body or "content" in body):
            yield body


def _pinged(body: Json) -> Iterator[str]:
    """Whom a message may ping, whether it names them or not; all, where it doesn't say."""
    allowed = body.get("allowed_mentions") or {"parse": ["everyone", "roles", "users"]}
    for kind in ("parse", "users", "roles"):
        yield from map(str, allowed.get(kind, []))
    if allowed.get("replied_user"):
        yield "the person replied to"


@pytest.fixture(params=["in the server", "in direct messages"])
def anywhere(world: World, request: pytest.FixtureRequest) -> World:
    """For what has to work in both places."""
    return world if request.param == "in the server" else world.direct


@cache
def content() -> Content:
    return process.load_content()


@pytest.fixture
def world_clock() -> WorldClock:
    return WorldClock()


@pytest.fixture
def build_bot(sqlite_database_url: str, world_clock: WorldClock) -> Callable[[], Bot]:
    """A bot with all its real parts, each time with connections of its own."""

    def build() -> Bot:
        parts = Parts(Database(sqlite_database_url), world_clock, content())
        return Bot(parts, shards=([0], 1))

    return build


@pytest.fixture
def simcord_bot(build_bot: Callable[[], Bot]) -> Bot:
    return build_bot()


@pytest.fixture
async def world(
    simcord_env: Env,
    world_clock: WorldClock,
    build_bot: Callable[[], Bot],
    caplog: pytest.LogCaptureFixture,
) -> AsyncIterator[World]:
    """Monday, 2 March 2026, noon in UTC."""
    world_clock.env = simcord_env
    await simcord_env.advance_time((MONDAY_NOON - simcord_env.now()).total_seconds())
    found = World(simcord_env, build_bot)
    yield found
    await found.bot.parts.db.close()
    found.look_back()
    logged = [each.getMessage() for each in caplog.get_records("call") if each.levelname == "ERROR"]
    assert logged == []
