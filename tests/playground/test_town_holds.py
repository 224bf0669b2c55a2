"""Hours of use: nothing grows but what is kept on purpose, and saving keeps nobody waiting."""

import asyncio
import gc
import json
import time

import pytest

from deploy.playground import shapes
from deploy.playground.hub import Hub
from deploy.playground.interaction import AUTOCOMPLETE, COMMAND, MODAL
from deploy.playground.playground import Playground
from deploy.playground.ratelimits import Ratelimits
from deploy.playground.session import Line, Session
from deploy.playground.snapshot import Snapshot

from .conftest import Page, running

FORM = {"title": "Form", "custom_id": "form", "components": []}
FIELD = {"type": 4, "custom_id": "did", "style": 1, "required": False}
FORM["components"] = [{"type": 18, "label": "Did", "component": FIELD}]
COMMANDS = {
    "1": {
        **{"id": "1", "name": "hello", "type": 1, "contexts": None, "dm_permission": True},
        "default_member_permissions": None,
        "options": [{"type": 3, "name": "x", "autocomplete": True, "description": "x"}],
    }
}


class Silent(Line):
    def __init__(self) -> None:
        """Connected to nothing."""

    def send(self, payload) -> None:
        pass


class Used:
    """A town that is used without any sockets: person, bot and page in one."""

    def __init__(self, hub: Hub) -> None:
        self.hub, self.world = hub, hub.world
        self.world.commands.update(COMMANDS)
        self.ada = next(iter(self.world.notes))
        self.channel = next(each["id"] for each in self.world.text_channels())
        hub.gateway._sessions["s"] = Session("s", 1 << 9 | 1, (0, 1), Silent())
        self.limits = Ratelimits()

    def asks(self, kind, data, **more):
        sent = {"type": kind, "channel_id": self.channel, "data": data, **more}
        id = self.hub.invocation.begin(self.ada, sent, {})
        return next(each for each in self.hub.interactions._open.values() if each.id == id)

    async def rounds(self, count: int) -> None:
        """Four interactions each; the loop gets its turn, else it keeps the stopped timers."""
        for number in range(count):
            self.round(number)
            await asyncio.sleep(0)
        gc.collect()

    def round(self, number: int) -> None:
        asked = self.asks(COMMAND, {"id": "1", "options": [{"name": "x", "value": "y"}]})
        self.hub.answers.callback(asked, {"type": 5, "data": {"flags": 64}}, [])
        made = self.hub.answers.follow_up(asked.token, {"content": str(number)}, [])
        self.hub.messages.delete(made)
        asked = self.asks(COMMAND, {"id": "1"})
        self.hub.answers.callback(asked, {"type": 9, "data": FORM}, [])
        asked = self.asks(MODAL, {"components": []}, modal_id=asked.id)
        self.hub.answers.callback(asked, {"type": 4, "data": {"content": "x", "nonce": number}}, [])
        self.hub.messages.delete(self.hub.answers.find(asked.token, "@original"))
        self.limits.take(
            "POST /webhooks/{webhook_id}/{webhook_token}", {"webhook_token": asked.token}
        )
        focused = [{"name": "x", "value": "y", "focused": True}]
        asked = self.asks(AUTOCOMPLETE, {"id": "1", "options": focused})
        self.hub.answers.callback(asked, {"type": 8, "data": {"choices": []}}, [])
        self.world.tell("TYPING_START", {"channel_id": self.channel}, channel=self.channel)


@pytest.fixture
async def used(tmp_path) -> Used:
    async with Playground(data=tmp_path) as town:
        yield Used(town.hub)
        town.hub.gateway._sessions.clear()


async def test_twenty_thousand_interactions_leave_nothing_behind(used):
    await used.rounds(2_000)
    before = len(gc.get_objects())
    await used.rounds(3_000)

    assert len(gc.get_objects()) - before < 2_000
    assert len(used.hub.interactions._open) <= 2_000
    assert used.world.private == {}


async def test_a_full_channel_is_saved_in_small_pieces_and_comes_back_whole(used, tmp_path):
    author, text = used.world.users[used.ada], [{"type": 10, "id": 1, "content": "x" * 500}]
    for _ in range(5_000):
        made = shapes.message(used.world.clock.snowflake(), used.channel, author)
        used.world.keep(made | {"components": text})
    saving = Snapshot(used.world, tmp_path / "copy.json")
    begun = time.process_time()
    pieces = saving._pieces("http://here")
    assert time.process_time() - begun < 0.02
    assert max(map(len, pieces)) < 50_000
    saving.save("http://here")
    kept = json.loads((tmp_path / "copy.json").read_text("utf-8"))["world"]
    assert kept == used.world.dump()


async def test_closed_pages_are_forgotten_and_two_tabs_of_one_person_hear_the_same(town, ada):
    second = await Page(town, "Ada").open()
    said = await second.say("study-hall", "hi")
    assert (await ada.hears("MESSAGE_CREATE"))["id"] == said["id"]
    assert (await second.hears("MESSAGE_CREATE"))["id"] == said["id"]
    assert len(town.hub.live._pages) == 2
    await second.close()
    await ada.say("study-hall", "bye")
    await ada.hears("MESSAGE_CREATE", content="bye")
    assert len(town.hub.live._pages) == 1


async def test_two_people_at_once_each_see_their_own(town, bot, ada, ravi):
    @bot.tree.command()
    async def hello(interaction) -> None:
        """Say hello."""
        await interaction.response.send_message(interaction.user.display_name, ephemeral=True)

    async with running(bot, town):
        await asyncio.gather(*(page.type("hello") for page in (ada, ravi) for _ in range(20)))
        for page, name in ((ada, "Ada"), (ravi, "Ravi")):
            for _ in range(20):
                assert (await page.hears("MESSAGE_CREATE"))["content"] == name
