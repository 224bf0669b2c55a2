"""Nonsense and forgeries through the doors of /start and /me settings."""

import pytest

from tests.support.nonsense import LONG, NOT_A_PLACE, SAYS_NOTHING, all_refused, refused
from tests.support.world import ADA, BEN

TEXT = 3  # Discord's option type
HUGE = "1" + "0" * 30
NO_ZONES = (
    "../../etc/passwd",
    "/etc/localtime",
    "Nowhere/Here",
    "Berlin",
    "EST",
    "Factory",
    "posixrules",
    "Europe/Berlin\0",
    "Europe/Berlin ",
    "europe/berlin",
    "x" * 90,
)
NO_STARTS = ("2500", "0601", "0630", "1200", "0060", "", "0", "x", "-100", "½", HUGE, "04:00", "99")
NO_TRACKS = ("", "hacker", "ML-ENGINEER", "../not-sure", LONG, "@everyone", "\0")
NO_HOURS = ("", "3", "-5", "5.0", "٥", HUGE, "five", " 5")
NO_REMINDERS = (
    "",
    "25:00",
    "8",
    "08",
    "0800",
    "08:00:30",
    "08:00+02:00",
    "03:33",
    "T08:00",
    "midday",
)


@pytest.fixture(params=["somebody new", "somebody with a record"])
async def who(anywhere, request):
    await anywhere.type(ADA, "/checkin", did="read chapter 2")
    return ADA if request.param == "somebody with a record" else BEN


@pytest.mark.parametrize("command", ["/start", "/me settings"])
async def test_a_city_that_is_none(anywhere, who, command):
    typed = ((t, anywhere.forge.command(who, command, city=(TEXT, t))) for t in NOT_A_PLACE)
    for card in await all_refused(anywhere, typed):
        assert "I don't know" in card
        assert "for example: Nairobi" in card
        assert [*card.buttons] == ["Type another place"]


async def test_a_place_form_with_nonsense(anywhere, who):
    door = "settings:place-form:start"
    typed = ((t, anywhere.forge.fill(who, door, place=t)) for t in (*NOT_A_PLACE, "", "  "))
    for card in await all_refused(anywhere, typed):
        assert [*card.buttons] == ["Type another place"]


@pytest.mark.parametrize("command", ["/start", "/me settings"])
@pytest.mark.parametrize("typed", ["EST", "Berlin", "GMT+1", "berlin germany", "NYC", "+05:30"])
async def test_what_could_be_meant_is_offered_and_never_taken(anywhere, who, command, typed):
    before = await anywhere.rows()
    card = await anywhere.type(who, command, city=typed)
    [places] = card.selects.values()
    assert 1 <= len(places) <= 25
    assert await anywhere.rows() == before


@pytest.mark.parametrize("typed", ["**Berlin**", "\u202eBerlin", "B\0erlin", "@everyone Berlin"])
async def test_what_was_typed_is_shown_harmless(anywhere, typed):
    card = await anywhere.forge.command(ADA, "/start", city=(TEXT, typed))
    assert not any(sign in card.text for sign in ("**B", "\u202e", "\0", "@everyone"))


@pytest.mark.parametrize("typed", [*SAYS_NOTHING, LONG, "EST", "Berlin", "../../etc", "é" * 400])
async def test_suggestions_survive_anything(world, typed):
    places = await world.suggestions(ADA, "/start", city=typed)
    assert len(places) <= 25
    assert all(1 <= len(place) <= 100 for place in places)


async def test_a_place_that_is_not_on_the_list(anywhere, who):
    for purpose in ("start", "zone", "x"):
        door = f"settings:place:{purpose}"
        picks = ((z, anywhere.forge.choose(who, door, [z])) for z in NO_ZONES)
        await all_refused(anywhere, picks)
        await refused(anywhere, anywhere.forge.choose(who, door, []))


async def test_a_move_to_nowhere(anywhere, who):
    doors = (f"settings:move:{p}:{zone}:0000" for p in ("start", "zone") for zone in NO_ZONES)
    await all_refused(anywhere, ((door, anywhere.forge.press(who, door)) for door in doors))


async def test_a_day_that_would_start_at_no_time(anywhere, who):
    doors = (f"settings:move:zone:Europe/Berlin:{start}" for start in NO_STARTS)
    await all_refused(anywhere, ((door, anywhere.forge.press(who, door)) for door in doors))
    picks = ((s, anywhere.forge.choose(who, "settings:day-start", [s])) for s in NO_STARTS)
    await all_refused(anywhere, picks)
    await refused(anywhere, anywhere.forge.choose(who, "settings:day-start", []))


async def test_aims_that_are_not_on_the_list(anywhere, who):
    fine = {"track": ["data-scientist"], "hours": ["5"], "reminder": ["never"]}
    for field, wrong in (("track", NO_TRACKS), ("hours", NO_HOURS), ("reminder", NO_REMINDERS)):
        forms = (
            (
                f"{field} {each!r}",
                anywhere.forge.fill(who, "settings:about", **fine | {field: [each]}),
            )
            for each in wrong
        )
        await all_refused(anywhere, forms)
    await refused(anywhere, anywhere.forge.fill(who, "settings:about"))


async def test_a_home_that_is_nobody_s(anywhere, who):
    for guild in ("", "0", "1", "-1", "x", "²", HUGE, "9" * 19, str(anywhere.id(BEN))):
        await refused(anywhere, anywhere.forge.choose(who, "settings:home", [guild]))
    await refused(anywhere, anywhere.forge.choose(who, "settings:home", []))


async def test_an_idea_of_any_number_is_an_idea(world):
    card = await world.type(ADA, "/help")
    before = await world.rows()
    for number in ("0", "7", "9" * 19):
        idea = await world.forge.press(ADA, f"settings:deed:{number}", on=card)
        assert "Day 1, three minutes" in idea
    for number in ("x", "-1", "²", HUGE, ""):
        closed = await world.forge.press(ADA, f"settings:deed:{number}", on=card)
        assert "no longer works" in closed
    assert await world.rows() == before


async def test_doors_that_never_were(anywhere, who):
    doors = (
        "settings",
        "settings:",
        "settings:zone:x",
        "settings:move:zone",
        "settings:move:a:b:c:d",
    )
    await all_refused(anywhere, ((door, anywhere.forge.press(who, door)) for door in doors))


async def test_a_purpose_that_nobody_has_is_read_as_a_move(world):
    form = await world.forge.press(ADA, "settings:place-form:../../etc")
    assert form.door == "settings:place-form:zone"
