"""Who follows a thread, how one comes to follow it, and what the bot and the page hear of it."""

import discord
import pytest
from discord import Interaction

from .conftest import running


async def opened(bot, page, where="study-hall") -> discord.Thread:
    channel = await bot.fetch_channel(int(page.channel(where)))
    return await (await channel.send("Let us talk")).create_thread(name="Talk")


async def follows(page, thread) -> bool:
    channels = (await page.get("state"))["channels"]
    return next(each["followed"] for each in channels if each["id"] == str(thread.id))


async def test_whoever_opens_a_thread_follows_it_and_nobody_else(town, bot, ada):
    async with running(bot, town):
        thread = await opened(bot, ada)
        assert (await bot.hears("thread_join")).id == thread.id
        assert (await thread.fetch_member(bot.user.id)).joined_at is not None
        assert bot.guilds[0].get_thread(thread.id).me is not None
        with pytest.raises(discord.NotFound) as nobody:
            await thread.fetch_member(int(ada.person))
        assert nobody.value.code == 10007
        assert (await ada.hears("THREAD_CREATE"))["followed"] is False
        assert not await follows(ada, thread)
        active = await bot.http.get_active_threads(int(town.world.guild["id"]))
        assert [each["user_id"] for each in active["members"]] == [str(bot.user.id)]
        with pytest.raises(discord.Forbidden) as privileged:
            await thread.fetch_members()
        assert privileged.value.code == 50001


async def test_one_follows_by_writing_by_being_named_and_by_being_added(town, bot, ada, ravi, mina):
    async with running(bot, town):
        thread = await opened(bot, ada)
        await ada.say(str(thread.id), f"What does <@{ravi.person}> think?")
        for page in (ada, ravi):
            told = await page.hears("THREAD_MEMBERS_UPDATE")
            assert [each["user_id"] for each in told["added_members"]] == [page.person]
            assert await follows(page, thread)
        moderator = next(r["id"] for r in town.world.roles.values() if r["name"] == "Moderator")
        await thread.send(f"<@&{moderator}>", allowed_mentions=discord.AllowedMentions.all())
        assert (await mina.hears("THREAD_MEMBERS_UPDATE"))["member_count"] == 4
        await thread.remove_user(discord.Object(int(ada.person)))
        assert (await ada.hears("THREAD_MEMBERS_UPDATE"))["removed_member_ids"] == [ada.person]
        await thread.add_user(discord.Object(int(ada.person)))
        assert await follows(ada, thread)
        assert town.world.channels[str(thread.id)]["member_count"] == 4


async def test_one_follows_and_leaves_by_hand(town, bot, ada):
    async with running(bot, town):
        thread = await opened(bot, ada)
        path = f"channels/{thread.id}/thread-members/@me"
        await ada.call("PUT", path)
        assert await follows(ada, thread)
        await ada.call("DELETE", path)
        assert not await follows(ada, thread)
        wrong = f"channels/{ada.channel('welcome')}/thread-members/@me"
        assert (await ada.call("PUT", wrong, status=403))["code"] == 50024
        await thread.edit(archived=True)
        assert (await ada.call("PUT", path, status=400))["code"] == 50083


async def test_the_bot_leaves_comes_back_and_hears_of_itself_only(town, bot, ada):
    async with running(bot, town):
        thread = await opened(bot, ada)
        await ada.say(str(thread.id), "hello")
        await thread.leave()
        assert (await bot.hears("thread_remove")).id == thread.id
        await ada.say(str(thread.id), f"<@{bot.user.id}> come back")
        assert (await bot.hears("thread_join")).id == thread.id
        await thread.leave()
        await thread.join()
        assert "thread_member_join" not in [name for name, _ in bot.heard._queue]


async def test_an_answer_to_a_command_makes_nobody_follow(town, bot, ada):
    @bot.tree.command()
    async def hello(interaction: Interaction) -> None:
        """Say hello."""
        await interaction.response.send_message("hello")

    async with running(bot, town):
        thread = await opened(bot, ada)
        await thread.leave()
        await ada.type("hello", where=str(thread.id))
        await ada.hears("MESSAGE_CREATE", content="hello")
        assert town.world.followers[str(thread.id)] == {}


async def test_a_thread_out_of_sight_is_nobodys_to_be_added_to(town, bot, ada, mina):
    async with running(bot, town):
        thread = await opened(bot, mina, "moderators")
        with pytest.raises(discord.Forbidden) as unseen:
            await thread.add_user(discord.Object(int(ada.person)))
        assert unseen.value.code == 50001
        await mina.say(str(thread.id), f"<@{ada.person}>")
        assert ada.person not in town.world.followers[str(thread.id)]
        await thread.delete()
        assert town.world.followers == {}


async def test_a_thread_begins_with_its_message_or_is_told_of_in_the_channel(town, bot, ada):
    async with running(bot, town):
        thread = await opened(bot, ada)
        (starter,) = await ada.messages(str(thread.id))
        assert starter["type"] == 21
        assert starter["referenced_message"]["content"] == "Let us talk"
        assert town.world.channels[str(thread.id)]["message_count"] == 0
        channel = await bot.fetch_channel(int(ada.channel("showcase")))
        public = discord.ChannelType.public_thread
        alone = await channel.create_thread(name="By itself @everyone", type=public)
        told = (await ada.messages(str(channel.id)))[0]
        assert (told["type"], told["content"]) == (18, "By itself @everyone")
        assert told["message_reference"]["channel_id"] == str(alone.id)
        assert told["mention_everyone"] is False
        assert (await channel.fetch_message(int(told["id"]))).type.name == "thread_created"


async def test_a_locked_thread_is_for_those_who_look_after_it(town, bot, ada, mina):
    async with running(bot, town):
        thread = await opened(bot, ada)
        town.world.channels[str(thread.id)]["thread_metadata"]["locked"] = True
        for page, may in ((ada, False), (mina, True)):
            channels = (await page.get("state"))["channels"]
            told = next(each for each in channels if each["id"] == str(thread.id))
            assert told["can_send"] is may
        assert (await ada.say(str(thread.id), "hello?", status=400))["code"] == 50083
        await mina.say(str(thread.id), "closing words")
