"""From what people type to the place they mean."""

from datetime import UTC, datetime

import pytest

from bot import content, discover
from bot.zones import Places
from cogs.settings.views import about as views

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.on(content.load(discover.sources()))


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("berlin", "Europe/Berlin"),
        ("LA", "America/Los_Angeles"),
        ("bombay", "Asia/Kolkata"),
        ("Londn", "Europe/London"),
        ("são paulo", "America/Sao_Paulo"),
        ("EST", "America/New_York"),
        ("nyc", "America/New_York"),
        ("germany", "Europe/Berlin"),
        ("+5:30", "Asia/Kolkata"),
    ],
)
def test_the_likeliest_place_is_offered_first_and_never_taken_unasked(places, typed, zone):
    found = places.find(typed, NOW)
    assert found.zone is None
    menu = views._place_select(found.offers, NOW, "start")
    assert menu.options[0].value == zone
    assert len({option.value for option in menu.options}) == len(menu.options) <= 25


@pytest.mark.parametrize("typed", ["Europe/Berlin", "europe/berlin", " UTC "])
def test_an_exact_zone_needs_no_question(places, typed):
    assert places.find(typed, NOW).zone in ("Europe/Berlin", "UTC")


@pytest.mark.parametrize("typed", ["xqzzy", "", "../../etc/passwd", "🙂", "a" * 6000])
def test_rubbish_offers_nothing(places, typed):
    assert places.find(typed, NOW).offers in ([], ())
