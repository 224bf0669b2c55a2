"""What people do besides asking the bot: mend, take back, react, close their door."""

import aiohttp
import discord
import pytest
from discord import Interaction

from deploy.playground.rest.routes import BOTS, PEOPLE

from .conftest import running


def at(message) -> str:
    return f"channels/{message['channel_id']}/messages/{message['id']}"


async def test_own_words_can_be_mended_and_taken_back_and_nobody_elses(town, ada, ravi, mina):
    said = await ada.say("study-hall", "helo")
    mended = await ada.call("PATCH", at(said), {"content": "hello"})
    assert (mended["content"], mended["edited_timestamp"] is None) == ("hello", False)
    assert (await ravi.hears("MESSAGE_UPDATE"))["content"] == "hello"
    assert (await ravi.call("PATCH", at(said), {"content": "x"}, 403))["code"] == 50005
    assert (await ravi.call("DELETE", at(said), status=403))["code"] == 50013
    assert (await ada.call("PATCH", at(said), {"content": "x" * 2001}, 400))["code"] == 50035
    await ada.call("DELETE", at(said))
    await ravi.hears("MESSAGE_DELETE", id=said["id"])
    other = await ada.say("study-hall", "something rude")
    await mina.call("DELETE", at(other))
    assert (await ada.call("DELETE", at(other), status=404))["code"] == 10008


async def test_people_write_words_and_no_cards(town, ada):
    said = await ada.say("study-hall", "hello")
    card = {"type": 10, "content": "a card"}
    changed = {"content": "mended", "components": [card], "embeds": [{"title": "x"}], "flags": 4}
    after = await ada.call("PATCH", at(said), changed)
    found = {key: after[key] for key in ("content", "components", "embeds", "flags")}
    assert found == {"content": "mended", "components": [], "embeds": [], "flags": 0}
    assert (await ada.say("study-hall", " \n ", status=400))["code"] == 50006


async def test_reactions_come_and_go_for_everyone(town, bot, ada, ravi):
    said = await ada.say("study-hall", "done")
    async with running(bot, town):
        for person in (ada, ravi):
            await person.call("PUT", f"{at(said)}/reactions/%E2%9C%85")
        assert (await bot.hears("raw_reaction_add")).user_id == int(ada.person)
        seen = await ravi.hears("MESSAGE_UPDATE")
        assert [(each["count"], each["me"]) for each in seen["reactions"]] == [(1, False)]
        seen = await ravi.hears("MESSAGE_UPDATE")
        assert [(each["count"], each["me"]) for each in seen["reactions"]] == [(2, True)]
        await ravi.call("DELETE", f"{at(said)}/reactions/%E2%9C%85")
        assert (await ada.messages(said["channel_id"]))[0]["reactions"][0]["count"] == 1
        assert (await bot.hears("raw_reaction_remove")).user_id == int(ravi.person)
    for word in ("nope", "здравствуй", "é", "%E2%9C%85é", "7"):
        refused = await ada.call("PUT", f"{at(said)}/reactions/{word}", status=400)
        assert refused["code"] == 10014
    for sign in ("❤️", "👍🏽", "👩‍🎓", "🇩🇪", "7️⃣"):
        await ada.call("PUT", f"{at(said)}/reactions/{sign}")


async def test_closed_direct_messages_refuse_the_bot_until_they_are_opened(town, bot, ada):
    async with running(bot, town):
        user = await bot.fetch_user(int(ada.person))
        await ada.call("PUT", "dms/closed", {"closed": True})
        assert (await ada.get("state"))["dms_closed"] is True
        with pytest.raises(discord.Forbidden) as closed:
            await user.send("hello?")
        assert closed.value.code == 50007
        await ada.call("PUT", "dms/closed", {"closed": False})
        await user.send("hello!")


async def test_a_private_answer_is_nobody_elses_to_touch(town, bot, ada, mina):
    @bot.tree.command()
    async def quiet(interaction: Interaction) -> None:
        """Answer quietly."""
        await interaction.response.send_message("for you", ephemeral=True)

    @bot.tree.context_menu(name="Count")
    async def count(interaction: Interaction, message: discord.Message) -> None:
        """Never gets there."""

    async with running(bot, town):
        await ada.type("quiet")
        answer = await ada.hears("MESSAGE_CREATE")
        assert (await mina.call("DELETE", at(answer), status=404))["code"] == 10008
        path = f"{at(answer)}/reactions/%E2%9C%85"
        assert (await mina.call("PUT", path, status=404))["code"] == 10008
        ids = {each["name"]: each["id"] for each in town.world.commands.values()}
        data = {"id": ids["Count"], "type": 3, "target_id": answer["id"]}
        refused = await mina.interact(2, answer["channel_id"], data, status=404)
        assert refused["code"] == 10008


async def test_what_may_be_done_where_is_told_with_each_channel(town, ada, mina):
    def allowed(state, name):
        channel = next(each for each in state["channels"] if each["name"] == name)
        return [channel[key] for key in ("can_send", "can_react", "can_manage")]

    assert allowed(await ada.get("state"), "study-hall") == [True, True, False]
    assert allowed(await ada.get("state"), "digest") == [False, True, False]
    assert allowed(await mina.get("state"), "digest") == [True, True, True]


async def test_trouble_is_listed_until_it_was_met(town):
    async with aiohttp.ClientSession() as session:
        url = f"{town.url}/playground"
        await session.post(f"{url}/faults", json={"action": "429", "match": {"path": "/users"}})
        listed = await (await session.get(f"{url}/faults")).json()
        (waiting,) = listed["waiting"]
        assert (waiting["action"], waiting["match"]["path"]) == ("429", "/users")
        kinds = {each["action"] for each in listed["actions"]}
        assert kinds == {"500", "502", "503", "429", "slow", "late", "failed", "drop", "reset"}
        gateway = {each["action"] for each in listed["gateway"]}
        assert gateway == {"close", "reconnect", "invalidate"}
        await session.get(f"{town.api_url}/users/@me")
        assert (await (await session.get(f"{url}/faults")).json())["waiting"] == []
        wrong = [{"times": "x"}, {"times": 0}, {"seconds": -1}, {"seconds": "x"}, {"match": []}]
        nonsense = [("faults", {"action": "500", **each}) for each in wrong]
        for path, body in (
            ("faults", {"action": "fire"}),
            ("gateway", {"action": "fire"}),
            *nonsense,
        ):
            refused = await session.post(f"{url}/{path}", json=body)
            assert (refused.status, (await refused.json())["code"]) == (400, 50035)


async def test_the_page_can_do_nothing_that_is_not_meant_for_people(town):
    shared = {(each.method, each.path) for each in PEOPLE} & {(e.method, e.path) for e in BOTS}
    assert {path.rpartition("/")[2] for _, path in shared} == {*("messages", "{message_id}", "@me")}


async def test_the_town_says_what_it_is_not(town):
    async with aiohttp.ClientSession() as session:
        for path in ("/", "/about"):
            served = await session.get(town.url + path)
            assert served.status == 200
            assert served.content_type == "text/html"
            assert "default-src 'self'" in served.headers["Content-Security-Policy"]
