"""What the process prints never holds a token or a member's words, whatever goes wrong."""

import asyncio
import json
import sqlite3

import pytest

SECRET = "SECRETNOTE"
HOSTILE = (
    f"{SECRET} one\nERROR forged line",
    f"{SECRET} two @everyone <@1> **bold** https://example.org/{SECRET}",
    f"{SECRET} three token=abcdefghijklmnop Bot abcdefghijklmnop",
    f"{SECRET} four \u202e\u0000\x1b[31m %s {{}} ' OR 1=1 --",
    f"{SECRET} five " + "x" * 900,
)
TROUBLE = ("drop", "reset", "500", "503", "429")


@pytest.mark.parametrize("kind", ["text", "json"])
async def test_no_words_and_no_tokens_are_printed(stage, ada, kind):
    async with stage.bot(DAYMARK_LOG=kind) as bot:
        await bot.ready()
        for did, trouble in zip(HOSTILE, TROUBLE, strict=True):
            await stage.trouble(trouble, seconds=0.1)
            card = await ada.types("checkin", did=did)
            assert "@everyone" not in card.text
        form = await ada.opens(card, "Check in")
        await ada.fills(form, did=HOSTILE[1])
        await ada.types("start", city=f"{SECRET}ville")
        await stage.disturb("close")
        await ada.sees_bot(online=False)
        await ada.sees_bot(online=True)
        await _a_fault_of_ours(stage, ada)
        await _no_answer_at_all(stage, ada)
    assert "Traceback" in bot.output  # else the faults above proved nothing
    _is_clean(bot, stage)
    if kind == "json":
        assert all(json.loads(line)["levelname"] for line in bot.lines)


async def _a_fault_of_ours(stage, ada):
    """The database lost a table: the member gets a code, the log the traceback under it."""
    with sqlite3.connect(stage.folder / "daymark.db") as file:
        file.execute("ALTER TABLE activity_notes RENAME TO lost")
    file.close()
    card = await ada.types("checkin", did=HOSTILE[0])
    assert "our side" in card.text
    assert SECRET not in card.text


async def _no_answer_at_all(stage, ada):
    await stage.trouble("drop", times=3)
    asked = ada.begins("checkin", did=HOSTILE[2])
    await asyncio.wait([asked])


def _is_clean(bot, stage):
    assert stage.interactions()
    secrets = {each["token"] for each in stage.interactions()} | {SECRET, SECRET.lower()}
    assert [secret for secret in secrets if secret in bot.output] == []
    assert f"Bot {stage.town.token}" not in bot.output


async def test_the_bots_own_token_is_never_printed(stage, ada):
    """A longer one than the town's usual, whose word may well stand in a path."""
    stage.town.token = token = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
    stage.town.hub.token = token
    stage.town.hub.gateway._token = token
    async with stage.bot() as bot:
        await bot.ready()
        await ada.types("checkin", did="read chapter 2")
        await stage.disturb("invalidate")
        await ada.sees_bot(online=False)
    assert token not in bot.output
