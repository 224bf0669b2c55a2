"""Every command, button, select and form of the bot, judged body by body, in both directions."""

import pytest

from tests.playground import gateway_schemas
from tests.support import crawler, required
from tests.support.openapi import Contract
from tests.support.stage import ada, stage

__all__ = ["ada", "stage"]

# Doors that nobody in this town can reach, and why.
UNREACHED = {
    "button settings:bring-in": "it shows only where a file holds what isn't here yet",
    "button settings:leave-out": "it shows only where a file holds what isn't here yet",
    "select settings:home": "it shows only where one shares two servers with the bot",
    "select streaks:board-server": "it shows only where one shares two servers with the bot",
    "button streaks:board": "it shows only where more people are listed than a page holds",
    "button streaks:leave-end": "it shows only while one is on leave",
    "button streaks:partner": "it shows only to who is asked by somebody else",
    "button streaks:partner-end": "it shows only while one has a partner",
    "button streaks:partner-no": "it shows only to who is asked by somebody else",
    "button streaks:partner-yes": "it shows only to who is asked by somebody else",
    "button settings:times": "it shows only to who has a reminder, which nobody asks for here",
    "modal settings:times": "it opens only for who has a reminder",
    "button streaks:again": "it shows only where minutes couldn't be read",
    "button streaks:agree": "it shows only before an older day is entered",
    "button streaks:leave-out": "it shows only before an older day is entered",
    "button streaks:place": "it stands on a live board, which nobody switches on here",
    "button streaks:questions": "it stands on cards of before the inbox",
    "button streaks:ruling-log": "it stands on cards of before the moderators' one log",
    "button moderation:log": "it shows only where moderators have decided something",
    "select moderation:log-entry": "it shows only where moderators have decided something",
    "select moderation:lift": "it shows only where somebody is silenced or left off",
    "button today:again": "it shows only to who can't be written to",
    "button today:notify": "it shows only where moderators named a role",
    "button today:unnotify": "it shows only to who took that role",
    "button today:snooze": "it stands on a reminder, which nobody asks for here",
    "button today:stop": "it stands on a reminder, which nobody asks for here",
}


@pytest.fixture
def contract() -> Contract:
    return Contract(required.need("openapi"))


async def test_whatever_can_be_done_is_as_discord_describes_it(contract, stage, ada):
    mina = await stage.person("Mina")
    async with stage.bot() as bot:
        await bot.ready()
        for person in (ada, mina):
            await person.types("checkin", did="something to look back on")
        await mina.moves_clock(days=14)
        reached = await crawler.everything(ada, "dm")  # asks about a day, so that a question waits
        reached |= await crawler.everything(mina, "study-hall", about=ada)
    assert " ERROR " not in bot.output
    assert crawler.doors() - reached == UNREACHED.keys()
    assert len(stage.exchanges) > 40
    assert stage.breaches() == []


async def test_trouble_is_worded_as_discord_words_it(contract, stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        for trouble in ("drop", "500", "slow"):
            await stage.trouble(trouble, seconds=0.1)
            await ada.types("streak show")
    assert {each.status for each in stage.exchanges} >= {200, 400}
    assert stage.breaches() == []


async def test_what_the_gateway_tells_is_as_discord_documents_it(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        await crawler.everything(ada, "study-hall")
        await crawler.everything(ada, "dm")
        await ada.says("hello there")
        for how in ("reconnect", "close"):
            await stage.disturb(how)
            await ada.sees_bot(online=False)
            await ada.sees_bot(online=True)
    names = {each.get("t") for each in stage.told}
    assert names >= {"READY", "GUILD_CREATE", "INTERACTION_CREATE", "MESSAGE_CREATE", "RESUMED"}
    assert sorted(set(gateway_schemas.problems(stage.told))) == []


MESSAGES = "/channels/{channel_id}/messages"
LIMITED = {"message": "", "code": 0, "retry_after": 1.0, "global": False}
CARD = {"flags": 1 << 15, "components": [{"type": 10, "content": "hello"}]}


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"content": "x" * 4001}, "is too long"),
        ({**CARD, "components": [{"type": 10}]}, "'content' is a required property"),
        ({**CARD, "components": [{"type": 99}]}, "is not valid under any of the given schemas"),
        ({**CARD, "components": [{"type": 17, "components": []}]}, "should be non-empty"),
        ({"allowed_mentions": {"parse": ["everybody"]}}, "parse/0"),
    ],
)
def test_a_wrong_body_is_noticed(contract, sent, wrong):
    (said,) = contract.problems("POST", MESSAGES, sent, 429, LIMITED)
    assert wrong in said


def test_a_wrong_answer_is_noticed(contract):
    user = {"id": "1", "username": "ada"}
    assert "is a required property" in next(
        contract.problems("GET", "/users/{user_id}", None, 200, user)
    )
    assert [*contract.problems("GET", "/users/{user_id}", None, 404, {})] != []
    assert [*contract.problems("GET", "/users/{user_id}", None, 301, None)] != []
    assert [*contract.problems("PUT", "/nothing/here", None, 204, None)] != []


def test_its_conventions_are_known(contract):
    for nonce in ("123456", 123456, "abc"):
        assert [*contract.problems("POST", MESSAGES, {**CARD, "nonce": nonce}, 429, LIMITED)] == []
    flags = {**CARD, "flags": str(1 << 15)}
    assert [*contract.problems("POST", MESSAGES, flags, 429, LIMITED)] == []
