"""What a newcomer lives through in the first days, told over HTTP."""

from tests.support.shown import Form


async def test_from_the_first_command_to_a_streak_that_explains_itself(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        deed = await _begins(ada)
        assert "Day 1, three minutes" in deed.text

        card = await ada.types("checkin", did="read chapter 2, 30 minutes")
        assert "Checked in" in card.text
        assert "**1 day**" in card.text
        assert "time zone yet" not in card.text

        await ada.moves_clock(days=1)
        second = await ada.types("checkin", did="read chapter 3", minutes=20)
        assert "**2 days**" in second.text

        form = await ada.opens(card, "Check in")
        assert form.title.startswith("Check in")
        assert {"did", "minutes", "day"} <= form.fields().keys()
        added = await ada.fills(form, did="and made notes", minutes="10 min")
        assert "30 minutes" in added.text
        assert "**2 days**" in added.text

        why = await ada.types("streak why")
        assert why.text.count("done: check-in") == 2
        assert "30 min" in why.text
    assert " ERROR " not in bot.output


async def _begins(ada):
    """/start: where they are, then what they are after."""
    where = await ada.types("start")
    assert "What time is it" in where.text
    door = next(id for id in where.doors if id.startswith("settings:place:"))
    form = await ada.presses(where, door, "Europe/Berlin")
    assert isinstance(form, Form)
    return await ada.fills(form)


async def test_the_same_story_in_a_direct_message(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        card = await ada.types("checkin", where="dm", did="read chapter 2")
        assert card.private
        await ada.moves_clock(days=1)
        assert "**2 days**" in (await ada.types("checkin", where="dm", did="chapter 3")).text
        assert "**2 days**" in (await ada.types("streak show")).text


async def test_yesterday_can_still_be_entered_and_taken_back(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        await ada.types("checkin", did="read chapter 2")
        await ada.moves_clock(days=2)
        await ada.types("checkin", did="read chapter 4")
        offered = await ada.suggests("checkin", "day", "yest")
        assert len(offered) == 1
        late = await ada.types("checkin", did="read chapter 3", day="yesterday")
        assert "**3 days**" in late.text
        undone = await ada.turns(late, "Undo this check-in")
        assert "**2 days**" in undone.text


async def test_what_cannot_be_entered_gets_one_private_sentence(stage, ada):
    async with stage.bot() as bot:
        await bot.ready()
        wrong = [
            {"did": "???"},
            {"did": "x\u0000\u202e"},
            {"did": "read", "day": "tomorrow"},
            {"did": "read", "day": "2026-02-30"},
            {"did": "read", "day": "2020-01-01"},
        ]
        for options in wrong:
            refused = await ada.types("checkin", **options)
            assert refused.private
            assert not refused.buttons
            assert "\n" not in refused.text
    assert await stage.rows("SELECT count(*) FROM activity") == [(0,)]
    assert " ERROR " not in bot.output
