"""The word about what is wrong, with a courier and a Discord that refuses."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot import courier, guilds, places
from bot.courier.carrier import Carrier
from bot.courier.courier import Courier
from bot.needs import POSTING, Need, Place
from bot.offers import Shelves
from cogs.moderation import NEED
from cogs.moderation.cog.troubles import Troubles
from cogs.moderation.findings import Channel, Sight
from cogs.moderation.service.doctor import Doctor
from cogs.moderation.service.status import Status
from cogs.moderation.service.wishes import Wishes
from cogs.moderation.service.word import Word
from cogs.moderation.views.status import status
from tests.courier.conftest import Discord, Morning, error
from tests.support.cards import walk

SERVER, ROOM, GARDEN = 7, 70, 71
PLANTS = Need("plants", "Plants", "What grows here", [Place("plants", "Plants channel", "plants")])
OPEN, GONE = Channel(frozenset(POSTING)), Channel(is_there=False)
FINE, BARE = Sight(channels={ROOM: OPEN, GARDEN: OPEN}), Sight(channels={ROOM: OPEN, GARDEN: GONE})
TO = courier.server(SERVER)


class Clinic:
    """A server in Auckland whose post at nine in UTC goes to the garden."""

    def __init__(self, db, clock) -> None:
        self.db, self.clock, self.discord, self.letters = (
            db,
            clock,
            Discord(clock),
            courier.Letters(),
        )
        shelves = Shelves()
        shelves.needs.put(NEED)
        shelves.needs.put(PLANTS)
        wishes = Wishes(shelves.needs, self.letters)
        self.word = Word(db, clock, wishes)
        self.doctor = Doctor(db, clock, wishes, self.word)
        self.status = Status(db, wishes)
        self.morning = Morning(channel=GARDEN)
        self.letters.put(self.morning)
        self.letters.put(Troubles(self.word))
        self.letters.on_blocked(self.word.heard)
        db.server_planners.append(self.doctor.changed)

    async def opens(self) -> "Clinic":
        async with self.db.transaction() as conn:
            await guilds.meet(conn, SERVER, self.clock.now())
            await guilds.say(conn, SERVER, zone="Pacific/Auckland")
            await places.put(conn, SERVER, "moderators", ROOM)
            await places.put(conn, SERVER, "plants", GARDEN)
            [first] = await self.morning.slots(conn, TO, None, self.clock.now())
            await courier.plan(conn, TO, "morning", first)
        return self

    async def refuses(self, code: int, status: int = 403) -> None:
        """With the next post."""
        self.discord.trouble.append(("before", error(status, code)))

    async def passes(self, **span: float) -> list[tuple[int, str]]:
        """Time goes by; what has arrived since: the channel, and the words."""
        before = len(self.discord.posted)
        self.clock.advance(**span)
        keeper = Courier(self.db, self.clock, self.letters, Carrier(self.discord))
        await asyncio.wait_for(keeper.tick(), 20)
        return [
            (post["channel"], words(post["components"])) for post in self.discord.posted[before:]
        ]

    async def shown(self, page: int = 0) -> str:
        return words(status(await self.status.of(SERVER), page).to_components())


def words(components) -> str:
    return "\n".join(part["content"] for part in walk(components) if "content" in part)


@pytest.fixture
async def clinic(db, clock):
    """Monday, 2 March 2026, noon in UTC: one in the morning of Tuesday in Auckland."""
    return await Clinic(db, clock).opens()


async def test_a_refusal_is_told_in_the_moderators_channel_a_minute_later(clinic):
    await clinic.refuses(50013)
    assert await clinic.passes(hours=21) == []
    [(channel, said)] = await clinic.passes(minutes=1)
    assert channel == ROOM
    assert "**Paused** since Discord refused it: Morning." in said
    assert await clinic.passes(days=3) == []


async def test_two_words_are_on_two_days_of_the_server(clinic):
    await clinic.refuses(50013)
    await clinic.passes(hours=21)
    assert len(await clinic.passes(minutes=1)) == 1
    await clinic.doctor.examine(SERVER, BARE)
    assert await clinic.passes(minutes=5) == []
    coming = (await clinic.status.of(SERVER)).coming
    assert [each.at for each in coming] == [datetime(2026, 3, 3, 20, tzinfo=UTC)]  # 9:00, UTC+13
    assert [channel for channel, _ in await clinic.passes(days=1)] == [ROOM]


async def test_a_refused_word_waits_for_a_moderator_and_comes_with_the_next_day_once_it_can(clinic):
    await clinic.refuses(50013)
    await clinic.refuses(50001)
    await clinic.passes(hours=21)
    assert await clinic.passes(minutes=1) == []
    assert await clinic.passes(days=2) == []
    assert "morning" in (await clinic.word.news(SERVER)).posts
    assert await clinic.word.news(SERVER) is None
    await clinic.doctor.examine(SERVER, BARE)
    assert [channel for channel, _ in await clinic.passes(days=1)] == [ROOM]


async def test_another_channel_mends_what_was_wrong_with_the_old_one(clinic):
    await clinic.doctor.examine(SERVER, BARE)
    assert await clinic.doctor.troubled() == [SERVER]
    async with clinic.db.transaction() as conn:
        await places.put(conn, SERVER, "plants", ROOM)
    assert await clinic.doctor.troubled() == []
    assert await clinic.passes(minutes=5) == []


async def test_a_server_that_removed_us_has_no_troubles_and_hears_nothing(clinic):
    await clinic.refuses(50013)
    await clinic.passes(hours=21)
    async with clinic.db.transaction() as conn:
        await guilds.say(conn, SERVER, removed_at=clinic.clock.now())
    assert await clinic.passes(days=1) == []
    assert await clinic.doctor.troubled() == []


async def test_status_says_what_came_what_comes_and_why_something_did_not(clinic):
    await clinic.passes(hours=21)
    await clinic.passes(days=2)
    await clinic.refuses(10003, 404)
    await clinic.passes(days=1)
    said = await clinic.shown()
    assert "### Next\n- **Word of what is wrong**: <t:" in said
    assert (
        "### Paused\n- **Morning**: its channel was deleted. Pick another with **/mod setup**."
        in said
    )
    assert "I was away at its time, and a newer one left. Nothing to do." in said
    assert (
        "### Posted\n- **Morning**: <t:1772701200:R> (<t:1772701200:f>), https://discord.com/"
        in said
    )


async def test_an_uncertain_post_is_said_to_be_so(clinic):
    """We may not read the history, so nothing tells whether it arrived."""
    clinic.discord.trouble.append(("after", TimeoutError()))
    await clinic.passes(hours=21)
    await clinic.passes(minutes=5)
    said = await clinic.shown()
    assert "it may have arrived, and I may not read the history to see. **/mod check**" in said


async def test_trying_again_lets_everything_go_on_and_nothing_missed_is_posted(clinic):
    await clinic.refuses(50035, 400)
    await clinic.passes(hours=21)
    assert "Discord refused it (number 50035)" in await clinic.shown()
    await clinic.doctor.examine(SERVER, FINE)
    assert "### Paused" in await clinic.shown()
    await clinic.doctor.try_again(SERVER)
    assert GARDEN not in dict(await clinic.passes(minutes=1))
    assert (GARDEN, "Good morning") in await clinic.passes(days=1)


async def test_nothing_planned_yet_is_said_kindly(db, clock):
    said = await Clinic(db, clock).shown()
    assert said == "Nothing leaves by itself here yet. **/mod setup** shows what could."


async def test_a_long_status_has_pages(clinic):
    for _ in range(14):
        await clinic.passes(days=1)
    first, second = await clinic.shown(), await clinic.shown(1)
    assert first.count("\n- ") == 10
    assert "### Posted" in second
    assert not {*first.splitlines()} & {*second.splitlines()} - {"### Posted"}
    assert await clinic.shown(99) == second
