"""The town itself: what stays, what is forgotten, and who is kept out."""

import aiohttp
import pytest
from yarl import URL

from deploy.playground.playground import Playground

from .conftest import Page, running


async def test_a_second_start_shows_what_was_there(tmp_path):
    async with Playground(data=tmp_path) as town:
        ada = await Page(town, "Ada").open()
        said = await ada.say("study-hall", "remember me")
        await ada.post("clock", {"advance": 86400})
        await ada.close()
    async with Playground(data=tmp_path) as town:
        ada = await Page(town, "Ada").open()
        shown = await ada.messages(said["channel_id"])
        assert shown[0]["content"] == "remember me"
        assert (await ada.get("state"))["clock"]["offset"] == 86400
        await ada.close()


async def test_a_reset_forgets_everything_and_nothing_else(town, bot, ada):
    before = [each["content"] for each in await ada.messages(ada.channel("study-hall"))]
    async with running(bot, town):
        await ada.say("study-hall", "forget me")
        await ada.post("clock", {"advance": 3600})
        (town.data / "mine.txt").write_text("not yours")
        (town.data / "daymark.db").write_text("the bot's")
        await ada.post("reset", {})
        await ada.hears("RESET")
        await bot.hears("ready")
    assert not (town.data / "daymark.db").exists()
    assert (town.data / "mine.txt").exists()
    assert town.clock.offset == 0
    texts = [each["content"] for each in await ada.messages(ada.channel("study-hall"))]
    assert texts == before


async def test_the_clock_moves_ids_times_and_the_bots_file(town, ada):
    await ada.post("clock", {"advance": 86400 * 3})
    said = await ada.say("study-hall", "in three days")
    assert (await ada.hears("CLOCK"))["offset"] == 86400 * 3
    assert float((town.data / "clock").read_text()) == 86400 * 3
    moment = ((int(said["id"]) >> 22) + 1_420_070_400_000) / 1000
    assert abs(moment - town.clock.now()) < 5
    await ada.post("clock", {"to": "now"})
    assert town.clock.offset == 0
    later = await ada.say("study-hall", "today again")
    shown = await ada.messages(said["channel_id"])
    assert [each["id"] for each in shown[:2]] == [later["id"], said["id"]]


@pytest.mark.parametrize("ahead", [float("nan"), float("inf"), 1e18, -1e18, True, "1", None])
async def test_the_clock_cannot_be_moved_out_of_time(town, ada, ahead):
    refused = await ada.post("clock", {"advance": ahead}, status=400)
    assert refused["errors"]["advance"]["_errors"][0]["message"]
    assert town.clock.offset == 0


async def test_other_sites_are_kept_out(town, ada):
    async with aiohttp.ClientSession() as stranger:
        state = f"{town.url}/page/state"
        assert (await stranger.get(state)).status == 401
        headers = {"X-Person": ada.person}
        for foreign in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
            assert (await stranger.get(state, headers={**headers, **foreign})).status == 403
        assert (await stranger.get(f"{town.url}/page/static/main.js")).status == 200
        sly = URL(f"{town.url}/page/static/..%2Ftown.toml", encoded=True)
        assert (await stranger.get(sly)).status == 404


async def test_an_upload_cannot_act_as_the_page(town, ada):
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", '{"content": ""}', content_type="application/json")
    form.add_field("files[0]", b"<script>1</script>", filename="x.html")
    async with aiohttp.ClientSession(headers={"X-Person": ada.person}) as page:
        url = f"{town.url}/page/channels/{ada.channel('study-hall')}/messages"
        sent = await (await page.post(url, data=form)).json()
        served = await page.get(sent["attachments"][0]["url"])
        assert served.headers["Content-Security-Policy"] == "sandbox"
        assert await served.read() == b"<script>1</script>"


async def test_the_page_learns_who_lives_here(town, ada):
    state = await ada.get("state")
    assert [each["user"]["global_name"] for each in state["people"]] == [
        "Ada",
        "Ravi",
        "Zoe",
        "Mina",
    ]
    assert state["me"] == ada.person
    assert [each["recipients"][0]["username"] for each in state["dms"]] == ["Daymark"]
    assert state["guild"]["icon_text"] == "DL"
    assert not state["bot_online"]
