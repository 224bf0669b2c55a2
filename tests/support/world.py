"""The real bot in a Discord that others wrote (SimCord), spoken of as members and their deeds.

    form = await world.press(card, "Check in", by=ADA)
    card = await world.fill(form, did="read chapter 2", by=ADA)

The clock stands still until `advance`. When a test is over the world looks back: nobody was pinged,
every answer was private (unless the test sets `social`) and nothing was logged as an error.
"""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import discord
import pytest
import sqlalchemy
from simcord import Env, InteractionResult, MemberActor, ResponseMessage, UserHandle
from simcord.actors import _dispatch_actor_interaction as dispatch

from bot import process
from bot.app import Bot, Parts
from bot.content import Content
from bot.courier.carrier import Carrier
from bot.courier.courier import Courier
from bot.db import Database, metadata
from bot.errors import Refusal
from tests.support.cards import SELECT, Card, Form, Json, card_of, pinged_by, said_in
from tests.support.clock import MONDAY_NOON
from tests.support.forge import Forge
from tests.support.openapi import contract

ADA, BEN, MINA = "Ada", "Ben", "Mina"
SERVER = "Learners"
MODERATOR = discord.Permissions(manage_guild=True)


class WorldClock:
    """Discord's own time, so that an interaction is sent at the instant it arrives."""

    def __init__(self) -> None:
        self.env: Env | None = None

    def now(self) -> datetime:
        return self.env.now() if self.env else MONDAY_NOON


