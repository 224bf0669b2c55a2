"""The weeks before a visitor comes: lived through the bot's own doors, once, and in good time."""

import asyncio
import sqlite3
from contextlib import asynccontextmanager, closing

import discord
from discord import Interaction
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from deploy.playground.playground import Playground
from tests.support.person import Person

from .conftest import Bot, Page, running

WITHIN = 30.0  # seconds; a busy machine needs them, a free one two


class Form(discord.ui.Modal, title="Where to?"):
    hours = discord.ui.TextInput(label="Hours", custom_id="hours", required=False)
    did = discord.ui.TextInput(label="Did", custom_id="did", required=False)

    async def on_submit(self, interaction: Interaction) -> None:
        view = discord.ui.View(timeout=1)
        view.add_item(discord.ui.Button(label="I did it", custom_id="again"))
        await interaction.response.send_message("welcome", view=view, ephemeral=True)


class Diary(Bot):
    """Knows /start and /checkin, and notes who did what and when."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[str, str, object]] = []

        @self.tree.command()
        async def checkin(
            interaction: Interaction, did: str, minutes: int = 0, day: str = ""
        ) -> None:
            """Check in."""
            self.kept.append((interaction.user.display_name, did, interaction.created_at))
            await interaction.response.defer(ephemeral=True, thinking=True)
            await interaction.edit_original_response(content="kept")

        @self.tree.command()
        async def start(interaction: Interaction, city: str) -> None:
            """Begin."""
            self.kept.append((interaction.user.display_name, city, interaction.created_at))
            await interaction.response.send_modal(Form())

    async def on_interaction(self, interaction: Interaction) -> None:
        if (interaction.data or {}).get("custom_id") == "again":
            await interaction.response.send_modal(Form())


@asynccontextmanager
async def waking(folder, monkeypatch):
    async with Playground(data=folder, ratelimits=False, alive=True) as town:
        monkeypatch.setattr(Route, "BASE", town.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(town.gateway_url))
        yield town


def skipped(caplog, what: str) -> list[str]:
    return [each for each in caplog.messages if "past skipped" in each and what in each]


async def over(town: Playground) -> None:
    await asyncio.wait_for(town.hub.past.over.wait(), WITHIN)


async def test_the_past_is_lived_in_order_and_visitors_wait_for_it(tmp_path, monkeypatch, caplog):
    bot = Diary()
    async with waking(tmp_path, monkeypatch) as town:
        ada = await Page(town, "Ada").open()
        assert (await ada.get("state"))["waking"] is True
        assert town.clock.offset < -20 * 86400
        early = asyncio.create_task(ada.say("study-hall", "is anyone here?"))
        async with running(bot, town):
            await over(town)
            said = await early
            assert (await ada.hears("WAKING")) == {"waking": False}
            state = await ada.get("state")
            assert (state["waking"], state["clock"]["offset"]) == (False, 0)
            assert (await ada.messages(said["channel_id"]))[0]["id"] == said["id"]
            await ada.close()
    times = [at for _, _, at in bot.kept]
    assert times == sorted(times)
    assert (times[-1] - times[0]).days >= 18
    assert {name for name, _, _ in bot.kept} == {"Ravi", "Zoe", "Mina"}
    assert town.world.private == {}
    assert skipped(caplog, "run=start") == []
    assert [each for each in skipped(caplog, "run=checkin") if "['press']" not in each] == []


async def test_what_a_bot_does_not_know_is_skipped_with_one_line(tmp_path, monkeypatch, caplog):
    bot = Diary()
    bot.tree.remove_command("start")
    async with waking(tmp_path, monkeypatch) as town, running(bot, town):
        await over(town)
        welcome = next(each for each in town.world.text_channels() if each["name"] == "welcome")
        assert len(town.world.messages[welcome["id"]]) == 3
    assert len(skipped(caplog, "run=start")) == 2
    assert bot.kept


async def test_a_restart_goes_on_and_then_repeats_nothing(tmp_path, monkeypatch):
    async with waking(tmp_path, monkeypatch) as town:
        left = len(town.world.past)
    bot = Diary()
    async with waking(tmp_path, monkeypatch) as town:
        assert len(town.world.past) == left
        async with running(bot, town):
            await over(town)
            await town.reset()
            assert not town.hub.past.over.is_set()
            await bot.tree.sync()
            await over(town)
    deeds = {(name, did) for name, did, _ in bot.kept}
    assert len(bot.kept) == 2 * len(deeds)  # the reset lived them all again
    async with waking(tmp_path, monkeypatch) as town:
        assert town.hub.past.over.is_set()
        assert town.clock.offset == 0


async def test_daymark_remembers_three_residents_and_nothing_of_the_newcomer(tmp_path, caplog):
    async with Playground(data=tmp_path, bot=True, alive=True) as town, Person(town, "Ada") as ada:
        await over(town)
        card = await ada.types("checkin", did="read chapter 2, 30 minutes")
        assert "**1 day**" in card.text
        shown = await ada.cards()
        assert [each for each in shown if each.private] == [card]
        posted = [each for each in shown if "Cheer" in each.buttons]
        assert len(posted) == 4
        assert skipped(caplog, "") == []
        assert town.hub.report.violations == []
    with closing(sqlite3.connect(tmp_path / "daymark.db")) as file:
        (streaks,) = zip(*file.execute("SELECT streak FROM streak_rows ORDER BY 1"), strict=True)
        (late,) = file.execute("SELECT count(*) FROM activity WHERE late").fetchone()
    assert len(streaks) == 4
    assert streaks[-1] > 18
    assert late == 1


async def test_without_a_bot_the_talk_is_there_at_once_and_read(tmp_path):
    async with Playground(data=tmp_path) as town:
        channels = town.world.text_channels()
        read = town.world.read[next(iter(town.world.notes))]
        talked = [each for each in channels if each["last_message_id"]]
        assert len(talked) == 5
        assert all(read[each["id"]] == each["last_message_id"] for each in talked)
