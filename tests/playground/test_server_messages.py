"""Messages, direct messages, history, threads and reactions, with Discord's permissions."""

import io

import discord
import pytest

from .conftest import running


async def test_a_person_and_the_bot_write_to_each_other_directly(town, bot, ada):
    async with running(bot, town):
        await ada.say(ada.dm(), "hello?")
        heard = await bot.hears("message")
        assert heard.content == "hello?"
        assert heard.guild is None
        await heard.channel.send("Hello Ada")
        assert (await ada.hears("MESSAGE_CREATE", content="Hello Ada"))["channel_id"] == ada.dm()

        ada_user = await bot.fetch_user(int(ada.person))
        await ada_user.send("again")
        await ada.hears("MESSAGE_CREATE", content="again")
        town.world.closed_dms.append(ada.person)
        with pytest.raises(discord.Forbidden) as closed:
            await ada_user.send("and again")
        assert closed.value.code == 50007


async def test_text_arrives_only_where_the_bot_is_spoken_to(town, bot, ada):
    async with running(bot, town):
        await ada.say("study-hall", "nothing for bots")
        assert (await bot.hears("message")).content == ""
        await ada.say("study-hall", f"<@{town.world.bot_id}> this one is")
        assert (await bot.hears("message")).content.endswith("this one is")
        channel = await bot.fetch_channel(int(ada.channel("study-hall")))
        own = await channel.send("prompt")
        await ada.say("study-hall", "my reply", message_reference={"message_id": str(own.id)})
        await bot.hears("message")
        reply = await bot.hears("message")
        assert reply.content == "my reply"
        assert reply.reference.message_id == own.id


async def test_a_reply_without_its_ping_still_pings_whom_it_names(town, ada, ravi, mina):
    said = await ravi.say("study-hall", "anyone?")
    quiet = {"message_reference": {"message_id": said["id"]}}
    reply = await ada.say("study-hall", f"<@{mina.person}>", **quiet)
    assert [each["id"] for each in reply["mentions"]] == [ravi.person, mina.person]
    quiet["allowed_mentions"] = {"replied_user": False}
    reply = await ada.say("study-hall", f"<@{mina.person}>", **quiet)
    assert [each["id"] for each in reply["mentions"]] == [mina.person]
    assert reply["referenced_message"]["id"] == said["id"]


async def test_a_nonce_makes_a_second_send_the_first_message(town, bot, ada):
    async with running(bot, town):
        channel = await bot.fetch_channel(int(ada.channel("study-hall")))
        first = await channel.send("once", nonce="slot-1")
        second = await channel.send("once", nonce="slot-1")
        other = await channel.send("twice", nonce="slot-2")
        assert first.id == second.id != other.id
        shown = [each["content"] for each in await ada.messages(ada.channel("study-hall"))]
        assert shown.count("once") == 1


async def test_history_goes_both_ways(town, bot, ada):
    async with running(bot, town):
        channel = await bot.fetch_channel(int(ada.channel("showcase")))
        sent = [await channel.send(str(number)) for number in range(12)]
        newest = [message.content async for message in channel.history(limit=3)]
        assert newest == ["11", "10", "9"]
        after = [message.content async for message in channel.history(after=sent[8])]
        assert after == ["9", "10", "11"]
        before = [m.content async for m in channel.history(before=sent[2], limit=2)]
        assert before == ["1", "0"]
        around = [m.content async for m in channel.history(around=sent[5], limit=3)]
        assert sorted(around) == ["4", "5", "6"]
        path = f"channels/{channel.id}/messages?limit=2&before={sent[2].id}"
        assert [each["content"] for each in await ada.get(path)] == ["1", "0"]
        await sent[0].edit(content="edited")
        await sent[1].delete()
        assert (await channel.fetch_message(sent[0].id)).edited_at is not None
        with pytest.raises(discord.NotFound) as gone:
            await channel.fetch_message(sent[1].id)
        assert gone.value.code == 10008


async def test_permissions_are_discords(town, bot, ada, mina):
    async with running(bot, town):
        assert (await ada.say("moderators", "hi", 403))["code"] == 50001
        assert (await ada.say("digest", "hi", 403))["code"] == 50013
        await mina.say("moderators", "hi")
        seen = {each["name"]: each["can_send"] for each in (await ada.get("state"))["channels"]}
        assert "moderators" not in seen
        assert seen["digest"] is False
        guild = bot.get_guild(int(town.world.guild["id"]))
        for channel in town.world.text_channels():
            if channel["name"] == "welcome":
                channel["permission_overwrites"].append(
                    {"id": town.world.bot_id, "type": 1, "allow": "0", "deny": str(1 << 11)}
                )
            if channel["name"] == "showcase":
                channel["permission_overwrites"].append(
                    {"id": guild.id and str(guild.id), "type": 0, "allow": "0", "deny": "1024"}
                )
        for name, code in (("welcome", 50013), ("showcase", 50001)):
            with pytest.raises(discord.Forbidden) as refused:
                await bot.http.send_message(
                    int(ada.channel(name)),
                    params=discord.http.handle_message_parameters(content="hi"),
                )
            assert refused.value.code == code
        with pytest.raises(discord.NotFound) as unknown:
            await bot.fetch_channel(1)
        assert unknown.value.code == 10003