class World:
    """One server and three people, Mina its moderator; they act there, or in direct messages."""

    def __init__(self, env: Env, build: Callable[[], Bot]) -> None:
        self.env, self.build, self.bot = env, build, env.bot
        self.social = False
        self.forge = Forge(self)
        self.cards: list[Card] = []
        self.sent: list[Json] = []
        self.server = env.create_guild(SERVER)
        self.channel = self.server.create_text_channel("study-hall")
        moderators = self.server.create_role("Moderators", permissions=MODERATOR)
        roles = {ADA: [], BEN: [], MINA: [moderators]}
        self.users = {name: env.create_user(name.lower()) for name in roles}
        self.members = {n: self.server.add_member(self.users[n], roles=roles[n]) for n in roles}
        self.in_direct_messages = False
        self._seen = sqlite3.connect(str(self.bot.parts.db.file))
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._written: tuple[int] | None = None

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

    async def say(self, who: str, words: str = "", **more: Any) -> discord.Message:
        """An ordinary message in the channel; the bot can't read it."""
        if self.in_direct_messages:
            return await self.users[who].send_dm(words, **more)
        return await self.members[who].send(self.channel, words, **more)

    async def apps(self, who: str, menu: str, message: discord.Message) -> Card | Form:
        """Apps, then this entry of a message's menu."""
        if not self.in_direct_messages:
            return await self._answer(self.members[who].context_menu(self.channel, menu, message))
        return await self.forge.apps(who, menu, message)

    async def choose(self, card: Card, *words: str, by: str) -> Card | Form:
        """Picks the options, of whichever select, whose labels have these words in them."""
        found = [
            (door, value)
            for each in words
            for door, options in card.selects.items()
            for label, value in options.items()
            if each in label
        ]
        [door] = {door for door, _ in found}
        assert len(found) == len(words), f"{words} are not one option each"
        picking = self._actor(by).select(card.message, [v for _, v in found], custom_id=door)
        return await self._answer(picking)

    async def fill(self, form: Form, by: str, **fields: str | list[str]) -> Card | Form:
        """Sends a form; what isn't named stays as it was shown."""
        values = {name: form.chosen(name) for name in form.fields if form.chosen(name)}
        selects = {name for name, each in form.fields.items() if each["type"] == SELECT}
        written = {n: [v] if n in selects and isinstance(v, str) else v for n, v in fields.items()}
        return await self._answer(self._actor(by).submit_modal(form.shown, values | written))

    # What happens around them

    async def advance(self, **span: float) -> None:
        """`days=1`, as in timedelta."""
        await self.env.advance_time(timedelta(**span).total_seconds())

    async def post_comes(self) -> list[Card]:
        """Whatever is due by now leaves, as the ticker would see to it; what arrived, wherever."""
        parts, there, before = self.bot.parts, {*self._messages()}, len(self.env.http_requests)
        await Courier(parts.db, parts.clock, parts.letters, Carrier(self.bot)).tick()
        self.sent += said_in(self.env.http_requests[before:])
        new = [each for id_, each in sorted(self._messages().items()) if id_ not in there]
        return [card_of(ResponseMessage(self.env, each)) for each in new]

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

    def to_direct_messages(self) -> "World":
        """Everything from here on happens in direct messages with the bot."""
        self.in_direct_messages = True
        return self

    # What can be seen of it

    @property
    def pinged(self) -> list[str]:
        """Whom our messages could have pinged."""
        return [who for body in self.sent for who in pinged_by(body)]

    @property
    def posts(self) -> list[Card]:
        """What everybody can see, in the order it came."""
        return [card for card in self.cards if not card.private]

    async def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that the database holds, to see that nothing changed. Read anew only where
        somebody has written since."""
        written = self._seen.execute("PRAGMA data_version").fetchone()
        if written != self._written:
            self._rows, self._written = await self._read(), written
        return self._rows

    async def _read(self) -> dict[str, list[tuple[Any, ...]]]:
        async with self.bot.parts.db.reading() as conn:
            return {
                table.name: sorted(
                    map(tuple, await conn.execute(sqlalchemy.select(table))), key=repr
                )
                for table in metadata.sorted_tables
            }

    async def kept(self, table: str, column: str) -> list[Any]:
        """What the database holds in one column, in the order it was written."""
        async with self.bot.parts.db.reading() as conn:
            found = metadata.tables[table]
            asked = sqlalchemy.select(found.c[column]).order_by(*found.primary_key)
            return list(await conn.scalars(asked))

    def id(self, who: str) -> int:
        return self.users[who].id

    def _actor(self, who: str) -> MemberActor | UserHandle:
        return (self.users if self.in_direct_messages else self.members)[who]

    async def send(self, who: str, kind: int, data: Json, on: Card | None = None) -> Card | Form:
        """An interaction as it is; `on` is the card that it claims to come from."""
        channel = self.users[who].dm_channel if self.in_direct_messages else self.channel
        source = on.message.id if on else None
        deed = dispatch(self._actor(who), kind, channel, dict(data), source_message_id=source)
        return await self._answer(deed)

    async def _answer(self, deed: Awaitable[InteractionResult]) -> Card | Form:
        """What the person now has before them; Discord's own complaint where there is nothing."""
        before = len(self.env.http_requests)
        result = await deed
        self.sent += said_in(self.env.http_requests[before:])
        if result.modal:
            return Form(result, result.modal)
        shown = [message for message in (result.response, *result.followups) if message]
        assert shown, "The application did not respond"
        self.cards += map(card_of, shown)
        return self.cards[-1]

    def _messages(self) -> Json:
        """All of Discord's, by their ids."""
        channels = self.env.backend.messages.values()
        return {id_: each for channel in channels for id_, each in channel.items()}

    def breaches(self) -> list[str]:
        """Where the bot sent a body that isn't as Discord describes it."""
        if not (judge := contract()):
            return []
        requests = self.env.http_requests
        found = (judge.problems_sent(r.method, r.path, r.json) for r in requests)
        return sorted({problem for problems in found for problem in problems})

    def close(self) -> None:
        self._seen.close()

    def look_back(self) -> None:
        refusals = [getattr(error, "original", error) for error in self.env.errors]
        assert [error for error in refusals if not isinstance(error, Refusal)] == []
        assert self.pinged == []
        assert self.social or all(card.private for card in self.cards)
        breaches = self.breaches()
        assert breaches == [], breaches
        assert all(card.message.flags.components_v2 for card in self.cards)


@pytest.fixture(params=["in the server", "in direct messages"])
def anywhere(world: World, request: pytest.FixtureRequest) -> World:
    """For what has to work in both places."""
    return world if request.param == "in the server" else world.to_direct_messages()


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
    found.close()
    await found.bot.parts.db.close()
    found.look_back()
    logged = [each.getMessage() for each in caplog.get_records("call") if each.levelname == "ERROR"]
    assert logged == []
