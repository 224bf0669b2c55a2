"""Wrong words in every option and field of a check-in: one private sentence, nothing changed."""

import pytest

from tests.support.nonsense import (
    CLOSED_DAY,
    DAY_TO_COME,
    LONG,
    NO_SUCH_DAY,
    NOT_A_DAY,
    NOT_MINUTES,
    SAYS_NOTHING,
    all_refused,
)
from tests.support.world import ADA, BEN

TEXT, WHOLE = 3, 4  # Discord's option types
DOOR = "streaks:check-in"


@pytest.fixture(params=["somebody new", "somebody with a record"])
async def who(anywhere, request):
    await anywhere.type(ADA, "/checkin", did="read chapter 2")
    return ADA if request.param == "somebody with a record" else BEN


def by_command(world, who, **options):
    typed = {"did": (TEXT, "read chapter 2")} | options
    return world.forge.command(who, "/checkin", **typed)


def by_form(world, who, **fields):
    return world.forge.fill(who, DOOR, **{"did": "read chapter 2", "minutes": ""} | fields)


@pytest.mark.parametrize("say", [by_command, by_form])
async def test_a_check_in_has_to_say_what_was_done(anywhere, who, say):
    wrap = (lambda words: (TEXT, words)) if say is by_command else str
    told = await all_refused(
        anywhere, ((words, say(anywhere, who, did=wrap(words))) for words in SAYS_NOTHING)
    )
    assert {card.text for card in told} == {"Say what you did, for example: read chapter 2."}


@pytest.mark.parametrize("say", [by_command, by_form])
async def test_a_novel_is_too_long(anywhere, who, say):
    wrap = (lambda words: (TEXT, words)) if say is by_command else str
    novels = [LONG, "read 📚 " * 1000, "a\n" * 3000]
    told = await all_refused(
        anywhere, ((words, say(anywhere, who, did=wrap(words))) for words in novels)
    )
    assert all("in 1,000 at most" in card for card in told)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (NOT_A_DAY, "isn't a day I can read"),
        (CLOSED_DAY, "can't be entered any more"),
        (DAY_TO_COME, "still to come"),
        (NO_SUCH_DAY, "has no such day"),
    ],
)
async def test_a_day_that_cannot_be_entered(anywhere, who, days, words):
    by_option = ((day, by_command(anywhere, who, day=(TEXT, day))) for day in days)
    assert all(words in card for card in await all_refused(anywhere, by_option))
    by_field = ((day, by_form(anywhere, who, day=[day])) for day in days)
    assert all(words in card for card in await all_refused(anywhere, by_field))


async def test_minutes_that_are_none_cost_nobody_their_words(anywhere, who):
    before = await anywhere.rows()
    for typed in NOT_MINUTES:
        card = await by_form(anywhere, who, minutes=typed)
        assert card.private
        assert "Minutes are a whole number" in card
        assert "read chapter 2" in card
    assert await anywhere.rows() == before


async def test_a_form_is_filled_in_again_with_what_was_typed(anywhere):
    typed = "read *chapter 2* of <https://a.org/b_c>, @everyone & \\\\ back_slashes\n# and 5"
    for day in ("", "x" * 200, "2026-03-01"):
        more = {"day": [day]} if day else {}
        card = await anywhere.forge.fill(ADA, DOOR, did=typed, minutes="thirty", **more)
        await anywhere.restart_bot()
        form = await anywhere.press(card, "Fill it in again", by=ADA)
        assert form.fields["did"]["value"] == typed
    assert form.chosen("day") == ["2026-03-01"]
    card = await anywhere.fill(form, did=typed, minutes="30", by=ADA)
    assert "Checked in for Sunday 1 March" in card


@pytest.mark.parametrize("minutes", [-1, 721, 10**9, 10**30])
async def test_minutes_that_discord_would_not_let_through(world, minutes):
    card = by_command(world, ADA, minutes=(WHOLE, minutes))
    await all_refused(world, [(repr(minutes), card)])


async def test_an_empty_form(anywhere, who):
    told = await all_refused(anywhere, [("", anywhere.forge.fill(who, DOOR))])
    assert "Say what you did" in told[0]


@pytest.mark.parametrize(
    "words",
    [
        "**read** __chapter 2__ [here](https://example.com)",
        "\u202eread chapter 2\u202c",
        "read\0 chapter 2",
        "thanks @everyone and <@1>, read chapter 2",
        "قرأت الفصل الثاني",
        "第二章を読みました",
        "`; DROP TABLE activity; --",
        "read 👩‍🚀 chapter 2",
    ],
)
async def test_unusual_words_are_taken_and_never_shown(anywhere, words):
    card = await anywhere.forge.command(ADA, "/checkin", did=(TEXT, words))
    assert card.title.startswith("Checked in for Monday 2 March")
    assert "chapter" not in card
    kept = (await anywhere.rows())["activity_notes"][0]
    assert not any(sign in str(kept[-1]) for sign in "\0\u202e\u202c")


@pytest.mark.parametrize("typed", [*SAYS_NOTHING, LONG, "٣٠", "EST", "0001-01-01"])
async def test_suggestions_survive_anything(world, typed):
    for name in await world.suggestions(ADA, "/checkin", day=typed):
        assert name in ("Monday 2 March (today)", "Sunday 1 March (yesterday)")


async def test_other_days_are_read_as_people_write_them(world):
    for number, day in enumerate(
        ["Sunday", "sun", "yesterday", "1 March", "mar 1", "1st of march"]
    ):
        card = await world.type(ADA, "/checkin", did=f"read page {number + 10}", day=day)
        assert "Sunday 1 March" in card.title, day
