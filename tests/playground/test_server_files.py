"""Files stay as long as their message, and there are never too many of them."""

import io

import discord
from discord import Attachment, Interaction

from deploy.playground import uploads

from .conftest import running


def kept(town) -> int:
    return sum(1 for _ in (town.data / "files").iterdir())


def file(name="map.txt") -> discord.File:
    return discord.File(io.BytesIO(b"a map"), name)


async def test_a_file_goes_with_its_message(town, bot, ada):
    async with running(bot, town):
        channel = await bot.fetch_channel(int(ada.channel("showcase")))
        sent = await channel.send("two", files=[file("a.txt"), file("b.txt")])
        assert kept(town) == 2
        await sent.edit(attachments=sent.attachments[:1])
        assert kept(town) == 1
        assert await sent.attachments[0].read() == b"a map"
        await sent.delete()
        assert kept(town) == 0


async def test_a_channel_takes_its_files_along(town, bot, ada):
    async with running(bot, town):
        channel = await bot.guilds[0].create_text_channel("short-lived")
        await channel.send("one", file=file())
        await channel.delete()
        assert kept(town) == 0


async def test_the_oldest_files_make_room(town, bot, ada, monkeypatch):
    @bot.tree.command()
    async def keep(interaction: Interaction, what: Attachment) -> None:
        """Look at it and answer nothing about it."""
        await interaction.response.send_message("seen", ephemeral=True)

    monkeypatch.setattr(uploads, "MOST", 5)
    async with running(bot, town):
        for number in range(8):
            await ada.type("keep", upload=b"%d" % number, what="0")
        left = sorted(each.read_bytes() for each in (town.data / "files").iterdir())
        assert left == [b"3", b"4", b"5", b"6", b"7"]