async def test_a_message_has_one_thread(town, bot, ada):
    async with running(bot, town):
        channel = await bot.fetch_channel(int(ada.channel("daily-prompt")))
        post = await channel.send("Today's prompt")
        thread = await post.create_thread(name="Answers")
        await thread.send("in the thread")
        shown = await ada.hears("THREAD_CREATE")
        assert (shown["id"], shown["parent_id"]) == (str(post.id), str(channel.id))
        with pytest.raises(discord.HTTPException) as second:
            await post.create_thread(name="More")
        assert second.value.code == 160004
        await ada.say(shown["id"], "my answer")
        assert (await bot.hears("message")).channel.id == channel.id
        await thread.edit(archived=True)
        await thread.send("and open again")
        assert not town.world.channels[shown["id"]]["thread_metadata"]["archived"]


async def test_files_come_with_their_description(town, bot, ada):
    async with running(bot, town):
        channel = await bot.fetch_channel(int(ada.channel("showcase")))
        png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (3).to_bytes(4) + (2).to_bytes(4)
        file = discord.File(io.BytesIO(png), "map.png", description="A year of days")
        view = discord.ui.LayoutView()
        gallery = discord.ui.MediaGallery()
        gallery.add_item(media="attachment://map.png", description="A year of days")
        view.add_item(gallery)
        view.stop()
        sent = await channel.send(view=view, file=file)
        shown = await ada.hears("MESSAGE_CREATE")
        media = shown["components"][0]["items"][0]
        assert media["description"] == "A year of days"
        assert media["media"]["url"].startswith(town.url)
        assert (media["media"]["width"], media["media"]["height"]) == (3, 2)
        assert await sent.attachments[0].read() == png


async def test_reactions_and_pins(town, bot, ada):
    async with running(bot, town):
        said = await ada.say("study-hall", "done")
        channel = await bot.fetch_channel(int(ada.channel("study-hall")))
        message = await channel.fetch_message(int(said["id"]))
        await message.add_reaction("✅")
        shown = await ada.hears("MESSAGE_UPDATE")
        assert shown["reactions"][0]["emoji"]["name"] == "✅"
        assert shown["reactions"][0]["me"] is False
        assert (await bot.hears("raw_reaction_add")).emoji.name == "✅"
        assert (await channel.fetch_message(message.id)).reactions[0].me
        await message.remove_reaction("✅", bot.user)
        assert (await channel.fetch_message(message.id)).reactions == []
        await message.pin()
        assert [pin.id async for pin in channel.pins()] == [message.id]
        told = (await ada.messages(said["channel_id"]))[0]
        assert (told["type"], told["message_reference"]["message_id"]) == (6, said["id"])
        await message.pin()
        assert (await ada.messages(said["channel_id"]))[0]["id"] == told["id"]


async def test_unread_and_mentions_are_counted_until_read(town, bot, ada, ravi):
    study_hall = ada.channel("study-hall")

    async def counted() -> int:
        channels = (await ada.get("state"))["channels"]
        return next(each["mention_count"] for each in channels if each["id"] == study_hall)

    said = await ravi.say("study-hall", f"<@{ada.person}> look")
    assert await counted() == 1
    await ada.post(f"channels/{study_hall}/ack", {"message_id": said["id"]})
    assert await counted() == 0
    assert (await ada.hears("READ_STATE"))["last_read_id"] == said["id"]


async def test_direct_messages_and_roles_count_until_read_and_deleted_ones_do_not(
    town, bot, ada, ravi, mina
):
    async def counted(page, kind, id) -> int:
        return next(e["mention_count"] for e in (await page.get("state"))[kind] if e["id"] == id)

    async with running(bot, town):
        user = await bot.fetch_user(int(ada.person))
        _, second = await user.send("one"), await user.send("two")
        assert await counted(ada, "dms", ada.dm()) == 2
        await ada.post(f"channels/{ada.dm()}/ack", {"message_id": str(second.id)})
        assert await counted(ada, "dms", ada.dm()) == 0
        await user.send("three")
        await second.delete()
        assert await counted(ada, "dms", ada.dm()) == 1
        hall = mina.channel("study-hall")
        moderator = next(r["id"] for r in town.world.roles.values() if r["name"] == "Moderator")
        await ravi.say(hall, f"<@&{moderator}> help")
        assert [await counted(page, "channels", hall) for page in (mina, ada)] == [1, 0]


async def test_many_messages_are_deleted_at_once_within_discords_limits(town, bot, ada):
    bot_role = next(r for r in town.world.roles.values() if r["name"] == "Daymark")
    async with running(bot, town):
        channel = await bot.fetch_channel(int(ada.channel("showcase")))
        sent = [await channel.send(str(number)) for number in range(3)]
        ids = [str(each.id) for each in sent]
        with pytest.raises(discord.Forbidden) as not_allowed:
            await bot.http.delete_messages(channel.id, ids)
        assert not_allowed.value.code == 50013
        bot_role["permissions"] = str(int(bot_role["permissions"]) | 1 << 13)
        for wrong in (ids[:1], [ids[0]] * 2, [str(n) for n in range(101)]):
            with pytest.raises(discord.HTTPException) as refused:
                await bot.http.delete_messages(channel.id, wrong)
            assert refused.value.code == 50035
        await bot.http.delete_messages(channel.id, ids[:2])
        assert (await ada.hears("MESSAGE_DELETE_BULK"))["ids"] == ids[:2]
        assert (await bot.hears("raw_bulk_message_delete")).message_ids == {*map(int, ids[:2])}
        assert [m.id async for m in channel.history(limit=1)] == [sent[2].id]
        fresh = await channel.send("fresh")
        town.clock.move(14 * 86400 - 1)
        await bot.http.delete_messages(channel.id, [ids[0], str(fresh.id)])
        town.clock.move(2)
        with pytest.raises(discord.HTTPException) as old:
            await bot.http.delete_messages(channel.id, ids[1:])
        assert old.value.code == 50034
        assert town.world.message(str(channel.id), ids[2])
