"""How far each person has read, counted by what arrived when, not by ids."""

from discord import Interaction

from .conftest import running


async def state_of(page, channel):
    state = await page.get("state")
    return next(each for each in state["channels"] if each["id"] == channel)


async def reads(page, message) -> None:
    await page.post(f"channels/{message['channel_id']}/ack", {"message_id": message["id"]})


async def test_a_private_answer_taken_away_makes_no_false_mentions(town, bot, ada, ravi):
    @bot.tree.command()
    async def quiet(interaction: Interaction) -> None:
        """Answer quietly."""
        await interaction.response.send_message("for you", ephemeral=True)

    async with running(bot, town):
        asked = await ravi.say("study-hall", f"<@{ada.person}> are you there?")
        where = asked["channel_id"]
        await ada.hears("MESSAGE_CREATE")
        await ada.type("quiet")
        answer = await ada.hears("MESSAGE_CREATE")
        await reads(ada, answer)
        assert (await state_of(ada, where))["last_read_id"] == asked["id"]
        await ada.post("dismiss", {"message_id": answer["id"]})
        await ravi.say("study-hall", "just talking")
        assert (await state_of(ada, where))["mention_count"] == 0


async def test_a_private_answer_is_no_news(town, bot, ada, ravi):
    @bot.tree.command()
    async def quiet(interaction: Interaction) -> None:
        """Answer quietly."""
        await interaction.response.send_message(f"for <@{ada.person}>", ephemeral=True)

    async with running(bot, town):
        said = await ravi.say("study-hall", "hello")
        await reads(ada, said)
        await ada.type("quiet")
        await ada.hears("INTERACTION_SUCCESS")
        found = await state_of(ada, said["channel_id"])
        assert (found["unread"], found["mention_count"]) == (False, 0)


async def test_whoever_read_a_message_that_is_deleted_has_read_all_before_it(town, ada, ravi):
    await ravi.say("study-hall", f"one <@{ada.person}>")
    said = await ravi.say("study-hall", "two")
    await reads(ada, said)
    await ravi.call("DELETE", f"channels/{said['channel_id']}/messages/{said['id']}")
    found = await state_of(ada, said["channel_id"])
    assert (found["unread"], found["mention_count"]) == (False, 0)


async def test_after_a_look_at_the_future_new_messages_are_unread(town, ada, ravi):
    await ada.post("clock", {"advance": 86400})
    await reads(ada, await ravi.say("study-hall", "from tomorrow"))
    await ada.post("clock", {"to": "now"})
    said = await ravi.say("study-hall", f"today again <@{ada.person}>")
    found = await state_of(ada, said["channel_id"])
    assert (found["unread"], found["mention_count"]) == (True, 1)
    await reads(ada, said)
    assert not (await state_of(ada, said["channel_id"]))["unread"]


async def test_only_what_is_there_can_be_read(town, ada):
    channel = ada.channel("study-hall")
    for id in ("1", "nonsense"):
        refused = await ada.post(f"channels/{channel}/ack", {"message_id": id}, status=404)
        assert refused["code"] == 10008
